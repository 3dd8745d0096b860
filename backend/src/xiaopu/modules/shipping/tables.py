"""Tables of shipping."""

from xiaopu.infra.database.tables import column, index, shop_table, unique
from xiaopu.infra.database.types import Count, Fen, Flag, Id, Instant, Text

FREIGHT_TEMPLATES = shop_table(
    "freight_templates",
    column("id", Id()),
    column("name", Text(20)),
    column("free_over_fen", Fen(least=1), optional=True),
    column("first_count", Count(least=1)),
    column("first_fen", Fen()),
    column("next_count", Count(least=1)),
    column("next_fen", Fen()),
    column("is_default", Flag()),
    column("created_at", Instant()),
    column("updated_at", Instant()),
    unique("shop_id", "name", name="uq_freight_templates_name"),
)
# One default a shop, whoever writes at the same moment.
index(
    "uq_freight_templates_default",
    FREIGHT_TEMPLATES.c.shop_id,
    unique=True,
    sqlite_where=FREIGHT_TEMPLATES.c.is_default.is_(True),
    postgresql_where=FREIGHT_TEMPLATES.c.is_default.is_(True),
)

# What WeChat was told of each shipment (upload_shipping_info): it holds the money until it knows.
WECHAT_SHIPPING = shop_table(
    "wechat_shipping",
    column("shipment_id", Id()),
    column("order_id", Id()),
    column("status", Text(10)),
    column("error", Text(200), optional=True),
    column("at", Instant()),
    # What WeChat told of the money since: expected when, received when, settled when.
    column("settles_at", Instant(), optional=True),
    column("received_at", Instant(), optional=True),
    column("settled_at", Instant(), optional=True),
    key=("shipment_id",),
)
index("ix_wechat_shipping_order", WECHAT_SHIPPING.c.shop_id, WECHAT_SHIPPING.c.order_id)

__all__ = ["FREIGHT_TEMPLATES", "WECHAT_SHIPPING"]
