"""The outbox: one durable table for events, jobs and schedules, written in the commit that causes them.

Delivery is at least once: a row is claimed under a lease, run, and marked done; a worker that dies lets the
lease run out.
Each consumer of an event has its own row, so that one that fails is retried alone. After `MAX_ATTEMPTS` a
row is a dead letter,
kept for a person to look at and send again.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.tables import column, index, shop_table, unique
from xiaopu.infra.database.types import Count, Id, Instant, Text
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import ShopId

MAX_ATTEMPTS = 12
LEASE = timedelta(minutes=5)

OUTBOX = shop_table(
    "outbox",
    column("id", Id()),
    column("consumer", Text(120)),
    column("dedupe", Text(160)),
    column("payload", Text(200_000)),
    column("created_at", Instant()),
    column("run_at", Instant()),
    column("attempts", Count()),
    column("lease_until", Instant(), optional=True),
    column("done_at", Instant(), optional=True),
    column("dead_at", Instant(), optional=True),
    column("last_error", Text(500), optional=True),
    unique("shop_id", "dedupe", name="uq_outbox_dedupe"),
)
_OPEN = and_(OUTBOX.c.done_at.is_(None), OUTBOX.c.dead_at.is_(None))
index(
    "ix_outbox_due",
    OUTBOX.c.shop_id,
    OUTBOX.c.run_at,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)

_FREE = or_(OUTBOX.c.lease_until.is_(None), OUTBOX.c.lease_until < bindparam("now"))
_DUE = and_(_OPEN, OUTBOX.c.run_at <= bindparam("now"), _FREE)

_ROW: dict[str, Any] = {
    name: bindparam(name) for name in ("id", "consumer", "dedupe", "payload", "created_at", "run_at")
}
_PUT = {
    dialect: insert(OUTBOX)
    .values(shop_id=bindparam("shop"), attempts=0, **_ROW)
    .on_conflict_do_nothing(index_elements=["shop_id", "dedupe"])
    for dialect, insert in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}
DUE_SHOPS_ACROSS_SHOPS = (
    select(OUTBOX.c.shop_id)
    .where(_DUE)
    .group_by(OUTBOX.c.shop_id)
    .order_by(func.min(OUTBOX.c.run_at))
    .limit(50)
)
NEXT_DUE_ACROSS_SHOPS = select(func.min(OUTBOX.c.run_at)).where(_OPEN)
_CLAIMABLE = (
    select(OUTBOX.c.id)
    .where(OUTBOX.c.shop_id == bindparam("shop"), _DUE)
    .order_by(OUTBOX.c.run_at, OUTBOX.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
CLAIM = (
    update(OUTBOX)
    .where(OUTBOX.c.shop_id == bindparam("shop"), OUTBOX.c.id.in_(_CLAIMABLE))
    .values(lease_until=bindparam("lease"), attempts=OUTBOX.c.attempts + 1)
    .returning(OUTBOX.c.id, OUTBOX.c.consumer, OUTBOX.c.payload, OUTBOX.c.attempts)
)
_MINE = and_(
    OUTBOX.c.shop_id == bindparam("shop"),
    OUTBOX.c.id == bindparam("row_id"),
    OUTBOX.c.attempts == bindparam("attempt"),
)
DONE = update(OUTBOX).where(_MINE).values(done_at=bindparam("now"), lease_until=None, last_error=None)
AGAIN = (
    update(OUTBOX)
    .where(_MINE)
    .values(run_at=bindparam("next_at"), lease_until=None, last_error=bindparam("error"))
)
DEAD = (
    update(OUTBOX)
    .where(_MINE)
    .values(dead_at=bindparam("now"), lease_until=None, last_error=bindparam("error"))
)
# A schedule is a row that never ends: after each run it is due again.
ROUND = (
    update(OUTBOX)
    .where(_MINE)
    .values(run_at=bindparam("next_at"), lease_until=None, attempts=0, last_error=bindparam("error"))
)


class Job(msgspec.Struct, frozen=True):
    """A claimed row: run it before the lease ends."""

    shop_id: ShopId
    id: str
    consumer: str
    payload: str
    attempt: int


# What a consumer is: an async function of the scope's shop and the event, run outside any unit.
Consumer = Callable[[ShopScope, Any], Awaitable[None]]


class Subscriptions:
    """Which consumers hear which event; the wiring fills it once, before the first unit opens."""

    def __init__(self) -> None:
        self._by_event: dict[type, list[str]] = {}
        self._consumers: dict[str, tuple[type, Consumer]] = {}

    def add(self, name: str, event: type, consumer: Consumer) -> None:
        """Names are stored in rows: never rename one without a migration. Refuses a name twice."""
        if name in self._consumers:
            raise ValueError(f"two consumers are called {name}")
        self._consumers[name] = (event, consumer)
        self._by_event.setdefault(event, []).append(name)

    def names_for(self, event: type) -> Sequence[str]:
        return self._by_event.get(event, ())

    def consumer(self, name: str) -> tuple[type, Consumer] | None:
        return self._consumers.get(name)

    @property
    def consumers(self) -> Mapping[str, tuple[type, Consumer]]:
        return self._consumers


class TableOutbox:
    """`Outbox` over the table above."""

    def __init__(self, subscriptions: Subscriptions) -> None:
        self._subscriptions = subscriptions

    def put(self, uow: UnitOfWork, event: Any, run_at: datetime) -> int:
        """One row per consumer. An event with a `dedupe` attribute is kept once per consumer for all time."""
        names = self._subscriptions.names_for(type(event))
        payload = msgspec.json.encode(event).decode()
        for name in names:
            row_id = uow.new_id()
            uow.run(
                _PUT[uow.dialect],
                id=row_id,
                consumer=name,
                dedupe=f"{name}:{getattr(event, 'dedupe', row_id)}",
                payload=payload,
                created_at=uow.now,
                run_at=run_at,
            )
        return len(names)


def due_shops(read: ReadScope) -> list[ShopId]:
    """Shops with work due, the longest waiting first, at most 50."""
    return [ShopId(row[0]) for row in read.rows(DUE_SHOPS_ACROSS_SHOPS, now=read.now)]


def claim(uow: UnitOfWork, most: int) -> list[Job]:
    """Take up to `most` due rows of this shop under a lease."""
    rows = uow.rows(CLAIM, now=uow.now, lease=uow.now + LEASE, most=most)
    return [Job(uow.shop_id, row.id, row.consumer, row.payload, row.attempts) for row in rows]


def ensure_schedule(uow: UnitOfWork, name: str) -> None:
    """Make the endless row of a schedule; nothing happens when it is there."""
    uow.run(
        _PUT[uow.dialect],
        id=uow.new_id(),
        consumer=f"schedule:{name}",
        dedupe=f"schedule:{name}",
        payload="{}",
        created_at=uow.now,
        run_at=uow.now,
    )


def finish(uow: UnitOfWork, job: Job) -> None:
    """The consumer succeeded. A lease that ran out meanwhile makes this a no-op."""
    uow.run(DONE, row_id=job.id, attempt=job.attempt, now=uow.now)


def fail(uow: UnitOfWork, job: Job, error: str) -> None:
    """The consumer failed: again later (2 s, 4 s, … at most an hour), or a dead letter."""
    wanted = {"row_id": job.id, "attempt": job.attempt, "error": error[:500]}
    if job.attempt >= MAX_ATTEMPTS:
        uow.run(DEAD, now=uow.now, **wanted)
    else:
        pause = timedelta(seconds=min(2**job.attempt, 3600))
        uow.run(AGAIN, next_at=uow.now + pause, **wanted)


def come_round(uow: UnitOfWork, job: Job, next_at: datetime, error: str | None) -> None:
    """A schedule ran (or failed, with its error kept for the jobs page): due again at `next_at`."""
    uow.run(ROUND, row_id=job.id, attempt=job.attempt, next_at=next_at, error=error and error[:500])


async def drain(units: Units, shop_id: ShopId, most: int) -> list[Job]:
    """Claim for one shop in a unit of its own."""
    return await units.write(ShopScope(shop_id), claim, most)
