"""Statements over goods, their details and their SKUs."""

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.catalog.tables import GOODS, GOODS_DETAILS, SKUS

_UPSERTS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
_MINE = GOODS.c.shop_id == bindparam("shop")
_ONE = (_MINE, GOODS.c.id == bindparam("wanted"))

# What an edit replaces.
FORM = (
    "goods_no", "name", "brief", "category_id", "brand", "unit", "keywords", "price_fen",
    "max_price_fen", "market_price_fen", "cover", "cover_thumb", "has_picture", "freight_template_id",
    "weight_g", "limit_per_buyer",
)  # fmt: skip
_NEW = (*FORM, "id", "status", "sold", "version", "created_at", "updated_at", "listed_at")
DETAILS = ("pictures", "params", "specs", "detail_html")
SKU_FORM = ("spec_values", "sku_code", "price_fen", "cost_fen", "picture", "thumb", "position")

ADD = {
    dialect: make(GOODS)
    .values(shop_id=bindparam("shop"), **{name: bindparam(name) for name in _NEW})
    .on_conflict_do_nothing(index_elements=["shop_id", "goods_no"])
    for dialect, make in _UPSERTS
}
ADD_DETAILS = insert(GOODS_DETAILS).values(
    shop_id=bindparam("shop"), goods_id=bindparam("goods_id"), **{name: bindparam(name) for name in DETAILS}
)
# Claims the version first: whoever saves second is told, and on PostgreSQL the row is locked for the rest
# of the unit.
CLAIM_VERSION = (
    update(GOODS)
    .where(*_ONE, GOODS.c.version == bindparam("seen_version"), GOODS.c.status != "deleted")
    .values(version=GOODS.c.version + 1, updated_at=bindparam("now"))
)
SET = update(GOODS).where(*_ONE).values(**{name: bindparam(f"new_{name}") for name in FORM})
SET_DETAILS = (
    update(GOODS_DETAILS)
    .where(GOODS_DETAILS.c.shop_id == bindparam("shop"), GOODS_DETAILS.c.goods_id == bindparam("wanted"))
    .values(**{name: bindparam(f"new_{name}") for name in DETAILS})
)
MOVE = (
    update(GOODS)
    .where(*_ONE, GOODS.c.status == bindparam("old_status"))
    .values(status=bindparam("new_status"), version=GOODS.c.version + 1, updated_at=bindparam("now"))
)
LISTED = update(GOODS).where(*_ONE).values(listed_at=bindparam("now"))
FREE_NUMBER = update(GOODS).where(*_ONE).values(goods_no=GOODS.c.id)
SET_PICTURES = (
    update(GOODS)
    .where(*_ONE)
    .values(
        cover=bindparam("new_cover"),
        cover_thumb=bindparam("new_cover_thumb"),
        has_picture=bindparam("new_has_picture"),
        version=GOODS.c.version + 1,
        updated_at=bindparam("now"),
    )
)
SET_DETAIL_PICTURES = (
    update(GOODS_DETAILS)
    .where(GOODS_DETAILS.c.shop_id == bindparam("shop"), GOODS_DETAILS.c.goods_id == bindparam("wanted"))
    .values(pictures=bindparam("new_pictures"))
)
PICTURES = select(GOODS_DETAILS.c.pictures).where(
    GOODS_DETAILS.c.shop_id == bindparam("shop"), GOODS_DETAILS.c.goods_id == bindparam("wanted")
)
ADD_SOLD = update(GOODS).where(*_ONE).values(sold=GOODS.c.sold + bindparam("more"))

# On PostgreSQL the row waits for others that change the same goods; SQLite has one writer anyway.
LOCK = select(GOODS.c.id).where(*_ONE).with_for_update()
STATUS = select(GOODS.c.status, GOODS.c.version).where(*_ONE)
BY_NUMBERS = select(GOODS.c.id, GOODS.c.goods_no).where(
    _MINE, GOODS.c.goods_no.in_(bindparam("wanted", expanding=True))
)
_JOINED = GOODS.join(
    GOODS_DETAILS, (GOODS_DETAILS.c.shop_id == GOODS.c.shop_id) & (GOODS_DETAILS.c.goods_id == GOODS.c.id)
)
WHOLE = select(GOODS, *(GOODS_DETAILS.c[name] for name in DETAILS)).select_from(_JOINED).where(*_ONE)

_SKU_MINE = SKUS.c.shop_id == bindparam("shop")
ADD_SKU = insert(SKUS).values(
    shop_id=bindparam("shop"), **{name: bindparam(name) for name in (*SKU_FORM, "id", "goods_id")}
)
SET_SKU = (
    update(SKUS)
    .where(_SKU_MINE, SKUS.c.id == bindparam("wanted"))
    .values(retired_at=None, **{name: bindparam(f"new_{name}") for name in SKU_FORM})
)
RETIRE_SKU = (
    update(SKUS).where(_SKU_MINE, SKUS.c.id == bindparam("wanted")).values(retired_at=bindparam("now"))
)
# Live ones first, so that a live sister is preferred to a retired one of the same values.
SKUS_OF = (
    select(SKUS)
    .where(_SKU_MINE, SKUS.c.goods_id == bindparam("wanted"))
    .order_by(SKUS.c.retired_at.is_not(None), SKUS.c.position, SKUS.c.id)
    .limit(2000)
)
SELLABLE = (
    select(
        SKUS.c.id,
        SKUS.c.goods_id,
        SKUS.c.spec_values,
        SKUS.c.price_fen,
        SKUS.c.thumb,
        SKUS.c.retired_at,
        GOODS.c.name,
        GOODS.c.status,
        GOODS.c.cover_thumb,
        GOODS.c.weight_g,
        GOODS.c.limit_per_buyer,
        GOODS.c.freight_template_id,
    )
    .join(GOODS, (GOODS.c.shop_id == SKUS.c.shop_id) & (GOODS.c.id == SKUS.c.goods_id))
    .where(_SKU_MINE, SKUS.c.id.in_(bindparam("wanted", expanding=True)))
)
