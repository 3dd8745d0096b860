"""The tables as a whole: three kinds, distributable by shop, frozen in the migration, and no statement
without its shop.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Delete, ForeignKeyConstraint, Insert, Select, TextClause, UniqueConstraint, Update

import xiaopu
from xiaopu.entrypoints import schema
from xiaopu.infra.database.ddl import DIALECTS, role_statements, schema_statements
from xiaopu.infra.database.migrate import HISTORY, upgrade
from xiaopu.infra.database.scoping import scoping_of
from xiaopu.infra.database.sqlite import sqlite_engine
from xiaopu.infra.database.tables import KIND

STATEMENTS = (Select, Insert, Update, Delete, TextClause)
LISTED = {
    "shop": schema.SHOP_TABLES,
    "reference": schema.REFERENCE_TABLES,
    "directory": schema.DIRECTORY_TABLES,
}


def constants() -> Iterator[tuple[str, object]]:
    """(module.NAME or module.NAME[key], statement) of every statement constant of the house."""
    for found in pkgutil.walk_packages(xiaopu.__path__, "xiaopu."):
        if ".migrations" in found.name:
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, STATEMENTS):
                yield f"{found.name}.{name}", value
            elif isinstance(value, dict):
                yield from (
                    (f"{found.name}.{name}[{key}]", one)
                    for key, one in value.items()
                    if isinstance(one, STATEMENTS)
                )


class TestTables:
    @pytest.mark.parametrize("kind", sorted(LISTED))
    def test_every_table_is_listed_under_its_kind(self, kind: str) -> None:
        declared = {table.name for table in schema.METADATA.tables.values() if table.info[KIND] == kind}
        assert declared == set(LISTED[kind])

    @pytest.mark.parametrize("name", sorted(schema.SHOP_TABLES))
    def test_a_shop_table_can_be_distributed(self, name: str) -> None:
        table = schema.METADATA.tables[name]
        assert next(iter(table.primary_key.columns)).name == "shop_id"
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint):
                assert "shop_id" in [column.name for column in constraint.columns], constraint.name
            if isinstance(constraint, ForeignKeyConstraint):
                pairs = [(key.parent.name, key.column.name) for key in constraint.elements]
                assert pairs[0] == ("shop_id", "shop_id")
                assert constraint.referred_table.name in schema.SHOP_TABLES
        assert [
            index.name for index in table.indexes if index.unique and "shop_id" not in index.columns
        ] == []

    @pytest.mark.parametrize("name", sorted(schema.DIRECTORY_TABLES))
    def test_a_directory_is_not_tied_to_shop_tables(self, name: str) -> None:
        table = schema.METADATA.tables[name]
        assert [key for key in table.foreign_keys if key.column.table.name in schema.SHOP_TABLES] == []


class TestStatements:
    def test_there_are_statements_to_look_at(self) -> None:
        assert len(list(constants())) > 200

    def test_a_statement_over_shop_tables_is_bound_to_its_shop(self) -> None:
        loose = [
            name
            for name, statement in constants()
            if scoping_of(statement).touches_shops
            and not scoping_of(statement).takes_shop
            and "ACROSS_SHOPS" not in name
            and not name.rpartition(".")[2].startswith("_")
        ]
        assert loose == []


class TestMigration:
    @pytest.mark.parametrize("dialect", sorted(DIALECTS))
    def test_the_frozen_text_is_what_is_declared(self, dialect: str) -> None:
        statements = schema_statements(dialect, schema.METADATA)
        if dialect == "postgresql":
            statements = [*role_statements(), *statements, *schema.stored_functions()]
        frozen = (HISTORY / "versions" / f"0001_spine.{dialect}.sql").read_text(encoding="utf-8")
        assert frozen == "\n;;\n".join(statements) + "\n"

    def test_a_second_upgrade_leaves_every_row_where_it_was(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path}/mall.db"
        upgrade(url)
        shop = "a" * 20
        with sqlite_engine(tmp_path / "mall.db").connect() as connection:
            connection.exec_driver_sql(
                "INSERT INTO members (shop_id, id, nickname, created_at, last_seen_at)"
                " VALUES (?, ?, '茶', 1, 1)",
                (shop, "b" * 20),
            )
            connection.exec_driver_sql(
                "INSERT INTO favourites (shop_id, member_id, goods_id, created_at) VALUES (?, ?, ?, 1)",
                (shop, "b" * 20, "c" * 20),
            )
        upgrade(url)
        with sqlite_engine(tmp_path / "mall.db").connect() as connection:
            counts = [
                connection.exec_driver_sql(question).scalar_one()
                for question in ("SELECT count(*) FROM members", "SELECT count(*) FROM favourites")
            ]
        assert counts == [1, 1]
