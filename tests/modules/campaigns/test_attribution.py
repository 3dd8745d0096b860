"""Who came by what and bought: the last visit within 48 hours, to the microsecond, on both databases."""

import asyncio
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from tests.factories.stage import Stage
from tests.modules.campaigns.promotion import NOTHING, campaign, figures, refund, touch, whole
from xiaopu.infra.database.scopes import PlatformScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import OrderId, PaymentId
from xiaopu.modules.campaigns.domain import WINDOW
from xiaopu.modules.campaigns.queries import promotion_state
from xiaopu.modules.campaigns.schemas import CostIn, Figures
from xiaopu.modules.campaigns.tables import CAMPAIGNS, TOUCHES
from xiaopu.modules.campaigns.usecases.leave_members import forget_visitors
from xiaopu.modules.campaigns.usecases.write_costs import add_cost, drop_cost
from xiaopu.modules.members.events import MembersJoined

pytestmark = pytest.mark.anyio

TICK = timedelta(microseconds=1)
PRICE = 1990


def brought(orders: int, paid: int, paid_fen: int, refunded_fen: int = 0, **more: int) -> Figures:
    fields = {name: getattr(NOTHING, name) for name in NOTHING.__struct_fields__} | {
        "orders": orders,
        "paid_orders": paid,
        "paid_fen": paid_fen,
        "refunded_fen": refunded_fen,
    }
    return Figures(**(fields | more))


class TestTheWindow:
    async def test_the_edge_is_48_hours_exactly(self, stage: Stage) -> None:
        goods = await stage.goods((PRICE, 10))
        one = await campaign(stage)
        buyer = await stage.shopper()
        start = stage.clock.now
        await touch(stage, one.short, buyer.member_id)
        stage.clock.now = start + WINDOW
        await stage.order(buyer, goods.skus[0])
        assert (await figures(stage))[one.name].orders == 1
        stage.clock.now = start + WINDOW + TICK
        await stage.order(buyer, goods.skus[0])
        found = await figures(stage)
        assert (found[one.name].orders, found["-"].orders, found["="].orders) == (1, 1, 2)

    async def test_a_visit_after_the_order_brought_nothing(self, stage: Stage) -> None:
        goods = await stage.goods((PRICE, 10))
        one = await campaign(stage)
        buyer = await stage.shopper()
        await stage.order(buyer, goods.skus[0])
        stage.clock.now += TICK
        await touch(stage, one.short, buyer.member_id)
        found = await figures(stage)
        assert (found[one.name].orders, found["-"].orders) == (0, 1)

    async def test_the_last_of_several_visits_has_it(self, stage: Stage) -> None:
        goods = await stage.goods((PRICE, 10))
        first, last = await campaign(stage, "朋友圈"), await campaign(stage, "社群")
        buyer = await stage.shopper()
        for one in (last, first, last):
            await touch(stage, one.short, buyer.member_id)
            stage.clock.move(minutes=5)
        await stage.order(buyer, goods.skus[0])
        found = await figures(stage)
        # Three visits within the hour are two rows: the second visit by the last one still made it the last.
        assert await stage.tally(TOUCHES) == 2
        assert (found["朋友圈"].orders, found["社群"].orders) == (0, 1)

    async def test_a_visit_again_after_the_order_takes_nothing_away(self, stage: Stage) -> None:
        goods = await stage.goods((PRICE, 10))
        first, last = await campaign(stage, "朋友圈"), await campaign(stage, "社群")
        buyer = await stage.shopper()
        for one in (last, first, last):
            await touch(stage, one.short, buyer.member_id)
            stage.clock.move(minutes=5)
        await stage.order(buyer, goods.skus[0])
        stage.clock.move(minutes=5)
        await touch(stage, last.short, buyer.member_id)
        assert (await figures(stage))["社群"].orders == 1

    async def test_a_visit_again_lets_the_48_hours_begin_anew(self, stage: Stage) -> None:
        goods = await stage.goods((PRICE, 10))
        one = await campaign(stage)
        buyer = await stage.shopper()
        await touch(stage, one.short, buyer.member_id)
        stage.clock.move(minutes=45)
        await touch(stage, one.short, buyer.member_id)
        stage.clock.now += WINDOW
        await stage.order(buyer, goods.skus[0])
        assert await stage.tally(TOUCHES) == 1
        assert (await figures(stage))[one.name].orders == 1


class TestMoney:
    async def test_paid_refunded_cost_and_the_ratio_in_exact_fen(self, stage: Stage) -> None:
        goods = await stage.goods((PRICE, 10))
        one = await campaign(stage)
        buyer = await stage.shopper()
        await touch(stage, one.short, buyer.member_id)
        for units in (2, 1):
            await stage.order(buyer, goods.skus[0], units)
        paid = await stage.order(buyer, goods.skus[0], 3)
        await stage.account()
        payment_id = await stage.pay(paid, 3 * PRICE)
        for day, fen in (("2026-03-02", 3000), ("2026-02-27", 111), ("2025-01-01", 9999)):
            cost = CostIn(day=date.fromisoformat(day), amount_fen=fen)
            await stage.units.write(stage.scope, add_cost, one.id, cost)
        found = await figures(stage)
        wanted = brought(3, 1, 5970, visitors=1, new_members=1, cost_fen=3111, roi_bps=19189)
        assert found[one.name] == wanted
        await refund(stage, payment_id, 1000)
        await refund(stage, payment_id, 990, "case.2")
        found = await figures(stage)
        wanted = brought(3, 1, 5970, 1990, visitors=1, new_members=1, cost_fen=3111, roi_bps=12793)
        assert found[one.name] == wanted
        assert found["="] == brought(
            3, 1, 5970, 1990, visitors=1, new_members=1, cost_fen=3111, roi_bps=12793
        )

    async def test_without_costs_there_is_no_ratio_and_an_entry_can_be_taken_back(self, stage: Stage) -> None:
        one = await campaign(stage)
        cost = CostIn(day=date(2026, 3, 2), amount_fen=500)
        cost_id = await stage.units.write(stage.scope, add_cost, one.id, cost)
        assert (await figures(stage))[one.name].roi_bps == 0
        await stage.units.write(stage.scope, drop_cost, one.id, cost_id)
        assert (await figures(stage))[one.name] == NOTHING

    async def test_days_begin_in_shanghai(self, stage: Stage) -> None:
        goods = await stage.goods((PRICE, 10))
        one = await campaign(stage)
        buyer = await stage.shopper()
        # 15:59:59.999999 UTC is the last moment of the 2nd in Shanghai.
        stage.clock.now = stage.clock.now.replace(hour=15, minute=59, second=59, microsecond=999_000)
        await touch(stage, one.short, buyer.member_id)
        await stage.order(buyer, goods.skus[0])
        stage.clock.now += timedelta(milliseconds=1)
        await stage.order(buyer, goods.skus[0])
        second, third = date(2026, 3, 2), date(2026, 3, 3)
        assert (await figures(stage, second, second))[one.name] == brought(1, 0, 0, visitors=1)
        assert (await figures(stage, third, third))[one.name] == brought(1, 0, 0)


class TestPeople:
    async def test_a_visitor_who_signs_in_later_is_the_new_member_that_the_campaign_brought(
        self, stage: Stage
    ) -> None:
        goods = await stage.goods((PRICE, 10))
        one = await campaign(stage)
        await touch(stage, one.short)
        stage.clock.move(hours=3)
        buyer = await stage.shopper()
        await touch(stage, None, buyer.member_id)
        await stage.order(buyer, goods.skus[0])
        old = await stage.shopper("旧人")
        stage.clock.move(minutes=1)
        await touch(stage, one.short, old.member_id, "w" * 22)
        found = await figures(stage)
        assert found[one.name] == brought(1, 0, 0, visitors=2, new_members=1)
        assert (found["-"].new_members, found["="].new_members) == (1, 2)

    async def test_what_another_member_did_on_the_device_stays_theirs(self, stage: Stage) -> None:
        one = await campaign(stage)
        first, second = await stage.shopper(), await stage.shopper()
        await touch(stage, one.short, first.member_id)
        await touch(stage, None, second.member_id)
        assert [row["member_id"] for row in await stage.rows(TOUCHES)] == [first.member_id]

    async def test_joined_members_are_one_and_an_erased_one_is_tied_to_no_device(self, stage: Stage) -> None:
        goods = await stage.goods((PRICE, 10))
        one = await campaign(stage)
        kept, gone = await stage.shopper(), await stage.shopper()
        await touch(stage, one.short, gone.member_id)
        await stage.order(kept, goods.skus[0])
        assert (await figures(stage))[one.name].orders == 0

        def join(uow: UnitOfWork) -> None:
            uow.publish(MembersJoined(kept=kept.member_id, gone=gone.member_id))

        await stage.units.write(stage.scope, join)
        before = await figures(stage)
        assert before[one.name].orders == 1
        [row] = await stage.rows(TOUCHES)

        def forget(uow: UnitOfWork) -> None:
            forget_visitors(uow, kept.member_id)

        await stage.units.write(stage.scope, forget)
        [after] = await stage.rows(TOUCHES)
        assert after["visitor"] != row["visitor"]
        assert await figures(stage) == before
        # The device is another visitor now, and claims nothing of the one who left.
        newcomer = await stage.shopper()
        await touch(stage, None, newcomer.member_id)
        assert [one["member_id"] for one in await stage.rows(TOUCHES)] == [kept.member_id]


class TestReplays:
    async def test_a_thousand_requests_of_an_hour_are_one_visitor(self, stage: Stage) -> None:
        one = await campaign(stage)
        assert await touch(stage, one.short)
        again = await asyncio.gather(*(touch(stage, one.short) for _ in range(40)))
        assert not any(again)
        assert await stage.tally(TOUCHES) == 1
        stage.clock.move(hours=1)
        assert await touch(stage, one.short)
        assert (await figures(stage))[one.name].visitors == 1

    @pytest.mark.parametrize("forged", ["", "000000", "K3M9XZ", "x" * 32, "' or 1=1", "ｋ３ｍ９ｘｚ"])
    async def test_a_forged_sign_is_passed_over(self, stage: Stage, forged: str) -> None:
        await campaign(stage)
        assert not await touch(stage, forged)
        assert await stage.tally(TOUCHES) == 0

    async def test_another_shops_sign_is_none_here(self, stage: Stage, neighbour: Stage) -> None:
        theirs = await campaign(neighbour)
        assert not await touch(stage, theirs.short)
        assert await stage.tally(TOUCHES) == 0
        assert await touch(neighbour, theirs.short)

    async def test_without_the_shop_in_the_look_up_it_would_count(
        self, stage: Stage, neighbour: Stage
    ) -> None:
        """The twin of the one above: the condition on the shop is what keeps it out."""
        theirs = await campaign(neighbour)
        bare = select(CAMPAIGNS.c.id).where(CAMPAIGNS.c.short == theirs.short)

        def look(read: ReadScope) -> str | None:
            found: str | None = read.value(bare)
            return found

        assert await stage.units.read(PlatformScope(), look) == theirs.id

    async def test_a_report_holds_nothing_of_the_neighbour(self, stage: Stage, neighbour: Stage) -> None:
        theirs = await campaign(neighbour)
        goods = await neighbour.goods((PRICE, 10))
        buyer = await neighbour.shopper()
        await touch(neighbour, theirs.short, buyer.member_id)
        await neighbour.order(buyer, goods.skus[0])
        mine = await figures(stage)
        assert mine == {"-": NOTHING, "=": NOTHING}
        assert (await figures(neighbour))[theirs.name].orders == 1
        state = await stage.units.read(stage.scope, promotion_state)
        assert (state.campaigns, state.codes, state.first_visit_at, state.first_order_at) == (
            0,
            0,
            None,
            None,
        )
        state = await neighbour.units.read(neighbour.scope, promotion_state)
        assert (state.campaigns, state.first_visit_at, state.first_order_at) == (
            1,
            neighbour.clock.now,
            neighbour.clock.now,
        )


Step = tuple[str, int, int]
STEPS = some.lists(
    some.tuples(
        some.sampled_from(["touch", "order", "pay", "refund"]),
        some.integers(0, 2),
        some.sampled_from([20 * 60, 59 * 60, 60 * 60, 47 * 3600, 48 * 3600, 48 * 3600 + 1]),
    ),
    min_size=3,
    max_size=14,
)


class TestLaws:
    @settings(
        max_examples=40,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(steps=STEPS)
    async def test_last_visit_wins_and_money_counts_once(self, stage: Stage, steps: list[Step]) -> None:
        """Against a model that keeps every single visit: orders go to the last within 48 hours."""
        await stage.account()
        goods = await stage.goods((PRICE, 1000))
        many = [await campaign(stage, f"渠道{number}") for number in range(3)]
        buyer = await stage.shopper()
        begun = stage.clock.now
        visits: list[tuple[int, datetime]] = []
        model = dict.fromkeys([one.id for one in many] + [None], (0, 0, 0))
        unpaid: list[tuple[str | None, OrderId]] = []
        paid: list[tuple[str | None, PaymentId]] = []
        for number, (what, which, seconds) in enumerate(steps):
            stage.clock.now += timedelta(seconds=seconds)
            if what == "touch":
                await touch(stage, many[which].short, buyer.member_id)
                visits.append((which, stage.clock.now))
            elif what == "order":
                order_id = await stage.order(buyer, goods.skus[0])
                last = visits[-1] if visits else None
                owner = many[last[0]].id if last and stage.clock.now - last[1] <= WINDOW else None
                model[owner] = _plus(model[owner], (1, 0, 0))
                unpaid.append((owner, order_id))
            elif what == "pay" and unpaid:
                owner, placed = unpaid.pop()
                payment_id = await stage.pay(placed, PRICE)
                model[owner] = _plus(model[owner], (0, PRICE, 0))
                paid.append((owner, payment_id))
            elif what == "refund" and paid:
                owner, settled = paid.pop()
                await refund(stage, settled, 700, f"case.{number}.{begun}")
                model[owner] = _plus(model[owner], (0, 0, 700))
        since = begun.date() - timedelta(days=1)
        found = await figures(stage, since, stage.clock.now.date() + timedelta(days=1))
        # Other examples ran in the same database: only these campaigns are looked at.
        mine = await _by_id(stage, [one.id for one in many], since)
        assert mine == {one.id: model[one.id] for one in many}
        assert found["="].paid_fen >= sum(paid_fen for _, paid_fen, _ in model.values())
        assert all(left <= right for left, right in pairwise([0, found["="].orders]))
        stage.clock.now += timedelta(days=3)


def _plus(one: tuple[int, int, int], more: tuple[int, int, int]) -> tuple[int, int, int]:
    return one[0] + more[0], one[1] + more[1], one[2] + more[2]


async def _by_id(stage: Stage, ids: list[str], since: date) -> dict[str, tuple[int, int, int]]:
    found = await whole(stage, since, stage.clock.now.date() + timedelta(days=1))
    return {
        row.campaign.id: (row.figures.orders, row.figures.paid_fen, row.figures.refunded_fen)
        for row in found.rows
        if row.campaign.id in ids
    }
