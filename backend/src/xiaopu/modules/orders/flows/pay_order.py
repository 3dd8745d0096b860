"""Paying an order: one unit proves that it may be paid and writes the attempt; WeChat is asked outside."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.members.errors import ChannelUnavailable
from xiaopu.modules.orders.domain.states import OrderStatus, PayWay
from xiaopu.modules.orders.errors import OrderNotPayable
from xiaopu.modules.orders.repository import order_row
from xiaopu.modules.payments.api import (
    Attempt,
    OpenPayment,
    Payable,
    PaymentFlows,
    PayTicket,
    Wanted,
    open_payment,
)
from xiaopu.modules.payments.errors import GatewayUnavailable

KIND = "order"


class _Begun(msgspec.Struct, frozen=True):
    attempt: Attempt
    wanted: Wanted


class PayOrder:
    """Begin a payment, and ask WeChat what became of it."""

    def __init__(self, units: Units, payments: PaymentFlows) -> None:
        self._units = units
        self._payments = payments

    async def start(self, shopper: Shopper, order_id: OrderId, channel: str) -> PayTicket:
        """Signed parameters for the cashier. The openid is the token's own, under the token's own AppID.

        Refuses a channel other than the one the shopper is in (`channel_unavailable`) and
        `order_not_payable`.
        """
        if shopper.openid is None or channel != shopper.channel:
            raise ChannelUnavailable
        begun = await self._units.write(shopper.scope, _begin, order_id, shopper, shopper.openid)
        return await self._payments.prepay(shopper.scope, begun.attempt, begun.wanted)

    async def check(self, shopper: Shopper, order_id: OrderId) -> None:
        """Ask WeChat about the order's open payments. Its silence is no error: the sweep asks again."""
        await self._units.read(shopper.scope, order_row, order_id, of=shopper.member_id)
        try:
            await self._payments.check_all(shopper.scope, KIND, order_id)
        except GatewayUnavailable:
            return


def _begin(uow: UnitOfWork, order_id: OrderId, shopper: Shopper, openid: str) -> _Begun:
    row = order_row(uow, order_id, of=shopper.member_id)
    offline = row.pay_by != PayWay.WECHAT
    if offline or row.status != OrderStatus.PENDING or row.pay_deadline_at <= uow.now:
        raise OrderNotPayable
    payable = Payable(KIND, order_id, row.payable_fen, row.subject)
    command = OpenPayment(payable, shopper.channel, shopper.appid, openid, row.pay_deadline_at)
    wanted = Wanted(payable, shopper.channel, shopper.appid, openid, row.pay_deadline_at)
    return _Begun(open_payment(uow, command), wanted)
