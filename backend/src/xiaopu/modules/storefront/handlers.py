"""Reactions to what changes the shop's face. Orders, stock and members never do."""

from collections.abc import Callable, Sequence
from typing import Any

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.campaigns.events import ShopCodeMade
from xiaopu.modules.catalog.events import CategoriesChanged, GoodsChanged
from xiaopu.modules.decoration.events import HomeChanged
from xiaopu.modules.shipping.events import FreightChanged
from xiaopu.modules.storefront.api import Told, bump_version
from xiaopu.modules.tenancy.events import ShopSettingsChanged

_CHANGES_THE_FACE: Sequence[type] = (
    GoodsChanged,
    CategoriesChanged,
    HomeChanged,
    FreightChanged,
    ShopSettingsChanged,
    ShopCodeMade,
)


def face_handlers(told: Told) -> list[tuple[type, Callable[[UnitOfWork, Any], None]]]:
    """(event, handler): each makes the shop's version one more, once a unit."""

    def bump(uow: UnitOfWork, _event: Any) -> None:
        bump_version(uow, told)

    return [(event, bump) for event in _CHANGES_THE_FACE]
