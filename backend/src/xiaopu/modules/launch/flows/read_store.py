"""商城搭建: the shop's own data, and whether WeChat manages its shipping."""

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.compliance.api import may_sell_in_weapp
from xiaopu.modules.decoration.api import home
from xiaopu.modules.launch.domain.rules import finding
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Fact, Finding, Proof, StepTruth, Words
from xiaopu.modules.launch.errors import DeskRefused
from xiaopu.modules.launch.ports import SignDesk
from xiaopu.modules.launch.queries import has_freight
from xiaopu.modules.launch.usecases.templates import samples_left
from xiaopu.modules.releases.api import goods_seen
from xiaopu.modules.tenancy.api import Channel, ChannelKeys, channel_secrets, public_channels, shop_face

GOODS_WANTED = 3


class _Shop(msgspec.Struct, frozen=True):
    """What is looked at; `keys` is None without an account."""

    goods: int
    home: bool
    freight: bool
    return_address: bool
    service: bool
    licence: bool
    sells: bool
    keys: ChannelKeys | None
    samples: int = 0


class StoreReader:
    """Our own rows, and one question to WeChat where goods are sold."""

    step = Step.STORE

    def __init__(self, units: Units, vault: Vault, signs: SignDesk) -> None:
        self._units = units
        self._vault = vault
        self._signs = signs

    async def read(self, scope: ShopScope) -> StepTruth:
        shop = await self._units.report(scope, self._rows)
        managed = await self._managed(shop)
        findings = _missing(shop)
        if managed is False:
            findings.append(finding("shipping_not_managed"))
        facts = _facts(shop, managed=managed)
        if not findings and (managed or not shop.sells):
            return StepTruth(StepStatus.DONE, Proof.API if managed else Proof.OWN, facts)
        begun = shop.goods > 0 or shop.home or shop.licence
        status = StepStatus.DOING if begun else StepStatus.UNTOUCHED
        return StepTruth(status, facts=facts, findings=tuple(findings))

    async def _managed(self, shop: _Shop) -> bool | None:
        """None when nobody can say: no account yet, or WeChat does not tell."""
        if not shop.sells or shop.keys is None or not shop.keys.reachable:
            return None
        try:
            return await self._signs.trade_managed(shop.keys)
        except DeskRefused:
            return None

    def _rows(self, read: ReadScope) -> _Shop:
        _, _, settings = shop_face(read)
        page = home(read)
        there = Channel.WEAPP in public_channels(read).appids
        return _Shop(
            goods=sum(1 for one in goods_seen(read) if one.sellable),
            home=bool(page.banners or page.icons),
            freight=has_freight(read),
            return_address=bool(settings.return_address),
            service=bool(settings.service_phone),
            licence=bool(settings.licence.subject_name and settings.licence.credit_code),
            sells=may_sell_in_weapp(read),
            keys=channel_secrets(read, Channel.WEAPP, vault=self._vault) if there else None,
            samples=samples_left(read),
        )


def _missing(shop: _Shop) -> list[Finding]:
    """A showcase sells nothing: freight, returns and the licence are not asked of it."""
    found = []
    if shop.goods < GOODS_WANTED:
        found.append(finding("goods_few", count=shop.goods))
    if shop.samples:
        found.append(finding("template_goods", count=shop.samples))
    if not shop.home:
        found.append(finding("home_empty"))
    if not shop.service:
        found.append(finding("service_missing"))
    if shop.sells:
        wanted = (
            (shop.freight, "freight_missing"),
            (shop.return_address, "return_address_missing"),
            (shop.licence, "licence_missing"),
        )
        found += [finding(code) for there, code in wanted if not there]
    return found


def _facts(shop: _Shop, *, managed: bool | None) -> tuple[Fact, ...]:
    """The checklist, point by point."""
    points = [
        ("goods", Words("在售商品", "Goods on sale"), str(shop.goods), shop.goods >= GOODS_WANTED),
        ("home", Words("首页", "Home page"), "", shop.home),
        ("service", Words("客服电话", "Service phone"), "", shop.service),
    ]
    if shop.sells:
        points += [
            ("freight", Words("运费模板", "Freight template"), "", shop.freight),
            ("return_address", Words("退货地址", "Return address"), "", shop.return_address),
            ("licence", Words("证照公示", "Licence shown"), "", shop.licence),
            # Ours are always there: the words may be changed, the pages cannot be taken away.
            ("agreements", Words("用户协议与隐私政策", "Agreements"), "", True),
        ]
    facts = [Fact(key, label, value, Proof.OWN, ok=good) for key, label, value, good in points]
    if managed is not None:
        label = Words("发货信息管理", "Shipping management")
        facts.append(Fact("shipping", label, "", Proof.API, ok=managed, task="shipping"))
    return tuple(facts)
