"""One step of an order's life: a conditional UPDATE and a history row."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import OrderId, SkuId
from xiaopu.modules.inventory.api import StockLine
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.states import OrderAction, target


def moved(uow: UnitOfWork, statement: Any, action: OrderAction, order_id: OrderId, **values: Any) -> bool:
    """Run the conditional UPDATE of `action`; whether it matched. History is written only when it did."""
    if not uow.run(statement, wanted=order_id, **values):
        return False
    uow.run(
        repository.ADD_HISTORY,
        id=uow.new_id(),
        order_id=order_id,
        action=action,
        status_to=target(action),
        actor=uow.scope.actor,
        why=values.get("why"),
        at=uow.now,
    )
    return True


def stock_lines(lines: Sequence[Row[Any]]) -> list[StockLine]:
    """What an order holds, for inventory."""
    return [StockLine(SkuId(line.sku_id), line.quantity) for line in lines]
