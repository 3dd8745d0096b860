"""Once: a POST that creates money or goods may be sent again and answers as it did the first time.

The answer is stored in the unit that has the effect, so there is no moment with one and without the other.
"""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.infra.database.tables import column, index, shop_table
from xiaopu.infra.database.types import Instant, Text
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import InvalidInput, Refusal

T = TypeVar("T")

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")

IDEMPOTENCY = shop_table(
    "idempotency",
    column("actor", Text(60)),
    column("key", Text(80)),
    column("fingerprint", Text(64)),
    column("answer", Text(200_000)),
    column("created_at", Instant()),
    key=("actor", "key"),
)
index("ix_idempotency_age", IDEMPOTENCY.c.shop_id, IDEMPOTENCY.c.created_at)

_ROW: dict[str, Any] = {
    name: bindparam(name) for name in ("actor", "key", "fingerprint", "answer", "created_at")
}
_TAKE = {
    dialect: insert(IDEMPOTENCY).values(shop_id=bindparam("shop"), **_ROW).on_conflict_do_nothing()
    for dialect, insert in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}
_MINE = (
    IDEMPOTENCY.c.shop_id == bindparam("shop"),
    IDEMPOTENCY.c.actor == bindparam("wanted_actor"),
    IDEMPOTENCY.c.key == bindparam("wanted_key"),
)
FIND = select(IDEMPOTENCY.c.fingerprint, IDEMPOTENCY.c.answer).where(*_MINE)
ANSWER = update(IDEMPOTENCY).where(*_MINE).values(answer=bindparam("new_answer"))


class IdempotencyKeyReused(Refusal):
    code = "idempotency_key_reused"
    zh = "这个请求编号已用于另一个请求"
    en = "This Idempotency-Key was used for a different request."


class Ticket(msgspec.Struct, frozen=True):
    """A client's key and a fingerprint of what it asked for."""

    key: str
    fingerprint: str

    @classmethod
    def of(cls, key: str | None, path: str, body: bytes) -> "Ticket":
        """Refuses a missing or odd key (`invalid_input`)."""
        if not key or len(key) > 64 or not _LETTERS.issuperset(key):
            raise InvalidInput.at("Idempotency-Key", "required", "1 to 64 of A-Z a-z 0-9 _ -")
        return cls(key, hashlib.sha256(path.encode() + b"\n" + body).hexdigest())


def once(uow: UnitOfWork, ticket: Ticket, answer_type: type[T], action: Callable[..., T], *args: Any) -> T:
    """`action(uow, *args)` the first time; its stored answer ever after.

    Refuses the same key with another body. Two at the same moment: the second waits for the first's commit.
    """
    if not _take(uow, ticket, ""):
        return msgspec.json.decode(_answer(uow, ticket), type=answer_type)
    answer = action(uow, *args)
    uow.run(
        ANSWER,
        wanted_actor=uow.scope.actor,
        wanted_key=ticket.key,
        new_answer=msgspec.json.encode(answer).decode(),
    )
    return answer


def answered_before(uow: UnitOfWork, ticket: Ticket, answer: T) -> T | None:
    """`once` for an answer that is known before the act, which then holds its locks for one statement less.

    None the first time: `answer` is stored, and the caller acts in this unit. Ever after, what was stored.
    """
    if _take(uow, ticket, msgspec.json.encode(answer).decode()):
        return None
    return msgspec.json.decode(_answer(uow, ticket), type=type(answer))


def _take(uow: UnitOfWork, ticket: Ticket, answer: str) -> bool:
    taken = uow.run(
        _TAKE[uow.dialect],
        actor=uow.scope.actor,
        key=ticket.key,
        fingerprint=ticket.fingerprint,
        answer=answer,
        created_at=uow.now,
    )
    return taken == 1


def _answer(uow: UnitOfWork, ticket: Ticket) -> str:
    row = uow.row(FIND, wanted_actor=uow.scope.actor, wanted_key=ticket.key)
    if row is None or row.fingerprint != ticket.fingerprint:
        raise IdempotencyKeyReused
    return str(row.answer)
