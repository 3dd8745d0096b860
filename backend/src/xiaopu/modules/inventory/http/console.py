"""Console routes of goods with their stock."""

from typing import Any

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.http.requests import AnyCursor, AnyWords, Limit
from xiaopu.infra.http.services import OpenUnits
from xiaopu.infra.idempotency import Ticket, once
from xiaopu.kernel.ids import GoodsId
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.catalog.api import (
    BatchDone,
    BatchIn,
    GoodsIn,
    GoodsView,
    batch_goods,
    create_goods,
    edit_goods,
    goods_view,
)
from xiaopu.modules.inventory import queries
from xiaopu.modules.inventory.api import available_of_goods
from xiaopu.modules.inventory.schemas import GoodsCounts, GoodsRow, GoodsSort, GoodsTab, JournalRow, StockIn
from xiaopu.modules.inventory.usecases.change_goods_stock import change_goods_stock
from xiaopu.modules.tenancy.api import Staff


@get("/goods", opt={"permission": "goods.read"})
async def get_goods_list(
    staff: NamedDependency[Staff],
    units: OpenUnits,
    tab: FromQuery[GoodsTab] = GoodsTab.ON_SALE,
    sort: FromQuery[GoodsSort] = GoodsSort.NEW,
    q: AnyWords = None,
    category_id: AnyWords = None,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[GoodsRow]:
    """Goods by tab; on_sale are those with stock, sold_out those without."""
    return await units.read(
        staff.scope,
        queries.goods_list,
        tab,
        sort,
        words=q,
        category_id=category_id,
        cursor=cursor,
        limit=limit,
    )


@get("/goods/counts", opt={"permission": "goods.read"})
async def get_goods_counts(staff: NamedDependency[Staff], units: OpenUnits) -> GoodsCounts:
    """How many goods each tab has."""
    return await units.report(staff.scope, queries.goods_counts)


@post("/goods", opt={"permission": "goods.write"}, status_code=201)
async def post_goods(
    data: JSONBody[GoodsIn], staff: NamedDependency[Staff], units: OpenUnits, ticket: NamedDependency[Ticket]
) -> GoodsView:
    """Make goods; sending it again with the same key makes no second one."""
    goods_id = await units.write(staff.scope, once, ticket, str, create_goods, data)
    return await units.read(staff.scope, _view, GoodsId(goods_id))


@get("/goods/{goods_id:str}", opt={"permission": "goods.read"})
async def get_one_goods(
    goods_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits
) -> GoodsView:
    """The product form as stored."""
    return await units.read(staff.scope, _view, GoodsId(goods_id))


@put("/goods/{goods_id:str}", opt={"permission": "goods.write"})
async def put_goods(
    goods_id: FromPath[str], data: JSONBody[GoodsIn], staff: NamedDependency[Staff], units: OpenUnits
) -> GoodsView:
    """Replace the product form; `version` must be the one that was read."""
    await units.write(staff.scope, edit_goods, GoodsId(goods_id), data)
    return await units.read(staff.scope, _view, GoodsId(goods_id))


@post("/goods/batch", opt={"permission": "goods.write"}, status_code=200)
async def post_batch(data: JSONBody[BatchIn], staff: NamedDependency[Staff], units: OpenUnits) -> BatchDone:
    """List, unlist, recycle, restore or delete many goods."""
    return await units.write(staff.scope, batch_goods, data)


@post("/goods/{goods_id:str}/stock", opt={"permission": "goods.write"}, status_code=200)
async def post_stock(
    goods_id: FromPath[str], data: JSONBody[StockIn], staff: NamedDependency[Staff], units: OpenUnits
) -> GoodsView:
    """Change stock by differences, with a reason for the journal."""
    await units.write(staff.scope, change_goods_stock, GoodsId(goods_id), data)
    return await units.read(staff.scope, _view, GoodsId(goods_id))


@get("/goods/{goods_id:str}/stock-journal", opt={"permission": "goods.read"})
async def get_journal(
    goods_id: FromPath[str],
    staff: NamedDependency[Staff],
    units: OpenUnits,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[JournalRow]:
    """Every change of the goods' stock, newest first."""
    return await units.read(staff.scope, queries.journal_page, GoodsId(goods_id), cursor, limit)


def _view(read: ReadScope, goods_id: GoodsId) -> GoodsView:
    return goods_view(read, goods_id, available_of_goods(read, [goods_id]).get(goods_id, {}))


CONSOLE_ROUTES: list[Any] = [
    get_goods_list,
    get_goods_counts,
    post_goods,
    get_one_goods,
    put_goods,
    post_batch,
    post_stock,
    get_journal,
]
