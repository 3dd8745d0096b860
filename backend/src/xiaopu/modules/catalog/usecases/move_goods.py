"""Goods between shelf, warehouse and recycle bin, by the table of transitions."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import GoodsId
from xiaopu.modules.catalog.domain.goods import TRANSITIONS, GoodsAction, GoodsStatus
from xiaopu.modules.catalog.errors import GoodsStatusConflict
from xiaopu.modules.catalog.repository import goods


def move_goods(uow: UnitOfWork, goods_id: GoodsId, action: GoodsAction) -> None:
    """One conditional update. Refuses `not_found` and `goods_status`. The caller announces the goods."""
    row = uow.row(goods.STATUS, wanted=goods_id)
    if row is None or row.status == GoodsStatus.DELETED:
        raise NotFound
    old = GoodsStatus(row.status)
    new = TRANSITIONS.get((old, action))
    if new is None or not uow.run(goods.MOVE, wanted=goods_id, old_status=old, new_status=new, now=uow.now):
        raise GoodsStatusConflict(status=old)
    if action is GoodsAction.LIST:
        uow.run(goods.LISTED, wanted=goods_id, now=uow.now)
    if action is GoodsAction.DELETE:
        uow.run(goods.FREE_NUMBER, wanted=goods_id)
