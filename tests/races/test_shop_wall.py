"""The second tenant wall, row-level security, seen with the application's own role, up and down."""

import itertools
import os
from collections.abc import AsyncIterator

import asyncpg
import pytest

from tests.factories.database import APP_USER, PLATFORM_USER, TestDatabase
from tests.factories.stage import Stage, add_merchant, add_shop, open_stage
from xiaopu.infra.database.tables import KIND, METADATA

pytestmark = [pytest.mark.anyio, pytest.mark.postgres]

_numbers = itertools.count(1)
SHOP_TABLES = sorted(table.name for table in METADATA.sorted_tables if table.info[KIND] == "shop")


@pytest.fixture
async def walled(postgres_server: str, postgres_template: str) -> AsyncIterator[TestDatabase]:
    """A database of its own, whatever the database under test is."""
    name = f"wall_{os.getpid()}_{next(_numbers)}"
    owner = await asyncpg.connect(postgres_server)
    await owner.execute(f'CREATE DATABASE "{name}" TEMPLATE "{postgres_template}"')
    yield TestDatabase.on_postgres(postgres_server, name)
    await owner.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await owner.close()


async def two_shops(walled: TestDatabase) -> tuple[Stage, Stage]:
    """Two shops with an order each; close the units of the first."""
    stage = await open_stage(walled)
    rival = await add_shop(walled, stage.units, stage.vault, await add_merchant(stage.units, stage.vault))
    for shop in (stage, rival):
        goods = await shop.goods()
        await shop.order(await shop.shopper(), goods.skus[0])
    return stage, rival


async def shops_seen(connection: asyncpg.Connection, table: str) -> set[str]:
    assert table in SHOP_TABLES
    statement = f'SELECT shop_id FROM "{table}"'  # noqa: S608 (a name of our own schema)
    return {row["shop_id"] for row in await connection.fetch(statement)}


class TestShopWall:
    async def test_shows_each_shop_its_own_rows_in_every_shop_table(self, walled: TestDatabase) -> None:
        stage, rival = await two_shops(walled)
        connection = await asyncpg.connect(walled.url)
        assert await connection.fetchval("SELECT current_user") == APP_USER
        full = 0
        for shop in (stage, rival):
            await connection.execute("SELECT set_config('app.shop_id', $1, false)", shop.scope.shop_id)
            for table in SHOP_TABLES:
                seen = await shops_seen(connection, table)
                assert seen <= {shop.scope.shop_id}, table
                full += len(seen)
        assert full > 20
        await connection.close()
        await stage.units.close()

    async def test_shows_nothing_to_who_names_no_shop(self, walled: TestDatabase) -> None:
        stage, _ = await two_shops(walled)
        connection = await asyncpg.connect(walled.url)
        for table in SHOP_TABLES:
            assert await shops_seen(connection, table) == set(), table
        await connection.close()
        await stage.units.close()

    async def test_lets_nobody_write_into_or_move_rows_to_another_shop(self, walled: TestDatabase) -> None:
        stage, rival = await two_shops(walled)
        connection = await asyncpg.connect(walled.url)
        mine, theirs = stage.scope.shop_id, rival.scope.shop_id
        await connection.execute("SELECT set_config('app.shop_id', $1, false)", mine)
        assert await connection.execute("UPDATE orders SET flag = 5 WHERE shop_id = $1", theirs) == "UPDATE 0"
        assert await connection.execute("DELETE FROM stock_journal WHERE shop_id = $1", theirs) == "DELETE 0"
        for statement in (
            "UPDATE shops SET shop_id = $1",
            "INSERT INTO oauth_states (shop_id, digest, created_at) VALUES ($1, '\\x00', now())",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement, theirs)
        await connection.close()
        await stage.units.close()

    async def test_the_platform_role_reads_and_does_not_write(self, walled: TestDatabase) -> None:
        stage, rival = await two_shops(walled)
        connection = await asyncpg.connect(walled.platform_url)
        assert await connection.fetchval("SELECT current_user") == PLATFORM_USER
        both = {stage.scope.shop_id, rival.scope.shop_id}
        assert await shops_seen(connection, "orders") == both
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("UPDATE orders SET flag = 5")
        await connection.close()
        await stage.units.close()

    async def test_neither_role_can_take_the_wall_down(self, walled: TestDatabase) -> None:
        for url in (walled.url, walled.platform_url):
            connection = await asyncpg.connect(url)
            for statement in (
                "DROP POLICY shop_wall ON orders",
                "ALTER TABLE orders DISABLE ROW LEVEL SECURITY",
                "SET ROLE xiaopu_super",
                "TRUNCATE orders",
            ):
                with pytest.raises(asyncpg.PostgresError):
                    await connection.execute(statement)
            row = await connection.fetchrow(
                "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
            )
            assert tuple(row) == (False, False)
            await connection.close()

    async def test_with_the_wall_down_one_shop_sees_the_others_orders(self, walled: TestDatabase) -> None:
        stage, rival = await two_shops(walled)
        owner = await asyncpg.connect(walled.owner_url)
        await owner.execute("DROP POLICY shop_wall ON orders; ALTER TABLE orders DISABLE ROW LEVEL SECURITY")
        await owner.close()
        connection = await asyncpg.connect(walled.url)
        await connection.execute("SELECT set_config('app.shop_id', $1, false)", stage.scope.shop_id)
        assert await shops_seen(connection, "orders") == {stage.scope.shop_id, rival.scope.shop_id}
        await connection.close()
        await stage.units.close()
