"""The journal: one row for each movement, in the movement's own unit."""

from typing import Any

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.inventory import repository
from xiaopu.modules.inventory.domain import Movement

MOST_REASON = 100


def journal_row(
    uow: UnitOfWork, kind: Movement, sku_id: str, after: Any, *, delta: int, reason: str
) -> dict[str, Any]:
    """The row as parameters; `after` is what the UPDATE returned."""
    return {
        "id": uow.new_id(),
        "sku_id": sku_id,
        "goods_id": after.goods_id,
        "kind": kind,
        "delta": delta,
        "available_after": after.on_hand,
        "reason": reason[:MOST_REASON],
        "actor": uow.scope.actor,
        "at": uow.now,
    }


def write_journal(uow: UnitOfWork, rows: list[dict[str, Any]]) -> None:
    """Append; never changed afterwards."""
    uow.run_many(repository.NOTE, rows)
