"""What a cart means at the checkout: stock is held by ordering, never by lying in a cart."""

import pytest

from tests.factories.database import TestDatabase
from tests.factories.orders import VAULT, Counter, open_mall
from tests.factories.people import as_member
from tests.modules.catalog.shelves import SHOP, Runner
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.cart.api import count_lines
from xiaopu.modules.cart.usecases.change_cart import add_to_cart
from xiaopu.modules.inventory.errors import OutOfStock
from xiaopu.modules.inventory.repository import LEVELS
from xiaopu.modules.members.schemas import AddressIn
from xiaopu.modules.members.usecases.addresses import add_address
from xiaopu.modules.orders.errors import NothingToBuy
from xiaopu.modules.orders.queries import my_page
from xiaopu.modules.orders.usecases.place_order import PlaceOrder, place_order
from xiaopu.modules.orders.usecases.quote_order import Wanted, quote_order


def prepare(uow: UnitOfWork, member_id: MemberId) -> PlaceOrder:
    """What the shopper agreed to, for the checked lines of the cart."""
    where = AddressIn(name="李雷", phone="13812345678", region_code="330106", detail="文三路1号")
    wanted = Wanted(member_id, add_address(uow, member_id, where, vault=VAULT).id)
    return PlaceOrder(wanted, quote_order(uow, wanted, vault=VAULT).view.quote, "weapp", None)


class TestCheckout:
    def test_a_cart_holds_no_stock_and_the_refusal_names_the_line(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units, 20)
            first, second = await counter.member(), await counter.member("小红")
            mine = as_member(SHOP, first)
            await units.write(mine, add_to_cart, first, counter.sku_id, 5)
            agreed = await units.write(mine, prepare, first)
            await counter.placed(second, 20)
            with pytest.raises(OutOfStock) as refused:
                await units.write(mine, place_order, agreed, vault=VAULT)
            assert refused.value.data["lines"] == [{"sku_id": counter.sku_id, "wanted": 5, "available": 0}]
            orders = await units.read(mine, my_page, first, "all", cursor=None, limit=20)
            assert (orders.items, await units.read(mine, count_lines, first)) == ([], 1)
            level = await units.read(SHOP, lambda read: read.row(LEVELS, wanted=[counter.sku_id]))
            assert level is not None
            assert (level.on_hand, level.reserved) == (0, 20)
            await units.close()

        run(story())

    def test_ordering_takes_the_lines_out(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units, 20)
            member = await counter.member()
            mine = as_member(SHOP, member)
            await units.write(mine, add_to_cart, member, counter.sku_id, 5)
            agreed = await units.write(mine, prepare, member)
            await units.write(mine, place_order, agreed, vault=VAULT)
            assert await units.read(mine, count_lines, member) == 0
            with pytest.raises(NothingToBuy):
                await units.write(mine, place_order, agreed, vault=VAULT)
            await units.close()

        run(story())
