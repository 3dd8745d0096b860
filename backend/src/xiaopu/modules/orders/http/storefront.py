"""Storefront routes of orders: quote, order, pay, follow."""

from typing import Any, Literal

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, SkipValidation

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.infra.http.requests import AnyCursor, Limit
from xiaopu.infra.http.services import AVault, OpenUnits
from xiaopu.infra.idempotency import Ticket, answered_before
from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.ids import OrderId, SkuId
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.cart import api as cart
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.members.errors import ChannelUnavailable
from xiaopu.modules.orders.domain.placement import Placement
from xiaopu.modules.orders.domain.states import PayWay
from xiaopu.modules.orders.flows.close_order import CloseOrder
from xiaopu.modules.orders.flows.pay_order import PayOrder
from xiaopu.modules.orders.queries import my_counts, my_order, my_page, placed_order
from xiaopu.modules.orders.repository import lines_of, order_row
from xiaopu.modules.orders.schemas import (
    CheckoutIn,
    MyCounts,
    OrderCard,
    OrderDetail,
    PayIn,
    PlaceOrderIn,
    ProofPayIn,
    Quote,
    ReasonIn,
)
from xiaopu.modules.orders.usecases.place_order import PlaceOrder, place_order
from xiaopu.modules.orders.usecases.quote_order import Wanted, quote_order
from xiaopu.modules.orders.usecases.receive_order import receive_order
from xiaopu.modules.payments.api import PayTicket, ProofPayer, TheProving

Paying = NamedDependency[SkipValidation[PayOrder]]
Closing = NamedDependency[SkipValidation[CloseOrder]]
Tab = Literal["all", "pending", "to_ship", "to_receive", "to_review", "aftersale"]


@post("/checkout/preview", status_code=200)
async def preview(
    data: JSONBody[CheckoutIn], shopper: NamedDependency[Shopper], units: OpenUnits, vault: AVault
) -> Quote:
    """A price, explained; nothing is held."""
    shopper.require_buying()
    wanted = _wanted(data, shopper)
    facts = await units.read(shopper.scope, quote_order, wanted, vault=vault)
    return facts.view


@post("/orders", status_code=201)
async def place(
    data: JSONBody[PlaceOrderIn],
    shopper: NamedDependency[Shopper],
    units: OpenUnits,
    vault: AVault,
    ticket: NamedDependency[Ticket],
) -> OrderDetail:
    """Place an order for what was quoted, paid afterwards. Repeatable under one Idempotency-Key."""
    shopper.require_buying()
    if data.address_id is None and data.pay_by is not PayWay.IN_STORE:
        raise InvalidInput.at("address_id", "required")
    command = PlaceOrder(_wanted(data, shopper), data.quote, shopper.channel, data.remark)

    def unit(uow: UnitOfWork) -> Placement | OrderId:
        order_id = OrderId(uow.new_id())
        earlier = answered_before(uow, ticket, order_id)
        return earlier or place_order(uow, command, vault=vault, order_id=order_id)

    placed = await units.write(shopper.scope, unit)
    if isinstance(placed, Placement):
        return placed_order(placed, vault=vault)
    return await _mine(units, vault, shopper, placed)


@get("/orders")
async def list_mine(
    shopper: NamedDependency[Shopper],
    units: OpenUnits,
    tab: FromQuery[Tab] = "all",
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[OrderCard]:
    """My orders, newest first."""
    return await units.read(shopper.scope, my_page, shopper.member_id, tab, cursor=cursor, limit=limit)


@get("/me/counts")
async def count_mine(shopper: NamedDependency[Shopper], units: OpenUnits) -> MyCounts:
    """The badges of 我的."""
    return await units.read(shopper.scope, my_counts, shopper.member_id)


@get("/orders/{order_id:str}")
async def show(
    order_id: FromPath[str], shopper: NamedDependency[Shopper], units: OpenUnits, vault: AVault
) -> OrderDetail:
    """One of my orders."""
    return await _mine(units, vault, shopper, order_id)


@post("/orders/{order_id:str}/pay", status_code=200)
async def pay(
    order_id: FromPath[str], data: JSONBody[PayIn], shopper: NamedDependency[Shopper], paying: Paying
) -> PayTicket:
    """Signed parameters for WeChat's cashier."""
    shopper.require_buying()
    return await paying.start(shopper, OrderId(order_id), data.channel)


@post("/payment-proofs/pay", status_code=200)
async def pay_proof(
    data: JSONBody[ProofPayIn], shopper: NamedDependency[Shopper], proving: TheProving
) -> PayTicket:
    """Signed parameters for the 0.01 yuan of a proof, by its link's token; it goes back by itself."""
    if shopper.openid is None:
        raise ChannelUnavailable
    payer = ProofPayer(shopper.channel, shopper.appid, shopper.openid)
    return await proving.pay_by_link(shopper.scope, data.token, payer)


@post("/orders/{order_id:str}/pay/check", status_code=200)
async def check(
    order_id: FromPath[str],
    shopper: NamedDependency[Shopper],
    units: OpenUnits,
    vault: AVault,
    paying: Paying,
) -> OrderDetail:
    """Ask WeChat whether it is paid; what the client believes does not matter."""
    await paying.check(shopper, OrderId(order_id))
    return await _mine(units, vault, shopper, order_id)


@post("/orders/{order_id:str}/cancel", status_code=200)
async def cancel(
    order_id: FromPath[str],
    data: JSONBody[ReasonIn],
    shopper: NamedDependency[Shopper],
    units: OpenUnits,
    vault: AVault,
    closing: Closing,
) -> OrderDetail:
    """Cancel an unpaid order. Refuses `order_paid` when the payment was faster."""
    await closing.close(shopper.scope, OrderId(order_id), data.reason, of=shopper.member_id)
    return await _mine(units, vault, shopper, order_id)


@post("/orders/{order_id:str}/confirm", status_code=200)
async def confirm(
    order_id: FromPath[str], shopper: NamedDependency[Shopper], units: OpenUnits, vault: AVault
) -> OrderDetail:
    """Confirm receipt."""
    await units.write(shopper.scope, receive_order, OrderId(order_id), of=shopper.member_id)
    return await _mine(units, vault, shopper, order_id)


@post("/orders/{order_id:str}/buy-again", status_code=200)
async def buy_again(
    order_id: FromPath[str], shopper: NamedDependency[Shopper], units: OpenUnits
) -> cart.Cart:
    """Put what can still be bought into the cart."""
    shopper.require_buying()

    def again(uow: UnitOfWork) -> cart.Cart:
        order_row(uow, OrderId(order_id), of=shopper.member_id)
        lines = lines_of(uow, OrderId(order_id))
        wanted = [(SkuId(line.sku_id), line.quantity) for line in lines]
        return cart.put_in(uow, shopper.member_id, wanted)

    return await units.write(shopper.scope, again)


def _wanted(data: CheckoutIn | PlaceOrderIn, shopper: Shopper) -> Wanted:
    if data.source == "now":
        if data.sku_id is None or data.quantity is None:
            raise InvalidInput.at("sku_id", "required")
        return Wanted(shopper.member_id, data.address_id, SkuId(data.sku_id), data.quantity, data.pay_by)
    if data.sku_id is not None or data.quantity is not None:
        raise InvalidInput.at("sku_id", "not_with_cart")
    return Wanted(shopper.member_id, data.address_id, pay_by=data.pay_by)


async def _mine(
    units: Units, vault: Vault, shopper: NamedDependency[Shopper], order_id: FromPath[str]
) -> OrderDetail:
    def query(read: ReadScope) -> OrderDetail:
        return my_order(read, OrderId(order_id), shopper.member_id, vault=vault)

    return await units.read(shopper.scope, query)


STOREFRONT_ROUTES: list[Any] = [
    preview,
    place,
    list_mine,
    count_mine,
    show,
    pay,
    pay_proof,
    check,
    cancel,
    confirm,
    buy_again,
]
