"""Console routes of orders: the desk."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter, SkipValidation

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.http.requests import AnyCursor, AnyWords, Limit
from xiaopu.infra.http.services import AVault, OpenUnits
from xiaopu.infra.idempotency import Ticket, once
from xiaopu.kernel.clock import day_bounds
from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.ids import OrderId
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.orders.domain.states import PayWay
from xiaopu.modules.orders.flows.close_order import CloseOrder
from xiaopu.modules.orders.queries import DeskFilter, console_order, desk_counts, desk_page
from xiaopu.modules.orders.schemas import (
    CollectIn,
    ConsoleOrder,
    NoteIn,
    OrderCounts,
    OrderRow,
    ReasonIn,
    ShipIn,
)
from xiaopu.modules.orders.usecases.note_order import note_order
from xiaopu.modules.orders.usecases.serve_offline import (
    Collect,
    accept_order,
    call_off,
    collect_money,
    hand_over,
)
from xiaopu.modules.orders.usecases.ship_order import ShipOrder, ship_order
from xiaopu.modules.tenancy.api import Staff

Tab = Literal["all", "pending", "to_accept", "to_ship", "shipped", "completed", "closed", "aftersale"]
Closing = NamedDependency[SkipValidation[CloseOrder]]
Flag = Annotated[int | None, QueryParameter(ge=0, le=5)]


@get("/orders", opt={"permission": "orders.read"})
async def list_orders(
    staff: NamedDependency[Staff],
    units: OpenUnits,
    vault: AVault,
    tab: FromQuery[Tab] = "all",
    q: AnyWords = None,
    flag: Flag = None,
    pay_by: FromQuery[PayWay | None] = None,
    first_day: Annotated[date | None, QueryParameter(name="from")] = None,
    last_day: Annotated[date | None, QueryParameter(name="to")] = None,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[OrderRow]:
    """Orders, newest first. `from` and `to` are days in Shanghai, both included."""
    wanted = DeskFilter(
        tab,
        q,
        flag,
        pay_by,
        _bounds(first_day, "from")[0] if first_day else None,
        _bounds(last_day, "to")[1] if last_day else None,
    )
    return await units.read(staff.scope, desk_page, wanted, cursor, limit, vault=vault)


@get("/orders/counts", opt={"permission": "orders.read"})
async def count_orders(staff: NamedDependency[Staff], units: OpenUnits) -> OrderCounts:
    """How many orders stand under each tab."""
    return await units.report(staff.scope, desk_counts)


@get("/orders/{order_id:str}", opt={"permission": "orders.read"})
async def show_order(
    order_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits, vault: AVault
) -> ConsoleOrder:
    """One order in full."""
    return await units.read(staff.scope, console_order, OrderId(order_id), vault=vault)


@post("/orders/{order_id:str}/ship", opt={"permission": "orders.ship"}, status_code=200)
async def ship(
    order_id: FromPath[str],
    data: JSONBody[ShipIn],
    staff: NamedDependency[Staff],
    units: OpenUnits,
    vault: AVault,
    ticket: NamedDependency[Ticket],
) -> ConsoleOrder:
    """Ship the whole order in one parcel. Repeatable under one Idempotency-Key."""
    command = ShipOrder(OrderId(order_id), data.carrier_code, data.tracking_no)

    def write(uow: UnitOfWork) -> ConsoleOrder:
        once(uow, ticket, str, ship_order, command)
        return console_order(uow, OrderId(order_id), vault=vault)

    return await units.write(staff.scope, write)


@post("/orders/{order_id:str}/note", opt={"permission": "orders.write"}, status_code=200)
async def note(
    order_id: FromPath[str],
    data: JSONBody[NoteIn],
    staff: NamedDependency[Staff],
    units: OpenUnits,
    vault: AVault,
) -> ConsoleOrder:
    """The shop's own note and flag."""
    await units.write(staff.scope, note_order, OrderId(order_id), data)
    return await units.read(staff.scope, console_order, OrderId(order_id), vault=vault)


@post("/orders/{order_id:str}/close", opt={"permission": "orders.write"}, status_code=200)
async def close(
    order_id: FromPath[str],
    data: JSONBody[ReasonIn],
    staff: NamedDependency[Staff],
    units: OpenUnits,
    vault: AVault,
    closing: Closing,
) -> ConsoleOrder:
    """Close an unpaid order. Refuses `order_paid` when the payment was faster."""
    await closing.close(staff.scope, OrderId(order_id), data.reason)
    return await units.read(staff.scope, console_order, OrderId(order_id), vault=vault)


@post("/orders/{order_id:str}/accept", opt={"permission": "orders.write"}, status_code=200)
async def accept(
    order_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits, vault: AVault
) -> ConsoleOrder:
    """Accept an order that is paid offline."""
    await units.write(staff.scope, accept_order, OrderId(order_id))
    return await units.read(staff.scope, console_order, OrderId(order_id), vault=vault)


@post("/orders/{order_id:str}/collect", opt={"permission": "orders.write"}, status_code=200)
async def collect(
    order_id: FromPath[str],
    data: JSONBody[CollectIn],
    staff: NamedDependency[Staff],
    units: OpenUnits,
    vault: AVault,
    ticket: NamedDependency[Ticket],
) -> ConsoleOrder:
    """Note that an offline order's money is there. Repeatable under one Idempotency-Key."""
    command = Collect(OrderId(order_id), data.amount_fen)

    def write(uow: UnitOfWork) -> ConsoleOrder:
        once(uow, ticket, str, collect_money, command)
        return console_order(uow, OrderId(order_id), vault=vault)

    return await units.write(staff.scope, write)


@post("/orders/{order_id:str}/hand-over", opt={"permission": "orders.write"}, status_code=200)
async def hand_over_goods(
    order_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits, vault: AVault
) -> ConsoleOrder:
    """Note that the goods of a paid order were picked up in the shop."""
    await units.write(staff.scope, hand_over, OrderId(order_id))
    return await units.read(staff.scope, console_order, OrderId(order_id), vault=vault)


@post("/orders/{order_id:str}/call-off", opt={"permission": "orders.write"}, status_code=200)
async def call_off_order(
    order_id: FromPath[str],
    data: JSONBody[ReasonIn],
    staff: NamedDependency[Staff],
    units: OpenUnits,
    vault: AVault,
) -> ConsoleOrder:
    """Close an accepted offline order whose money never came."""
    await units.write(staff.scope, call_off, OrderId(order_id), data.reason)
    return await units.read(staff.scope, console_order, OrderId(order_id), vault=vault)


def _bounds(day: date, field: str) -> tuple[datetime, datetime]:
    """Start and end of a day on which this software may have run: no arithmetic leaves the calendar."""
    if not 2000 <= day.year <= 2200:
        raise InvalidInput.at(field, "out_of_range")
    return day_bounds(day)


CONSOLE_ROUTES: list[Any] = [
    list_orders,
    count_orders,
    show_order,
    ship,
    note,
    close,
    accept,
    collect,
    hand_over_goods,
    call_off_order,
]
