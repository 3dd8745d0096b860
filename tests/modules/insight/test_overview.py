"""The first page of the console, in exact figures, on both databases."""

from datetime import UTC, date, datetime

from tests.factories.database import TestDatabase
from tests.factories.orders import APPID, MCHID, PRICE_FEN, VAULT, Counter, open_mall, pay
from tests.factories.people import as_member
from tests.modules.catalog.shelves import OTHER_SHOP, SHOP, Runner, plain
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.aftersales.usecases.ask_refund import AskRefund, ask_refund
from xiaopu.modules.catalog.api import SkuIn, create_goods
from xiaopu.modules.insight.queries import buyers, overview
from xiaopu.modules.insight.schemas import DayFigures, Overview, Todo, WeekDay
from xiaopu.modules.orders.api import my_order
from xiaopu.modules.reviews.schemas import ReviewIn
from xiaopu.modules.reviews.usecases.write_reviews import WriteReviews, write_reviews
from xiaopu.modules.tenancy.api import Channel, Templates, set_channel, set_templates
from xiaopu.modules.tenancy.domain import Licence, ShopSettings
from xiaopu.modules.tenancy.repository import ADD_SHOP
from xiaopu.modules.tenancy.schemas import ChannelIn

URL = "https://mall.example.com"


def open_shop(uow: UnitOfWork, slug: str = "qingshan", licence: Licence | None = None) -> None:
    settings = ShopSettings(licence=licence or Licence())
    uow.run(ADD_SHOP, slug=slug, name="青山小铺", settings=settings, created_at=uow.now)


def done(found: Overview) -> dict[str, bool]:
    return {item.key: item.done for item in found.checklist}


class TestBuyers:
    def test_paid_orders_are_counted_for_each_and_unpaid_ones_are_not(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_mall(database)
            await units.write(SHOP, open_shop)
            counter = await Counter.open(units)
            often, once_unpaid, never = [await counter.member() for _ in range(3)]
            await counter.paid(often)
            await counter.completed(often)
            await counter.placed(once_unpaid)
            page = await units.read(SHOP, buyers, None, None, 20, vault=VAULT)
            found = {row.id: (row.orders, row.paid_fen) for row in page.items}
            assert found == {often: (2, 4 * PRICE_FEN), once_unpaid: (0, 0), never: (0, 0)}
            foreign = await units.read(OTHER_SHOP, buyers, None, None, 20, vault=VAULT)
            assert foreign.items == []
            await units.close()

        run(story())


class TestOverview:
    def test_a_new_shop_is_all_zeros_and_steps(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            await units.write(SHOP, open_shop)
            found = await units.report(SHOP, overview, URL)
            assert found.today == found.yesterday == DayFigures(0, 0, 0, 0)
            assert found.todo == Todo(0, 0, 0, 0, 0, 0)
            assert [day.date for day in found.week] == [
                date(2026, 2, day) for day in (24, 25, 26, 27, 28)
            ] + [
                date(2026, 3, 1),
                date(2026, 3, 2),
            ]
            assert set(done(found).values()) == {False}
            assert found.storefront_url == f"{URL}/s/qingshan/"
            await units.close()

        run(story())

    def test_days_end_at_midnight_in_shanghai(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            await units.write(SHOP, open_shop)
            await units.write(OTHER_SHOP, open_shop, "another")
            counter = await Counter.open(units)
            member = await counter.member()
            # 23:50 on the first of March in Shanghai, paid after midnight; and one nine days ago.
            database.clock.now = datetime(2026, 2, 21, 4, 0, tzinfo=UTC)
            await counter.paid(member, 1)
            database.clock.now = datetime(2026, 3, 1, 15, 50, tzinfo=UTC)
            late = await counter.placed(member, 2)
            await counter.paid(member, 1)
            database.clock.now = datetime(2026, 3, 1, 16, 10, tzinfo=UTC)
            await units.write(SHOP, pay, late)
            await counter.placed(member, 1)
            found = await units.report(SHOP, overview, URL)
            assert found.yesterday == DayFigures(2, 1, PRICE_FEN, 0)
            assert found.today == DayFigures(1, 1, 2 * PRICE_FEN, 0)
            assert found.week[-1] == WeekDay(date(2026, 3, 2), 1, 2 * PRICE_FEN)
            assert sum(day.paid_orders for day in found.week) == 2
            assert (found.todo.to_ship, found.todo.pending) == (3, 1)
            other = await units.report(OTHER_SHOP, overview, URL)
            assert (other.today, other.todo) == (DayFigures(0, 0, 0, 0), Todo(0, 0, 0, 0, 0, 0))
            await units.close()

        run(story())

    def test_counts_the_work_that_waits(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            await units.write(SHOP, open_shop)
            counter = await Counter.open(units)
            member = await counter.member()
            mine = as_member(SHOP, member)
            for units_left, number in ((5, "L1"), (6, "L2"), (0, "L3")):
                sku = SkuIn(spec_values=(), price_fen=100, stock=units_left)
                await units.write(SHOP, create_goods, plain(number, number, skus=(sku,)))
            hidden = SkuIn(spec_values=(), price_fen=100, stock=0)
            await units.write(SHOP, create_goods, plain("仓", "L4", skus=(hidden,), on_sale=False))
            asked = await counter.paid(member)
            await units.write(mine, ask_refund, AskRefund(asked, member, "不想要了"))
            bought = await counter.completed(member)
            await units.write(mine, write_reviews, await _review(counter, mine, bought))
            found = await units.report(SHOP, overview, URL)
            assert found.todo == Todo(
                to_ship=1, pending=0, to_accept=0, aftersale=1, low_stock=2, unanswered_reviews=1
            )
            await units.close()

        run(story())

    def test_steps_are_ticked_off(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            await units.write(SHOP, open_shop, "ready", Licence("青山商行", "91330106MA0000000X"))
            await Counter.open(units)
            await units.write(SHOP, set_channel, Channel.WEAPP, ChannelIn(appid=APPID), vault=VAULT)
            found = done(await units.report(SHOP, overview, URL))
            assert found == {
                "goods": True,
                "home": False,
                "licence": True,
                "weapp": True,
                "payment": True,
                "messages": False,
            }
            await units.write(SHOP, set_templates, Templates(order_shipped="T"))
            assert done(await units.report(SHOP, overview, URL))["messages"] is True
            assert MCHID not in str(await units.report(SHOP, overview, URL))
            await units.close()

        run(story())


async def _review(counter: Counter, scope: ShopScope, order_id: OrderId) -> WriteReviews:
    def compose(read: ReadScope) -> WriteReviews:
        member = MemberId(scope.actor.removeprefix("member:"))
        [line] = my_order(read, order_id, member, vault=VAULT).lines
        return WriteReviews(order_id, member, [ReviewIn(line.id, 5, "好")])

    return await counter.units.read(scope, compose)
