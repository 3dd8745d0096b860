"""Refunding: the worker asks WeChat under the refund's own number until it has an answer, then watches it to
the end.
"""

from typing import Any

from sqlalchemy import Row

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.trades import REFUND_WORDS, RefundReason, RefundStatus
from xiaopu.modules.payments.errors import GatewayRefused, GatewayUnavailable
from xiaopu.modules.payments.events import RefundRequested
from xiaopu.modules.payments.flows.pay import PaymentFlows
from xiaopu.modules.payments.ports import PayGateway, RefundAsk
from xiaopu.modules.payments.usecases.request_refund import record_refund
from xiaopu.modules.payments.usecases.set_account import Purse, account

_Pair = tuple[Row[Any], Row[Any]]


class RefundFlows:
    """Consumer of `RefundRequested`, and the watch over refunds that WeChat has accepted."""

    def __init__(self, units: Units, gateway: PayGateway, purse: Purse, payments: PaymentFlows) -> None:
        self._units = units
        self._gateway = gateway
        self._purse = purse
        self._payments = payments

    async def send(self, scope: ShopScope, event: RefundRequested) -> None:
        """Ask WeChat. An error is noted on the refund and raised: the outbox tries again with the same
        number.
        """
        found = await self._units.read(scope, _refund_and_payment, event.refund_id)
        if found is None or found[0].status != RefundStatus.CREATED:
            return
        refund, payment = found
        keys = await self._units.read(scope, account, purse=self._purse)
        ask = RefundAsk(
            out_trade_no=payment.out_trade_no,
            out_refund_no=refund.out_refund_no,
            amount_fen=refund.amount_fen,
            total_fen=payment.amount_fen,
            reason=REFUND_WORDS[RefundReason(refund.reason)],
            notify_url=self._payments.notify_url(scope.shop_id),
        )
        try:
            state = await self._gateway.refund(keys, ask)
        except (GatewayRefused, GatewayUnavailable) as fault:
            words = str(fault.data.get("wechat_code") or fault.code)
            await self._units.write(
                scope, lambda uow: uow.run(repository.NOTE_REFUND_ERROR, wanted=refund.id, error=words[:200])
            )
            raise
        await self._units.write(scope, record_refund, state)

    async def check(self, scope: ShopScope, refund_id: str) -> None:
        """Ask WeChat what became of an accepted refund."""
        found = await self._units.read(scope, _refund_and_payment, refund_id)
        if found is None or found[0].status not in (RefundStatus.PROCESSING, RefundStatus.ABNORMAL):
            return
        keys = await self._units.read(scope, account, purse=self._purse)
        state = await self._gateway.query_refund(keys, found[0].out_refund_no)
        await self._units.write(scope, record_refund, state)


def _refund_and_payment(read: ReadScope, refund_id: str) -> _Pair | None:
    refund = read.row(repository.REFUND, wanted=refund_id)
    payment = refund and read.row(repository.PAYMENT, wanted=refund.payment_id)
    return (refund, payment) if refund is not None and payment is not None else None
