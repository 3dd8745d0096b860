"""Tables of payments. Unique keys carry every "once": a trade number, a transaction, a refund number, a
notice."""

from sqlalchemy import CheckConstraint

from xiaopu.infra.database.tables import belongs_to, column, index, shop_table, unique
from xiaopu.infra.database.types import Bytes, Doc, Fen, Id, Instant, Text

PAYMENT_ACCOUNTS = shop_table(
    "payment_accounts",
    column("mchid", Text(32)),
    column("serial_no", Text(64)),
    column("private_key_sealed", Bytes()),
    column("apiv3_key_sealed", Bytes()),
    column("public_key_id", Text(64)),
    column("public_key_pem", Text(4000)),
    column("updated_at", Instant()),
    column("checked_at", Instant(), optional=True),
    column("check_code", Text(60), optional=True),
    key=(),
)

PAYMENTS = shop_table(
    "payments",
    column("id", Id()),
    column("payable_kind", Text(20)),
    column("payable_id", Id()),
    column("subject", Text(127)),
    column("channel", Text(20)),
    column("appid", Text(32)),
    column("mchid", Text(32)),
    column("openid", Text(128)),
    column("out_trade_no", Text(32)),
    column("amount_fen", Fen(least=1)),
    column("refunded_fen", Fen()),
    column("status", Text(10)),
    column("prepay_id", Text(64), optional=True),
    column("prepaid_at", Instant(), optional=True),
    column("transaction_id", Text(32), optional=True),
    column("created_at", Instant()),
    column("expires_at", Instant()),
    column("paid_at", Instant(), optional=True),
    column("closed_at", Instant(), optional=True),
    column("next_query_at", Instant(), optional=True),
    CheckConstraint("refunded_fen <= amount_fen", name="ck_payments_refunded"),
    CheckConstraint("(status = 'paid') = (transaction_id IS NOT NULL)", name="ck_payments_proof"),
    unique("shop_id", "out_trade_no", name="uq_payments_out_trade_no"),
    unique("shop_id", "transaction_id", name="uq_payments_transaction"),
)
index("ix_payments_payable", PAYMENTS.c.shop_id, PAYMENTS.c.payable_kind, PAYMENTS.c.payable_id)
_OPEN = PAYMENTS.c.next_query_at.is_not(None)
index(
    "ix_payments_due",
    PAYMENTS.c.shop_id,
    PAYMENTS.c.next_query_at,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)

REFUNDS = shop_table(
    "refunds",
    column("id", Id()),
    column("payment_id", Id()),
    column("out_refund_no", Text(64)),
    column("amount_fen", Fen(least=1)),
    column("reason", Text(30)),
    column("source", Text(60)),
    column("status", Text(12)),
    column("wechat_refund_id", Text(32), optional=True),
    column("last_error", Text(200), optional=True),
    column("created_at", Instant()),
    column("done_at", Instant(), optional=True),
    column("next_query_at", Instant(), optional=True),
    belongs_to("payments", "payment_id"),
    unique("shop_id", "out_refund_no", name="uq_refunds_number"),
    unique("shop_id", "reason", "source", name="uq_refunds_source"),
)
index("ix_refunds_payment", REFUNDS.c.shop_id, REFUNDS.c.payment_id)
_WAITING = REFUNDS.c.next_query_at.is_not(None)
index(
    "ix_refunds_due",
    REFUNDS.c.shop_id,
    REFUNDS.c.next_query_at,
    sqlite_where=_WAITING,
    postgresql_where=_WAITING,
)

PAY_NOTICES = shop_table(
    "pay_notices",
    column("id", Text(64)),
    column("kind", Text(10)),
    column("received_at", Instant()),
)

PAY_ALERTS = shop_table(
    "pay_alerts",
    column("id", Id()),
    column("at", Instant()),
    column("code", Text(60)),
    column("facts", Doc(dict[str, object])),
)
