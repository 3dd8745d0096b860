"""Limits per buyer, under a row that parallel orders fight over."""

from collections import Counter
from collections.abc import Mapping

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import GoodsId, MemberId
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.placement import Placement
from xiaopu.modules.orders.errors import BuyingLimit

_NO_LIMIT = 2**62


def take_purchases(uow: UnitOfWork, placement: Placement, limits: Mapping[GoodsId, int]) -> None:
    """Count the limited goods of an order against their buyer. Refuses `buying_limit`."""
    wanted: Counter[GoodsId] = Counter()
    names: dict[str, str] = {}
    for placed in placement.lines:
        if placed.line.goods_id in limits:
            wanted[placed.line.goods_id] += placed.line.quantity
            names[placed.line.goods_id] = placed.line.name
    for goods_id, units in sorted(wanted.items()):
        limit = limits[goods_id]
        taken = units <= limit and uow.run(
            repository.TAKE_PURCHASE[uow.dialect],
            member_id=placement.member_id,
            goods_id=goods_id,
            units=units,
            more=units,
            most=limit,
        )
        if not taken:
            raise BuyingLimit(name=names[goods_id], limit=limit, goods_id=goods_id)


def join_purchases(uow: UnitOfWork, *, kept: MemberId, gone: MemberId) -> None:
    """Two members are one buyer: what both bought counts together, beyond the limit too."""
    for row in uow.rows(repository.PURCHASES_OF, mine=gone):
        uow.run(
            repository.TAKE_PURCHASE[uow.dialect],
            member_id=kept,
            goods_id=row.goods_id,
            units=row.units,
            more=row.units,
            most=_NO_LIMIT,
        )
    uow.run(repository.DROP_PURCHASES, mine=gone)


def give_purchases(uow: UnitOfWork, member_id: MemberId, units_by_goods: Mapping[GoodsId, int]) -> None:
    """An unpaid order closed: its units do not count any more. Goods without a limit have no row: no
    effect.
    """
    for goods_id, units in sorted(units_by_goods.items()):
        uow.run(repository.GIVE_PURCHASE, mine=member_id, wanted=goods_id, less=units)
