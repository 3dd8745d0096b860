"""What a buyer has: orders at every stage, after-sales, reviews, a cart, addresses."""

from proofs.matrix.recipe import Things
from proofs.world import DISTRICT, Buyer, Shop
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId, SkuId
from xiaopu.modules.aftersales.usecases.ask_refund import AskRefund, ask_refund
from xiaopu.modules.cart.usecases.change_cart import add_to_cart
from xiaopu.modules.cart.usecases.show_cart import show_cart
from xiaopu.modules.members.schemas import AddressIn
from xiaopu.modules.members.usecases.addresses import add_address
from xiaopu.modules.orders.domain.states import PayWay
from xiaopu.modules.orders.repository import lines_of
from xiaopu.modules.orders.usecases.facts import order_facts
from xiaopu.modules.orders.usecases.place_order import PlaceOrder, place_order
from xiaopu.modules.orders.usecases.quote_order import Wanted, quote_order
from xiaopu.modules.orders.usecases.receive_order import receive_order
from xiaopu.modules.orders.usecases.serve_offline import Collect, accept_order, collect_money
from xiaopu.modules.orders.usecases.ship_order import ShipOrder, ship_order
from xiaopu.modules.payments.api import OpenPayment, Payable, open_payment
from xiaopu.modules.payments.domain.trades import Trade
from xiaopu.modules.payments.usecases.settle_payment import settle
from xiaopu.modules.reviews.queries import desk_page
from xiaopu.modules.reviews.schemas import ReviewIn
from xiaopu.modules.reviews.usecases.write_reviews import WriteReviews, write_reviews
from xiaopu.modules.tenancy.api import OfflinePayment, shop_face
from xiaopu.modules.tenancy.schemas import SettingsIn
from xiaopu.modules.tenancy.usecases.change_settings import change_settings

_PENDING = ("to_pay", "to_cancel", "to_close")
_PAID = ("to_ship", "to_ask")
_ASKED = ("to_agree", "to_refuse", "to_cancel")
_RECEIVED = ("to_review", "reviewed")


class Purchases:
    """Makes all of it for one buyer, one unit an order."""

    def __init__(self, house: House, shop: Shop, buyer: Buyer) -> None:
        self._house = house
        self._shop = shop
        self._member_id = MemberId(buyer.member_id)
        self._address_id = buyer.address_id
        self._scope = ShopScope(shop.scope.shop_id, f"member:{buyer.member_id}")

    async def make(self, things: Things) -> dict[str, str]:
        """Name → id, and the quote that an order for one `sku.plain` would need."""
        made: dict[str, str] = {}
        await self._house.units.write(self._shop.scope, self._offer_offline)

        def unit(uow: UnitOfWork) -> None:
            self._buy(uow, SkuId(things["sku.plain"]), made)
            self._fill_cart(uow, things, made)
            for name in ("to_change", "to_drop"):
                form = AddressIn(
                    name="李雷", phone="13800138000", region_code=DISTRICT, detail=f"{name} 1 号"
                )
                kept = add_address(uow, self._member_id, form, vault=self._house.vault)
                made[f"address.{name}"] = kept.id
            self._buy_offline(uow, SkuId(things["sku.plain"]), made)
            made["given.quote"] = self._quote(uow, SkuId(things["sku.plain"]))

        await self._house.units.write(self._scope, unit)
        return made

    def _buy(self, uow: UnitOfWork, sku_id: SkuId, made: dict[str, str]) -> None:
        for name in _PENDING:
            made[f"order.{name}"] = self._place(uow, sku_id)
        for name in _PAID:
            made[f"order.{name}"] = self._paid(uow, sku_id)
        for name in _ASKED:
            asked = AskRefund(self._paid(uow, sku_id), self._member_id, "不想要了")
            made[f"aftersale.{name}"] = ask_refund(uow, asked).id
        made["order.to_confirm"] = self._shipped(uow, sku_id)
        for name in _RECEIVED:
            order_id = self._shipped(uow, sku_id)
            receive_order(uow, order_id, of=self._member_id)
            made[f"order.{name}"] = order_id
            made[f"bought.{name}"] = lines_of(uow, order_id)[0].id
        review = ReviewIn(line_id=made["bought.reviewed"], stars=5, text="很好")
        write_reviews(uow, WriteReviews(OrderId(made["order.reviewed"]), self._member_id, [review]))
        made["review.own"] = desk_page(uow, None, 1).items[0].id

    def _offer_offline(self, uow: UnitOfWork) -> None:
        _, name, _ = shop_face(uow)
        ways = (OfflinePayment.IN_STORE,)
        change_settings(uow, SettingsIn(name=name, offline_payment=ways, pickup_text="文三路 1 号"))

    def _buy_offline(self, uow: UnitOfWork, sku_id: SkuId, made: dict[str, str]) -> None:
        """One order for each act of the desk; nobody paid WeChat for them."""
        wanted = Wanted(self._member_id, None, sku_id, 1, PayWay.IN_STORE)
        quote = quote_order(uow, wanted, vault=self._house.vault).view
        for name in ("to_accept", "to_collect", "to_call_off", "to_hand_over"):
            command = PlaceOrder(wanted, quote.quote, "h5_browser", None)
            order_id = place_order(uow, command, vault=self._house.vault).id
            made[f"order.{name}"] = order_id
            if name != "to_accept":
                accept_order(uow, order_id)
        collect_money(uow, Collect(OrderId(made["order.to_hand_over"]), quote.payable_fen))

    def _fill_cart(self, uow: UnitOfWork, things: Things, made: dict[str, str]) -> None:
        for name, sku in (("to_change", "sku.of_line"), ("to_drop", "sku.of_other_line")):
            add_to_cart(uow, self._member_id, SkuId(things[sku]), 1)
            lines = show_cart(uow, self._member_id).lines
            made[f"line.{name}"] = next(line.id for line in lines if line.sku_id == things[sku])

    def _wanted(self, sku_id: SkuId) -> Wanted:
        return Wanted(self._member_id, self._address_id, sku_id, 1)

    def _quote(self, uow: UnitOfWork, sku_id: SkuId) -> str:
        return quote_order(uow, self._wanted(sku_id), vault=self._house.vault).view.quote

    def _place(self, uow: UnitOfWork, sku_id: SkuId) -> OrderId:
        command = PlaceOrder(self._wanted(sku_id), self._quote(uow, sku_id), "weapp", None)
        return place_order(uow, command, vault=self._house.vault).id

    def _paid(self, uow: UnitOfWork, sku_id: SkuId) -> OrderId:
        """As WeChat would tell of it."""
        order_id = self._place(uow, sku_id)
        order = order_facts(uow, order_id)
        payable = Payable("order", order_id, order.payable_fen, order.subject)
        command = OpenPayment(payable, "weapp", self._shop.weapp, "o-proof", order.pay_deadline_at)
        attempt = open_payment(uow, command)
        trade = Trade(
            attempt.out_trade_no,
            "SUCCESS",
            transaction_id=f"42{attempt.id}",
            mchid=self._shop.mchid,
            appid=self._shop.weapp,
            amount_fen=order.payable_fen,
            currency="CNY",
            paid_at=uow.now,
        )
        settle(uow, trade)
        return order_id

    def _shipped(self, uow: UnitOfWork, sku_id: SkuId) -> OrderId:
        order_id = self._paid(uow, sku_id)
        ship_order(uow, ShipOrder(order_id, "SF", "SF1234567890123"))
        return order_id
