"""Forgetting what nobody needs any more: done work, old answers, spent codes. Shop by shop, a few hundred
rows a unit, so that nobody waits for it.

A module says what of its own may go (`Outdated`); the wiring collects it and a schedule runs it every night.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Column, Delete, Select, Table, bindparam, delete, select, tuple_

from xiaopu.infra.database.scopes import DirectoryScope, PlatformScope, ShopScope
from xiaopu.infra.database.tables import KIND
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.infra.idempotency import IDEMPOTENCY
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.ids import ShopId

EVERY_NIGHT = "17 4 * * *"
MOST_SHOPS = 200
MOST_ROWS = 200


class Outdated(msgspec.Struct, frozen=True):
    """Rows of `table` whose `moment` lies further back than `kept_for`. Rows without a moment stay."""

    table: Table
    moment: Column[Any]
    kept_for: timedelta

    @property
    def of_shops(self) -> bool:
        """False for a directory table, which is swept as one."""
        return bool(self.table.info[KIND] == "shop")

    def shops_across_shops(self) -> Select[Any]:
        """Shops that have such rows: read by the platform, bounded."""
        return (
            select(self.table.c.shop_id).where(self.moment < bindparam("before")).distinct().limit(MOST_SHOPS)
        )

    def forget(self) -> Delete:
        """Deletes one portion, within the shop where the table has one."""
        keys = tuple_(*self.table.primary_key.columns)
        mine = [self.table.c.shop_id == bindparam("shop")] if self.of_shops else []
        portion = (
            select(*self.table.primary_key.columns)
            .where(*mine, self.moment < bindparam("before"))
            .limit(MOST_ROWS)
        )
        return delete(self.table).where(*mine, keys.in_(portion))


OWN = (
    Outdated(OUTBOX, OUTBOX.c.done_at, timedelta(days=7)),
    Outdated(IDEMPOTENCY, IDEMPOTENCY.c.created_at, timedelta(days=7)),
)


class Purge:
    """The nightly round."""

    def __init__(self, units: Units, outdated: Sequence[Outdated]) -> None:
        every = (*OWN, *outdated)
        self._units = units
        self._shops = [
            (kind.kept_for, kind.shops_across_shops(), kind.forget()) for kind in every if kind.of_shops
        ]
        self._directory = [(kind.kept_for, kind.forget()) for kind in every if not kind.of_shops]

    async def run(self) -> None:
        """Forget all that is outdated. May be cut short anywhere: the next round goes on."""
        now = self._units.clock()
        for kept_for, forget in self._directory:
            await self._forget(DirectoryScope(), forget, now - kept_for)
        for kept_for, shops, forget in self._shops:
            while found := await self._units.read(PlatformScope(), _shops, shops, now - kept_for):
                for shop_id in found:
                    await self._forget(ShopScope(shop_id), forget, now - kept_for)

    async def _forget(self, scope: ShopScope | DirectoryScope, forget: Delete, before: datetime) -> None:
        while await self._units.write(scope, _portion, forget, before) == MOST_ROWS:
            pass


def _shops(read: ReadScope, shops: Select[Any], before: datetime) -> list[ShopId]:
    return [ShopId(row.shop_id) for row in read.rows(shops, before=before)]


def _portion(uow: UnitOfWork, forget: Delete, before: datetime) -> int:
    return uow.run(forget, before=before)
