"""Units of work on both databases: commit, roll back, walls, the outbox in the same commit."""

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from sqlalchemy import bindparam, func, select

from tests.factories.database import TestDatabase
from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.scoping import UnscopedStatement
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.idempotency import IdempotencyKeyReused, Ticket, answered_before, once
from xiaopu.infra.outbox import OUTBOX, Subscriptions, claim, due_shops, fail, finish
from xiaopu.kernel.ids import ShopId

SHOP_A = ShopScope(ShopId("a" * 20))
COUNT = select(func.count()).select_from(OUTBOX).where(OUTBOX.c.shop_id == bindparam("shop"))
COUNT_WITHOUT_SHOP = select(func.count()).select_from(OUTBOX)

Runner = Callable[..., Any]


class Happened(msgspec.Struct, frozen=True):
    text: str


class OnlyOnce(msgspec.Struct, frozen=True):
    dedupe: str


async def _never(_scope: ShopScope, _event: Any) -> None:
    raise AssertionError("not run in these tests")


def subscriptions() -> Subscriptions:
    made = Subscriptions()
    made.add("first", Happened, _never)
    made.add("second", Happened, _never)
    made.add("single", OnlyOnce, _never)
    return made


def say(uow: UnitOfWork, text: str) -> str:
    uow.emit(Happened(text))
    return text


def say_and_fail(uow: UnitOfWork) -> None:
    uow.emit(Happened("lost"))
    raise RuntimeError("on purpose")


def count(read: ReadScope) -> int:
    return int(read.value(COUNT))


class TestUnits:
    def test_commits_event_rows_one_per_consumer(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> int:
            units = database.open(subscriptions=subscriptions())
            await units.write(SHOP_A, say, "hello")
            seen = await units.read(SHOP_A, count)
            await units.close()
            return seen

        assert run(story()) == 2

    def test_rolls_back_everything_when_the_case_raises(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> int:
            units = database.open(subscriptions=subscriptions())
            with pytest.raises(RuntimeError, match="on purpose"):
                await units.write(SHOP_A, say_and_fail)
            seen = await units.read(SHOP_A, count)
            await units.close()
            return seen

        assert run(story()) == 0

    def test_a_unit_inside_a_unit_is_refused(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = database.open()

            def nested(_uow: UnitOfWork) -> Any:
                return units.write(SHOP_A, say, "x").send(None)

            with pytest.raises(RuntimeError, match="open already"):
                await units.write(SHOP_A, nested)
            await units.close()

        run(story())

    def test_writes_wait_in_line(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> int:
            units = database.open(subscriptions=subscriptions())
            await asyncio.gather(*(units.write(SHOP_A, say, str(i)) for i in range(20)))
            seen = await units.read(SHOP_A, count)
            await units.close()
            return seen

        assert run(story()) == 40

    def test_a_statement_without_the_shop_is_refused(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = database.open(subscriptions=subscriptions())
            await units.write(SHOP_A, say, "mine")
            with pytest.raises(UnscopedStatement):
                await units.read(SHOP_A, lambda read: read.value(COUNT_WITHOUT_SHOP))
            assert await units.read(PlatformScope(), lambda read: read.value(COUNT_WITHOUT_SHOP)) == 2
            await units.close()

        run(story())

    def test_nothing_is_enqueued_twice_under_one_dedupe(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> int:
            units = database.open(subscriptions=subscriptions())
            for _ in range(3):
                await units.write(SHOP_A, lambda uow: uow.emit(OnlyOnce("k1")))
            seen = await units.read(SHOP_A, count)
            await units.close()
            return seen

        assert run(story()) == 1


class TestOutbox:
    def test_claims_fails_and_finishes(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = database.open(subscriptions=subscriptions())
            await units.write(SHOP_A, say, "one")
            assert await units.read(PlatformScope(), due_shops) == [SHOP_A.shop_id]
            jobs = await units.write(SHOP_A, claim, 10)
            assert sorted(job.consumer for job in jobs) == ["first", "second"]
            assert await units.write(SHOP_A, claim, 10) == []
            await units.write(SHOP_A, finish, jobs[0])
            await units.write(SHOP_A, fail, jobs[1], "boom")
            assert await units.read(PlatformScope(), due_shops) == []
            database.clock.move(seconds=3)
            again = await units.write(SHOP_A, claim, 10)
            assert [(job.id, job.attempt) for job in again] == [(jobs[1].id, 2)]
            await units.close()

        run(story())

    def test_a_lease_that_ran_out_is_claimed_again_and_the_late_worker_cannot_finish_it(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = database.open(subscriptions=subscriptions())
            await units.write(SHOP_A, lambda uow: uow.emit(OnlyOnce("k")))
            [late] = await units.write(SHOP_A, claim, 1)
            database.clock.move(minutes=6)
            [taken] = await units.write(SHOP_A, claim, 1)
            await units.write(SHOP_A, finish, late)
            database.clock.move(minutes=6)
            [third] = await units.write(SHOP_A, claim, 1)
            assert (late.attempt, taken.attempt, third.attempt) == (1, 2, 3)
            await units.close()

        run(story())


def say_unless_answered(uow: UnitOfWork, ticket: Ticket, answer: str) -> str:
    return answered_before(uow, ticket, answer) or say(uow, answer)


class TestAnsweredBefore:
    def test_the_second_call_gets_the_first_answer_and_has_no_effect(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = database.open(subscriptions=subscriptions())
            ticket, changed = Ticket.of("k-1", "/orders", b"{}"), Ticket.of("k-1", "/orders", b"{1}")
            answers = [await units.write(SHOP_A, say_unless_answered, ticket, letter) for letter in "ab"]
            assert answers == ["a", "a"]
            assert await units.read(SHOP_A, count) == 2
            with pytest.raises(IdempotencyKeyReused):
                await units.write(SHOP_A, say_unless_answered, changed, "c")
            await units.close()

        run(story())

    def test_twenty_at_once_have_one_effect(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = database.open(subscriptions=subscriptions())
            ticket = Ticket.of("k-2", "/orders", b"{}")
            answers = await asyncio.gather(
                *(units.write(SHOP_A, say_unless_answered, ticket, str(i)) for i in range(20))
            )
            assert len(set(answers)) == 1
            assert await units.read(SHOP_A, count) == 2
            await units.close()

        run(story())

    def test_an_act_that_fails_leaves_the_key_free(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = database.open(subscriptions=subscriptions())
            ticket = Ticket.of("k-3", "/orders", b"{}")

            def fail(uow: UnitOfWork) -> None:
                assert answered_before(uow, ticket, "lost") is None
                say_and_fail(uow)

            with pytest.raises(RuntimeError, match="on purpose"):
                await units.write(SHOP_A, fail)
            assert await units.write(SHOP_A, say_unless_answered, ticket, "kept") == "kept"
            await units.close()

        run(story())


class TestOnce:
    def test_the_second_call_gets_the_first_answer_and_has_no_effect(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = database.open(subscriptions=subscriptions())
            ticket = Ticket.of("k-1", "/orders", b"{}")
            first = await units.write(SHOP_A, once, ticket, str, say, "a")
            second = await units.write(SHOP_A, once, ticket, str, say, "b")
            assert (first, second) == ("a", "a")
            assert await units.read(SHOP_A, count) == 2
            with pytest.raises(IdempotencyKeyReused):
                await units.write(SHOP_A, once, Ticket.of("k-1", "/orders", b"{1}"), str, say, "c")
            await units.close()

        run(story())

    def test_twenty_at_once_have_one_effect(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = database.open(subscriptions=subscriptions())
            ticket = Ticket.of("k-2", "/orders", b"{}")
            answers = await asyncio.gather(
                *(units.write(SHOP_A, once, ticket, str, say, str(i)) for i in range(20))
            )
            assert len(set(answers)) == 1
            assert await units.read(SHOP_A, count) == 2
            await units.close()

        run(story())
