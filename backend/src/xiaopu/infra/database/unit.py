"""A unit of work: one transaction, one scope, one moment.

`ReadScope` reads. `UnitOfWork` also writes, tells neighbours in the same unit (`publish`) and leaves work
for after the commit (`emit`).
Use cases get one of them and never see a connection. Statements are module constants; the parameter `shop`
is bound here and nowhere
else, and a statement that touches a shop table without it is refused outside `PlatformScope`: the first of
the two tenant walls.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Executable, Row

from xiaopu.infra.database.scopes import PlatformScope, Scope
from xiaopu.infra.database.scoping import UnscopedStatement, scoping_of
from xiaopu.infra.database.statements import Statements
from xiaopu.kernel.ids import RANDOM_BITS, ShopId, make_id

Handler = Callable[["UnitOfWork", Any], None]

# Ids of one unit are drawn upwards from a random start in the lower half, by random steps: half a million
# of them fit.
_STEP = 1 << 30


class Outbox(Protocol):
    """Where emitted events go; see `xiaopu.infra.outbox`."""

    def put(self, uow: "UnitOfWork", event: Any, run_at: datetime) -> int: ...


def fresh_id(now: datetime) -> str:
    """A new id at `now`: for the edge, which names a new shop before its unit opens."""
    return make_id(epoch_ms=int(now.timestamp() * 1000), random_bits=secrets.randbits(RANDOM_BITS))


class ReadScope:
    """Reading in one transaction."""

    def __init__(self, statements: Statements, scope: Scope, now: datetime) -> None:
        self._statements = statements
        self.scope = scope
        self.now = now

    @property
    def shop_id(self) -> ShopId:
        return self.scope.shop_id

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`: for the one or two places that have two implementations."""
        return self._statements.dialect

    def rows(self, statement: Executable, **params: Any) -> Sequence[Row[Any]]:
        """All rows. Name a LIMIT: lists are bounded."""
        return self._statements.all(statement, self._bound(statement, params))

    def row(self, statement: Executable, **params: Any) -> Row[Any] | None:
        """The first row, or None."""
        return self._statements.first(statement, self._bound(statement, params))

    def value(self, statement: Executable, **params: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.row(statement, **params)
        return None if row is None else row[0]

    def _bound(self, statement: Executable, params: dict[str, Any]) -> dict[str, Any]:
        if scoping_of(statement).takes_shop:
            params["shop"] = self.scope.shop_id
        elif not self._may_run_unscoped(statement):
            raise UnscopedStatement(str(statement)[:200])
        return params

    def _may_run_unscoped(self, statement: Executable) -> bool:
        return isinstance(self.scope, PlatformScope) or not scoping_of(statement).touches_shops


class UnitOfWork(ReadScope):
    """Reading and writing in one transaction that the edge opens and closes."""

    def __init__(
        self,
        statements: Statements,
        scope: Scope,
        now: datetime,
        *,
        handlers: Mapping[type, Sequence[Handler]],
        outbox: Outbox,
    ) -> None:
        super().__init__(statements, scope, now)
        self._handlers = handlers
        self._outbox = outbox
        self.emitted = 0
        self._drawn = secrets.randbits(RANDOM_BITS - 1)
        self._last: dict[str, Handler] = {}
        self._after: list[Callable[[], None]] = []

    def run(self, statement: Executable, **params: Any) -> int:
        """Execute a writing statement; the number of rows it matched (a conditional UPDATE answers 0 or
        1).
        """
        return self._statements.run(statement, self._bound(statement, params))

    def run_many(self, statement: Executable, many: Iterable[Mapping[str, Any]]) -> None:
        """Execute once per mapping; no mappings, no statement."""
        bound = [{**one, "shop": self.scope.shop_id} for one in many]
        if not scoping_of(statement).takes_shop:
            raise UnscopedStatement(str(statement)[:200])
        if bound:
            self._statements.run_many(statement, bound)

    def at_end(self, key: str, action: Handler) -> None:
        """Run `action(self, None)` as the last thing before the commit, once per `key`: for rows that many
        units want.
        """
        self._last[key] = action

    def after_commit(self, action: Callable[[], None]) -> None:
        """Run `action` in this process once the commit is certain (a cache to drop, a bell to ring)."""
        self._after.append(action)

    def finish(self) -> None:
        """For the edge: run what was left for the end."""
        for action in self._last.values():
            action(self, None)

    def committed(self) -> None:
        """For the edge: the commit has happened."""
        for action in self._after:
            action()

    def new_id(self) -> str:
        """A fresh id at this unit's moment. Ids of one unit sort in the order in which they were drawn."""
        self._drawn += 1 + secrets.randbelow(_STEP)
        return make_id(epoch_ms=int(self.now.timestamp() * 1000), random_bits=self._drawn)

    def publish(self, event: Any) -> None:
        """Tell neighbours now, in this unit: their handlers' writes stand or fall with ours."""
        for handler in self._handlers.get(type(event), ()):
            handler(self, event)

    def emit(self, event: Any, *, run_at: datetime | None = None) -> None:
        """Leave work for the worker, in this commit: done at least once, at or after `run_at`."""
        self.emitted += self._outbox.put(self, event, run_at or self.now)
