"""Telling the house: now, to who listens in this unit, and afterwards, to who must go out."""

from typing import Any

from xiaopu.infra.database.unit import UnitOfWork


def tell(uow: UnitOfWork, event: Any) -> None:
    """Publish and emit the same event."""
    uow.publish(event)
    uow.emit(event)
