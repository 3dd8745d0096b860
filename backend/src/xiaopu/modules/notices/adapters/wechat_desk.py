"""`MessageDesk` and `ShippingDesk` over WeChat's server API."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from xiaopu.infra.open_unit import refuse_network_in_unit
from xiaopu.kernel.clock import Clock
from xiaopu.kernel.text import mask_phone
from xiaopu.modules.notices.domain import Desk, Parcel, SubscribeMessage, filled, matching_id
from xiaopu.modules.notices.errors import DeskRefused
from xiaopu.wechat.errors import BadConfiguration, CallFailed, Refused, WeChatError
from xiaopu.wechat.miniprogram import messages, shipping
from xiaopu.wechat.miniprogram.client import MiniProgramServices
from xiaopu.wechat.services_book import ServicesBook, WeappKeys

T = TypeVar("T")

_NO_GRANT = "43101"
# Nothing new to tell, or told twice already: WeChat has what we have.
_KNOWN_ALREADY = ("10060023", "10060003")
_KEPT_FOR = timedelta(minutes=10)
_KEPT_ACCOUNTS = 500
_MOST_WORDS = 120


class WechatDesk:
    """One desk for all shops. Template texts and carriers are kept for ten minutes per AppID."""

    def __init__(self, book: ServicesBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock
        self._contents: dict[str, tuple[datetime, dict[str, str]]] = {}
        self._carriers: dict[str, tuple[datetime, list[tuple[str, str]]]] = {}

    async def send(self, desk: Desk, message: SubscribeMessage) -> bool:
        """See `MessageDesk`. A template that the account no longer has is WeChat's 40037."""
        refuse_network_in_unit("sending a subscribe message")
        with _in_our_words():
            client = self._client(desk)
            contents = await self._templates(desk, client)
            content = contents.get(message.template_id)
            if content is None:
                raise DeskRefused(wechat_code="40037", cause="小程序里没有这个订阅消息模板")
            try:
                await client.messages.send_subscribe(
                    messages.SubscribeMessage(
                        touser=message.openid,
                        template_id=message.template_id,
                        data=filled(content, message.facts),
                        page=message.page,
                    )
                )
            except Refused as refused:
                if refused.means(_NO_GRANT):
                    return False
                raise
        return True

    async def report(self, desk: Desk, parcel: Parcel) -> None:
        """See `ShippingDesk`. The receiver's phone goes out masked, as 顺丰 wants it."""
        refuse_network_in_unit("reporting a shipment")
        with _in_our_words():
            client = self._client(desk)
            known = await self._delivery_ids(desk, client)
            company = matching_id(parcel.carrier_code, parcel.carrier_name, known)
            try:
                await client.shipping.upload(_info(parcel, company))
            except Refused as refused:
                if not refused.means(*_KNOWN_ALREADY):
                    raise

    async def _templates(self, desk: Desk, client: MiniProgramServices) -> dict[str, str]:
        kept = self._contents.get(desk.appid)
        if kept is None or self._clock() - kept[0] > _KEPT_FOR:
            found = {one.template_id: one.content for one in await client.messages.templates()}
            kept = (self._clock(), found)
            _keep(self._contents, desk.appid, kept)
        return kept[1]

    async def _delivery_ids(self, desk: Desk, client: MiniProgramServices) -> list[tuple[str, str]]:
        """WeChat's list of carriers; without it our own codes must do."""
        kept = self._carriers.get(desk.appid)
        if kept is None or self._clock() - kept[0] > _KEPT_FOR:
            try:
                listed = await client.express.carriers()
            except Refused:
                return []
            kept = (self._clock(), [(one.delivery_id, one.delivery_name) for one in listed])
            _keep(self._carriers, desk.appid, kept)
        return kept[1]

    def _client(self, desk: Desk) -> MiniProgramServices:
        return self._book.services(WeappKeys(appid=desk.appid, secret=desk.secret, granted=desk.granted))


def _info(parcel: Parcel, company: str) -> shipping.ShippingInfo:
    return shipping.ShippingInfo(
        order_key=shipping.by_wechat(parcel.transaction_id),
        logistics_type=shipping.LogisticsType.EXPRESS,
        delivery_mode=shipping.DeliveryMode.UNIFIED,
        shipping_list=[
            shipping.Parcel(
                item_desc=parcel.goods[:_MOST_WORDS] or "商品",
                tracking_no=parcel.tracking_no,
                express_company=company,
                contact=shipping.Contact(receiver_contact=mask_phone(parcel.phone)),
            )
        ],
        upload_time=parcel.at,
        payer=shipping.Payer(openid=parcel.openid),
    )


def _keep(shelf: dict[str, T], key: str, thing: T) -> None:
    if len(shelf) >= _KEPT_ACCOUNTS:
        shelf.pop(next(iter(shelf)))
    shelf[key] = thing


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        raise DeskRefused(wechat_code=str(refused.code), cause=refused.advice.cause_zh) from refused
    except BadConfiguration as bad:
        raise DeskRefused(wechat_code="malformed", cause=f"{bad.what} 格式不对") from bad
    except CallFailed as failed:
        raise DeskRefused(wechat_code="unreachable", cause="连不上微信") from failed
    except WeChatError as fault:
        raise DeskRefused(wechat_code="unreadable", cause="读不懂微信的回答") from fault
