"""After-sales on both databases: one table of moves, one open case an order, one refund whatever happens."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from itertools import product

import pytest

from tests.factories.database import TestDatabase
from tests.factories.orders import PRICE_FEN, Counter, open_mall, pay, refunds, tell_refund
from tests.factories.people import as_member
from tests.modules.catalog.shelves import OTHER_SHOP, SHOP, Runner
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.errors import NotFound, Refusal
from xiaopu.kernel.ids import MemberId, OrderId, SkuId
from xiaopu.modules.aftersales import repository
from xiaopu.modules.aftersales.api import count_requested, latest_of
from xiaopu.modules.aftersales.domain import (
    OPEN_STATUSES,
    TRANSITIONS,
    AftersaleAction,
    AftersaleStatus,
    sources,
    target,
)
from xiaopu.modules.aftersales.errors import AftersaleState
from xiaopu.modules.aftersales.queries import desk_page
from xiaopu.modules.aftersales.usecases.answer_aftersale import agree, cancel, refuse
from xiaopu.modules.aftersales.usecases.ask_refund import AskRefund, ask_refund
from xiaopu.modules.inventory.repository import LEVELS
from xiaopu.modules.orders.errors import AftersaleOpen, OrderState
from xiaopu.modules.orders.usecases.facts import order_facts
from xiaopu.modules.orders.usecases.receive_order import receive_order
from xiaopu.modules.orders.usecases.ship_order import ShipOrder, ship_order
from xiaopu.modules.payments.api import RefundReason, RequestRefund, payments_of, request_refund
from xiaopu.modules.payments.domain.trades import RefundStatus

STAFF = SHOP


def ask(order_id: OrderId, member_id: MemberId) -> AskRefund:
    return AskRefund(order_id, member_id, "不想要了", "买错 颜色")


def level(read: ReadScope, sku_id: SkuId) -> tuple[int, int, int]:
    row = read.row(LEVELS, wanted=[sku_id])
    assert row is not None
    return row.on_hand, row.reserved, row.sold


def history(read: ReadScope, aftersale_id: str) -> list[tuple[str, str, str]]:
    rows = read.rows(repository.HISTORY_OF, wanted=aftersale_id)
    return sorted((row.action, row.status_to, row.actor) for row in rows)


def states(read: ReadScope, order_id: OrderId) -> tuple[str, str | None]:
    order = order_facts(read, order_id)
    return order.status, order.aftersale_status


class TestTransitions:
    def test_every_action_has_one_target_and_ends_are_ends(self) -> None:
        for action in set(AftersaleAction) - {AftersaleAction.REQUEST}:
            assert {to for (_, did), to in TRANSITIONS.items() if did is action} == {target(action)}
        ends = set(AftersaleStatus) - set(OPEN_STATUSES)
        assert [(s, a) for s, a in product(ends, AftersaleAction) if (s, a) in TRANSITIONS] == []
        assert sources(AftersaleAction.CANCEL) == (AftersaleStatus.REQUESTED,)


class TestRefund:
    def test_before_shipping_the_money_goes_back_and_the_goods_too(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.paid(member, 3)
            assert await units.read(SHOP, level, counter.sku_id) == (47, 0, 3)
            brief = await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            assert (brief.status, brief.amount_fen, brief.note) == ("requested", 3 * PRICE_FEN, "买错 颜色")
            assert await units.read(SHOP, states, order) == ("paid", "requested")
            with pytest.raises(AftersaleOpen):
                await units.write(STAFF, ship_order, ShipOrder(order, "SF", "SF1234567890123"))
            agreed = await units.write(STAFF, agree, brief.id)
            assert agreed.status == "refunding"
            [refund] = await units.read(SHOP, refunds, order)
            assert (refund.amount_fen, refund.status, refund.reason) == (
                3 * PRICE_FEN,
                "created",
                "aftersale",
            )
            for _ in range(3):
                await units.write(SHOP, tell_refund, refund.id)
            assert await units.read(SHOP, states, order) == ("closed", "refunded")
            assert await units.read(SHOP, level, counter.sku_id) == (50, 0, 3)
            found = await units.read(SHOP, latest_of, order)
            assert found is not None
            assert (found.id, found.status) == (brief.id, "refunded")
            assert await units.read(SHOP, history, brief.id) == [
                ("agree", "refunding", STAFF.actor),
                ("finish", "refunded", SHOP.actor),
                ("request", "requested", f"member:{member}"),
            ]
            await units.close()

        run(story())

    def test_after_shipping_the_goods_stay_away(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.shipped(member)
            brief = await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            await units.write(STAFF, agree, brief.id)
            [refund] = await units.read(SHOP, refunds, order)
            await units.write(SHOP, tell_refund, refund.id)
            assert await units.read(SHOP, states, order) == ("closed", "refunded")
            assert await units.read(SHOP, level, counter.sku_id) == (48, 0, 2)
            await units.close()

        run(story())

    def test_a_refund_that_wechat_gave_up_is_asked_for_anew(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.paid(member)
            brief = await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            await units.write(STAFF, agree, brief.id)
            with pytest.raises(AftersaleState):
                await units.write(STAFF, agree, brief.id)
            [first] = await units.read(SHOP, refunds, order)
            await units.write(SHOP, tell_refund, first.id, RefundStatus.CLOSED)
            assert (await units.write(STAFF, agree, brief.id)).status == "refunding"
            with pytest.raises(AftersaleState):
                await units.write(STAFF, agree, brief.id)
            found = {one.id: one for one in await units.read(SHOP, refunds, order)}
            assert sorted(one.status for one in found.values()) == ["closed", "created"]
            [again] = [one for one in found.values() if one.status == "created"]
            assert again.amount_fen == 2 * PRICE_FEN
            await units.write(SHOP, tell_refund, again.id)
            assert await units.read(SHOP, states, order) == ("closed", "refunded")
            [payment] = await units.read(SHOP, payments_of, "order", order)
            assert payment.refunded_fen == payment.amount_fen == 2 * PRICE_FEN
            await units.close()

        run(story())

    def test_with_an_earlier_partial_refund_only_the_rest_goes_back(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.paid(member)
            [payment] = await units.read(SHOP, payments_of, "order", order)
            early = await units.write(
                SHOP, request_refund, RequestRefund(payment.id, 1000, RefundReason.CHECK, "early")
            )
            brief = await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            await units.write(STAFF, agree, brief.id)
            by_amount = {one.amount_fen: one.id for one in await units.read(SHOP, refunds, order)}
            assert set(by_amount) == {1000, 2 * PRICE_FEN - 1000}
            await units.write(SHOP, tell_refund, by_amount[2 * PRICE_FEN - 1000])
            assert await units.read(SHOP, states, order) == ("paid", "refunding")
            await units.write(SHOP, tell_refund, early)
            assert await units.read(SHOP, states, order) == ("closed", "refunded")
            await units.close()

        run(story())


class TestRefusals:
    def test_states_in_which_nobody_may_ask(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member, other = await counter.member(), await counter.member("小红")
            pending, completed = await counter.placed(member), await counter.completed(member)
            for order in (pending, completed):
                with pytest.raises(OrderState):
                    await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
                assert (await units.read(SHOP, states, order))[1] is None
            paid = await counter.paid(member)
            with pytest.raises(NotFound):
                await units.write(as_member(SHOP, other), ask_refund, ask(paid, other))
            with pytest.raises(NotFound):
                await units.write(as_member(OTHER_SHOP, member), ask_refund, ask(paid, member))
            assert await units.read(SHOP, states, paid) == ("paid", None)
            assert await units.read(SHOP, count_requested) == 0
            await units.close()

        run(story())

    def test_an_order_is_not_received_while_its_money_is_being_asked_back(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.shipped(member)
            brief = await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            with pytest.raises(AftersaleOpen):
                await units.write(as_member(SHOP, member), receive_order, order, of=member)
            assert await units.read(SHOP, states, order) == ("shipped", "requested")
            assert (await units.write(STAFF, refuse, brief.id, "已寄出")).status == "refused"
            await units.write(as_member(SHOP, member), receive_order, order, of=member)
            assert await units.read(SHOP, states, order) == ("completed", "refused")
            assert await units.read(SHOP, refunds, order) == []
            await units.close()

        run(story())

    def test_another_shops_staff_and_another_buyer_find_nothing(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member, other = await counter.member(), await counter.member("小红")
            order = await counter.paid(member)
            brief = await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            with pytest.raises(NotFound):
                await units.write(OTHER_SHOP, agree, brief.id)
            with pytest.raises(NotFound):
                await units.write(OTHER_SHOP, refuse, brief.id, "不行")
            with pytest.raises(NotFound):
                await units.write(as_member(SHOP, other), cancel, brief.id, of=other)
            assert await units.read(SHOP, states, order) == ("paid", "requested")
            assert await units.read(SHOP, refunds, order) == []
            await units.close()

        run(story())

    def test_refused_and_withdrawn_ones_may_be_asked_again(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.paid(member)
            first = await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            with pytest.raises(AftersaleOpen):
                await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            refused = await units.write(STAFF, refuse, first.id, " 已经出库，\n请收到后再申请 ")
            assert (refused.status, refused.answer) == ("refused", "已经出库， 请收到后再申请")
            second = await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            done = await units.write(as_member(SHOP, member), cancel, second.id, of=member)
            assert done.status == "cancelled"
            for action in (agree, cancel, refuse):
                with pytest.raises(AftersaleState):
                    await units.write(STAFF, _answer, action, second.id, member)
            assert await units.read(SHOP, states, order) == ("paid", "cancelled")
            await units.write(STAFF, ship_order, ShipOrder(order, "SF", "SF1234567890123"))
            page = await units.read(SHOP, desk_page, "all", None, 20)
            assert [(row.id, row.status, row.member_name, row.lines[0].quantity) for row in page.items] == [
                (one.id, one.status, "小明同学", 2)
                for one in sorted((refused, done), key=lambda one: one.id, reverse=True)
            ]
            assert (await units.read(SHOP, desk_page, "requested", None, 20)).items == []
            await units.close()

        run(story())


def _answer(uow: UnitOfWork, action: object, aftersale_id: str, member_id: MemberId) -> None:
    if action is refuse:
        refuse(uow, aftersale_id, "不行")
    elif action is cancel:
        cancel(uow, aftersale_id, of=member_id)
    else:
        agree(uow, aftersale_id)


async def outcomes(*tries: Callable[[], Awaitable[object]]) -> list[str]:
    """`done` or the refusal's code of each, all at once."""

    async def one(attempt: Callable[[], Awaitable[object]]) -> str:
        try:
            await attempt()
        except Refusal as refusal:
            return refusal.code
        return "done"

    return sorted(await asyncio.gather(*(one(attempt) for attempt in tries)))


class TestRaces:
    def test_twenty_asks_open_one_case(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.paid(member)
            mine = as_member(SHOP, member)
            seen = await outcomes(*[partial(units.write, mine, ask_refund, ask(order, member))] * 20)
            assert seen == ["aftersale_open"] * 19 + ["done"]
            assert await units.read(SHOP, count_requested) == 1
            await units.close()

        run(story())

    def test_twenty_agreements_give_the_money_back_once(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.paid(member)
            brief = await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            seen = await outcomes(*[partial(units.write, STAFF, agree, brief.id)] * 20)
            assert seen == ["aftersale_state"] * 19 + ["done"]
            [refund] = await units.read(SHOP, refunds, order)
            assert refund.amount_fen == 2 * PRICE_FEN
            await units.close()

        run(story())

    def test_twenty_withdrawals_and_an_agreement_have_one_winner(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.paid(member)
            brief = await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            withdraw = partial(units.write, as_member(SHOP, member), cancel, brief.id, of=member)
            seen = await outcomes(*[withdraw] * 20, partial(units.write, STAFF, agree, brief.id))
            assert seen == ["aftersale_state"] * 20 + ["done"]
            status, aftersale = await units.read(SHOP, states, order)
            count = len(await units.read(SHOP, refunds, order))
            assert (status, aftersale, count) in (("paid", "cancelled", 0), ("paid", "refunding", 1))
            await units.close()

        run(story())

    def test_the_twin_without_the_claim_asks_for_refunds_again(
        self, database: TestDatabase, run: Runner
    ) -> None:
        """The guard is the conditional move; what it protects is a new refund number for each round."""

        def unguarded(uow: UnitOfWork, payment_id: str, round_: int) -> None:
            [payment] = [one for one in payments_of(uow, "order", payment_id) if one.status == "paid"]
            source = f"round.{round_}:{payment.id}"
            request_refund(uow, RequestRefund(payment.id, 100, RefundReason.AFTERSALE, source))

        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            order = await counter.paid(await counter.member())
            await asyncio.gather(*(units.write(SHOP, unguarded, order, n) for n in range(20)))
            assert len(await units.read(SHOP, refunds, order)) == 20
            await units.close()

        run(story())

    def test_two_refunds_done_at_once_end_the_case(self, database: TestDatabase, run: Runner) -> None:
        """An order that was paid twice: the second payment's own refund and the after-sale's end together."""

        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.paid(member)
            await units.write(SHOP, pay, order)
            brief = await units.write(as_member(SHOP, member), ask_refund, ask(order, member))
            await units.write(STAFF, agree, brief.id)
            both = await units.read(SHOP, refunds, order)
            assert sorted(one.reason for one in both) == ["aftersale", "duplicate_payment"]
            await asyncio.gather(*(units.write(SHOP, tell_refund, one.id) for one in both))
            assert await units.read(SHOP, states, order) == ("closed", "refunded")
            assert await units.read(SHOP, level, counter.sku_id) == (50, 0, 2)
            await units.close()

        run(story())
