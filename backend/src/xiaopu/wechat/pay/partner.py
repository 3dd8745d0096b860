"""Transactions of a service provider (服务商) for its sub merchants.

Certificates, keys and notices are the provider's; numbers are unique under the provider. Refunds and bills
use the ordinary calls with ``sub_mchid``. The cashier is opened with the AppID of the very mini program in
which it runs. Source: pay.weixin.qq.com partner/4012738519 (JSAPI), 4012526944 (query), 4012526949 (close).
"""

from __future__ import annotations

from datetime import datetime

from xiaopu.wechat.pay.channel import PayChannel
from xiaopu.wechat.pay.transactions import Amount, Detail, SceneInfo, SettleInfo, Transaction
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Nothing, Request

_ROOT = "/v3/pay/partner/transactions"

JSAPI = Endpoint(method="POST", path=f"{_ROOT}/jsapi", source="partner/4012738519", repeatable=True)
H5 = Endpoint(
    method="POST", path=f"{_ROOT}/h5", source="服务商模式", repeatable=True,
    confirmed=False, note="fields taken over from JSAPI and the merchant's own H5",
)  # fmt: skip
NATIVE = Endpoint(
    method="POST", path=f"{_ROOT}/native", source="服务商模式", repeatable=True,
    confirmed=False, note="fields taken over from JSAPI",
)  # fmt: skip
BY_ID = Endpoint(method="GET", path=f"{_ROOT}/id/{{transaction_id}}", source="服务商模式", repeatable=True)
BY_NUMBER = Endpoint(
    method="GET", path=f"{_ROOT}/out-trade-no/{{out_trade_no}}", source="partner/4012526944", repeatable=True
)
CLOSE = Endpoint(
    method="POST",
    path=f"{_ROOT}/out-trade-no/{{out_trade_no}}/close",
    source="partner/4012526949",
    repeatable=True,
)


class PartnerPayer(Request, frozen=True, kw_only=True):
    """Who pays.

    The openid under the provider's AppID, or under the sub merchant's (then ``sub_appid`` is set).
    """

    sp_openid: str | None = None
    sub_openid: str | None = None

    def __post_init__(self) -> None:
        if (self.sp_openid is None) == (self.sub_openid is None):
            raise ValueError("a payer has either sp_openid or sub_openid")


class PartnerPrepay(Request, frozen=True, kw_only=True):
    """As a merchant's own prepay, with the four numbers of provider and sub merchant.

    No payer for H5 and Native.
    """

    sp_appid: str
    sp_mchid: str
    sub_mchid: str
    description: str
    out_trade_no: str
    notify_url: str
    amount: Amount
    sub_appid: str | None = None
    payer: PartnerPayer | None = None
    time_expire: datetime | None = None
    attach: str | None = None
    goods_tag: str | None = None
    support_fapiao: bool | None = None
    limit_pay: list[str] | None = None
    detail: Detail | None = None
    scene_info: SceneInfo | None = None
    settle_info: SettleInfo | None = None


class _PrepayId(Answer, frozen=True, kw_only=True):
    prepay_id: str


class _H5Url(Answer, frozen=True, kw_only=True):
    h5_url: str


class _CodeUrl(Answer, frozen=True, kw_only=True):
    code_url: str


class _Close(Request, frozen=True, kw_only=True):
    sp_mchid: str
    sub_mchid: str


class PartnerTransactions:
    """Prepay, query and close for sub merchants; the channel is the provider's."""

    def __init__(self, channel: PayChannel) -> None:
        self._channel = channel

    async def prepay_jsapi(self, order: PartnerPrepay) -> str:
        """A prepay_id, good for two hours; ``payer`` is required (ValueError)."""
        if order.payer is None:
            raise ValueError("JSAPI needs a payer")
        return (await self._channel.call(JSAPI, _PrepayId, body=order)).prepay_id

    async def prepay_h5(self, order: PartnerPrepay) -> str:
        """An address that opens WeChat from a browser, five minutes long.

        ``scene_info`` is required (ValueError).
        """
        if order.payer is not None or order.scene_info is None:
            raise ValueError("H5 needs a scene and no payer")
        return (await self._channel.call(H5, _H5Url, body=order)).h5_url

    async def prepay_native(self, order: PartnerPrepay) -> str:
        """The text of the code to scan, good for two hours."""
        if order.payer is not None:
            raise ValueError("Native takes no payer")
        return (await self._channel.call(NATIVE, _CodeUrl, body=order)).code_url

    async def by_transaction_id(self, transaction_id: str, *, sub_mchid: str) -> Transaction:
        """A paid transaction by WeChat's number."""
        return await self._channel.call(
            BY_ID, Transaction, path={"transaction_id": transaction_id}, query=self._both(sub_mchid)
        )

    async def by_out_trade_no(self, out_trade_no: str, *, sub_mchid: str) -> Transaction:
        """A transaction by our number, paid or not."""
        return await self._channel.call(
            BY_NUMBER, Transaction, path={"out_trade_no": out_trade_no}, query=self._both(sub_mchid)
        )

    async def close(self, out_trade_no: str, *, sub_mchid: str) -> None:
        """Closes an unpaid transaction for good."""
        body = _Close(sp_mchid=self._channel.mchid, sub_mchid=sub_mchid)
        await self._channel.call(CLOSE, Nothing, path={"out_trade_no": out_trade_no}, body=body)

    def _both(self, sub_mchid: str) -> dict[str, str]:
        return {"sp_mchid": self._channel.mchid, "sub_mchid": sub_mchid}
