"""Three makers for three kinds of tables. A table made any other way is refused by a lint.

shop_table        rows of one shop: `shop_id` leads every primary, unique and foreign key (distributable)
reference_table   the same for all shops, written by migrations and operators
directory_table   finds a shop or an account before the shop is known; never joined with shop tables
"""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
)
from sqlalchemy import UniqueConstraint as _Unique
from sqlalchemy.schema import SchemaItem

from xiaopu.infra.database.types import Id

METADATA = MetaData()

KIND = "xiaopu_kind"


def shop_table(name: str, *items: SchemaItem, key: tuple[str, ...] = ("id",)) -> Table:
    """A table whose rows belong to one shop; the primary key is `(shop_id, *key)`."""
    return _table(name, "shop", (Column("shop_id", Id(), nullable=False), *items), ("shop_id", *key))


def reference_table(name: str, *items: SchemaItem, key: tuple[str, ...] = ("id",)) -> Table:
    """A table that every shop reads and none writes."""
    return _table(name, "reference", items, key)


def directory_table(name: str, *items: SchemaItem, key: tuple[str, ...] = ("id",)) -> Table:
    """A look-up table that is read before the shop is known."""
    return _table(name, "directory", items, key)


def column(name: str, kind: Any, *, optional: bool = False) -> Column[Any]:
    """A column; what may be absent says so."""
    return Column(name, kind, nullable=optional)


def unique(*columns: str, name: str) -> _Unique:
    """A unique key; in a shop table `shop_id` is named first, by hand, so that the eye sees it."""
    return _Unique(*columns, name=name)


def index(name: str, *columns: Any, **options: Any) -> Index:
    """An index; in a shop table `shop_id` comes first."""
    return Index(name, *columns, **options)


def belongs_to(table: str, *columns: str) -> ForeignKeyConstraint:
    """A foreign key `(shop_id, column) → table(shop_id, id)` within the shop."""
    return ForeignKeyConstraint(("shop_id", *columns), (f"{table}.shop_id", f"{table}.id"))


def _table(name: str, kind: str, items: tuple[SchemaItem, ...], key: tuple[str, ...]) -> Table:
    table = Table(
        name,
        METADATA,
        *items,
        PrimaryKeyConstraint(*key, name=f"pk_{name}"),
        info={KIND: kind},
        sqlite_strict=True,
    )
    for one in table.columns:
        for dialect in ("sqlite", "postgresql"):
            for number, check in enumerate(one.type.checks(one.name, dialect)):  # type: ignore[attr-defined]  # columns hold our own types only
                rule = CheckConstraint(check, name=f"ck_{name}_{one.name}_{number}")
                table.append_constraint(rule.ddl_if(dialect=dialect))
    return table
