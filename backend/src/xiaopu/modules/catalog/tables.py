"""Tables of the catalogue. What lists need stands on `goods`; the long detail text has a table of its own."""

from xiaopu.infra.database.tables import belongs_to, column, index, shop_table, unique
from xiaopu.infra.database.types import Count, Doc, Fen, Flag, Id, Instant, Text
from xiaopu.modules.catalog.domain.goods import ImportMark, Param, Spec

CATEGORIES = shop_table(
    "categories",
    column("id", Id()),
    column("parent_id", Id(), optional=True),
    # The first level's category above this one, itself included: a category's goods are found without a walk.
    column("root_id", Id()),
    # The parent's id, or nothing at the first level: unlike NULL it can be part of a unique key.
    column("sibling_of", Text(20)),
    column("level", Count(least=1)),
    column("name", Text(20)),
    column("picture", Text(120), optional=True),
    column("thumb", Text(120), optional=True),
    column("position", Count()),
    unique("shop_id", "sibling_of", "name", name="uq_categories_name"),
    belongs_to("categories", "parent_id"),
)

MEDIA = shop_table(
    "media",
    column("id", Text(120)),
    column("medium", Text(120)),
    column("thumb", Text(120)),
    column("width", Count(least=1)),
    column("height", Count(least=1)),
    column("bytes", Count()),
    column("created_at", Instant()),
)
index("ix_media_new", MEDIA.c.shop_id, MEDIA.c.created_at, MEDIA.c.id)

GOODS = shop_table(
    "goods",
    column("id", Id()),
    column("goods_no", Text(40)),
    column("name", Text(60)),
    column("brief", Text(80), optional=True),
    column("category_id", Id(), optional=True),
    column("brand", Text(40), optional=True),
    column("unit", Text(10)),
    column("keywords", Text(120), optional=True),
    column("status", Text(10)),
    column("price_fen", Fen(least=1)),
    column("max_price_fen", Fen(least=1)),
    column("market_price_fen", Fen(least=1), optional=True),
    # Storage keys of the first picture; absent when there is none.
    column("cover", Text(120), optional=True),
    column("cover_thumb", Text(120), optional=True),
    column("has_picture", Flag()),
    column("sold", Count()),
    column("freight_template_id", Text(20), optional=True),
    column("weight_g", Count(), optional=True),
    column("limit_per_buyer", Count(least=1), optional=True),
    column("version", Count(least=1)),
    column("created_at", Instant()),
    column("updated_at", Instant()),
    column("listed_at", Instant()),
    unique("shop_id", "goods_no", name="uq_goods_no"),
    belongs_to("categories", "category_id"),
)
index("ix_goods_status", GOODS.c.shop_id, GOODS.c.status, GOODS.c.id)
index("ix_goods_category", GOODS.c.shop_id, GOODS.c.category_id, GOODS.c.status)
index("ix_goods_sold", GOODS.c.shop_id, GOODS.c.status, GOODS.c.sold, GOODS.c.id)
index("ix_goods_price", GOODS.c.shop_id, GOODS.c.status, GOODS.c.price_fen, GOODS.c.id)
index("ix_goods_new", GOODS.c.shop_id, GOODS.c.status, GOODS.c.listed_at, GOODS.c.id)

GOODS_DETAILS = shop_table(
    "goods_details",
    column("goods_id", Id()),
    column("pictures", Doc(tuple[str, ...])),
    column("params", Doc(tuple[Param, ...])),
    column("specs", Doc(tuple[Spec, ...])),
    # What the last import said, for goods that came by one.
    column("imported", Doc(ImportMark), optional=True),
    column("detail_html", Text(200_000)),
    belongs_to("goods", "goods_id"),
    key=("goods_id",),
)

SKUS = shop_table(
    "skus",
    column("id", Id()),
    column("goods_id", Id()),
    column("spec_values", Doc(tuple[str, ...])),
    column("sku_code", Text(40), optional=True),
    column("price_fen", Fen(least=1)),
    column("cost_fen", Fen(), optional=True),
    column("picture", Text(120), optional=True),
    column("thumb", Text(120), optional=True),
    column("position", Count()),
    # A SKU that is dropped from its goods is retired, never deleted: orders refer to it.
    column("retired_at", Instant(), optional=True),
    belongs_to("goods", "goods_id"),
)
index("ix_skus_goods", SKUS.c.shop_id, SKUS.c.goods_id, SKUS.c.position)

IMPORTS = shop_table(
    "imports",
    column("id", Id()),
    column("file_name", Text(120)),
    column("file_key", Text(120)),
    column("dry_run", Flag()),
    column("status", Text(10)),
    # The next group of rows (one goods is one group) to be done: what makes a crash resume.
    column("next_group", Count()),
    column("rows_total", Count()),
    column("rows_done", Count()),
    column("goods_created", Count()),
    column("goods_updated", Count()),
    column("rows_skipped", Count()),
    column("rows_failed", Count()),
    column("created_at", Instant()),
    column("finished_at", Instant(), optional=True),
)

IMPORT_FAULTS = shop_table(
    "import_faults",
    column("import_id", Id()),
    column("number", Count()),
    column("line", Count()),
    column("field", Text(20)),
    column("code", Text(40)),
    column("message", Text(120)),
    column("value", Text(120)),
    belongs_to("imports", "import_id"),
    key=("import_id", "number"),
)

# One row a link for all time: a picture is fetched once, whoever names it.
PICTURE_LINKS = shop_table(
    "picture_links",
    column("digest", Text(64)),
    column("url", Text(2048)),
    column("state", Text(10)),
    column("media_id", Text(120), optional=True),
    column("reason", Text(40), optional=True),
    key=("digest",),
)

# Which goods waits for which link, in which place. A merchant who sets the pictures by hand ends the waiting.
GOODS_LINKS = shop_table(
    "goods_links",
    column("goods_id", Id()),
    column("position", Count()),
    column("digest", Text(64)),
    belongs_to("goods", "goods_id"),
    key=("goods_id", "position"),
)
index("ix_goods_links_digest", GOODS_LINKS.c.shop_id, GOODS_LINKS.c.digest)

IMPORT_LINKS = shop_table(
    "import_links",
    column("import_id", Id()),
    column("digest", Text(64)),
    belongs_to("imports", "import_id"),
    key=("import_id", "digest"),
)

__all__ = [
    "CATEGORIES",
    "GOODS",
    "GOODS_DETAILS",
    "GOODS_LINKS",
    "IMPORTS",
    "IMPORT_FAULTS",
    "IMPORT_LINKS",
    "MEDIA",
    "PICTURE_LINKS",
    "SKUS",
]
