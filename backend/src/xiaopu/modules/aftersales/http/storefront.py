"""Storefront routes of after-sales."""

from typing import Any

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.http.services import OpenUnits
from xiaopu.infra.idempotency import Ticket, once
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.aftersales.schemas import AftersaleBrief, AskIn
from xiaopu.modules.aftersales.usecases.answer_aftersale import cancel
from xiaopu.modules.aftersales.usecases.ask_refund import AskRefund, ask_refund_id
from xiaopu.modules.aftersales.usecases.move_aftersale import aftersale_row, brief_of
from xiaopu.modules.members.api import Shopper


@post("/orders/{order_id:str}/aftersales", status_code=201)
async def post_aftersale(
    order_id: FromPath[str],
    data: JSONBody[AskIn],
    shopper: NamedDependency[Shopper],
    units: OpenUnits,
    ticket: NamedDependency[Ticket],
) -> AftersaleBrief:
    """Ask for the whole order's money back. Repeatable under one Idempotency-Key."""
    command = AskRefund(OrderId(order_id), shopper.member_id, data.reason, data.note)

    def write(uow: UnitOfWork) -> AftersaleBrief:
        aftersale_id = once(uow, ticket, str, ask_refund_id, command)
        return brief_of(aftersale_row(uow, aftersale_id, of=shopper.member_id))

    return await units.write(shopper.scope, write)


@post("/aftersales/{aftersale_id:str}/cancel", status_code=200)
async def post_cancel(
    aftersale_id: FromPath[str], shopper: NamedDependency[Shopper], units: OpenUnits
) -> AftersaleBrief:
    """Withdraw before the shop has answered."""
    return await units.write(shopper.scope, cancel, aftersale_id, of=shopper.member_id)


STOREFRONT_ROUTES: list[Any] = [post_aftersale, post_cancel]
