"""The rooms of the house, furnished: each module's adapters, flows and contributions, put together once."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import httpx

from xiaopu.entrypoints.doors import clients_folder
from xiaopu.entrypoints.launch_room import LaunchRoom
from xiaopu.entrypoints.pay_room import PayRoom
from xiaopu.entrypoints.wechat_book import services_book
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
from xiaopu.modules.campaigns import contributions as campaigns
from xiaopu.modules.campaigns.adapters.wechat_codes import WechatCodes
from xiaopu.modules.cart import contributions as cart
from xiaopu.modules.catalog import contributions as catalog
from xiaopu.modules.catalog.flows.fetch_pictures import PictureFetching
from xiaopu.modules.catalog.flows.keep_picture import MediaLibrary
from xiaopu.modules.catalog.flows.run_import import Importer
from xiaopu.modules.compliance import contributions as compliance
from xiaopu.modules.compliance.flows.keep_paper import PaperKeeper
from xiaopu.modules.decoration import contributions as decoration
from xiaopu.modules.insight import contributions as insight
from xiaopu.modules.inventory import contributions as inventory
from xiaopu.modules.launch import contributions as launch
from xiaopu.modules.members import contributions as members
from xiaopu.modules.members.adapters.wechat_login import WechatLoginGateway
from xiaopu.modules.members.flows.enter import CodeSender, Entrance
from xiaopu.modules.members.http import access as member_access
from xiaopu.modules.notices import contributions as notices
from xiaopu.modules.notices.adapters.mail import HouseMail
from xiaopu.modules.notices.adapters.wechat_desk import WechatDesk
from xiaopu.modules.notices.flows.report_shipping import ShippingReports
from xiaopu.modules.notices.flows.tell_buyer import BuyerMessages
from xiaopu.modules.notices.flows.tell_owner import OwnerLetters
from xiaopu.modules.orders import contributions as orders
from xiaopu.modules.orders.flows.close_order import CloseOrder
from xiaopu.modules.orders.flows.pay_order import PayOrder
from xiaopu.modules.orders.tasks import OrderClock
from xiaopu.modules.payments import contributions as payments
from xiaopu.modules.platform import contributions as platform
from xiaopu.modules.platform.adapters.wechat_platform import WechatPlatformDesk
from xiaopu.modules.platform.adapters.wechat_push import WechatPushReader
from xiaopu.modules.platform.flows.grant import GrantFlows
from xiaopu.modules.platform.flows.register import RegistrationFlows
from xiaopu.modules.platform.flows.take_push import OperatorPushTaker, PushTaker
from xiaopu.modules.platform.tasks import RegistrationClock
from xiaopu.modules.releases import contributions as releases
from xiaopu.modules.releases.adapters.built_weapp import BuiltWeapp
from xiaopu.modules.releases.adapters.miniprogram_ci import MiniprogramCi
from xiaopu.modules.releases.adapters.own_server import OwnServerUploader
from xiaopu.modules.releases.adapters.wechat_code import WechatCode, WechatSigns
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
        book = services_book(settings, api, units, vault, clock=clock)
        platform_desk = WechatPlatformDesk(book, wechat.mp_base_url)
        login = WechatLoginGateway(book, api, wechat.open_base_url)
        probe = WechatChannelProbe(book, api, clock, settings.server.egress_ip)
        mail = HouseMail(house.mailer)
        self._vault = vault
        self._links = LinkSender(units, vault, mail, public_url)
        self._codes = CodeSender(units, vault, mail)
        self.pay = PayRoom(house)
        self._closing = CloseOrder(units, self.pay.payments)
        self._order_clock = OrderClock(units, self._closing)
        self._purge = Purge(
            units, (*tenancy.OUTDATED, *platform.OUTDATED, *members.OUTDATED, *campaigns.OUTDATED)
        )
        self._library = MediaLibrary(units, house.storage)
        self._importer = Importer(units, house.storage)
        self._pictures = PictureFetching(units, self._library, house.fetcher)
        self._versions = Versions()
        self._indexing = Indexing(units, ChineseDictionary(), self._versions.told)
        desk = WechatDesk(book, clock)
        self._grants = GrantFlows(units, vault, platform_desk, public_url)
        self._registration_clock = RegistrationClock(units, vault)
        pushes = WechatPushReader(clock)
        self._messages = BuyerMessages(units, vault, desk)
        self._reports = ShippingReports(units, vault, desk)
        self._letters = OwnerLetters(units, vault, mail, public_url)
        self._code_maker, sharing = campaigns.flows(
            units,
            vault,
            house.storage,
            house.cache,
            desk=WechatCodes(book),
            neutral=catalog.NEUTRAL,
            public_url=public_url,
        )
        self._releases = release_flows(house, book)
        registrations = RegistrationFlows(units, vault, platform_desk)
        self._launch = LaunchRoom(house, book, registrations)
        self._services = {
            "code_maker": self._code_maker,
            "sharing": sharing,
            "slugs": Slugs(units),
            "answers": Answers(units, house.cache, self._versions),
            "library": self._library,
            "paper_keeper": PaperKeeper(units, house.storage, vault),
            "importer": self._importer,
            "channel_checker": ChannelChecker(units, vault, probe),
            "push_taker": PushTaker(units, vault, pushes),
            "operator_push_taker": OperatorPushTaker(units, vault, pushes, settings.platform),
            "grant_flows": self._grants,
            "registration_flows": registrations,
            "entrance": Entrance(units, vault, login, public_url),
            "paying": PayOrder(units, self.pay.payments),
            "closing": self._closing,
        }

    def services(self) -> dict[str, Any]:
        """Flows that HTTP handlers ask for, by parameter name."""
        rooms = self.pay, self._launch, self._releases
        return self._services | {name: flow for room in rooms for name, flow in room.services().items()}

    def published(self) -> Iterator[tuple[type, Handler]]:
        """Handlers that run in the publisher's unit, lower rooms first."""
        yield from inventory.PUBLISHED
        yield from payments.PUBLISHED
        yield from shipping.PUBLISHED
        yield from cart.PUBLISHED
        yield from orders.published(self._vault)
        yield from reviews.PUBLISHED
        yield from aftersales.PUBLISHED
        yield from campaigns.PUBLISHED
        yield from storefront.published(self._versions)
        yield from releases.PUBLISHED
        yield from launch.PUBLISHED
        yield from notices.PUBLISHED

    def consumers(self) -> Iterator[tuple[str, type, Consumer]]:
        """Consumers of the outbox, by the names that stand in its rows."""
        yield from tenancy.consumers(self._links)
        yield from platform.consumers(self._grants)
        yield from members.consumers(self._codes)
        yield from self.pay.consumers()
        yield from catalog.consumers(self._importer, self._pictures)
        yield from storefront.consumers(self._indexing)
        yield from campaigns.consumers(self._code_maker)
        yield from self._releases.consumers()
        yield from self._launch.consumers()
        yield from notices.consumers(self._messages, self._reports, self._letters)

    def schedules(self) -> Sequence[Schedule]:
        """Work that comes round."""
        nightly = Schedule("infra.purge", self._purge.run, cron=EVERY_NIGHT)
        return (
            *self.pay.schedules(),
            *platform.schedules(self._registration_clock),
            *orders.schedules(self._order_clock),
            *self._releases.schedules(),
            *self._launch.schedules(),
            nightly,
        )


def release_flows(house: Foundation, book: ServicesBook) -> releases.ReleaseFlows:
    """With WeChat's own upload tool, or an upload endpoint that the settings name."""
    settings = house.settings
    address = settings.wechat.ci_base_url
    tool = MiniprogramCi(settings.home / "tools")
    code = WechatCode(book)
    outside = releases.Outside(
        BuiltWeapp(clients_folder(settings)),
        tool if address is None else OwnServerUploader(house.http_client(address), house.clock),
        code,
        WechatSigns(code),
    )
    return releases.ReleaseFlows(
        house.units, house.vault, house.storage, outside=outside, public_url=settings.server.public_url
    )


ACCOUNT_ROUTES: list[Any] = [*tenancy.ACCOUNT_ROUTES, *compliance.OPEN_ROUTES]
CONSOLE_ROUTES: list[Any] = [
    *tenancy.CONSOLE_ROUTES,
    *platform.CONSOLE_ROUTES,
    *payments.CONSOLE_ROUTES,
    *compliance.CONSOLE_ROUTES,
    *catalog.CONSOLE_ROUTES,
    *decoration.CONSOLE_ROUTES,
    *inventory.CONSOLE_ROUTES,
    *shipping.CONSOLE_ROUTES,
    *orders.CONSOLE_ROUTES,
    *reviews.CONSOLE_ROUTES,
    *aftersales.CONSOLE_ROUTES,
    *campaigns.CONSOLE_ROUTES,
    *releases.CONSOLE_ROUTES,
    *launch.CONSOLE_ROUTES,
    *insight.CONSOLE_ROUTES,
]
STOREFRONT_ROUTES: list[Any] = [
    *members.STOREFRONT_ROUTES,
    *cart.STOREFRONT_ROUTES,
    *orders.STOREFRONT_ROUTES,
    *reviews.STOREFRONT_ROUTES,
    *aftersales.STOREFRONT_ROUTES,
    *campaigns.STOREFRONT_ROUTES,
    *storefront.STOREFRONT_ROUTES,
    *launch.STOREFRONT_ROUTES,
    *notices.STOREFRONT_ROUTES,
]
PLATFORM_ROUTES: list[Any] = [*launch.PLATFORM_ROUTES]
OPEN_ROUTES: list[Any] = [
    *members.COMMON_ROUTES,
    *catalog.PUBLIC_ROUTES,
    *launch.OPEN_ROUTES,
    *payments.CALLBACK_ROUTES,
    *platform.CALLBACK_ROUTES,
]

# Who is at the door: dependencies that every route of an audience may ask for.
PEOPLE: dict[str, Any] = {
    "session": tenancy_access.provide_session,
    "staff": tenancy_access.provide_staff,
    "operator": tenancy_access.provide_operator,
    "shop": tenancy_access.provide_shop,
    "shopper": member_access.provide_shopper,
    "visitor": member_access.provide_visitor,
}
