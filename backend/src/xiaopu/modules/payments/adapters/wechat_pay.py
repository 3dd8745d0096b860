"""`PayGateway` over WeChat Pay v3: our words on one side, WeChat's on the other."""

import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

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
    SecondClearingRefused,
)
from xiaopu.modules.payments.ports import RawHeaders, RefundAsk
from xiaopu.wechat.errors import (
    BadConfiguration,
    CallFailed,
    DecryptionFailure,
    FrequencyLimited,
    Refused,
    SignatureFailure,
    SystemBusy,
    UnreadableNotice,
)
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.credentials import MerchantCredentials
from xiaopu.wechat.pay.notices import Notice as WechatNotice
from xiaopu.wechat.pay.notices import NoticeKind, RefundNotice
from xiaopu.wechat.pay.partner import PartnerPayer, PartnerPrepay
from xiaopu.wechat.pay.refunds import Refund, RefundAmount, RefundOrder
from xiaopu.wechat.pay.refunds import RefundStatus as WechatRefundStatus
from xiaopu.wechat.pay.transactions import Amount, JsapiPrepay, NativePrepay, Payer, Transaction
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
# WeChat's own numbers and moments, as its pages give them. What is signed and yet beyond that is a fault of
# WeChat's: nothing is recorded, and it is asked again.
_NUMBER = re.compile(r"[0-9A-Za-z_\-]{1,32}", re.ASCII)
_PREPAY_ID = re.compile(r"[!-~]{1,64}", re.ASCII)
_CODE_URL = re.compile(r"weixin://[!-~]{1,500}", re.ASCII)
_YEARS = range(2013, 2100)


class WechatPayGateway:
    """One gateway for all shops; a client per account, made when first needed."""

    def __init__(self, http: httpx.AsyncClient, base_url: str, clock: Clock) -> None:
        self._transport = Transport(http, base_url)
        self._clock = clock
        self._clients: OrderedDict[Account, PayClient] = OrderedDict()

    async def prepay(self, account: Account, ask: Prepay) -> str:
        client = self.client(account)
        with in_our_words():
            if account.sub_mchid is None:
                order = JsapiPrepay(
                    payer=Payer(openid=ask.openid), appid=ask.appid, mchid=account.mchid, **_trade_of(ask)
                )
                prepay_id = await client.transactions.prepay_jsapi(order)
            else:
                prepay_id = await client.partner.prepay_jsapi(_partner_order(account, ask))
        return _formed(prepay_id, _PREPAY_ID)

    async def native(self, account: Account, ask: Prepay) -> str:
        client = self.client(account)
        with in_our_words():
            if account.sub_mchid is None:
                order = NativePrepay(appid=ask.appid, mchid=account.mchid, **_trade_of(ask))
                code_url = await client.transactions.prepay_native(order)
            else:
                code_url = await client.partner.prepay_native(_partner_order(account, ask))
        return _formed(code_url, _CODE_URL)

    def client_params(self, account: Account, appid: str, prepay_id: str) -> PayParams:
        params = self.client(account).request_payment_params(appid, prepay_id)
        return msgspec.convert(msgspec.to_builtins(params), PayParams)

    async def query(self, account: Account, out_trade_no: str) -> Trade:
        client = self.client(account)
        with in_our_words():
            try:
                if account.sub_mchid is None:
                    found = await client.transactions.by_out_trade_no(out_trade_no)
                else:
                    found = await client.partner.by_out_trade_no(out_trade_no, sub_mchid=account.sub_mchid)
            except Refused as refused:
                if refused.code in _ABSENT_CODES:
                    return Trade(out_trade_no, "ABSENT")
                raise
        return _trade(found)

    async def close(self, account: Account, out_trade_no: str) -> bool:
        client = self.client(account)
        with in_our_words():
            try:
                if account.sub_mchid is None:
                    await client.transactions.close(out_trade_no)
                else:
                    await client.partner.close(out_trade_no, sub_mchid=account.sub_mchid)
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
            sub_mchid=account.sub_mchid,
        )
        with in_our_words():
            return _refund(await self.client(account).refunds.apply(order))

    async def query_refund(self, account: Account, out_refund_no: str) -> RefundState:
        with in_our_words():
            found = await self.client(account).refunds.by_out_refund_no(
                out_refund_no, sub_mchid=account.sub_mchid
            )
        return _refund(found)

    async def read_notice(self, account: Account, headers: RawHeaders, body: bytes) -> Notice:
        try:
            notice = await self.client(account).open_notice(headers, body)
            return _notice(notice)
        except (SignatureFailure, DecryptionFailure, UnreadableNotice, GatewayUnavailable) as wrong:
            raise NoticeRefused(why=type(wrong).__name__) from wrong

    def client(self, account: Account) -> PayClient:
        """The client of an account. Refuses `payment_key_not_valid`, and `second_clearing_refused` for the
        platform's own number as that of a sub-merchant.
        """
        if account.sub_mchid == account.mchid:
            raise SecondClearingRefused
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


def _trade_of(ask: Prepay) -> dict[str, Any]:
    return {
        "description": ask.description,
        "out_trade_no": ask.out_trade_no,
        "notify_url": ask.notify_url,
        "amount": Amount(total=ask.amount_fen, currency="CNY"),
        "time_expire": ask.expires_at.astimezone(SHANGHAI).replace(microsecond=0),
    }


def _partner_order(account: Account, ask: Prepay) -> PartnerPrepay:
    if account.sub_mchid is None or account.sub_mchid == account.mchid:
        raise SecondClearingRefused
    return PartnerPrepay(
        sp_appid=account.sp_appid or "",
        sp_mchid=account.mchid,
        sub_mchid=account.sub_mchid,
        sub_appid=ask.appid,
        payer=PartnerPayer(sub_openid=ask.openid) if ask.openid else None,
        **_trade_of(ask),
    )


@contextmanager
def in_our_words() -> Iterator[None]:
    """WeChat's refusals and silences as ours."""
    try:
        yield
    except Refused as refused:
        if isinstance(refused, SystemBusy | FrequencyLimited):
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
        # Under a provider the money is the sub-merchant's, and so is the AppID that was paid in.
        mchid=found.sub_mchid if found.sp_mchid else found.mchid,
        appid=(found.sub_appid or found.sp_appid) if found.sp_mchid else found.appid,
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
