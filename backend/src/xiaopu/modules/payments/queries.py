"""Read models of payments."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, case, func, select

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import ID_LENGTH, PaymentId
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.applyments import FieldFault
from xiaopu.modules.payments.domain.findings import told
from xiaopu.modules.payments.domain.proofs import PROOF_FEN, ProofKind
from xiaopu.modules.payments.schemas import (
    AccountView,
    ApplymentStep,
    ApplymentView,
    FieldFaultView,
    PaymentRow,
    PaymentState,
    PaymentSummary,
    ProofView,
    RefundView,
)
from xiaopu.modules.payments.tables import PAYMENT_PROOFS, PAYMENTS, REFUNDS

_END = "~" * ID_LENGTH
_PAGE = (
    select(PAYMENTS)
    .where(PAYMENTS.c.shop_id == bindparam("shop"), PAYMENTS.c.id < bindparam("before_id"))
    .order_by(PAYMENTS.c.id.desc())
    .limit(bindparam("most"))
)
PAYMENT_PAGE = _PAGE
PAYMENT_PAGE_BY_STATUS = _PAGE.where(PAYMENTS.c.status == bindparam("wanted"))
_IS_PAID = PAYMENTS.c.status == "paid"
SUMMARY = select(
    func.coalesce(func.sum(case((_IS_PAID, PAYMENTS.c.amount_fen), else_=0)), 0).label("paid_fen"),
    func.coalesce(func.sum(case((_IS_PAID, PAYMENTS.c.refunded_fen), else_=0)), 0).label("refunded_fen"),
    func.coalesce(func.sum(case((_IS_PAID, 1), else_=0)), 0).label("paid_count"),
    func.coalesce(func.sum(case((PAYMENTS.c.status.in_(("created", "open")), 1), else_=0)), 0).label(
        "open_count"
    ),
).where(PAYMENTS.c.shop_id == bindparam("shop"))
# A proof's own payment, and the newest word on its refund.
_PROOFS = (
    select(PAYMENT_PROOFS, PAYMENTS.c.noticed_at, REFUNDS.c.last_error.label("refund_error"))
    .outerjoin(
        PAYMENTS,
        and_(PAYMENTS.c.shop_id == PAYMENT_PROOFS.c.shop_id, PAYMENTS.c.id == PAYMENT_PROOFS.c.payment_id),
    )
    .outerjoin(REFUNDS, and_(REFUNDS.c.shop_id == PAYMENTS.c.shop_id, REFUNDS.c.payment_id == PAYMENTS.c.id))
    .where(PAYMENT_PROOFS.c.shop_id == bindparam("shop"))
)
_NEWEST = _PROOFS.order_by(PAYMENT_PROOFS.c.id.desc()).limit(bindparam("most"))
PROOF_PAGE = _NEWEST
PROOF_PAGE_OF_KIND = _NEWEST.where(PAYMENT_PROOFS.c.kind == bindparam("kind"))
PROOF_VIEW = _PROOFS.where(PAYMENT_PROOFS.c.id == bindparam("wanted")).limit(1)


def payment_page(read: ReadScope, status: str | None, cursor: str | None, limit: int) -> Page[PaymentRow]:
    """Payments of the shop, newest first."""
    keys = decode_cursor(cursor, str)
    bound = {"before_id": keys[0] if keys else _END, "most": limit + 1}
    rows = (
        read.rows(PAYMENT_PAGE_BY_STATUS, wanted=status, **bound)
        if status
        else read.rows(PAYMENT_PAGE, **bound)
    )
    return cut_page(rows, limit, _payment_row, lambda row: encode_cursor(row.id))


def payments_of(read: ReadScope, kind: str, payable_id: str) -> list[PaymentRow]:
    """Every attempt at one payable, oldest first."""
    return [_payment_row(row) for row in read.rows(repository.PAYMENTS_OF, kind=kind, wanted=payable_id)]


def refunds_of(read: ReadScope, payment_ids: Sequence[PaymentId]) -> list[RefundView]:
    """Refunds of these payments."""
    if not payment_ids:
        return []
    rows = read.rows(repository.REFUNDS_OF, wanted=list(payment_ids))
    return [
        RefundView(
            row.id, row.amount_fen, row.status, row.reason, row.done_at or row.created_at, row.last_error
        )
        for row in rows
    ]


def summary(read: ReadScope) -> PaymentSummary:
    """Sums over all payments of the shop; one pass over its rows."""
    row = read.row(SUMMARY)
    if row is None:
        return PaymentSummary(0, 0, 0, 0)
    return PaymentSummary(int(row.paid_fen), int(row.refunded_fen), int(row.paid_count), int(row.open_count))


def account_view(read: ReadScope, notify_url: str) -> AccountView:
    """The account without its keys."""
    row = read.row(repository.ACCOUNT)
    if row is None:
        return AccountView(notify_url, key_set=False)
    return AccountView(
        notify_url=notify_url,
        key_set=True,
        mchid=row.mchid,
        serial_no=row.serial_no,
        public_key_id=row.public_key_id,
        checked_at=row.checked_at,
        check_result=row.check_code,
        provider_mchid=row.provider_mchid,
        certificate_set=row.certificate_pem is not None,
        findings=tuple(told(one) for one in row.findings or ()),
    )


def proof_page(read: ReadScope, kind: ProofKind | None = None, *, limit: int = 20) -> list[ProofView]:
    """Proofs of the shop, newest first; with what their payment and refund say."""
    if kind is None:
        return [_proof_view(row) for row in read.rows(PROOF_PAGE, most=limit)]
    rows = read.rows(PROOF_PAGE_OF_KIND, kind=kind, most=limit)
    return [_proof_view(row) for row in rows]


def proof_view(read: ReadScope, proof_id: str) -> ProofView:
    """One proof; refuses `not_found`."""
    row = read.row(PROOF_VIEW, wanted=proof_id)
    if row is None:
        raise NotFound
    return _proof_view(row)


def applyment_view(read: ReadScope, *, available: bool) -> ApplymentView:
    """The shop's application with its history, without its form."""
    row = read.row(repository.APPLYMENT)
    if row is None:
        return ApplymentView(available, "none")
    steps = read.rows(repository.APPLYMENT_HISTORY_OF, wanted=row.id)
    return ApplymentView(
        available,
        row.status,
        faults=_faults(row.faults),
        history=[ApplymentStep(step.at, step.actor, step.status, _faults(step.faults)) for step in steps],
        business_code=row.business_code,
        applyment_id=row.applyment_id,
        sign_url=row.sign_url,
        sub_mchid=row.sub_mchid,
        in_use=row.in_use,
        moved_at=row.moved_at,
    )


def payment_state(read: ReadScope) -> PaymentState:
    """Account, newest check, newest proofs and application; for the launch. Five statements."""
    row = read.row(repository.ACCOUNT)
    proofs = {kind: next(iter(proof_page(read, kind, limit=1)), None) for kind in ProofKind}
    told_of = PaymentState(
        row is not None,
        applyment_view(read, available=True),
        native=proofs[ProofKind.NATIVE],
        jsapi=proofs[ProofKind.JSAPI],
    )
    if row is None:
        return told_of
    return msgspec.structs.replace(
        told_of,
        mode="own" if row.provider_mchid is None else "provider",
        mchid=row.mchid,
        check=row.check_code,
        checked_at=row.checked_at,
        findings=tuple(told(one) for one in row.findings or ()),
    )


def _faults(faults: Sequence[FieldFault]) -> list[FieldFaultView]:
    return [FieldFaultView(fault.field, fault.name, fault.reason) for fault in faults]


def _proof_view(row: Any) -> ProofView:
    return ProofView(
        row.id,
        row.kind,
        row.status,
        PROOF_FEN,
        row.created_at,
        row.expires_at,
        code_url=row.code_url if row.status == "waiting" else None,
        paid_at=row.paid_at,
        noticed_at=row.noticed_at,
        refunded_at=row.refunded_at,
        last_error=row.last_error or row.refund_error,
    )


def _payment_row(row: object) -> PaymentRow:
    names = PaymentRow.__struct_fields__
    return PaymentRow(**{name: getattr(row, name) for name in names})
