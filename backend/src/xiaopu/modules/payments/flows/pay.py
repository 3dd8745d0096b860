"""Paying: write down, ask WeChat outside of any unit, record. Healed by notice or query whatever happens
between.
"""

from datetime import datetime

import msgspec

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import PaymentId, ShopId
from xiaopu.kernel.text import cut_bytes
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.trades import (
    Account,
    Payable,
    PaymentStatus,
    PayParams,
    Prepay,
    Trade,
    next_query,
)
from xiaopu.modules.payments.errors import PaymentOver, TradeMismatch
from xiaopu.modules.payments.ports import PayGateway
from xiaopu.modules.payments.usecases.open_payment import Attempt, OpenPayment, record_prepay
from xiaopu.modules.payments.usecases.raise_alert import raise_alert
from xiaopu.modules.payments.usecases.set_account import Purse, account
from xiaopu.modules.payments.usecases.settle_payment import close_payment, settle

# WeChat counts bytes, not characters (pay-v3: description string(127)).
MOST_DESCRIPTION_BYTES = 127


class PayTicket(msgspec.Struct, frozen=True):
    """What the client hands to `wx.requestPayment` (or to the bridge in H5)."""

    payment_id: PaymentId
    channel: str
    appid: str
    params: PayParams


class PaymentFlows:
    """The flows of a payment, with what they stand on."""

    def __init__(self, units: Units, gateway: PayGateway, purse: Purse, public_url: str) -> None:
        self._units = units
        self._gateway = gateway
        self._purse = purse
        self._public_url = public_url

    def notify_url(self, shop_id: ShopId) -> str:
        """Where WeChat sends notices for this shop: no query, so that WeChat accepts it."""
        return f"{self._public_url}/callbacks/wechat/pay/{shop_id}"

    def _ask(self, scope: ShopScope, attempt: Attempt, ask: "Wanted | OpenPayment") -> Prepay:
        return Prepay(
            appid=ask.appid,
            openid=ask.openid,
            out_trade_no=attempt.out_trade_no,
            description=cut_bytes(ask.payable.subject, MOST_DESCRIPTION_BYTES),
            amount_fen=ask.payable.amount_fen,
            notify_url=self.notify_url(scope.shop_id),
            expires_at=ask.expires_at,
        )

    async def native(self, scope: ShopScope, attempt: Attempt, ask: OpenPayment) -> str:
        """The text of a code to scan, for a written attempt; asked again it is the same trade."""
        return await self._gateway.native(await self._account(scope), self._ask(scope, attempt, ask))

    async def prepay(self, scope: ShopScope, attempt: Attempt, ask: "Wanted | OpenPayment") -> PayTicket:
        """From a written attempt to signed parameters; asks WeChat only when no prepay id is good."""
        keys = await self._account(scope)
        prepay_id = attempt.prepay_id
        if prepay_id is None:
            prepay_id = await self._gateway.prepay(keys, self._ask(scope, attempt, ask))
            if not await self._units.write(scope, record_prepay, attempt.id, prepay_id):
                # Closed while WeChat was preparing: nobody gets these parameters, and WeChat forgets them
                # too.
                await self._gateway.close(keys, attempt.out_trade_no)
                raise PaymentOver
        params = self._gateway.client_params(keys, ask.appid, prepay_id)
        return PayTicket(attempt.id, ask.channel, ask.appid, params)

    async def check(self, scope: ShopScope, payment_id: PaymentId) -> None:
        """Ask WeChat what became of a payment and record it. Refuses `not_found`."""

        def find(read: ReadScope) -> tuple[str, datetime, str]:
            row = read.row(repository.PAYMENT, wanted=payment_id)
            if row is None:
                raise NotFound
            return row.out_trade_no, row.created_at, row.status

        number, created_at, status = await self._units.read(scope, find)
        if status == PaymentStatus.PAID:
            return
        trade = await self._gateway.query(await self._account(scope), number)
        await self.record(scope, trade)
        next_at = next_query(created_at, self._units.clock())
        await self._units.write(
            scope, lambda uow: uow.run(repository.ASK_LATER, wanted=payment_id, next_at=next_at)
        )

    async def check_all(self, scope: ShopScope, kind: str, payable_id: str) -> None:
        """`check` for every open attempt of a payable."""
        for payment_id, _number in await self._open_attempts(scope, kind, payable_id):
            await self.check(scope, payment_id)

    async def close_all(self, scope: ShopScope, kind: str, payable_id: str) -> bool:
        """Make every open attempt of a payable unpayable at WeChat. False when one turned out to be paid.

        `GatewayUnavailable` leaves everything as it was: the caller tries again later.
        """
        for payment_id, number in await self._open_attempts(scope, kind, payable_id):
            keys = await self._account(scope)
            if not await self._gateway.close(keys, number):
                await self.check(scope, payment_id)
                return False
            await self._units.write(scope, close_payment, payment_id)
        return True

    async def record(self, scope: ShopScope, trade: Trade) -> None:
        """Settle what WeChat said. A difference raises `trade_mismatch` and leaves an alert behind."""
        if trade.state in ("ABSENT", "NOTPAY", "USERPAYING", "PAYERROR"):
            return
        try:
            await self._units.write(scope, settle, trade)
        except TradeMismatch as mismatch:
            await self.alert(scope, trade.out_trade_no, mismatch)
            raise

    async def alert(self, scope: ShopScope, number: str, mismatch: TradeMismatch) -> None:
        """Keep what differed, with our number of it."""
        facts = {"field": mismatch.data["field"], "number": number}
        await self._units.write(scope, raise_alert, mismatch.code, facts)

    async def _account(self, scope: ShopScope) -> Account:
        return await self._units.read(scope, account, purse=self._purse)

    async def _open_attempts(
        self, scope: ShopScope, kind: str, payable_id: str
    ) -> list[tuple[PaymentId, str]]:
        rows = await self._units.read(
            scope, lambda read: read.rows(repository.PAYMENTS_OF, kind=kind, wanted=payable_id)
        )
        return [
            (PaymentId(row.id), row.out_trade_no)
            for row in rows
            if row.status in (PaymentStatus.CREATED, PaymentStatus.OPEN)
        ]


class Wanted(msgspec.Struct, frozen=True):
    """The facts of an attempt, as `OpenPayment` had them."""

    payable: Payable
    channel: str
    appid: str
    openid: str
    expires_at: datetime
