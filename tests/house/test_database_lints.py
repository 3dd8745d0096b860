"""tools/lints/database.py: where transactions, SQL, column types and neighbours' tables may be."""

import pytest

from tests.house.samples import ORDERS, found, lines
from tools.lints import database
from tools.lints.database import column_types, neighbour_tables, sql_places, transactions


class TestTransactions:
    @pytest.mark.parametrize("ending", ["commit", "rollback", "begin", "begin_nested"])
    def test_catches_whoever_ends_a_transaction(self, ending: str) -> None:
        text = f"def pay(uow):\n    uow.connection.{ending}()\n"
        assert lines(transactions, f"{ORDERS}/usecases/pay.py", text) == [2]

    def test_passes_infra_and_those_who_are_handed_a_unit(self) -> None:
        ending = "def write(connection):\n    connection.commit()\n"
        assert lines(transactions, "backend/src/xiaopu/infra/database/units.py", ending) == []
        assert lines(transactions, f"{ORDERS}/usecases/pay.py", "def pay(uow):\n    uow.publish(1)\n") == []

    def test_passes_the_sandbox_which_has_its_own_books(self) -> None:
        assert lines(transactions, "sandbox/src/wxsandbox/store.py", "def f(c):\n    c.commit()\n") == []


class TestSqlPlaces:
    @pytest.mark.parametrize(
        "statement",
        [
            "from sqlalchemy import select",
            "import sqlalchemy as sa",
            "from sqlalchemy.dialects.postgresql import insert",
            "import sqlite3",
            'QUERY = "SELECT id FROM orders WHERE shop_id = 1"',
            'QUERY = "UPDATE orders SET status = 1"',
            'QUERY = "INSERT INTO orders VALUES (1)"',
            'QUERY = "DELETE FROM orders"',
        ],
    )
    @pytest.mark.parametrize(
        "path", [f"{ORDERS}/usecases/pay.py", f"{ORDERS}/domain.py", "backend/src/xiaopu/entrypoints/cli.py"]
    )
    def test_catches_sql_elsewhere(self, path: str, statement: str) -> None:
        assert lines(sql_places, path, statement) == [1]

    @pytest.mark.parametrize("name", ["repository.py", "repository/orders.py", "queries.py", "tables.py"])
    def test_passes_the_places_of_sql(self, name: str) -> None:
        assert lines(sql_places, f"{ORDERS}/{name}", "from sqlalchemy import select\n") == []

    def test_passes_the_type_of_a_row(self) -> None:
        assert lines(sql_places, f"{ORDERS}/usecases/pay.py", "from sqlalchemy import Row\n") == []
        assert lines(sql_places, f"{ORDERS}/usecases/pay.py", "from sqlalchemy import Row, select\n") == [1]

    def test_passes_prose_that_reads_like_sql(self) -> None:
        assert lines(sql_places, f"{ORDERS}/domain.py", 'HINT = "Select a size, then update the cart"') == []

    def test_catches_a_file_of_sql_that_is_not_listed(self) -> None:
        path = f"{ORDERS}/repository/extra.sql"
        assert found(sql_places, (path, "SELECT 1")) == [(path, 0)]

    def test_passes_files_of_sql_that_migrations_run(self) -> None:
        path = "backend/src/xiaopu/infra/database/migrations/versions/0001.sql"
        assert found(sql_places, (path, "CREATE TABLE a (b TEXT)")) == []


class TestColumnTypes:
    GOOD = """
        from xiaopu.infra.database.tables import column, shop_table
        from xiaopu.infra.database.types import Fen, Text

        ORDERS = shop_table("orders", column("no", Text(32)), column("total_fen", Fen()))
        """

    def test_passes_our_makers_and_types(self) -> None:
        assert lines(column_types, f"{ORDERS}/tables.py", self.GOOD) == []

    def test_catches_a_type_of_sqlalchemy(self) -> None:
        text = self.GOOD.replace("import Fen, Text", "import Fen").replace(
            "\n\n", "\n        from sqlalchemy import Text\n\n"
        )
        assert lines(column_types, f"{ORDERS}/tables.py", text) == [4, 6]

    def test_catches_a_table_made_by_hand(self) -> None:
        text = 'from sqlalchemy import Column\n\nA = Table("a", METADATA, Column("b", Text(3)))\n'
        assert lines(column_types, f"{ORDERS}/tables.py", text) == [1, 3, 3]


class TestNeighbourTables:
    @pytest.mark.parametrize("verb", ["insert", "update", "delete"])
    def test_catches_whoever_writes_a_neighbours_table(self, verb: str) -> None:
        text = f"""
            from sqlalchemy import {verb}
            from xiaopu.modules.inventory.tables import STOCK

            TAKE = {verb}(STOCK).where(STOCK.c.sku_id == 1)
            """
        assert lines(neighbour_tables, f"{ORDERS}/repository.py", text) == [5]

    def test_catches_it_through_the_neighbours_module_and_as_a_method(self) -> None:
        text = """
            from xiaopu.modules.inventory import tables as stock

            TAKE = stock.STOCK.update().values(available=1)
            GIVE = sa.insert(stock.STOCK)
            """
        assert lines(neighbour_tables, f"{ORDERS}/repository.py", text) == [4, 5]

    def test_passes_joins_and_the_modules_own_tables(self) -> None:
        text = """
            from xiaopu.modules.inventory.tables import STOCK
            from xiaopu.modules.orders.tables import ORDERS

            LIST = select(ORDERS).join(STOCK)
            MOVE = update(ORDERS).where(ORDERS.c.id == STOCK.c.id)
            """
        assert lines(neighbour_tables, f"{ORDERS}/queries.py", text) == []

    def test_holds_the_list_of_tables_that_a_stored_function_writes(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = f"{ORDERS}/repository/place_order.sql"
        monkeypatch.setattr(database, "SQL_FILES", {path: frozenset({"orders", "stock"})})
        good = """
            INSERT INTO orders VALUES (1); -- UPDATE members
            UPDATE stock SET n = 1;
            SELECT 1 FROM sku FOR UPDATE;
            """
        assert found(neighbour_tables, (path, good)) == []
        assert found(neighbour_tables, (path, good.replace("members", "members\n DELETE FROM carts"))) == [
            (path, 0)
        ]
        assert found(neighbour_tables, (path, "INSERT INTO orders VALUES (1)")) == [(path, 0)]
