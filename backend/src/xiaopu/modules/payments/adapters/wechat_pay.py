"""`PayGateway` over WeChat Pay v3: our words on one side, WeChat's on the other."""

import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import httpx
import msgspec

from xiaopu.kernel.clock import SHANGHAI, Clock
from xiaopu.modules.payments.domain.trades import (
    Account,
    Notice,
    PayParams,
    Prepay,
    RefundState,
    RefundStatus,
    Trade,
)
from xiaopu.modules.payments.errors import (
    GatewayRefused,
    GatewayUnavailable,
    NoticeRefused,
    PaymentKeyNotValid,
)
from xiaopu.modules.payments.ports import RawHeaders, RefundAsk
from xiaopu.wechat.errors import (
    BadConfiguration,
    CallFailed,
    DecryptionFailure,
    Refused,
    SignatureFailure,
    SystemBusy,
    UnreadableNotice,
)
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.credentials import MerchantCredentials
from xiaopu.wechat.pay.notices import Notice as WechatNotice
from xiaopu.wechat.pay.notices import NoticeKind, RefundNotice
from xiaopu.wechat.pay.refunds import Refund, RefundAmount, RefundOrder
from xiaopu.wechat.pay.refunds import RefundStatus as WechatRefundStatus
from xiaopu.wechat.pay.transactions import Amount, JsapiPrepay, Payer, Transaction
from xiaopu.wechat.transport import Transport

# Clients hold parsed keys; a process keeps the busiest.
KEPT_CLIENTS = 200

_PAID_CODES = frozenset({"ORDER_PAID", "ORDERPAID"})
_ABSENT_CODES = frozenset({"ORDER_NOT_EXIST", "ORDERNOTEXIST"})
_CLOSED_CODES = frozenset({"ORDER_CLOSED", "ORDERCLOSED"})
_REFUND_STATUS = {
    WechatRefundStatus.PROCESSING: RefundStatus.PROCESSING,
    WechatRefundStatus.SUCCESS: RefundStatus.SUCCEEDED,
    WechatRefundStatus.CLOSED: RefundStatus.CLOSED,
    WechatRefundStatus.ABNORMAL: RefundStatus.ABNORMAL,
}
# A query for a number that never existed: harmless, signed, and answered with ORDER_NOT_EXIST.
_PROBE_NUMBER = "xiaopu_check_0000"
# WeChat's own numbers and moments, as its pages give them. What is signed and yet beyond that is a fault of
# WeChat's: nothing is recorded, and it is asked again.
_NUMBER = re.compile(r"[0-9A-Za-z_\-]{1,32}", re.ASCII)
_PREPAY_ID = re.compile(r"[!-~]{1,64}", re.ASCII)
_YEARS = range(2013, 2100)


class WechatPayGateway:
    """One gateway for all shops; a client per account, made when first needed."""

    def __init__(self, http: httpx.AsyncClient, base_url: str, clock: Clock) -> None:
        self._transport = Transport(http, base_url)
        self._clock = clock
        self._clients: OrderedDict[Account, PayClient] = OrderedDict()

    async def prepay(self, account: Account, ask: Prepay) -> str:
        order = JsapiPrepay(
            appid=ask.appid,
            mchid=account.mchid,
            description=ask.description,
            out_trade_no=ask.out_trade_no,
            notify_url=ask.notify_url,
            amount=Amount(total=ask.amount_fen, currency="CNY"),
            payer=Payer(openid=ask.openid),
            time_expire=ask.expires_at.astimezone(SHANGHAI).replace(microsecond=0),
        )
        with _in_our_words():
            prepay_id = await self._client(account).transactions.prepay_jsapi(order)
        return _formed(prepay_id, _PREPAY_ID)

    def client_params(self, account: Account, appid: str, prepay_id: str) -> PayParams:
        params = self._client(account).request_payment_params(appid, prepay_id)
        return msgspec.convert(msgspec.to_builtins(params), PayParams)

    async def query(self, account: Account, out_trade_no: str) -> Trade:
        with _in_our_words():
            try:
                found = await self._client(account).transactions.by_out_trade_no(out_trade_no)
            except Refused as refused:
                if refused.code in _ABSENT_CODES:
                    return Trade(out_trade_no, "ABSENT")
                raise
        return _trade(found)

    async def close(self, account: Account, out_trade_no: str) -> bool:
        with _in_our_words():
            try:
                await self._client(account).transactions.close(out_trade_no)
            except Refused as refused:
                if refused.code in _PAID_CODES:
                    return False
                if refused.code not in _ABSENT_CODES | _CLOSED_CODES:
                    raise
        return True

    async def refund(self, account: Account, ask: RefundAsk) -> RefundState:
        order = RefundOrder(
            out_refund_no=ask.out_refund_no,
            out_trade_no=ask.out_trade_no,
            amount=RefundAmount(refund=ask.amount_fen, total=ask.total_fen),
            reason=ask.reason,
            notify_url=ask.notify_url,
        )
        with _in_our_words():
            return _refund(await self._client(account).refunds.apply(order))

    async def query_refund(self, account: Account, out_refund_no: str) -> RefundState:
        with _in_our_words():
            return _refund(await self._client(account).refunds.by_out_refund_no(out_refund_no))

    async def read_notice(self, account: Account, headers: RawHeaders, body: bytes) -> Notice:
        try:
            notice = await self._client(account).open_notice(headers, body)
            return _notice(notice)
        except (SignatureFailure, DecryptionFailure, UnreadableNotice, GatewayUnavailable) as wrong:
            raise NoticeRefused(why=type(wrong).__name__) from wrong

    async def check(self, account: Account) -> None:
        await self.query(account, _PROBE_NUMBER)

    def _client(self, account: Account) -> PayClient:
        client = self._clients.get(account)
        if client is None:
            client = self._clients[account] = PayClient(
                _credentials(account), self._transport, clock=self._clock
            )
            if len(self._clients) > KEPT_CLIENTS:
                self._clients.popitem(last=False)
        return client


def _credentials(account: Account) -> MerchantCredentials:
    try:
        return MerchantCredentials(
            mchid=account.mchid,
            serial_no=account.serial_no,
            private_key_pem=account.private_key_pem,
            apiv3_key=account.apiv3_key,
            public_keys={account.public_key_id: account.public_key_pem},
        )
    except BadConfiguration as bad:
        raise PaymentKeyNotValid(what=bad.what) from bad


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        if isinstance(refused, SystemBusy):
            raise GatewayUnavailable from refused
        raise GatewayRefused(
            wechat_code=str(refused.code), cause=refused.advice.cause_zh, mend=refused.advice.mend_zh
        ) from refused
    except (CallFailed, SignatureFailure) as failed:
        raise GatewayUnavailable from failed


def _formed(number: str, form: re.Pattern[str]) -> str:
    """`number`; raises GatewayUnavailable when WeChat cannot have meant it."""
    if not form.fullmatch(number):
        raise GatewayUnavailable
    return number


def _sane(moment: datetime | None) -> datetime | None:
    if moment is not None and moment.year not in _YEARS:
        raise GatewayUnavailable
    return moment


def _trade(found: Transaction) -> Trade:
    amount = found.amount
    return Trade(
        out_trade_no=found.out_trade_no,
        state=found.trade_state.value,
        transaction_id=_formed(found.transaction_id, _NUMBER) if found.transaction_id else None,
        mchid=found.mchid,
        appid=found.appid,
        amount_fen=amount.total if amount else None,
        currency=amount.currency if amount else None,
        paid_at=_sane(found.success_time),
    )


def _refund(found: Refund) -> RefundState:
    return RefundState(
        found.out_refund_no,
        _REFUND_STATUS[found.status],
        _formed(found.refund_id, _NUMBER),
        found.amount.refund,
        _sane(found.success_time),
    )


def _notice(notice: WechatNotice) -> Notice:
    if notice.event_type == NoticeKind.PAID:
        return Notice(notice.id, trade=_trade(notice.transaction()))
    if notice.event_type.startswith("REFUND."):
        return Notice(notice.id, refund=_noticed_refund(notice.refund()))
    return Notice(notice.id)


def _noticed_refund(found: RefundNotice) -> RefundState:
    return RefundState(
        found.out_refund_no,
        _REFUND_STATUS[found.refund_status],
        _formed(found.refund_id, _NUMBER),
        found.amount.refund,
        _sane(found.success_time),
    )
