"""Storefront routes of reviews."""

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.http.requests import AnyCursor, Limit
from xiaopu.infra.http.services import AVault, OpenUnits
from xiaopu.infra.idempotency import Ticket, once
from xiaopu.kernel.ids import GoodsId, OrderId
from xiaopu.kernel.page import DEFAULT_LIMIT
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.orders.api import OrderDetail, my_order
from xiaopu.modules.reviews import queries
from xiaopu.modules.reviews.schemas import ReviewPage, ReviewsIn
from xiaopu.modules.reviews.usecases.write_reviews import WriteReviews, write_reviews


@get("/goods/{goods_id:str}/reviews")
async def get_reviews(
    goods_id: FromPath[str],
    shop: NamedDependency[ShopScope],
    units: OpenUnits,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> ReviewPage:
    """Reviews of one goods, newest first, with the summary over all."""
    return await units.read(shop, queries.goods_reviews, GoodsId(goods_id), cursor, limit)


@post("/orders/{order_id:str}/reviews", status_code=200)
async def post_reviews(
    order_id: FromPath[str],
    data: JSONBody[ReviewsIn],
    shopper: NamedDependency[Shopper],
    units: OpenUnits,
    vault: AVault,
    ticket: NamedDependency[Ticket],
) -> OrderDetail:
    """Review lines of a completed order, each once. Repeatable under one Idempotency-Key."""
    command = WriteReviews(OrderId(order_id), shopper.member_id, data.items)

    def write(uow: UnitOfWork) -> OrderDetail:
        once(uow, ticket, str, write_reviews, command)
        return my_order(uow, OrderId(order_id), shopper.member_id, vault=vault)

    return await units.write(shopper.scope, write)


STOREFRONT_ROUTES: list[Any] = [get_reviews, post_reviews]
