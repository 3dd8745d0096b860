"""A shop with goods on its shelves, for tests of the catalogue and of what stands on it."""

from collections.abc import Callable
from typing import Any

from tests.factories.database import TestDatabase
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.infra.outbox import Subscriptions
from xiaopu.kernel.ids import GoodsId, ShopId, SkuId
from xiaopu.modules.catalog.api import GoodsIn, GoodsView, SkuIn, create_goods, goods_view
from xiaopu.modules.catalog.domain.goods import Spec, SpecValue
from xiaopu.modules.catalog.repository import media
from xiaopu.modules.inventory.api import available_of_goods
from xiaopu.modules.inventory.contributions import PUBLISHED

SHOP = ShopScope(ShopId("a" * 20), "merchant:test")
OTHER_SHOP = ShopScope(ShopId("b" * 20), "merchant:other")

Runner = Callable[..., Any]


def open_units(
    database: TestDatabase,
    *more: tuple[type, Any],
    subscriptions: Subscriptions | None = None,
    pool_size: int = 5,
    isolation: str = "READ COMMITTED",
) -> Units:
    """Units with inventory's handlers, and `more` of them."""
    handlers: dict[type, list[Any]] = {}
    for event, handler in (*PUBLISHED, *more):
        handlers.setdefault(event, []).append(handler)
    return database.open(
        handlers=handlers, subscriptions=subscriptions, pool_size=pool_size, isolation=isolation
    )


def teapot(**changes: Any) -> GoodsIn:
    """A form with two colours: 墨青 at ¥198.00 with 10 units, 赭石 at ¥228.00 with 5."""
    fields: dict[str, Any] = {
        "name": "秋山圆壶",
        "goods_no": "XP1001",
        "on_sale": True,
        "specs": (Spec("颜色", (SpecValue("墨青"), SpecValue("赭石"))),),
        "skus": (
            SkuIn(spec_values=("墨青",), price_fen=19800, stock=10),
            SkuIn(spec_values=("赭石",), price_fen=22800, stock=5),
        ),
    }
    return GoodsIn(**(fields | changes))


def plain(name: str = "白瓷杯", number: str = "XP2001", **changes: Any) -> GoodsIn:
    """A form without specifications: one SKU at ¥19.90 with 50 units."""
    fields: dict[str, Any] = {
        "name": name,
        "goods_no": number,
        "on_sale": True,
        "skus": (SkuIn(spec_values=(), price_fen=1990, stock=50),),
    }
    return GoodsIn(**(fields | changes))


def add_picture(uow: UnitOfWork, key: str = "p1") -> str:
    """A row of the media library without a file behind it."""
    uow.run(
        media.ADD,
        id=key,
        medium=f"{key}-m",
        thumb=f"{key}-t",
        width=800,
        height=800,
        bytes=9,
        created_at=uow.now,
    )
    return key


def look(read: ReadScope, goods_id: GoodsId) -> GoodsView:
    """The goods as the console's form shows them."""
    return goods_view(read, goods_id, available_of_goods(read, [goods_id]).get(goods_id, {}))


def lay_plain(uow: UnitOfWork, units: int) -> tuple[GoodsId, SkuId]:
    """Goods with one SKU of so many units."""
    form = plain(skus=(SkuIn(spec_values=(), price_fen=1990, stock=units),))
    goods_id = create_goods(uow, form)
    [sku] = look(uow, goods_id).skus
    return goods_id, sku.id
