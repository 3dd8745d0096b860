"""One step of an order's life: a conditional UPDATE and a history row."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import GoodsId, OrderId, SkuId
from xiaopu.modules.inventory.api import StockLine, commit_sale
from xiaopu.modules.inventory.events import SalesCounted
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.states import OrderAction, OrderStatus, target
from xiaopu.modules.orders.repository import lines_of


def moved(uow: UnitOfWork, statement: Any, action: OrderAction, order_id: OrderId, **values: Any) -> bool:
    """Run the conditional UPDATE of `action`; whether it matched. History is written only when it did."""
    if not uow.run(statement, wanted=order_id, **values):
        return False
    write_history(uow, order_id, action, target(action), why=values.get("why"))
    return True


def write_history(
    uow: UnitOfWork, order_id: OrderId, action: OrderAction, status: OrderStatus, *, why: str | None = None
) -> None:
    """Who did what, when, and where the order stands after it."""
    uow.run(
        repository.ADD_HISTORY,
        id=uow.new_id(),
        order_id=order_id,
        action=action,
        status_to=status,
        actor=uow.scope.actor,
        why=why,
        at=uow.now,
    )


def units_by_goods(lines: Sequence[Row[Any]]) -> Counter[GoodsId]:
    """How many pieces of each goods these lines hold."""
    units: Counter[GoodsId] = Counter()
    for line in lines:
        units[GoodsId(line.goods_id)] += line.quantity
    return units


def sell_lines(uow: UnitOfWork, order_id: OrderId, order_no: str) -> None:
    """Reserved → sold: the order will be served, and its goods count as sold."""
    lines = lines_of(uow, order_id)
    commit_sale(uow, stock_lines(lines), reason=order_no)
    uow.publish(SalesCounted(tuple(sorted(units_by_goods(lines).items()))))


def stock_lines(lines: Sequence[Row[Any]]) -> list[StockLine]:
    """What an order holds, for inventory."""
    return [StockLine(SkuId(line.sku_id), line.quantity) for line in lines]
