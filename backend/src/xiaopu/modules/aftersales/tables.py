"""Tables of after-sales."""

from xiaopu.infra.database.tables import belongs_to, column, index, shop_table
from xiaopu.infra.database.types import Count, Fen, Id, Instant, Text

AFTERSALES = shop_table(
    "aftersales",
    column("id", Id()),
    column("order_id", Id()),
    column("member_id", Id()),
    column("status", Text(10)),
    column("reason", Text(100)),
    column("note", Text(500), optional=True),
    # What the order cost when it was asked; what goes back is counted by payments.
    column("amount_fen", Fen(least=1)),
    # How often refunds were asked for: part of their source, so that each round is refunded once.
    column("rounds", Count()),
    column("answer", Text(300), optional=True),
    column("created_at", Instant()),
    column("updated_at", Instant()),
    belongs_to("orders", "order_id"),
    belongs_to("members", "member_id"),
)
index("ix_aftersales_status", AFTERSALES.c.shop_id, AFTERSALES.c.status, AFTERSALES.c.id)
index("ix_aftersales_order", AFTERSALES.c.shop_id, AFTERSALES.c.order_id, AFTERSALES.c.id)
_OPEN = AFTERSALES.c.status.in_(("requested", "refunding"))
index(
    "uq_aftersales_open",
    AFTERSALES.c.shop_id,
    AFTERSALES.c.order_id,
    unique=True,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)

AFTERSALE_HISTORY = shop_table(
    "aftersale_history",
    column("id", Id()),
    column("aftersale_id", Id()),
    column("action", Text(10)),
    column("status_to", Text(10)),
    column("actor", Text(60)),
    column("why", Text(300), optional=True),
    column("at", Instant()),
    belongs_to("aftersales", "aftersale_id"),
)
index("ix_aftersale_history", AFTERSALE_HISTORY.c.shop_id, AFTERSALE_HISTORY.c.aftersale_id)

__all__ = ["AFTERSALES", "AFTERSALE_HISTORY"]
