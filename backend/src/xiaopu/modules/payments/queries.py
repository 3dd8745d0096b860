"""Read models of payments."""

from collections.abc import Sequence

from sqlalchemy import bindparam, case, func, select

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import ID_LENGTH, PaymentId
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.schemas import AccountView, PaymentRow, PaymentSummary, RefundView
from xiaopu.modules.payments.tables import PAYMENTS

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
    )


def _payment_row(row: object) -> PaymentRow:
    names = PaymentRow.__struct_fields__
    return PaymentRow(**{name: getattr(row, name) for name in names})
