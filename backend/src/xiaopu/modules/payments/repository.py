"""Statements of payments. Every move is one conditional UPDATE; zero rows is an answer, not a surprise."""

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.payments.domain.applyments import MENDABLE, ApplymentStatus
from xiaopu.modules.payments.domain.proofs import ProofAction, ProofStatus, proof_sources
from xiaopu.modules.payments.domain.trades import PaymentAction, PaymentStatus, RefundStatus, payment_sources
from xiaopu.modules.payments.tables import (
    APPLYMENT_HISTORY,
    APPLYMENTS,
    PAY_ALERTS,
    PAY_NOTICES,
    PAYMENT_ACCOUNTS,
    PAYMENT_PROOFS,
    PAYMENTS,
    REFUNDS,
)

_MAKERS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))

ACCOUNT = select(PAYMENT_ACCOUNTS).where(PAYMENT_ACCOUNTS.c.shop_id == bindparam("shop"))
_ACCOUNT_ROW = (
    "mchid",
    "provider_mchid",
    "serial_no",
    "private_key_sealed",
    "apiv3_key_sealed",
    "public_key_id",
    "public_key_pem",
    "certificate_pem",
    "updated_at",
    "checked_at",
    "check_code",
    "findings",
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
    .values(checked_at=bindparam("now"), check_code=bindparam("found"), findings=bindparam("all_findings"))
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
    noticed_at=bindparam("new_noticed_at"),
    next_query_at=None,
)
NOTE_NOTICE = _MOVE.where(PAYMENTS.c.noticed_at.is_(None)).values(noticed_at=bindparam("now"))
NOTICED_SINCE = (
    select(PAYMENTS.c.id)
    .where(_HERE, PAYMENTS.c.noticed_at >= bindparam("since"), PAYMENTS.c.mchid == bindparam("of_mchid"))
    .limit(1)
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
ALERT_SINCE = (
    select(PAY_ALERTS.c.id)
    .where(
        PAY_ALERTS.c.shop_id == bindparam("shop"),
        PAY_ALERTS.c.code == bindparam("wanted"),
        PAY_ALERTS.c.at >= bindparam("since"),
    )
    .limit(1)
)

_PROOF_ROW = ("id", "kind", "slot", "status", "token_hash", "created_at", "expires_at")
ADD_PROOF = {
    dialect: make(PAYMENT_PROOFS)
    .values(shop_id=bindparam("shop"), **{name: bindparam(name) for name in _PROOF_ROW})
    .on_conflict_do_nothing(index_elements=["shop_id", "slot"])
    for dialect, make in _MAKERS
}
_PROOF_HERE = PAYMENT_PROOFS.c.shop_id == bindparam("shop")
PROOF = select(PAYMENT_PROOFS).where(_PROOF_HERE, PAYMENT_PROOFS.c.id == bindparam("wanted"))
OPEN_PROOF = select(PAYMENT_PROOFS).where(_PROOF_HERE, PAYMENT_PROOFS.c.slot == bindparam("kind"))
PROOF_BY_TOKEN = select(PAYMENT_PROOFS).where(_PROOF_HERE, PAYMENT_PROOFS.c.token_hash == bindparam("wanted"))
_ONE_PROOF = update(PAYMENT_PROOFS).where(_PROOF_HERE, PAYMENT_PROOFS.c.id == bindparam("wanted"))
NOTE_CODE = _ONE_PROOF.where(PAYMENT_PROOFS.c.status == ProofStatus.WAITING).values(
    code_url=bindparam("new_code_url"), payment_id=bindparam("new_payment_id"), last_error=None
)
PROOF_PAID = _ONE_PROOF.where(PAYMENT_PROOFS.c.status.in_(proof_sources(ProofAction.PAY))).values(
    status="paid", slot=None, payment_id=bindparam("new_payment_id"), paid_at=bindparam("new_paid_at")
)
PROOF_REFUNDED = _ONE_PROOF.where(PAYMENT_PROOFS.c.status.in_(proof_sources(ProofAction.REFUND))).values(
    status="refunded", refunded_at=bindparam("now"), ended_at=bindparam("now")
)
PROOF_EXPIRED = _ONE_PROOF.where(PAYMENT_PROOFS.c.status.in_(proof_sources(ProofAction.EXPIRE))).values(
    status="expired", slot=None, ended_at=bindparam("now")
)
PROOF_FAILED = _ONE_PROOF.where(PAYMENT_PROOFS.c.status.in_(proof_sources(ProofAction.FAIL))).values(
    status="failed", slot=None, ended_at=bindparam("now"), last_error=bindparam("error")
)
DUE_PROOFS_ACROSS_SHOPS = (
    select(PAYMENT_PROOFS.c.shop_id, PAYMENT_PROOFS.c.id)
    .where(PAYMENT_PROOFS.c.status == "waiting", PAYMENT_PROOFS.c.expires_at <= bindparam("now"))
    .order_by(PAYMENT_PROOFS.c.expires_at)
    .limit(100)
)

APPLYMENT = select(APPLYMENTS).where(APPLYMENTS.c.shop_id == bindparam("shop"))
_APPLYMENT_ROW = (
    "id",
    "provider_mchid",
    "business_code",
    "applyment_id",
    "status",
    "form_sealed",
    "faults",
    "sign_url",
    "sub_mchid",
    "in_use",
    "created_at",
    "moved_at",
    "next_poll_at",
)
# A form is written over an application only while WeChat would take it again, or after a cancelled one.
PUT_APPLYMENT = {
    dialect: (
        statement := make(APPLYMENTS).values(
            shop_id=bindparam("shop"), **{name: bindparam(name) for name in _APPLYMENT_ROW}
        )
    ).on_conflict_do_update(
        index_elements=["shop_id"],
        set_={name: statement.excluded[name] for name in _APPLYMENT_ROW},
        where=APPLYMENTS.c.status.in_((*MENDABLE, ApplymentStatus.CANCELED)),
    )
    for dialect, make in _MAKERS
}
MOVE_APPLYMENT = (
    update(APPLYMENTS)
    .where(
        APPLYMENTS.c.shop_id == bindparam("shop"),
        APPLYMENTS.c.id == bindparam("wanted"),
        APPLYMENTS.c.status == bindparam("seen"),
        APPLYMENTS.c.moved_at == bindparam("seen_at"),
    )
    .values(
        status=bindparam("new_status"),
        applyment_id=bindparam("new_applyment_id"),
        sub_mchid=bindparam("new_sub_mchid"),
        sign_url=bindparam("new_sign_url"),
        faults=bindparam("new_faults"),
        moved_at=bindparam("new_moved_at"),
        next_poll_at=bindparam("next_at"),
    )
)
POLL_LATER = (
    update(APPLYMENTS)
    .where(APPLYMENTS.c.shop_id == bindparam("shop"), APPLYMENTS.c.next_poll_at.is_not(None))
    .values(next_poll_at=bindparam("next_at"))
)
USE_APPLYMENT = (
    update(APPLYMENTS)
    .where(APPLYMENTS.c.shop_id == bindparam("shop"), APPLYMENTS.c.id == bindparam("wanted"))
    .values(in_use=True, next_poll_at=None)
)
DUE_APPLYMENTS_ACROSS_SHOPS = (
    select(APPLYMENTS.c.shop_id, APPLYMENTS.c.id)
    .where(APPLYMENTS.c.next_poll_at <= bindparam("now"))
    .order_by(APPLYMENTS.c.next_poll_at)
    .limit(100)
)
_HISTORY_ROW = ("id", "applyment", "at", "actor", "status", "faults")
ADD_APPLYMENT_HISTORY = insert(APPLYMENT_HISTORY).values(
    shop_id=bindparam("shop"), **{name: bindparam(name) for name in _HISTORY_ROW}
)
APPLYMENT_HISTORY_OF = (
    select(APPLYMENT_HISTORY)
    .where(
        APPLYMENT_HISTORY.c.shop_id == bindparam("shop"), APPLYMENT_HISTORY.c.applyment == bindparam("wanted")
    )
    .order_by(APPLYMENT_HISTORY.c.id.desc())
    .limit(50)
)
