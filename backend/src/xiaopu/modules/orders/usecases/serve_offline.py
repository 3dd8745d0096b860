"""What only an order paid offline goes through: accepted, its money counted, handed over, called off."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.kernel.text import squeeze
from xiaopu.modules.inventory.api import restock
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.states import AFTERSALE_OPEN, OrderAction, OrderStatus
from xiaopu.modules.orders.errors import AftersaleOpen, OfflineAmount, OrderState
from xiaopu.modules.orders.events import OrderClosed, OrderCompleted
from xiaopu.modules.orders.repository import lines_of, order_row
from xiaopu.modules.orders.usecases.limit_purchases import give_purchases
from xiaopu.modules.orders.usecases.move_order import (
    moved,
    sell_lines,
    stock_lines,
    units_by_goods,
    write_history,
)
from xiaopu.modules.tenancy.api import write_audit


class Collect(msgspec.Struct, frozen=True):
    """Money that staff counted."""

    order_id: OrderId
    amount_fen: int


def accept_order(uow: UnitOfWork, order_id: OrderId) -> None:
    """Pending → accepted: the shop means to serve it, so it does not close by itself any more and its goods
    are sold. Refuses `order_state`, orders paid through WeChat too.
    """
    row = order_row(uow, order_id)
    if not moved(uow, repository.ACCEPT, OrderAction.ACCEPT, order_id):
        raise OrderState(status=order_row(uow, order_id).status)
    sell_lines(uow, order_id, row.order_no)
    write_audit(uow, "order.accepted", f"order:{order_id}", after={"pay_by": row.pay_by})


def collect_money(uow: UnitOfWork, command: Collect) -> OrderId:
    """Say that the money is there: once an order, whoever says it. Refuses an amount that is not what the
    order costs (`offline_amount`), and `order_state` for an order that was not accepted, was paid through
    WeChat, or whose money was counted before.

    No payment is written: what WeChat never saw does not belong into books that are compared with WeChat's.
    """
    row = order_row(uow, command.order_id)
    if row.pay_by != "wechat" and command.amount_fen != row.payable_fen:
        raise OfflineAmount(payable_fen=row.payable_fen)
    if not uow.run(repository.COLLECT, wanted=command.order_id, now=uow.now):
        now = order_row(uow, command.order_id)
        raise OrderState(status="collected" if now.paid_at else now.status)
    # The row is ours now: this is the status that the money found or made.
    status = order_row(uow, command.order_id).status
    write_history(uow, command.order_id, OrderAction.COLLECT, OrderStatus(status))
    write_audit(
        uow,
        "order.collected",
        f"order:{command.order_id}",
        after={"pay_by": row.pay_by, "amount_fen": command.amount_fen},
    )
    return command.order_id


def hand_over(uow: UnitOfWork, order_id: OrderId) -> None:
    """Paid → completed for goods picked up in the shop. Refuses `order_state` and `aftersale_open`."""
    row = order_row(uow, order_id)
    if not moved(uow, repository.HAND_OVER, OrderAction.HAND_OVER, order_id, now=uow.now):
        now = order_row(uow, order_id)
        raise AftersaleOpen if now.aftersale_status in AFTERSALE_OPEN else OrderState(status=now.status)
    write_audit(uow, "order.handed_over", f"order:{order_id}")
    uow.emit(OrderCompleted(order_id, MemberId(row.member_id)))


def call_off(uow: UnitOfWork, order_id: OrderId, reason: str) -> None:
    """Accepted or shipped, and never paid → closed: nobody came, or the parcel was refused. Goods that never
    left come back on the shelf; those on the way are counted in by hand. Refuses `order_state`.
    """
    row, why = order_row(uow, order_id), squeeze(reason)
    called = moved(
        uow,
        repository.CALL_OFF,
        OrderAction.CALL_OFF,
        order_id,
        now=uow.now,
        why=why,
        seen=row.status,
    )
    if not called:
        raise OrderState(status=order_row(uow, order_id).status)
    lines = lines_of(uow, order_id)
    if row.status == OrderStatus.ACCEPTED:
        restock(uow, stock_lines(lines), reason=row.order_no)
    give_purchases(uow, MemberId(row.member_id), units_by_goods(lines))
    write_audit(uow, "order.called_off", f"order:{order_id}", after={"reason": why})
    uow.emit(OrderClosed(order_id, MemberId(row.member_id), why))
