"""Storefront routes of the cart; each answers with the whole cart as it then stands."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.infra.http.services import OpenUnits
from xiaopu.kernel.ids import MemberId, SkuId
from xiaopu.modules.cart.schemas import AddIn, Cart, ChangeIn, CheckAllIn, MergeIn
from xiaopu.modules.cart.usecases import change_cart
from xiaopu.modules.cart.usecases.show_cart import show_cart
from xiaopu.modules.members.api import Shopper

P = ParamSpec("P")


@get("/cart")
async def get_cart(shopper: NamedDependency[Shopper], units: OpenUnits) -> Cart:
    """The cart with today's prices and stock."""
    return await units.read(shopper.scope, show_cart, shopper.member_id)


@post("/cart/lines", status_code=200)
async def post_line(data: JSONBody[AddIn], shopper: NamedDependency[Shopper], units: OpenUnits) -> Cart:
    """So many more of a SKU."""
    return await _after(units, shopper, change_cart.add_to_cart, SkuId(data.sku_id), data.quantity)


@patch("/cart/lines/{line_id:str}")
async def patch_line(
    line_id: FromPath[str], data: JSONBody[ChangeIn], shopper: NamedDependency[Shopper], units: OpenUnits
) -> Cart:
    """A new number, a tick, or both."""
    return await _after(units, shopper, change_cart.change_line, line_id, data)


@delete("/cart/lines/{line_id:str}", status_code=200)
async def delete_line(line_id: FromPath[str], shopper: NamedDependency[Shopper], units: OpenUnits) -> Cart:
    """Take a line out."""
    return await _after(units, shopper, change_cart.drop_line, line_id)


@post("/cart/check-all", status_code=200)
async def post_check_all(
    data: JSONBody[CheckAllIn], shopper: NamedDependency[Shopper], units: OpenUnits
) -> Cart:
    """Tick every line, or none."""
    return await _after(units, shopper, change_cart.check_all, checked=data.checked)


@post("/cart/merge", status_code=200)
async def post_merge(data: JSONBody[MergeIn], shopper: NamedDependency[Shopper], units: OpenUnits) -> Cart:
    """Bring in the cart that a guest filled; sending it again changes nothing."""
    lines = [(SkuId(line.sku_id), line.quantity) for line in data.lines]
    return await _after(units, shopper, change_cart.merge_lines, lines)


async def _after(
    units: Units,
    shopper: Shopper,
    change: Callable[Concatenate[UnitOfWork, MemberId, P], None],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Cart:
    shopper.require_buying()

    def write(uow: UnitOfWork) -> Cart:
        change(uow, shopper.member_id, *args, **kwargs)
        return show_cart(uow, shopper.member_id)

    return await units.write(shopper.scope, write)


STOREFRONT_ROUTES: list[Any] = [get_cart, post_line, patch_line, delete_line, post_check_all, post_merge]
