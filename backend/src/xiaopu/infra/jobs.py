"""The outbox as people see it: what waits, what failed, and sending a dead letter again."""

from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import and_, bindparam, select, update

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import ID_LENGTH
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor

JobStatus = Literal["waiting", "failed"]

_END = "~" * ID_LENGTH
_COLUMNS = (
    OUTBOX.c.id,
    OUTBOX.c.consumer,
    OUTBOX.c.attempts,
    OUTBOX.c.run_at,
    OUTBOX.c.dead_at,
    OUTBOX.c.last_error,
)
_MINE = and_(OUTBOX.c.shop_id == bindparam("shop"), OUTBOX.c.id < bindparam("before_id"))
_PAGES = {
    "waiting": select(*_COLUMNS).where(_MINE, OUTBOX.c.done_at.is_(None), OUTBOX.c.dead_at.is_(None)),
    "failed": select(*_COLUMNS).where(_MINE, OUTBOX.c.dead_at.is_not(None)),
    None: select(*_COLUMNS).where(_MINE, OUTBOX.c.done_at.is_(None)),
}
JOB_PAGES = {
    status: page.order_by(OUTBOX.c.id.desc()).limit(bindparam("most")) for status, page in _PAGES.items()
}
REVIVE = (
    update(OUTBOX)
    .where(
        OUTBOX.c.shop_id == bindparam("shop"),
        OUTBOX.c.id == bindparam("wanted"),
        OUTBOX.c.dead_at.is_not(None),
    )
    .values(dead_at=None, attempts=0, run_at=bindparam("now"))
)


class JobRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """One row of background work. `topic` names the consumer."""

    id: str
    topic: str
    attempts: int
    run_at: datetime
    status: JobStatus
    last_error: str | None = None


def job_page(read: ReadScope, status: JobStatus | None, cursor: str | None, limit: int) -> Page[JobRow]:
    """Open work of the scope's shop, newest first."""
    keys = decode_cursor(cursor, str)
    rows = read.rows(JOB_PAGES[status], before_id=keys[0] if keys else _END, most=limit + 1)
    return cut_page(
        rows,
        limit,
        lambda row: JobRow(
            row.id,
            row.consumer,
            row.attempts,
            row.run_at,
            "failed" if row.dead_at else "waiting",
            row.last_error,
        ),
        lambda row: encode_cursor(row.id),
    )


def retry_job(uow: UnitOfWork, job_id: str) -> None:
    """Send a dead letter again; `not_found` when there is none of that id."""
    if not uow.run(REVIVE, wanted=job_id, now=uow.now):
        raise NotFound
    uow.emitted += 1
