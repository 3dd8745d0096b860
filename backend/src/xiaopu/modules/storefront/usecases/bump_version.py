"""The shop's face has changed: one version more, once a unit, as its last statement."""

from collections.abc import Callable
from typing import Any

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.storefront import repository

_KEY = "storefront.version"

# Told (shop, version) in this process once the commit is certain.
Told = Callable[[str, int], None]


def bump_version(uow: UnitOfWork, told: Told) -> None:
    """Many writers of one shop want this row, so it is taken last and held shortest."""

    def bump(inner: UnitOfWork, _event: Any) -> None:
        version = int(inner.value(repository.BUMP[inner.dialect]))
        inner.after_commit(lambda: told(inner.shop_id, version))

    uow.at_end(_KEY, bump)
