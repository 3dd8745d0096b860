"""Tables of payments. Unique keys carry every "once": a trade number, a transaction, a refund number, a
notice, an open proof."""

from sqlalchemy import CheckConstraint

from xiaopu.infra.database.tables import belongs_to, column, index, shop_table, unique
from xiaopu.infra.database.types import Bytes, Doc, Fen, Flag, Id, Instant, Text
from xiaopu.modules.payments.domain.applyments import FieldFault
from xiaopu.modules.payments.domain.findings import Found

# `mchid` takes the money. An account of one's own has its keys here; under a service provider
# (`provider_mchid`) the keys are the operator's settings, and the two numbers differ: no shop sells into the
# platform's own number.
PAYMENT_ACCOUNTS = shop_table(
    "payment_accounts",
    column("mchid", Text(32)),
    column("provider_mchid", Text(32), optional=True),
    column("serial_no", Text(64), optional=True),
    column("private_key_sealed", Bytes(), optional=True),
    column("apiv3_key_sealed", Bytes(), optional=True),
    column("public_key_id", Text(64), optional=True),
    column("public_key_pem", Text(4000), optional=True),
    column("certificate_pem", Text(8000), optional=True),
    column("updated_at", Instant()),
    column("checked_at", Instant(), optional=True),
    column("check_code", Text(60), optional=True),
    column("findings", Doc(list[Found]), optional=True),
    CheckConstraint(
        "provider_mchid IS NULL OR provider_mchid <> mchid", name="ck_payment_accounts_own_number"
    ),
    CheckConstraint(
        "(provider_mchid IS NULL) = (private_key_sealed IS NOT NULL)", name="ck_payment_accounts_keys"
    ),
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
    column("noticed_at", Instant(), optional=True),
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

# `slot` is the kind while a proof is open and absent afterwards: one open proof of a kind, any number of old.
PAYMENT_PROOFS = shop_table(
    "payment_proofs",
    column("id", Id()),
    column("kind", Text(20)),
    column("slot", Text(20), optional=True),
    column("status", Text(10)),
    column("payment_id", Id(), optional=True),
    column("code_url", Text(512), optional=True),
    column("token_hash", Bytes(), optional=True),
    column("last_error", Text(200), optional=True),
    column("created_at", Instant()),
    column("expires_at", Instant()),
    column("paid_at", Instant(), optional=True),
    column("refunded_at", Instant(), optional=True),
    column("ended_at", Instant(), optional=True),
    unique("shop_id", "slot", name="uq_payment_proofs_slot"),
)
_PROVING = PAYMENT_PROOFS.c.status == "waiting"
index(
    "ix_payment_proofs_due",
    PAYMENT_PROOFS.c.shop_id,
    PAYMENT_PROOFS.c.expires_at,
    sqlite_where=_PROVING,
    postgresql_where=_PROVING,
)

# One application a shop; a cancelled one is replaced. `form_sealed` is sent again when WeChat was silent.
APPLYMENTS = shop_table(
    "applyments",
    column("id", Id()),
    column("provider_mchid", Text(32)),
    column("business_code", Text(124)),
    column("applyment_id", Text(32), optional=True),
    column("status", Text(12)),
    column("form_sealed", Bytes()),
    column("faults", Doc(list[FieldFault])),
    column("sign_url", Text(512), optional=True),
    column("sub_mchid", Text(32), optional=True),
    column("in_use", Flag()),
    column("created_at", Instant()),
    column("moved_at", Instant()),
    column("next_poll_at", Instant(), optional=True),
    CheckConstraint(
        "status <> 'finished' OR (sub_mchid IS NOT NULL AND sub_mchid <> provider_mchid)",
        name="ck_applyments_own_number",
    ),
    key=(),
)
_POLLED = APPLYMENTS.c.next_poll_at.is_not(None)
index(
    "ix_applyments_due",
    APPLYMENTS.c.shop_id,
    APPLYMENTS.c.next_poll_at,
    sqlite_where=_POLLED,
    postgresql_where=_POLLED,
)
APPLYMENT_HISTORY = shop_table(
    "applyment_history",
    column("id", Id()),
    column("applyment", Id()),
    column("at", Instant()),
    column("actor", Text(60)),
    column("status", Text(12)),
    column("faults", Doc(list[FieldFault])),
)
index(
    "ix_applyment_history", APPLYMENT_HISTORY.c.shop_id, APPLYMENT_HISTORY.c.applyment, APPLYMENT_HISTORY.c.id
)
