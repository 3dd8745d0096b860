"""The worker: slots that one slow job does not block, retries, schedules, a clean end."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from tests.factories.database import TestDatabase
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.jobs import job_page, retry_job
from xiaopu.infra.outbox import MAX_ATTEMPTS, Subscriptions
from xiaopu.infra.worker import Schedule, Worker
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import ShopId

SHOP = ShopScope(ShopId("a" * 20))
Runner = Callable[..., Any]


class Asked(msgspec.Struct, frozen=True):
    name: str


class Desk:
    """A consumer that can be slow or fail, by name."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.tried: list[str] = []
        self.gate = asyncio.Event()

    async def take(self, _scope: ShopScope, event: Asked) -> None:
        self.tried.append(event.name)
        if event.name.startswith("slow"):
            await self.gate.wait()
        if event.name.startswith("bad"):
            raise ValueError("on purpose")
        self.done.append(event.name)


def ask(uow: UnitOfWork, name: str) -> None:
    uow.emit(Asked(name))


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("waited five seconds")


class TestWorker:
    def test_a_slow_job_holds_up_nothing_else(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            desk, subscriptions = Desk(), Subscriptions()
            subscriptions.add("desk", Asked, desk.take)
            units = database.open(subscriptions=subscriptions)
            worker = Worker(units, subscriptions, (), units.wakeup)
            task = asyncio.create_task(worker.run())
            await units.write(SHOP, lambda uow: uow.emit(Asked("slow")))
            await until(lambda: desk.tried == ["slow"])
            for i in range(10):
                await units.write(SHOP, ask, f"quick{i}")
            await until(lambda: len(desk.done) == 10)
            assert "slow" not in desk.done
            desk.gate.set()
            worker.stop()
            await task
            assert sorted(desk.done) == sorted(["slow", *(f"quick{i}" for i in range(10))])
            await units.close()

        run(story())

    def test_a_job_that_always_fails_becomes_a_dead_letter_that_a_person_can_send_again(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            desk, subscriptions = Desk(), Subscriptions()
            subscriptions.add("desk", Asked, desk.take)
            units = database.open(subscriptions=subscriptions)
            worker = Worker(units, subscriptions, (), units.wakeup)
            await units.write(SHOP, lambda uow: uow.emit(Asked("bad")))
            for _ in range(MAX_ATTEMPTS + 3):
                await worker.round()
                database.clock.move(hours=2)
            assert len(desk.tried) == MAX_ATTEMPTS
            failed = await units.read(SHOP, job_page, "failed", None, 10)
            assert [(job.topic, job.status, job.attempts) for job in failed.items] == [
                ("desk", "failed", MAX_ATTEMPTS)
            ]
            assert "on purpose" in (failed.items[0].last_error or "")
            await units.write(SHOP, retry_job, failed.items[0].id)
            await worker.round()
            assert len(desk.tried) == MAX_ATTEMPTS + 1
            with pytest.raises(NotFound):
                await units.write(SHOP, retry_job, failed.items[0].id)
            await units.close()

        run(story())

    def test_a_schedule_comes_round_and_outlives_its_own_faults(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            rounds: list[int] = []

            async def tick() -> None:
                rounds.append(1)
                if len(rounds) == 2:
                    raise ValueError("second time")

            units = database.open()
            schedule = Schedule("tick", tick, every=timedelta(seconds=10))
            worker = Worker(units, Subscriptions(), (schedule,), units.wakeup)
            task = asyncio.create_task(worker.run())
            await until(lambda: len(rounds) == 1)
            worker.stop()
            await task
            for wanted in (2, 3, 4):
                assert await worker.round() == 0
                database.clock.move(seconds=11)
                await worker.round()
                assert len(rounds) == wanted
            await units.close()

        run(story())

    def test_an_unknown_consumer_is_kept_with_its_reason(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            desk, known = Desk(), Subscriptions()
            known.add("desk", Asked, desk.take)
            units = database.open(subscriptions=known)
            await units.write(SHOP, lambda uow: uow.emit(Asked("x")))
            await Worker(units, Subscriptions(), (), units.wakeup).round()

            def waiting(read: ReadScope) -> list[str | None]:
                return [job.last_error for job in job_page(read, "waiting", None, 10).items]

            assert await units.read(SHOP, waiting) == ["nobody is called desk"]
            await units.close()

        run(story())
