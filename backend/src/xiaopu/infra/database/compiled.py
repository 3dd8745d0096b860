"""A statement constant, compiled once for PostgreSQL: the text that is sent, how its parameters go out and
how its rows come back.

SQLAlchemy builds the text and owns the types; nothing here knows SQL. What a column type does to a value
happens here as it would in SQLAlchemy, so that rows are the same on both databases.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Executable, Row
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.engine import Dialect, result_tuple

Process = Callable[[Any], Any]
Params = Mapping[str, Any]

# No engine's: one text for every connection of the process.
_DIALECT: Dialect = asyncpg.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped


class Gap(msgspec.Struct, frozen=True):
    """Where a parameter goes: its place in the text, and in its own list if it is one."""

    place: int
    name: str
    at: int | None
    process: Process | None


class Text(msgspec.Struct, frozen=True):
    """What is sent: `arguments` are the constants of the statement, with gaps for its parameters."""

    sql: str
    arguments: list[Any]
    gaps: list[Gap]

    def bound(self, params: Params) -> list[Any]:
        """The arguments in the order of the text."""
        arguments = self.arguments.copy()
        for gap in self.gaps:
            value = params[gap.name] if gap.at is None else params[gap.name][gap.at]
            arguments[gap.place] = value if gap.process is None else gap.process(value)
        return arguments


class Compiled:
    """One constant. Where a parameter is a list, each length of it makes a text of its own.

    Refuses (TypeError) what it would answer otherwise than SQLAlchemy does: defaults that Python fills in,
    and parameters that the statement does not have.
    """

    def __init__(self, statement: Executable) -> None:
        made: Any = statement.compile(dialect=_DIALECT)  # type: ignore[attr-defined]  # every constant compiles
        if made.insert_prefetch or made.update_prefetch:
            raise TypeError(f"Python fills in a default of {made}")
        self._made = made
        self._wanted = {name for name, bind in made.binds.items() if bind.required}
        self._lists = tuple(name for name, bind in made.binds.items() if bind.required and bind.expanding)
        self._texts: dict[tuple[int, ...], Text] = {}
        self._columns: Sequence[Any] = tuple(getattr(statement, "exported_columns", ()))
        self._processes = _of_columns(self._columns)
        self._row: Callable[[Sequence[Any]], Row[Any]] | None = None

    def text(self, params: Params) -> Text:
        """The text for these parameters: of them only the lengths of lists matter."""
        lengths = tuple(len(params[name]) for name in self._lists) if self._lists else ()
        found = self._texts.get(lengths)
        if found is None:
            found = self._texts[lengths] = self._text(params)
        return found

    def rows(self, records: Sequence[Any]) -> list[Row[Any]]:
        """The driver's records as rows."""
        if not records:
            return []
        if self._row is None:
            self._row = self._row_maker(list(records[0].keys()))
        if not self._processes:
            return [self._row(record) for record in records]
        return [self._row(self._processed(record)) for record in records]

    def _processed(self, record: Any) -> list[Any]:
        values = list(record)
        for place, process in self._processes:
            values[place] = process(values[place])
        return values

    def _row_maker(self, names: list[str]) -> Callable[[Sequence[Any]], Row[Any]]:
        if self._columns and len(names) != len(self._columns):
            raise TypeError(f"{len(names)} columns came for {self._made}")
        return result_tuple(names)

    def _text(self, params: Params) -> Text:
        if surplus := params.keys() - self._wanted:
            raise TypeError(f"{', '.join(sorted(surplus))}: no parameters of {self._made}")
        state = self._made.construct_expanded_state(dict(params), escape_names=False)
        from_list = {
            part: (name, at)
            for name, parts in state.parameter_expansion.items()
            for at, part in enumerate(parts)
        }
        arguments: list[Any] = []
        gaps: list[Gap] = []
        for place, part in enumerate(state.positiontup or ()):
            name, at = from_list.get(part, (part, None))
            process = _own(self._made.binds[name].type).bind_processor(_DIALECT)
            value = None
            if name in self._wanted:
                gaps.append(Gap(place, name, at, process))
            else:
                constant = state.parameters[part]
                value = constant if process is None else process(constant)
            arguments.append(value)
        return Text(state.statement, arguments, gaps)


def _of_columns(columns: Sequence[Any]) -> list[tuple[int, Process]]:
    """What the types of an answer's columns do to their values, where they do anything."""
    processes = (_own(column.type).result_processor(_DIALECT, None) for column in columns)
    return [(place, process) for place, process in enumerate(processes) if process is not None]


def _own(kind: Any) -> Any:
    """The type as PostgreSQL has it."""
    return kind.dialect_impl(_DIALECT)
