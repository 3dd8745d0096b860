"""The rooms of the house, furnished: each module's adapters, flows and contributions, put together once."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import httpx

from xiaopu.infra.cache import ResponseCache
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import Handler
from xiaopu.infra.database.units import Units
from xiaopu.infra.mail import Mailer
from xiaopu.infra.outbound import PublicFetcher
from xiaopu.infra.outbox import Consumer
from xiaopu.infra.purge import EVERY_NIGHT, Purge
from xiaopu.infra.settings import Settings
from xiaopu.infra.storage import ObjectStore
from xiaopu.infra.worker import Schedule
from xiaopu.kernel.clock import Clock
from xiaopu.modules.aftersales import contributions as aftersales
from xiaopu.modules.cart import contributions as cart
from xiaopu.modules.catalog import contributions as catalog
from xiaopu.modules.catalog.flows.fetch_pictures import PictureFetching
from xiaopu.modules.catalog.flows.keep_picture import MediaLibrary
from xiaopu.modules.catalog.flows.run_import import Importer
from xiaopu.modules.decoration import contributions as decoration
from xiaopu.modules.insight import contributions as insight
from xiaopu.modules.inventory import contributions as inventory
from xiaopu.modules.launch import contributions as launch
from xiaopu.modules.launch.flows.look import Looking
from xiaopu.modules.members import contributions as members
from xiaopu.modules.members.adapters.wechat_login import WechatLoginGateway
from xiaopu.modules.members.flows.enter import CodeSender, Entrance
from xiaopu.modules.members.http import access as member_access
from xiaopu.modules.notices import contributions as notices
from xiaopu.modules.notices.adapters.mail import HouseMail
from xiaopu.modules.notices.adapters.wechat_desk import WechatDesk
from xiaopu.modules.notices.adapters.wechat_push import WechatPushReader
from xiaopu.modules.notices.flows.report_shipping import ShippingReports
from xiaopu.modules.notices.flows.take_push import PushTaker
from xiaopu.modules.notices.flows.tell_buyer import BuyerMessages
from xiaopu.modules.orders import contributions as orders
from xiaopu.modules.orders.flows.close_order import CloseOrder
from xiaopu.modules.orders.flows.pay_order import PayOrder
from xiaopu.modules.orders.tasks import OrderClock
from xiaopu.modules.payments import contributions as payments
from xiaopu.modules.payments.adapters.wechat_pay import WechatPayGateway
from xiaopu.modules.payments.flows.check_account import AccountChecker
from xiaopu.modules.payments.flows.pay import PaymentFlows
from xiaopu.modules.payments.flows.refund import RefundFlows
from xiaopu.modules.payments.flows.take_notice import NoticeTaker
from xiaopu.modules.payments.tasks import PaymentSweep
from xiaopu.modules.reviews import contributions as reviews
from xiaopu.modules.shipping import contributions as shipping
from xiaopu.modules.storefront import contributions as storefront
from xiaopu.modules.storefront.adapters.chinese import ChineseDictionary
from xiaopu.modules.storefront.flows.answer import Answers
from xiaopu.modules.storefront.flows.index_goods import Indexing
from xiaopu.modules.storefront.flows.versions import Versions
from xiaopu.modules.tenancy import contributions as tenancy
from xiaopu.modules.tenancy.adapters.channel_probe import WechatChannelProbe
from xiaopu.modules.tenancy.flows.check_channel import ChannelChecker
from xiaopu.modules.tenancy.flows.find_shop import Slugs
from xiaopu.modules.tenancy.flows.send_link import LinkSender
from xiaopu.modules.tenancy.http import access as tenancy_access
from xiaopu.wechat.services_book import ServicesBook
from xiaopu.wechat.tokens import MemoryTokenStore
from xiaopu.wechat.transport import Transport


class Foundation(Protocol):
    """What the rooms stand on; the house."""

    settings: Settings
    clock: Clock
    vault: Vault
    units: Units
    mailer: Mailer
    storage: ObjectStore
    cache: ResponseCache
    fetcher: PublicFetcher

    def http_client(self, base_url: str) -> httpx.AsyncClient: ...


class Rooms:
    """Flows and adapters of one process, and what the modules contribute."""

    def __init__(self, house: Foundation) -> None:
        settings, units, vault, clock = house.settings, house.units, house.vault, house.clock
        public_url, wechat = settings.server.public_url, settings.wechat
        api = Transport(house.http_client(wechat.api_base_url), wechat.api_base_url)
        book = ServicesBook(api, MemoryTokenStore(), clock=clock)
        gateway = WechatPayGateway(house.http_client(wechat.pay_base_url), wechat.pay_base_url, clock)
        login = WechatLoginGateway(book, api, wechat.open_base_url)
        probe = WechatChannelProbe(book, api, clock, settings.server.egress_ip)
        mail = HouseMail(house.mailer)
        self._vault = vault
        self._links = LinkSender(units, vault, mail, public_url)
        self._codes = CodeSender(units, vault, mail)
        self._payments = PaymentFlows(units, gateway, vault, public_url)
        self._refunds = RefundFlows(units, gateway, vault, self._payments)
        self.sweep = PaymentSweep(units, self._payments, self._refunds)
        self._closing = CloseOrder(units, self._payments)
        self._order_clock = OrderClock(units, self._closing)
        self._purge = Purge(units, (*tenancy.OUTDATED, *members.OUTDATED, *notices.OUTDATED))
        self._library = MediaLibrary(units, house.storage)
        self._importer = Importer(units, house.storage)
        self._pictures = PictureFetching(units, self._library, house.fetcher)
        self._versions = Versions()
        self._indexing = Indexing(units, ChineseDictionary(), self._versions.told)
        desk = WechatDesk(book, clock)
        self._messages = BuyerMessages(units, vault, desk)
        self._reports = ShippingReports(units, vault, desk)
        self._looking = Looking(units, ())
        self._services = {
            "slugs": Slugs(units),
            "answers": Answers(units, house.cache, self._versions),
            "library": self._library,
            "importer": self._importer,
            "channel_checker": ChannelChecker(units, vault, probe),
            "account_checker": AccountChecker(units, gateway, vault),
            "notice_taker": NoticeTaker(units, gateway, vault, self._payments),
            "push_taker": PushTaker(units, vault, WechatPushReader(clock)),
            "payments": self._payments,
            "entrance": Entrance(units, vault, login, public_url),
            "paying": PayOrder(units, self._payments),
            "closing": self._closing,
            "looking": self._looking,
        }

    def services(self) -> dict[str, Any]:
        """Flows that HTTP handlers ask for, by parameter name."""
        return dict(self._services)

    def published(self) -> Iterator[tuple[type, Handler]]:
        """Handlers that run in the publisher's unit, lower rooms first."""
        yield from inventory.PUBLISHED
        yield from shipping.PUBLISHED
        yield from cart.PUBLISHED
        yield from orders.published(self._vault)
        yield from reviews.PUBLISHED
        yield from aftersales.PUBLISHED
        yield from storefront.published(self._versions)
        yield from notices.PUBLISHED

    def consumers(self) -> Iterator[tuple[str, type, Consumer]]:
        """Consumers of the outbox, by the names that stand in its rows."""
        yield from tenancy.consumers(self._links)
        yield from members.consumers(self._codes)
        yield from payments.consumers(self._refunds)
        yield from catalog.consumers(self._importer, self._pictures)
        yield from storefront.consumers(self._indexing)
        yield from notices.consumers(self._messages, self._reports)

    def schedules(self) -> Sequence[Schedule]:
        """Work that comes round."""
        nightly = Schedule("infra.purge", self._purge.run, cron=EVERY_NIGHT)
        return (
            *payments.schedules(self.sweep),
            *orders.schedules(self._order_clock),
            *launch.schedules(self._looking),
            nightly,
        )


ACCOUNT_ROUTES: list[Any] = [*tenancy.ACCOUNT_ROUTES]
CONSOLE_ROUTES: list[Any] = [
    *tenancy.CONSOLE_ROUTES,
    *payments.CONSOLE_ROUTES,
    *catalog.CONSOLE_ROUTES,
    *decoration.CONSOLE_ROUTES,
    *inventory.CONSOLE_ROUTES,
    *shipping.CONSOLE_ROUTES,
    *orders.CONSOLE_ROUTES,
    *reviews.CONSOLE_ROUTES,
    *aftersales.CONSOLE_ROUTES,
    *launch.CONSOLE_ROUTES,
    *insight.CONSOLE_ROUTES,
]
STOREFRONT_ROUTES: list[Any] = [
    *members.STOREFRONT_ROUTES,
    *cart.STOREFRONT_ROUTES,
    *orders.STOREFRONT_ROUTES,
    *reviews.STOREFRONT_ROUTES,
    *aftersales.STOREFRONT_ROUTES,
    *storefront.STOREFRONT_ROUTES,
    *launch.STOREFRONT_ROUTES,
    *notices.STOREFRONT_ROUTES,
]
OPEN_ROUTES: list[Any] = [
    *members.COMMON_ROUTES,
    *catalog.PUBLIC_ROUTES,
    *payments.CALLBACK_ROUTES,
    *notices.CALLBACK_ROUTES,
]

# Who is at the door: dependencies that every route of an audience may ask for.
PEOPLE: dict[str, Any] = {
    "session": tenancy_access.provide_session,
    "staff": tenancy_access.provide_staff,
    "shop": tenancy_access.provide_shop,
    "shopper": member_access.provide_shopper,
    "visitor": member_access.provide_visitor,
}
