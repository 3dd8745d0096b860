"""Faults of our own house: nothing that a merchant entered, and told as ours."""

from sqlalchemy import bindparam

from tests.modules.launch.granted import GrantedShop
from tests.modules.launch.refusals.scene import Row, Scene, Told, diagnosed
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.ids import ShopId


async def _busy_shop(scene: Scene) -> GrantedShop:
    """A shop with work that no worker has done."""
    shop = await scene.own()
    made = await shop.owner.shop("POST", "/code/packages", {})
    assert made.status_code == 202, made.text
    return shop


async def _worker_down(scene: Scene) -> Told:
    shop = await _busy_shop(scene)
    scene.operated.paying.clock.move(minutes=6)
    return await diagnosed(shop, "subject", "worker_down")


async def _dead_letters(scene: Scene) -> Told:
    shop = await _busy_shop(scene)

    def bury(uow: UnitOfWork) -> None:
        mine = OUTBOX.c.shop_id == bindparam("shop")
        uow.run(OUTBOX.update().where(mine).values(dead_at=bindparam("now"), attempts=20), now=uow.now)

    scope = ShopScope(ShopId(shop.owner.shop_id))
    await scene.operated.mall.house.units.write(scope, bury)
    return await diagnosed(shop, "subject", "queue_stuck")


async def _clock(scene: Scene) -> Told:
    shop = await scene.own()
    scene.operated.paying.clock.move(seconds=90)
    return await diagnosed(shop, "subject", "clock_skew")


ROWS = [
    Row("worker_down", _worker_down, "worker_down", None, "us", "后台任务停了"),
    Row("dead_letters", _dead_letters, "queue_stuck", None, "us", "反复失败"),
    Row("clock_skew", _clock, "clock_skew", None, "us", "秒"),
]
