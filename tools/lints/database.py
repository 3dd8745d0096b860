"""Where the database is touched: transactions, SQL, column types, and neighbours' tables."""

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Final

from tools.lints.source import MALL, Finding, Source, imports_of, python_of

INFRA: Final = f"{MALL}/infra"
TYPES: Final = "xiaopu.infra.database.types"

SQL_FILES: Final[Mapping[str, frozenset[str]]] = {
    "backend/src/xiaopu/modules/orders/sql/place_order.sql": frozenset(
        {"stock", "stock_journal", "orders", "order_lines", "order_history"}
    ),
}
"""The only .sql files of the mall, each with all tables that it writes.

A stored function may write neighbours' tables in one round trip; that is allowed for order placement alone.
"""

_ENDING: Final = frozenset({"commit", "rollback", "begin", "begin_nested"})
_DRIVERS: Final = frozenset({"sqlalchemy", "sqlite3", "asyncpg", "psycopg", "aiosqlite", "alembic"})
# The type of what a statement returns; it can build none.
_NO_SQL: Final = frozenset({"Row"})
_SQL_LAYERS: Final = frozenset({"repository", "queries", "tables"})
_TABLE_NAMES: Final = frozenset({"CheckConstraint", "Table"})
_SQL_TEXT: Final = re.compile(
    r"\s*(SELECT\s.+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX|FUNCTION)\s)",
    re.DOTALL,
)
_SQL_WRITES: Final = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(?:ONLY\s+)?([a-z_][a-z0-9_]*)", re.IGNORECASE
)
_SQL_COMMENT: Final = re.compile(r"--[^\n]*|FOR\s+(?:NO\s+KEY\s+)?UPDATE\b|DO\s+UPDATE\b", re.IGNORECASE)
_WRITING: Final = frozenset({"insert", "update", "delete"})


def transactions(sources: list[Source]) -> Iterator[Finding]:
    """Only infra ends a transaction; everybody else is handed one."""
    for source in python_of(sources, MALL):
        if source.inside(INFRA):
            continue
        for node in ast.walk(source.tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in _ENDING
            ):
                yield Finding(
                    source.path,
                    node.lineno,
                    f"calls {node.func.attr}(): only infra begins, commits and rolls back",
                )


def sql_places(sources: list[Source]) -> Iterator[Finding]:
    """SQL is written in repository, queries, tables and infra, and in the listed .sql files."""
    for source in sources:
        of_the_mall = source.path.endswith(".sql") and source.inside(MALL) and not source.inside(INFRA)
        if of_the_mall and source.path not in SQL_FILES:
            yield Finding(source.path, 0, "is not in SQL_FILES of tools/lints/database.py")
    for source in python_of(sources, MALL):
        if source.inside(INFRA) or source.layer in _SQL_LAYERS:
            continue
        yield from _sql_in(source)


def _sql_in(source: Source) -> Iterator[Finding]:
    for line, module, name in imports_of(source):
        if module.split(".")[0] in _DRIVERS and name not in _NO_SQL:
            yield Finding(source.path, line, f"imports {module}: SQL belongs to repository and queries")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL_TEXT.match(node.value):
            yield Finding(source.path, node.lineno, "holds SQL as text: it belongs to repository and queries")


def column_types(sources: list[Source]) -> Iterator[Finding]:
    """Tables are made by infra's makers, of our own column types."""
    for source in python_of(sources, MALL):
        if source.layer != "tables":
            continue
        ours = {name for _, module, name in imports_of(source) if module == TYPES and name}
        for line, module, name in imports_of(source):
            if module.split(".")[0] == "sqlalchemy" and name not in _TABLE_NAMES:
                yield Finding(
                    source.path, line, f"imports {name or module} of sqlalchemy: columns are of our types"
                )
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call):
                yield from _checked_call(source, node, ours)


def _checked_call(source: Source, call: ast.Call, ours: set[str]) -> Iterator[Finding]:
    name = _last_name(call.func)
    if name in {"Table", "Column"}:
        yield Finding(source.path, call.lineno, f"calls {name}(): use the makers of infra.database.tables")
    if name == "column" and len(call.args) > 1:
        kind = call.args[1].func if isinstance(call.args[1], ast.Call) else call.args[1]
        if not (isinstance(kind, ast.Name) and kind.id in ours):
            yield Finding(
                source.path, call.lineno, f"column type {ast.unparse(kind)} is not one of ours ({TYPES})"
            )


def neighbour_tables(sources: list[Source]) -> Iterator[Finding]:
    """A module writes its own tables; those of neighbours it may join for reading."""
    for source in python_of(sources, MALL):
        if source.module is None:
            continue
        foreign = _foreign_tables(source)
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Call):
                continue
            written = _written(node)
            root = _first_name(written) if written is not None else None
            if root in foreign:
                yield Finding(
                    source.path, node.lineno, f"writes {ast.unparse(node)}: a table of {foreign[root]}"
                )
    for source in sources:
        if source.path in SQL_FILES:
            yield from _checked_sql(source, SQL_FILES[source.path])


def _foreign_tables(source: Source) -> dict[str, str]:
    """Local names that stand for a neighbour's tables or their module, with the neighbour's name."""
    found: dict[str, str] = {}
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("xiaopu.modules."):
            continue
        parts = (node.module or "").split(".")
        for alias in node.names:
            path = [*parts, alias.name]
            if len(path) > 3 and path[3] == "tables" and path[2] != source.module:
                found[alias.asname or alias.name] = path[2]
    return found


def _written(call: ast.Call) -> ast.expr | None:
    """The table that `insert(T)`, `sa.insert(T)` or `T.insert()` writes."""
    if _last_name(call.func) not in _WRITING:
        return None
    if call.args:
        return call.args[0]
    return call.func.value if isinstance(call.func, ast.Attribute) else None


def _checked_sql(source: Source, listed: frozenset[str]) -> Iterator[Finding]:
    text = _SQL_COMMENT.sub(" ", source.text)
    written = {name.lower() for name in _SQL_WRITES.findall(text)}
    for name in sorted(written - listed):
        yield Finding(source.path, 0, f"writes {name}, which SQL_FILES does not list for it")
    for name in sorted(listed - written):
        yield Finding(source.path, 0, f"does not write {name}, though SQL_FILES lists it")


def _last_name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _first_name(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else None
