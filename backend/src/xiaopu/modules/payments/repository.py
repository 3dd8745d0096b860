"""Statements of payments. Every move is one conditional UPDATE; zero rows is an answer, not a surprise."""

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.payments.domain.trades import PaymentAction, PaymentStatus, RefundStatus, payment_sources
from xiaopu.modules.payments.tables import PAY_ALERTS, PAY_NOTICES, PAYMENT_ACCOUNTS, PAYMENTS, REFUNDS

_MAKERS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))

ACCOUNT = select(PAYMENT_ACCOUNTS).where(PAYMENT_ACCOUNTS.c.shop_id == bindparam("shop"))
_ACCOUNT_ROW = (
    "mchid",
    "serial_no",
    "private_key_sealed",
    "apiv3_key_sealed",
    "public_key_id",
    "public_key_pem",
    "updated_at",
    "checked_at",
    "check_code",
)
PUT_ACCOUNT = {
    dialect: (
        statement := make(PAYMENT_ACCOUNTS).values(
            shop_id=bindparam("shop"), **{name: bindparam(name) for name in _ACCOUNT_ROW}
        )
    ).on_conflict_do_update(
        index_elements=["shop_id"], set_={name: statement.excluded[name] for name in _ACCOUNT_ROW}
    )
    for dialect, make in _MAKERS
}
SET_CHECK = (
    update(PAYMENT_ACCOUNTS)
    .where(PAYMENT_ACCOUNTS.c.shop_id == bindparam("shop"))
    .values(checked_at=bindparam("now"), check_code=bindparam("found"))
)

_PAYMENT_ROW = (
    "id",
    "payable_kind",
    "payable_id",
    "subject",
    "channel",
    "appid",
    "mchid",
    "openid",
    "out_trade_no",
    "amount_fen",
    "status",
    "created_at",
    "expires_at",
    "next_query_at",
)
ADD_PAYMENT = insert(PAYMENTS).values(
    shop_id=bindparam("shop"), refunded_fen=0, **{name: bindparam(name) for name in _PAYMENT_ROW}
)
_HERE = PAYMENTS.c.shop_id == bindparam("shop")
PAYMENT = select(PAYMENTS).where(_HERE, PAYMENTS.c.id == bindparam("wanted"))
PAYMENT_BY_NUMBER = select(PAYMENTS).where(_HERE, PAYMENTS.c.out_trade_no == bindparam("wanted"))
PAID_BY = select(PAYMENTS.c.id).where(_HERE, PAYMENTS.c.transaction_id == bindparam("wanted"))
PAYMENTS_OF = (
    select(PAYMENTS)
    .where(_HERE, PAYMENTS.c.payable_kind == bindparam("kind"), PAYMENTS.c.payable_id == bindparam("wanted"))
    # By id alone SQLite would walk all payments of the shop rather than sort a few.
    .order_by(PAYMENTS.c.created_at, PAYMENTS.c.id)
    .limit(100)
)
_MOVE = update(PAYMENTS).where(_HERE, PAYMENTS.c.id == bindparam("wanted"))
PREPARE = _MOVE.where(PAYMENTS.c.status.in_(payment_sources(PaymentAction.PREPARE))).values(
    status="open", prepay_id=bindparam("new_prepay_id"), prepaid_at=bindparam("now")
)
SUCCEED = _MOVE.where(PAYMENTS.c.status.in_(payment_sources(PaymentAction.SUCCEED))).values(
    status="paid",
    transaction_id=bindparam("new_transaction_id"),
    paid_at=bindparam("new_paid_at"),
    next_query_at=None,
)
CLOSE = _MOVE.where(PAYMENTS.c.status.in_(payment_sources(PaymentAction.CLOSE))).values(
    status="closed", closed_at=bindparam("now"), next_query_at=None
)
ASK_LATER = _MOVE.where(PAYMENTS.c.next_query_at.is_not(None)).values(next_query_at=bindparam("next_at"))
# The guard of every refund: what is asked for plus what was asked for before never exceeds what was paid.
SET_ASIDE = _MOVE.where(
    PAYMENTS.c.status == "paid",
    PAYMENTS.c.refunded_fen + bindparam("more_fen") <= PAYMENTS.c.amount_fen,
).values(refunded_fen=PAYMENTS.c.refunded_fen + bindparam("more_fen"))
FREE_AGAIN = _MOVE.values(refunded_fen=PAYMENTS.c.refunded_fen - bindparam("less_fen"))

UNDER_WAY = (
    select(PAYMENTS.c.id)
    .where(_HERE, PAYMENTS.c.status == PaymentStatus.OPEN, PAYMENTS.c.expires_at > bindparam("since"))
    .limit(1)
)
DUE_PAYMENTS_ACROSS_SHOPS = (
    select(PAYMENTS.c.shop_id, PAYMENTS.c.id)
    .where(PAYMENTS.c.next_query_at <= bindparam("now"))
    .order_by(PAYMENTS.c.next_query_at)
    .limit(100)
)
DUE_REFUNDS_ACROSS_SHOPS = (
    select(REFUNDS.c.shop_id, REFUNDS.c.id)
    .where(REFUNDS.c.next_query_at <= bindparam("now"))
    .order_by(REFUNDS.c.next_query_at)
    .limit(100)
)

_REFUND_ROW = (
    "id",
    "payment_id",
    "out_refund_no",
    "amount_fen",
    "reason",
    "source",
    "status",
    "created_at",
    "next_query_at",
)
ADD_REFUND = {
    dialect: make(REFUNDS)
    .values(shop_id=bindparam("shop"), **{name: bindparam(name) for name in _REFUND_ROW})
    .on_conflict_do_nothing(index_elements=["shop_id", "reason", "source"])
    for dialect, make in _MAKERS
}
_REFUND_HERE = REFUNDS.c.shop_id == bindparam("shop")
REFUND_UNDER_WAY = (
    select(REFUNDS.c.id)
    .where(
        _REFUND_HERE,
        REFUNDS.c.status == RefundStatus.PROCESSING,
        REFUNDS.c.created_at > bindparam("since"),
    )
    .limit(1)
)
REFUND = select(REFUNDS).where(_REFUND_HERE, REFUNDS.c.id == bindparam("wanted"))
REFUND_BY_NUMBER = select(REFUNDS).where(_REFUND_HERE, REFUNDS.c.out_refund_no == bindparam("wanted"))
REFUND_BY_SOURCE = select(REFUNDS).where(
    _REFUND_HERE, REFUNDS.c.reason == bindparam("why"), REFUNDS.c.source == bindparam("wanted")
)
REFUNDS_OF = select(REFUNDS).where(
    _REFUND_HERE, REFUNDS.c.payment_id.in_(bindparam("wanted", expanding=True))
)
_REFUND_OPEN = (RefundStatus.CREATED, RefundStatus.PROCESSING, RefundStatus.ABNORMAL)
MOVE_REFUND = (
    update(REFUNDS)
    .where(_REFUND_HERE, REFUNDS.c.id == bindparam("wanted"), REFUNDS.c.status.in_(_REFUND_OPEN))
    .values(
        status=bindparam("new_status"),
        wechat_refund_id=bindparam("new_refund_id"),
        done_at=bindparam("new_done_at"),
        next_query_at=bindparam("next_at"),
        last_error=None,
    )
)
NOTE_REFUND_ERROR = (
    update(REFUNDS)
    .where(_REFUND_HERE, REFUNDS.c.id == bindparam("wanted"))
    .values(last_error=bindparam("error"))
)

TAKE_NOTICE = {
    dialect: make(PAY_NOTICES)
    .values(shop_id=bindparam("shop"), **{name: bindparam(name) for name in ("id", "kind", "received_at")})
    .on_conflict_do_nothing()
    for dialect, make in _MAKERS
}
ADD_ALERT = insert(PAY_ALERTS).values(
    shop_id=bindparam("shop"), **{name: bindparam(name) for name in ("id", "at", "code", "facts")}
)
