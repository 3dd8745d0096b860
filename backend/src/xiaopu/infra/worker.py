"""The worker: runs what the outbox holds, and the schedules. In the server's process on SQLite, as `xiaopu
worker` beside PostgreSQL.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

import msgspec
import structlog
from cronsim import CronSim

from xiaopu.infra import outbox
from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.units import Units, Wakeup
from xiaopu.infra.outbox import Job, Subscriptions
from xiaopu.kernel.clock import SHANGHAI
from xiaopu.kernel.ids import PLATFORM_SHOP

log = structlog.get_logger()

POLL_SECONDS = 1.0
# How many jobs of one shop a round takes, and how many run at once in this process, of all shops and of one.
BATCH = 20
AT_ONCE = 8
A_SHOP_AT_ONCE = 4


class Schedule(msgspec.Struct, frozen=True):
    """A task that comes round: by `every`, or by a cron line read in Asia/Shanghai. Exactly one of the
    two.
    """

    name: str
    run: Callable[[], Awaitable[None]]
    every: timedelta | None = None
    cron: str | None = None

    def next_after(self, now: datetime) -> datetime:
        """The next moment due strictly after `now`."""
        if self.cron is None:
            return now + (self.every or timedelta(minutes=1))
        moment: datetime = next(CronSim(self.cron, now.astimezone(SHANGHAI)))
        return moment


class Worker:
    """One loop: find shops with due rows, claim, run, record. Stops cleanly between jobs."""

    def __init__(
        self, units: Units, subscriptions: Subscriptions, schedules: Sequence[Schedule], wakeup: Wakeup
    ) -> None:
        self._units = units
        self._subscriptions = subscriptions
        self._schedules = {schedule.name: schedule for schedule in schedules}
        self._wakeup = wakeup
        self._stopping = False
        self._running: set[asyncio.Task[int]] = set()

    async def run(self) -> None:
        """Until `stop`; then what has begun is finished. A database that is away is waited for.

        Slots are filled one by one as they become free: a slow picture host holds up its own slot and
        nothing else.
        """
        await self._outlive(self._enrol)
        while not self._stopping:
            if not await self._outlive(self._fill):
                await self._wakeup.wait(POLL_SECONDS)
        await asyncio.gather(*self._running)

    def stop(self) -> None:
        self._stopping = True
        self._wakeup.ring()

    async def round(self) -> int:
        """Run everything that is due now, once, and wait for it: for commands and tests. The number of jobs
        run.
        """
        shops = await self._units.read(PlatformScope(), outbox.due_shops)
        jobs = [job for shop_id in shops for job in await outbox.drain(self._units, shop_id, BATCH)]
        await asyncio.gather(*(self._perform(job) for job in jobs))
        return len(jobs)

    async def _fill(self) -> int:
        """Give free slots to due jobs, shop by shop, a few each; the number begun."""
        begun = 0
        if len(self._running) < AT_ONCE:
            for shop_id in await self._units.read(PlatformScope(), outbox.due_shops):
                free = AT_ONCE - len(self._running)
                if free <= 0:
                    break
                for job in await outbox.drain(self._units, shop_id, min(free, A_SHOP_AT_ONCE)):
                    self._begin(job)
                    begun += 1
        return begun

    def _begin(self, job: Job) -> None:
        task = asyncio.create_task(self._outlive(partial(self._perform, job)))
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[int]") -> None:
        self._running.discard(task)
        self._wakeup.ring()

    async def _enrol(self) -> int:
        for name in self._schedules:
            await self._units.write(ShopScope(PLATFORM_SHOP), outbox.ensure_schedule, name)
        return 0

    async def _outlive(self, step: Callable[[], Awaitable[int]]) -> int:
        """The worker must outlive whatever a round or a job's records meet: a database restart, a full
        disk.
        """
        try:
            return await step()
        except Exception as fault:
            log.exception("worker.round_failed", error=type(fault).__name__)
            return 0

    async def _perform(self, job: Job) -> int:
        scope = ShopScope(job.shop_id)
        error = await self._attempt(scope, job)
        if job.consumer.startswith("schedule:"):
            await self._units.write(scope, outbox.come_round, job, self._next(job), error)
        elif error is None:
            await self._units.write(scope, outbox.finish, job)
        else:
            await self._units.write(scope, outbox.fail, job, error)
        return 1

    async def _attempt(self, scope: ShopScope, job: Job) -> str | None:
        """Run the job; the error's name and words, or None. Every fault of a task ends here and in its
        row.
        """
        try:
            if job.consumer.startswith("schedule:"):
                schedule = self._schedules.get(job.consumer.removeprefix("schedule:"))
                if schedule is not None:
                    await schedule.run()
                return None
            known = self._subscriptions.consumer(job.consumer)
            if known is None:
                return f"nobody is called {job.consumer}"
            event_type, consumer = known
            await consumer(scope, msgspec.json.decode(job.payload, type=event_type))
        except Exception as fault:
            log.warning(
                "worker.job_failed", consumer=job.consumer, attempt=job.attempt, error=repr(fault)[:300]
            )
            return repr(fault)
        return None

    def _next(self, job: Job) -> datetime:
        now = self._units.clock()
        schedule = self._schedules.get(job.consumer.removeprefix("schedule:"))
        # A schedule that this release no longer knows sleeps for a day at a time.
        return schedule.next_after(now) if schedule else now + timedelta(days=1)
