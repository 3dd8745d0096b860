"""Tables of orders. What was agreed is copied: later changes of goods never reach an old order."""

from sqlalchemy import CheckConstraint

from xiaopu.infra.database.tables import belongs_to, column, index, shop_table, unique
from xiaopu.infra.database.types import Bytes, Count, Doc, Fen, Id, Instant, Text
from xiaopu.modules.orders.domain.aftersale import AftersaleBrief
from xiaopu.modules.orders.domain.pricing import PriceLine

ORDERS = shop_table(
    "orders",
    column("id", Id()),
    column("order_no", Text(20)),
    column("member_id", Id()),
    column("status", Text(10)),
    column("channel", Text(20)),
    column("pay_by", Text(11)),
    column("subject", Text(127)),
    column("item_count", Count(least=1)),
    column("unreviewed", Count()),
    column("goods_fen", Fen()),
    column("freight_fen", Fen()),
    column("payable_fen", Fen(least=1)),
    column("price_lines", Doc(list[PriceLine])),
    column("recipient_sealed", Bytes()),
    column("phone_index", Bytes()),
    column("region_code", Text(6)),
    column("remark", Text(200), optional=True),
    column("note", Text(500), optional=True),
    column("flag", Count()),
    column("aftersale_status", Text(12), optional=True),
    column("aftersale", Doc(AftersaleBrief), optional=True),
    column("created_at", Instant()),
    column("pay_deadline_at", Instant()),
    column("paid_at", Instant(), optional=True),
    column("shipped_at", Instant(), optional=True),
    column("auto_receive_at", Instant(), optional=True),
    column("ended_at", Instant(), optional=True),
    column("closed_reason", Text(60), optional=True),
    CheckConstraint("payable_fen = goods_fen + freight_fen", name="ck_orders_total"),
    CheckConstraint("flag BETWEEN 0 AND 5", name="ck_orders_flag"),
    CheckConstraint("pay_by IN ('wechat', 'in_store', 'on_delivery')", name="ck_orders_pay_by"),
    belongs_to("members", "member_id"),
    unique("shop_id", "order_no", name="uq_orders_no"),
)
index("ix_orders_member", ORDERS.c.shop_id, ORDERS.c.member_id, ORDERS.c.id)
index("ix_orders_status", ORDERS.c.shop_id, ORDERS.c.status, ORDERS.c.id)
index("ix_orders_phone", ORDERS.c.shop_id, ORDERS.c.phone_index, ORDERS.c.id)
_UNPAID = ORDERS.c.status.in_(("pending", "closing"))
index("ix_orders_deadline", ORDERS.c.pay_deadline_at, sqlite_where=_UNPAID, postgresql_where=_UNPAID)
# Money by hand comes weeks after its order: the overview finds it by its own day.
_BY_HAND = ORDERS.c.pay_by != "wechat"
index(
    "ix_orders_collected",
    ORDERS.c.shop_id,
    ORDERS.c.paid_at,
    sqlite_where=_BY_HAND,
    postgresql_where=_BY_HAND,
)
_ON_THE_WAY = ORDERS.c.status == "shipped"
index("ix_orders_receive", ORDERS.c.auto_receive_at, sqlite_where=_ON_THE_WAY, postgresql_where=_ON_THE_WAY)

ORDER_LINES = shop_table(
    "order_lines",
    column("id", Id()),
    column("order_id", Id()),
    column("goods_id", Id()),
    column("sku_id", Id()),
    column("name", Text(60)),
    column("spec_text", Text(200)),
    column("picture_url", Text(300)),
    column("price_fen", Fen()),
    column("quantity", Count(least=1)),
    column("amount_fen", Fen()),
    column("reviewed_at", Instant(), optional=True),
    CheckConstraint("amount_fen = price_fen * quantity", name="ck_order_lines_amount"),
    belongs_to("orders", "order_id"),
)
index("ix_order_lines_order", ORDER_LINES.c.shop_id, ORDER_LINES.c.order_id)

ORDER_HISTORY = shop_table(
    "order_history",
    column("id", Id()),
    column("order_id", Id()),
    column("action", Text(20)),
    column("status_to", Text(10)),
    column("actor", Text(60)),
    column("why", Text(120), optional=True),
    column("at", Instant()),
    belongs_to("orders", "order_id"),
)
index("ix_order_history_order", ORDER_HISTORY.c.shop_id, ORDER_HISTORY.c.order_id)

SHIPMENTS = shop_table(
    "shipments",
    column("id", Id()),
    column("order_id", Id()),
    column("carrier_code", Text(20)),
    column("carrier_name", Text(40)),
    column("tracking_no", Text(40)),
    column("shipped_at", Instant()),
    belongs_to("orders", "order_id"),
)
index("ix_shipments_order", SHIPMENTS.c.shop_id, SHIPMENTS.c.order_id)

# How much of a limited good a member has bought: the row that parallel orders fight over.
PURCHASES = shop_table(
    "purchases",
    column("member_id", Id()),
    column("goods_id", Id()),
    column("units", Count()),
    key=("member_id", "goods_id"),
)
