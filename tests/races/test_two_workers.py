"""Workers side by side over one outbox: each job once, retries that wait, dead letters revived by hand."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import bindparam, update

from tests.factories.database import TestDatabase
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.database.units import Units, Wakeup
from xiaopu.infra.jobs import job_page, retry_job
from xiaopu.infra.outbox import MAX_ATTEMPTS, OUTBOX, Subscriptions
from xiaopu.infra.worker import Schedule, Worker
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import ShopId

pytestmark = pytest.mark.anyio

SHOP, OTHER = ShopScope(ShopId("a" * 20)), ShopScope(ShopId("b" * 20))
UNLEASE = (
    update(OUTBOX)
    .where(OUTBOX.c.shop_id == bindparam("shop"), OUTBOX.c.done_at.is_(None))
    .values(lease_until=None)
)


class Happened(msgspec.Struct, frozen=True):
    name: str


class Crew:
    """Some workers over one database, and what their consumer heard."""

    def __init__(self, database: TestDatabase, workers: int, *, fail: int = 0, every: int = 0) -> None:
        self.heard: Counter[str] = Counter()
        self.heard_thirty = asyncio.Event()
        self.came_round = 0
        self._failures = fail
        self._database = database
        subscriptions = Subscriptions()
        subscriptions.add("crew.listen", Happened, self._listen)
        self.units: Units = database.open(subscriptions=subscriptions)
        schedules = [Schedule("crew.round", self._round, every=timedelta(seconds=every))] if every else []
        self.workers = [Worker(self.units, subscriptions, schedules, Wakeup()) for _ in range(workers)]

    async def _listen(self, _scope: ShopScope, event: Any) -> None:
        self.heard[event.name] += 1
        if self.heard.total() >= 30:
            self.heard_thirty.set()
        await asyncio.sleep(0)
        if self._failures:
            self._failures -= 1
            raise ConnectionError("on purpose")

    async def _round(self) -> None:
        self.came_round += 1

    async def emit(self, *names: str, scope: ShopScope = SHOP) -> None:
        for name in names:
            await self.units.write(scope, UnitOfWork.emit, Happened(name))

    async def round(self) -> int:
        """All workers at once; the number of jobs that were run."""
        return sum(await asyncio.gather(*(worker.round() for worker in self.workers)))


class TestTwoWorkers:
    async def test_do_each_job_once(self, database: TestDatabase) -> None:
        crew = Crew(database, 4)
        names = [f"n{number}" for number in range(40)]
        await crew.emit(*names[:20])
        await crew.emit(*names[20:], scope=OTHER)
        done = 0
        while ran := await crew.round():
            done += ran
        assert (done, crew.heard) == (40, Counter(names))
        await crew.units.close()

    async def test_that_run_end_what_they_began_and_stop(self, database: TestDatabase) -> None:
        crew = Crew(database, 3)
        running = [asyncio.create_task(worker.run()) for worker in crew.workers]
        names = [f"n{number}" for number in range(30)]
        await crew.emit(*names[:15])
        await crew.emit(*names[15:], scope=OTHER)
        async with asyncio.timeout(20):
            await crew.heard_thirty.wait()
        for worker in crew.workers:
            worker.stop()
        async with asyncio.timeout(20):
            await asyncio.gather(*running)
        assert crew.heard == Counter(names)
        assert (await crew.units.read(SHOP, job_page, "waiting", None, 10)).items == []
        await crew.units.close()

    async def test_without_a_lease_do_jobs_twice(self, database: TestDatabase) -> None:
        crew = Crew(database, 1)
        await crew.emit("n")

        async def barging(_scope: ShopScope, _event: Any) -> None:
            crew.heard["barged"] += 1
            if crew.heard["barged"] == 1:
                await crew.units.write(SHOP, lambda uow: uow.run(UNLEASE))
                await second.round()

        subscriptions = Subscriptions()
        subscriptions.add("crew.listen", Happened, barging)
        second = Worker(crew.units, subscriptions, [], Wakeup())
        await second.round()
        assert crew.heard["barged"] == 2
        await crew.units.close()

    async def test_wait_longer_after_each_failure(self, database: TestDatabase) -> None:
        crew = Crew(database, 2, fail=3)
        await crew.emit("n")
        for pause in (2, 4, 8):
            assert await crew.round() == 1
            database.clock.move(seconds=pause, microseconds=-1)
            assert await crew.round() == 0
            database.clock.move(microseconds=1)
        assert await crew.round() == 1
        assert await crew.round() == 0
        assert crew.heard == Counter({"n": 4})
        await crew.units.close()

    async def test_give_up_after_twelve_tries_until_a_person_sends_it_again(
        self, database: TestDatabase
    ) -> None:
        crew = Crew(database, 1, fail=MAX_ATTEMPTS)
        await crew.emit("n")
        for _ in range(MAX_ATTEMPTS + 3):
            await crew.round()
            database.clock.move(hours=2)
        assert crew.heard["n"] == MAX_ATTEMPTS
        [dead] = (await crew.units.read(SHOP, job_page, "failed", None, 10)).items
        assert (dead.topic, dead.attempts, dead.status) == ("crew.listen", MAX_ATTEMPTS, "failed")
        assert dead.last_error == "ConnectionError('on purpose')"
        with pytest.raises(NotFound):
            await crew.units.write(OTHER, retry_job, dead.id)
        await crew.units.write(SHOP, retry_job, dead.id)
        assert await crew.round() == 1
        assert (await crew.units.read(SHOP, job_page, "failed", None, 10)).items == []
        await crew.units.close()

    async def test_one_failing_job_does_not_stop_the_others(self, database: TestDatabase) -> None:
        crew = Crew(database, 1, fail=1)
        await crew.emit("a", "b", "c")
        assert await crew.round() == 3
        assert sorted(crew.heard) == ["a", "b", "c"]
        assert len((await crew.units.read(SHOP, job_page, "waiting", None, 10)).items) == 1
        await crew.units.close()

    async def test_share_a_schedule(self, database: TestDatabase) -> None:
        crew = Crew(database, 3, every=10)
        for worker in crew.workers:
            await worker._enrol()
        for turn in range(1, 4):
            await crew.round()
            await crew.round()
            assert crew.came_round == turn
            database.clock.move(seconds=10)
        await crew.units.close()
