"""Orders in every state, made the way the house makes them: quoted, placed, paid, shipped, received."""

from typing import Any

from tests.factories.database import TestDatabase
from tests.factories.people import as_member, lay_member
from tests.modules.catalog.shelves import SHOP, lay_plain, open_units
from xiaopu.infra.crypto.blind_index import BlindIndex
from xiaopu.infra.crypto.keyring import Keyring
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.infra.outbox import Subscriptions
from xiaopu.kernel.ids import MemberId, OrderId, PaymentId, SkuId
from xiaopu.modules.aftersales import contributions as aftersales
from xiaopu.modules.cart import contributions as cart
from xiaopu.modules.members.schemas import AddressIn
from xiaopu.modules.members.usecases.addresses import add_address
from xiaopu.modules.orders import contributions as orders
from xiaopu.modules.orders.usecases.facts import order_facts
from xiaopu.modules.orders.usecases.place_order import PlaceOrder, place_order
from xiaopu.modules.orders.usecases.quote_order import Wanted, quote_order
from xiaopu.modules.orders.usecases.receive_order import receive_order
from xiaopu.modules.orders.usecases.ship_order import ShipOrder, ship_order
from xiaopu.modules.payments.api import OpenPayment, Payable, open_payment
from xiaopu.modules.payments.domain.trades import RefundState, RefundStatus, Trade
from xiaopu.modules.payments.queries import payments_of, refunds_of
from xiaopu.modules.payments.repository import REFUND
from xiaopu.modules.payments.schemas import RefundView
from xiaopu.modules.payments.usecases.request_refund import record_refund
from xiaopu.modules.payments.usecases.set_account import Purse, SetAccount, set_account
from xiaopu.modules.payments.usecases.settle_payment import settle
from xiaopu.modules.reviews import contributions as reviews

VAULT = Vault(Keyring([b"k" * 32]), BlindIndex(b"i" * 32))
APPID, OPENID, MCHID = "wx1234567890abcdef", "o-test-openid", "1900000001"
PRICE_FEN = 1990


def open_mall(database: TestDatabase, *more: tuple[type, Any], **options: Any) -> Units:
    """Units in which every module up to after-sales hears what is published."""
    published = [*cart.PUBLISHED, *orders.published(VAULT), *aftersales.PUBLISHED, *reviews.PUBLISHED]
    return open_units(database, *published, *more, **options)


def hearing(*events: tuple[type, Any]) -> Subscriptions:
    """Subscriptions with one consumer for each event, named after it."""
    made = Subscriptions()
    for event, consumer in events:
        made.add(f"test.{event.__name__}", event, consumer)
    return made


class Counter:
    """One shop, one article (¥19.90, 50 units), and buyers who order it."""

    def __init__(self, units: Units, sku_id: SkuId) -> None:
        self.units = units
        self.sku_id = sku_id

    @classmethod
    async def open(cls, units: Units, stock: int = 50) -> "Counter":
        _, sku_id = await units.write(SHOP, lay_plain, stock)
        await units.write(
            SHOP, set_account, SetAccount(MCHID, "s", "key", "k3", "id", "pem"), purse=Purse(VAULT)
        )
        return cls(units, sku_id)

    async def member(self, nickname: str = "小明同学") -> MemberId:
        return await self.units.write(SHOP, lay_member, nickname)

    async def placed(self, member_id: MemberId, quantity: int = 2) -> OrderId:
        """A pending order, delivered to 西湖区."""

        def place(uow: UnitOfWork) -> OrderId:
            where = AddressIn(name="李雷", phone="13812345678", region_code="330106", detail="文三路1号")
            address = add_address(uow, member_id, where, vault=VAULT)
            wanted = Wanted(member_id, address.id, self.sku_id, quantity)
            quote = quote_order(uow, wanted, vault=VAULT).view.quote
            return place_order(uow, PlaceOrder(wanted, quote, "weapp", None), vault=VAULT).id

        return await self.units.write(as_member(SHOP, member_id), place)

    async def paid(self, member_id: MemberId, quantity: int = 2) -> OrderId:
        order_id = await self.placed(member_id, quantity)
        await self.units.write(SHOP, pay, order_id)
        return order_id

    async def shipped(self, member_id: MemberId, quantity: int = 2) -> OrderId:
        order_id = await self.paid(member_id, quantity)
        await self.units.write(SHOP, ship_order, ShipOrder(order_id, "SF", "SF1234567890123"))
        return order_id

    async def completed(self, member_id: MemberId, quantity: int = 2) -> OrderId:
        order_id = await self.shipped(member_id, quantity)
        await self.units.write(as_member(SHOP, member_id), receive_order, order_id, of=member_id)
        return order_id


def pay(uow: UnitOfWork, order_id: OrderId) -> PaymentId:
    """A payment of the order's full amount, settled as WeChat would tell it."""
    order = order_facts(uow, order_id)
    payable = Payable("order", order_id, order.payable_fen, order.subject)
    attempt = open_payment(uow, OpenPayment(payable, "weapp", APPID, OPENID, order.pay_deadline_at))
    settle(
        uow,
        Trade(
            attempt.out_trade_no,
            "SUCCESS",
            transaction_id=f"42000{attempt.id}",
            mchid=MCHID,
            appid=APPID,
            amount_fen=order.payable_fen,
            currency="CNY",
            paid_at=uow.now,
        ),
    )
    return attempt.id


def refunds(read: ReadScope, order_id: OrderId) -> list[RefundView]:
    """Every refund of the order's payments."""
    return refunds_of(read, [payment.id for payment in payments_of(read, "order", order_id)])


def tell_refund(uow: UnitOfWork, refund_id: str, status: RefundStatus = RefundStatus.SUCCEEDED) -> None:
    """What WeChat says of a refund."""
    row = uow.row(REFUND, wanted=refund_id)
    assert row is not None
    done_at = uow.now if status is RefundStatus.SUCCEEDED else None
    record_refund(uow, RefundState(row.out_refund_no, status, "5000", row.amount_fen, done_at))
