"""WeChat's notices: verify on the raw bytes, decrypt, then one unit. Answers within the five seconds that
WeChat waits.
"""

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.payments.domain.trades import Notice
from xiaopu.modules.payments.errors import NoticeRefused, TradeMismatch
from xiaopu.modules.payments.flows.pay import PaymentFlows
from xiaopu.modules.payments.ports import PayGateway, RawHeaders
from xiaopu.modules.payments.usecases.raise_alert import APIV3_WRONG, raise_alert
from xiaopu.modules.payments.usecases.request_refund import take_refund_notice
from xiaopu.modules.payments.usecases.set_account import Purse, account
from xiaopu.modules.payments.usecases.settle_payment import take_trade_notice

# Why `notice_refused` was raised, when the seal and not the signature failed.
SEALED = "DecryptionFailure"


class NoticeTaker:
    """Takes payment and refund notices of one shop at a time."""

    def __init__(self, units: Units, gateway: PayGateway, purse: Purse, payments: PaymentFlows) -> None:
        self._units = units
        self._gateway = gateway
        self._purse = purse
        self._payments = payments

    async def take(self, scope: ShopScope, headers: RawHeaders, body: bytes) -> None:
        """Returns when the notice has had its one effect, now or earlier. Refuses what is not proven."""
        keys = await self._units.read(scope, account, purse=self._purse)
        try:
            notice = await self._gateway.read_notice(keys, headers, body)
        except NoticeRefused as refused:
            if refused.data.get("why") == SEALED:
                # Signed by WeChat, yet our APIv3 key does not open it: the account's check tells the owner.
                await self._units.write(scope, raise_alert, APIV3_WRONG, {})
            raise
        try:
            if notice.trade is not None:
                await self._units.write(scope, take_trade_notice, notice, notice.trade)
            elif notice.refund is not None:
                await self._units.write(scope, take_refund_notice, notice, notice.refund)
        except TradeMismatch as mismatch:
            await self._payments.alert(scope, _number(notice), mismatch)
            raise


def _number(notice: Notice) -> str:
    """Our own number of what the notice is about."""
    if notice.trade is not None:
        return notice.trade.out_trade_no
    return notice.refund.out_refund_no if notice.refund is not None else ""
