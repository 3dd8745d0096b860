"""Carriers, and where a parcel is, through WeChat's tracking component.

Source: developers.weixin.qq.com get_delivery_list, trace_waybill, query_trace, update_waybill_goods.
"""

from __future__ import annotations

from enum import IntEnum

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Nothing, Request

_PREFIX = "/cgi-bin/express/delivery/open_msg"

CARRIERS = Endpoint(
    method="POST",
    path=f"{_PREFIX}/get_delivery_list",
    source="get_delivery_list",
    repeatable=True,
    confirmed=False,
    note="the list is WeChat's and changes; only STO, ZTO, YTO, YD, DHL, SF were seen in documents",
)
TRACE = Endpoint(method="POST", path=f"{_PREFIX}/trace_waybill", source="trace_waybill")
QUERY = Endpoint(method="POST", path=f"{_PREFIX}/query_trace", source="query_trace", repeatable=True)
UPDATE = Endpoint(
    method="POST", path=f"{_PREFIX}/update_waybill_goods", source="update_waybill_goods", repeatable=True
)


class WaybillStatus(IntEnum):
    """Where a parcel is."""

    NOT_COLLECTED = 0
    COLLECTED = 1
    MOVING = 2
    DELIVERING = 3
    SIGNED = 4
    TROUBLE = 5
    SIGNED_FOR = 6


class Carrier(Answer, frozen=True, kw_only=True):
    """A carrier's code and Chinese name."""

    delivery_id: str
    delivery_name: str


class WaybillGoods(Request, frozen=True, kw_only=True):
    """What is in the parcel: a name (60 letters) and a picture's address."""

    goods_name: str
    goods_img_url: str
    goods_desc: str | None = None


class _Goods(Request, frozen=True, kw_only=True):
    detail_list: list[WaybillGoods]


class Waybill(Request, frozen=True, kw_only=True):
    """A parcel to hand in. ``trans_id`` is WeChat's payment number.

    ``delivery_id`` makes recognition surer.
    """

    openid: str
    receiver_phone: str
    waybill_id: str
    trans_id: str
    goods: list[WaybillGoods]
    order_detail_path: str
    sender_phone: str | None = None
    delivery_id: str | None = None


class WaybillInfo(Answer, frozen=True, kw_only=True):
    """Status and number."""

    status: WaybillStatus
    waybill_id: str | None = None


class Tracking(Answer, frozen=True, kw_only=True):
    """Where the parcel is and who carries it."""

    waybill_info: WaybillInfo
    delivery_info: Carrier | None = None


class _Body(Request, frozen=True, kw_only=True):
    openid: str
    receiver_phone: str
    waybill_id: str
    trans_id: str
    goods_info: _Goods
    order_detail_path: str
    sender_phone: str | None = None
    delivery_id: str | None = None


class _Token(Answer, frozen=True, kw_only=True):
    waybill_token: str


class _Query(Request, frozen=True, kw_only=True):
    waybill_token: str
    openid: str | None = None


class _Update(Request, frozen=True, kw_only=True):
    waybill_token: str
    goods_info: _Goods


class _Carriers(Answer, frozen=True, kw_only=True):
    delivery_list: tuple[Carrier, ...] = ()


class Express:
    """Carriers and tracking."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def carriers(self) -> tuple[Carrier, ...]:
        """Every carrier that WeChat knows; keep it for a day."""
        return (await self._channel.call(CARRIERS, _Carriers, body={})).delivery_list

    async def trace(self, waybill: Waybill) -> str:
        """Hands a parcel in and gives the token with which a page or ``query`` shows it."""
        body = _Body(
            openid=waybill.openid,
            receiver_phone=waybill.receiver_phone,
            waybill_id=waybill.waybill_id,
            trans_id=waybill.trans_id,
            goods_info=_Goods(detail_list=waybill.goods),
            order_detail_path=waybill.order_detail_path,
            sender_phone=waybill.sender_phone,
            delivery_id=waybill.delivery_id,
        )
        return (await self._channel.call(TRACE, _Token, body=body)).waybill_token

    async def query(self, waybill_token: str, *, openid: str | None = None) -> Tracking:
        """Where the parcel is."""
        return await self._channel.call(
            QUERY, Tracking, body=_Query(waybill_token=waybill_token, openid=openid)
        )

    async def update_goods(self, waybill_token: str, goods: list[WaybillGoods]) -> None:
        """Changes what the tracking page shows as content."""
        body = _Update(waybill_token=waybill_token, goods_info=_Goods(detail_list=goods))
        await self._channel.call(UPDATE, Nothing, body=body)
