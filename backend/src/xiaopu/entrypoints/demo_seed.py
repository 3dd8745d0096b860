"""Filling the demo shop: once, through the same use cases that people's clicks run. Interrupted, it goes on
where it stopped.
"""

import asyncio
import os
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import httpx
import msgspec
from rich.progress import Progress

from xiaopu.entrypoints.serving import settings_of
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.crypto.passwords import hash_password
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork, fresh_id
from xiaopu.kernel.ids import GoodsId, ShopId
from xiaopu.modules.catalog.api import CategoryIn, GoodsIn, Origin, SkuIn, create_goods, ensure_category
from xiaopu.modules.catalog.domain.goods import Param, Spec, SpecValue
from xiaopu.modules.catalog.flows.keep_picture import MediaLibrary
from xiaopu.modules.catalog.usecases.change_categories import change_category
from xiaopu.modules.decoration.api import HomeIn, change_home
from xiaopu.modules.launch.flows.look import Looking
from xiaopu.modules.payments.usecases.set_account import Purse, SetAccount, set_account
from xiaopu.modules.reviews.api import BringReview, bring_review
from xiaopu.modules.shipping.schemas import FreightTemplateIn
from xiaopu.modules.shipping.usecases.change_templates import add_template
from xiaopu.modules.tenancy.api import Channel, OpenShop, Templates, open_shop, set_channel, set_templates
from xiaopu.modules.tenancy.domain import Licence
from xiaopu.modules.tenancy.schemas import ChannelIn, SettingsIn
from xiaopu.modules.tenancy.usecases.change_settings import change_settings
from xiaopu.modules.tenancy.usecases.sign_up import SignUp, add_verified_merchant

SLUG = "demo"
EMAIL = "owner@demo.example"
_DATA = resources.files("xiaopu.entrypoints").joinpath("demo_data")

Say = Callable[[str], None]
Json = dict[str, Any]


class DemoAccount(msgspec.Struct):
    """Who can log in, and how far the filling came. The password is drawn for each demo and kept in its
    home.
    """

    slug: str
    email: str
    password: str
    shop_id: str = ""
    filled: bool = False


def seed_demo(home: Path, *, say: Say) -> DemoAccount:
    """The filled demo shop's account; fast when it is filled already. WeChat's sandbox must be running."""
    file = home / "demo.json"
    account = _kept(file)
    if not account.filled:
        say("第一次启动：正在开一家演示店，放进商品和图片 …")
        asyncio.run(_fill(home, account, file))
    return account


def _kept(file: Path) -> DemoAccount:
    if file.exists():
        return msgspec.json.decode(file.read_bytes(), type=DemoAccount)
    account = DemoAccount(SLUG, EMAIL, f"demo-{secrets.token_hex(4)}-{secrets.token_hex(2)}")
    _keep(file, account)
    return account


def _keep(file: Path, account: DemoAccount) -> None:
    content = msgspec.json.encode(account)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        target.write(content)


async def _fill(home: Path, account: DemoAccount, file: Path) -> None:
    house = House(settings_of(home))
    try:
        if not account.shop_id:
            account.shop_id = await _open(house, account)
            _keep(file, account)
        scope = ShopScope(ShopId(account.shop_id), "demo")
        seeder = _Seeder(house, scope)
        await seeder.channels()
        await seeder.goods()
        # The demo shop is live at its WeChat: its launch is read once, so that nobody is led to open it.
        looking: Looking = house.rooms.services()["looking"]
        await looking.look_at_all(scope)
        account.filled = True
        _keep(file, account)
    finally:
        await house.close()


async def _open(house: House, account: DemoAccount) -> ShopId:
    """Merchant, shop and its face in one unit."""
    hashed = await asyncio.to_thread(hash_password, account.password)
    shop_id = ShopId(fresh_id(house.clock()))

    def unit(uow: UnitOfWork) -> None:
        merchant_id = add_verified_merchant(uow, SignUp(account.email, hashed), vault=house.vault)
        catalogue = _catalogue()
        open_shop(uow, OpenShop(merchant_id, catalogue["shop"]["name"], account.slug))
        licence = Licence(
            subject_name="杭州小铺生活科技有限公司（演示）",
            credit_code="91330106MA2XXXXX4P",
            icp_number="浙ICP备00000000号-1X",
        )
        change_settings(
            uow,
            SettingsIn(
                name=catalogue["shop"]["name"],
                notice="满 ¥88 包邮 · 48 小时内发货 · 七天无理由退货",
                service_phone="400-800-0000",
                service_hours="每天 9:00–21:00",
                return_address="小铺售后 400-000-0000 浙江省杭州市西湖区文三路 1 号",
                licence=licence,
            ),
        )

    await house.units.write(ShopScope(shop_id, "demo"), unit)
    return shop_id


def _catalogue() -> Json:
    found: Json = msgspec.json.decode(_DATA.joinpath("catalogue.json").read_bytes())
    return found


class _Seeder:
    """Fills one shop."""

    def __init__(self, house: House, scope: ShopScope) -> None:
        self._house = house
        self._scope = scope
        self._library = MediaLibrary(house.units, house.storage)
        self._catalogue = _catalogue()
        self._media: dict[str, str] = {}

    async def channels(self) -> None:
        """A firm at the sandbox's WeChat, and its numbers and keys in the shop."""
        base_url = self._house.settings.wechat.api_base_url
        async with httpx.AsyncClient(base_url=base_url, timeout=30) as client:
            answer = await client.post("/_sandbox/provision", json={"name": self._catalogue["shop"]["name"]})
        answer.raise_for_status()
        firm = answer.json()

        def unit(uow: UnitOfWork) -> None:
            vault = self._house.vault
            set_channel(uow, Channel.WEAPP, ChannelIn(**firm["weapp"]), vault=vault)
            set_channel(uow, Channel.H5_WECHAT, ChannelIn(**firm["service_account"]), vault=vault)
            set_templates(uow, _templates(firm["subscribe_templates"]))
            set_account(uow, _account(firm["merchant"]), purse=Purse(vault))

        await self._house.units.write(self._scope, unit)

    async def goods(self) -> None:
        """Categories with icons, goods with pictures and reviews, the home page."""
        await self._pictures()
        await self._house.units.write(self._scope, self._lay_shelves)
        for goods in self._catalogue["goods"]:
            await self._house.units.write(self._scope, self._lay_goods, goods)
        await self._house.units.write(self._scope, self._lay_home)

    async def _pictures(self) -> None:
        wanted = sorted(set(_picture_names(self._catalogue)))
        with Progress(transient=True) as bar:
            for name in bar.track(wanted, description="图片"):
                media = await self._library.keep(self._scope, _DATA.joinpath(name).read_bytes())
                self._media[name] = media.id

    def _lay_shelves(self, uow: UnitOfWork) -> None:
        self._categories: dict[str, str] = {}
        for top in self._catalogue["categories"]:
            self._lay_category(uow, (top["name"],), top["icon"])
            for child in top["children"]:
                self._lay_category(uow, (top["name"], child["name"]), child["icon"])
        template = FreightTemplateIn(
            name="满 88 包邮", first_count=1, first_fen=800, next_count=5, next_fen=200, free_over_fen=8800
        )
        self._standard = add_template(uow, template).id

    def _lay_category(self, uow: UnitOfWork, path: tuple[str, ...], icon: str) -> None:
        category_id = ensure_category(uow, path)
        parent = self._categories.get("/".join(path[:-1]))
        wanted = CategoryIn(name=path[-1], parent_id=parent, picture=self._media[f"icons/{icon}"])
        change_category(uow, category_id, wanted)
        self._categories["/".join(path)] = category_id

    def _lay_goods(self, uow: UnitOfWork, goods: Json) -> None:
        origin = Origin("演示商品", sold=goods["sold"])
        goods_id = create_goods(uow, self._form(goods), origin)
        for review in goods["reviews"]:
            bring_review(uow, _review(goods_id, review, uow.now))

    def _form(self, goods: Json) -> GoodsIn:
        detail = self._media[f"pictures/{goods['detail_picture']}"]
        return GoodsIn(
            goods_no=goods["goods_no"],
            name=goods["name"],
            brief=goods["brief"],
            category_id=self._categories[goods["category"]],
            brand=goods["brand"],
            unit=goods["unit"],
            keywords=" ".join(goods["tags"]),
            market_price_fen=goods["market_price_fen"],
            pictures=tuple(self._media[f"pictures/{name}"] for name in goods["pictures"]),
            detail_html=f'{goods["detail_html"]}<p><img src="/media/{detail}"></p>',
            params=tuple(Param(name, value) for name, value in goods["params"]),
            specs=tuple(
                Spec(spec["name"], tuple(SpecValue(value) for value in spec["values"]))
                for spec in goods["specs"]
            ),
            skus=tuple(self._sku(sku) for sku in goods["skus"]),
            freight_template_id=self._standard if goods["freight_kind"] == "standard" else None,
            on_sale=True,
        )

    def _sku(self, sku: Json) -> SkuIn:
        picture = sku.get("picture")
        return SkuIn(
            spec_values=tuple(sku["spec"]),
            price_fen=sku["price_fen"],
            stock=sku["stock"],
            picture=self._media[f"pictures/{picture}"] if picture else None,
        )

    def _lay_home(self, uow: UnitOfWork) -> None:
        banners = [
            {
                "picture": self._media[f"banners/{banner['picture']}"],
                "link": f"category:{self._categories[banner['category']]}",
            }
            for banner in self._catalogue["banners"]
        ]
        shelves = [
            (child, f"{top['name']}/{child['name']}")
            for top in self._catalogue["categories"]
            for child in top["children"]
        ]
        icons = [
            {
                "picture": self._media[f"icons/{child['icon']}"],
                "label": child["name"],
                "link": f"category:{self._categories[path]}",
            }
            for child, path in shelves[:10]
        ]
        change_home(uow, msgspec.convert({"banners": banners, "icons": icons}, HomeIn))


def _picture_names(catalogue: Json) -> Iterable[str]:
    for top in catalogue["categories"]:
        yield from (f"icons/{shelf['icon']}" for shelf in (top, *top["children"]))
    yield from (f"banners/{banner['picture']}" for banner in catalogue["banners"])
    for goods in catalogue["goods"]:
        yield from (f"pictures/{name}" for name in (*goods["pictures"], goods["detail_picture"]))
        yield from (f"pictures/{sku['picture']}" for sku in goods["skus"] if sku.get("picture"))


def _review(goods_id: GoodsId, review: Json, now: datetime) -> BringReview:
    return BringReview(
        goods_id=goods_id,
        nickname=review["nickname"],
        stars=review["stars"],
        text=review["text"],
        at=now - timedelta(days=review["days_ago"], minutes=secrets.randbelow(720)),
        spec_text=" ".join(review.get("spec") or ()) or None,
    )


def _templates(found: list[Json]) -> Templates:
    by_title = {template["title"]: template["template_id"] for template in found}

    def of(words: str) -> str | None:
        return next((by_title[title] for title in by_title if words in title), None)

    return Templates(
        order_paid=of("支付成功"), order_shipped=of("发货"), refund_done=of("退款"), pay_reminder=of("待付款")
    )


def _account(keys: Json) -> SetAccount:
    return SetAccount(
        mchid=keys["mchid"],
        serial_no=keys["serial_no"],
        private_key_pem=keys["private_key_pem"],
        apiv3_key=keys["apiv3_key"],
        public_key_id=keys["wechatpay_public_key_id"],
        public_key_pem=keys["wechatpay_public_key_pem"],
    )
