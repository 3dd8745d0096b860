"""A shop with people and goods, made through use cases, with the handlers that the house wires."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import Table, func, select

from tests.factories.database import TestClock, TestDatabase
from tests.factories.vault import fresh_vault
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import DirectoryScope, PlatformScope, ShopScope
from xiaopu.infra.database.unit import Handler, ReadScope, UnitOfWork, fresh_id
from xiaopu.infra.database.units import Units
from xiaopu.infra.outbox import Consumer, Subscriptions
from xiaopu.kernel.ids import GoodsId, MerchantId, OrderId, PaymentId, ShopId, SkuId
from xiaopu.modules.aftersales import contributions as aftersales
from xiaopu.modules.campaigns import contributions as campaigns
from xiaopu.modules.cart import contributions as cart
from xiaopu.modules.catalog.api import GoodsIn, SkuIn, create_goods, goods_skus
from xiaopu.modules.catalog.domain.goods import Spec, SpecValue
from xiaopu.modules.inventory import contributions as inventory
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.members.domain import WechatIdentity
from xiaopu.modules.members.queries import token_row
from xiaopu.modules.members.schemas import AddressIn
from xiaopu.modules.members.usecases.addresses import add_address
from xiaopu.modules.members.usecases.sign_in import sign_in_wechat
from xiaopu.modules.notices import contributions as notices
from xiaopu.modules.orders import contributions as orders
from xiaopu.modules.orders.events import OrderClosed, OrderCompleted, OrderPaid, OrderShipped, RefundDone
from xiaopu.modules.orders.usecases.place_order import PlaceOrder, place_order
from xiaopu.modules.orders.usecases.quote_order import Wanted, quote_order
from xiaopu.modules.orders.usecases.ship_order import ShipOrder, ship_order
from xiaopu.modules.payments import contributions as payments
from xiaopu.modules.payments.domain.trades import Payable, Provider, Trade
from xiaopu.modules.payments.events import RefundRequested
from xiaopu.modules.payments.usecases.open_payment import Attempt, OpenPayment, open_payment
from xiaopu.modules.payments.usecases.set_account import Purse, SetAccount, set_account
from xiaopu.modules.payments.usecases.settle_payment import settle
from xiaopu.modules.reviews import contributions as reviews
from xiaopu.modules.shipping import contributions as shipping
from xiaopu.modules.tenancy import repository as tenancy
from xiaopu.modules.tenancy.api import OpenShop, open_shop
from xiaopu.modules.tenancy.events import MerchantSignedUp, PasswordForgotten, StaffInvited
from xiaopu.modules.tenancy.usecases.links import VERIFY, issue_link, verify_email
from xiaopu.modules.tenancy.usecases.sign_up import SignUp, sign_up

DIRECTORY = DirectoryScope()
APPID, MCHID, PHONE = "wx0123456789abcdef", "1900000001", "13800138000"
_PEM = "-----BEGIN PRIVATE KEY-----\n" + "A" * 120
ADDRESS = AddressIn(name="李雷", phone=PHONE, region_code="330106", detail="文三路 1 号")
_numbers = count(1)

# What the outbox keeps in these tests: one row an event, delivered by nobody.
HEARD: tuple[type, ...] = (
    MerchantSignedUp,
    PasswordForgotten,
    StaffInvited,
    OrderPaid,
    OrderShipped,
    OrderCompleted,
    OrderClosed,
    RefundDone,
    RefundRequested,
)


@dataclass
class Goods:
    """Goods with their SKUs, in the order in which they were given."""

    id: GoodsId
    skus: list[SkuId]


@dataclass
class Stage:
    """One shop, its owner, and the units in which things happen."""

    database: TestDatabase
    units: Units
    vault: Vault
    scope: ShopScope
    merchant_id: MerchantId
    slug: str
    provider: Provider | None = None
    _addresses: dict[str, str] = field(default_factory=dict)

    @property
    def purse(self) -> Purse:
        return Purse(self.vault, self.provider)

    @property
    def clock(self) -> TestClock:
        return self.database.clock

    async def goods(
        self,
        *skus: tuple[int, int],
        name: str = "秋山圆壶",
        limit: int | None = None,
        on_sale: bool = True,
    ) -> Goods:
        """Goods on sale with a SKU for each (price in fen, units)."""
        wanted = skus or ((1990, 10),)
        values = [f"款{number}" for number in range(len(wanted))]
        specs = (Spec("款式", tuple(SpecValue(value) for value in values)),) if len(wanted) > 1 else ()
        form = GoodsIn(
            name=name,
            on_sale=on_sale,
            limit_per_buyer=limit,
            specs=specs,
            skus=tuple(
                SkuIn(spec_values=(value,) if specs else (), price_fen=price, stock=stock)
                for value, (price, stock) in zip(values, wanted, strict=True)
            ),
        )

        def lay(uow: UnitOfWork) -> Goods:
            goods_id = create_goods(uow, form)
            known = {text: sku_id for sku_id, text in goods_skus(uow, goods_id)}
            return Goods(goods_id, [known[value if specs else ""] for value in values])

        return await self.units.write(self.scope, lay)

    async def shopper(self, name: str = "", *, unionid: str | None = None, appid: str = APPID) -> Shopper:
        """Somebody who came by the mini program, with an address."""
        openid = f"o-{name or next(_numbers)}"
        identity = WechatIdentity(appid, openid, unionid)
        session = await self.units.write(self.scope, sign_in_wechat, identity, "weapp", vault=self.vault)
        row = await self.units.read(self.scope, token_row, session.token)
        assert row is not None
        scope = ShopScope(self.scope.shop_id, f"member:{row.member_id}")
        shopper = Shopper(scope, row.member_id, "weapp", appid, openid)
        if row.member_id not in self._addresses:
            made = await self.units.write(scope, add_address, row.member_id, ADDRESS, vault=self.vault)
            self._addresses[row.member_id] = made.id
        return shopper

    def address_of(self, shopper: Shopper) -> str:
        return self._addresses[shopper.member_id]

    async def command(self, shopper: Shopper, sku: SkuId, units: int = 1, **changes: Any) -> PlaceOrder:
        """What a shopper would send after looking at today's quote."""
        wanted = Wanted(shopper.member_id, self.address_of(shopper), sku, units)
        facts = await self.units.read(shopper.scope, quote_order, wanted, vault=self.vault)
        fields: dict[str, Any] = {"wanted": wanted, "quote": facts.view.quote, "channel": "weapp"}
        return PlaceOrder(**({"remark": None} | fields | changes))

    async def order(self, shopper: Shopper, sku: SkuId, units: int = 1) -> OrderId:
        """A placed order, not paid."""
        command = await self.command(shopper, sku, units)
        return (await self.units.write(shopper.scope, place_order, command, vault=self.vault)).id

    async def account(self, mchid: str = MCHID) -> None:
        """A merchant number; its keys open nothing."""
        command = SetAccount(mchid, "AB" * 20, _PEM, "k" * 32, "PUB_KEY_ID_0123456789", _PEM)
        await self.units.write(self.scope, set_account, command, purse=self.purse)

    async def attempt(self, amount_fen: int, order_id: str, **changes: Any) -> Attempt:
        """A payment attempt for an order."""
        fields: dict[str, Any] = {
            "payable": Payable("order", order_id, amount_fen, "秋山圆壶"),
            "channel": "weapp",
            "appid": APPID,
            "openid": "o-1",
            "expires_at": self.clock.now + timedelta(minutes=30),
        }
        return await self.units.write(self.scope, open_payment, OpenPayment(**(fields | changes)))

    def trade(self, attempt: Attempt, amount: int, **changes: Any) -> Trade:
        """The trade that WeChat would tell of once the attempt is paid."""
        fields: dict[str, Any] = {
            "out_trade_no": attempt.out_trade_no,
            "state": "SUCCESS",
            "transaction_id": f"42{attempt.id}",
            "mchid": MCHID,
            "appid": APPID,
            "amount_fen": amount,
            "currency": "CNY",
            "paid_at": self.clock.now,
        }
        return Trade(**(fields | changes))

    async def pay(self, order_id: OrderId, amount_fen: int) -> PaymentId:
        """The order's money arrives."""
        attempt = await self.attempt(amount_fen, order_id)
        await self.units.write(self.scope, settle, self.trade(attempt, amount_fen))
        return attempt.id

    async def paid_order(self, shopper: Shopper, sku: SkuId, price_fen: int, units: int = 1) -> OrderId:
        """An order with its money."""
        order_id = await self.order(shopper, sku, units)
        await self.pay(order_id, price_fen * units)
        return order_id

    async def ship(self, order_id: OrderId) -> None:
        """The whole order in one parcel."""
        await self.units.write(self.scope, ship_order, ShipOrder(order_id, "SF", "SF1234567890123"))

    async def rows(self, table: Table) -> list[dict[str, Any]]:
        """Every row of a table, of all shops."""
        statement = select(table)

        def look(read: ReadScope) -> list[dict[str, Any]]:
            return [dict(row._mapping) for row in read.rows(statement)]

        return sorted(await self.units.read(PlatformScope(), look), key=lambda row: str(row.get("id", "")))

    async def dump(self, *tables: Table) -> list[list[dict[str, Any]]]:
        """The rows of these tables: equal before and after means that nothing changed."""
        return [sorted(await self.rows(table), key=repr) for table in tables]

    async def tally(self, table: Table) -> int:
        """How many rows there are, of all shops."""
        statement = select(func.count()).select_from(table)
        return int(await self.units.read(PlatformScope(), lambda read: read.value(statement)))


async def open_stage(
    database: TestDatabase,
    *,
    heard: Sequence[type] = HEARD,
    isolation: str = "READ COMMITTED",
    pool_size: int = 5,
) -> Stage:
    """A shop with its owner in a fresh database. Close `stage.units` before the loop ends."""
    vault = fresh_vault()
    units = database.open(
        handlers=wired_handlers(vault),
        subscriptions=subscriptions_to(heard),
        isolation=isolation,
        pool_size=pool_size,
    )
    merchant_id = await add_merchant(units, vault)
    return await add_shop(database, units, vault, merchant_id)


async def add_merchant(units: Units, vault: Vault, email: str = "") -> MerchantId:
    """A merchant whose e-mail is verified. The password hash opens for nothing."""
    address = email or f"owner{next(_numbers)}@shops.example"
    await units.write(DIRECTORY, sign_up, SignUp(address, "no hash"), vault=vault)

    def verify(uow: UnitOfWork) -> MerchantId:
        row = uow.row(tenancy.MERCHANT_BY_EMAIL, wanted=vault.index.email(address, "merchants"))
        assert row is not None
        issued = issue_link(uow, MerchantId(row.id), VERIFY, vault=vault)
        assert issued is not None
        return verify_email(uow, issued[1])

    return await units.write(DIRECTORY, verify)


async def add_shop(database: TestDatabase, units: Units, vault: Vault, merchant_id: MerchantId) -> Stage:
    """A shop of the merchant."""
    scope = ShopScope(ShopId(fresh_id(units.clock())), f"merchant:{merchant_id}")
    brief = await units.write(scope, open_shop, OpenShop(merchant_id, "茶器小店"))
    return Stage(database, units, vault, scope, merchant_id, brief.slug)


def wired_handlers(vault: Vault) -> dict[type, list[Handler]]:
    """The published handlers of the house, lower rooms first."""
    handlers: defaultdict[type, list[Handler]] = defaultdict(list)
    for event, handler in (
        *inventory.PUBLISHED,
        *payments.PUBLISHED,
        *shipping.PUBLISHED,
        *cart.PUBLISHED,
        *orders.published(vault),
        *reviews.PUBLISHED,
        *aftersales.PUBLISHED,
        *campaigns.PUBLISHED,
        *notices.PUBLISHED,
    ):
        handlers[event].append(handler)
    return dict(handlers)


def subscriptions_to(events: Sequence[type]) -> Subscriptions:
    """One listener an event, named after it."""
    made = Subscriptions()
    for event in events:
        made.add(event.__name__, event, _never)
    return made


async def _never(_scope: ShopScope, _event: Any) -> None:
    raise AssertionError("nothing delivers here")


NEVER: Consumer = _never
