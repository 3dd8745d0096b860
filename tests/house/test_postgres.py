"""tools/postgres.py: a cluster that starts, serves loopback alone and leaves nothing behind."""

import asyncio
import os
from pathlib import Path

import asyncpg
import pytest

from tools.postgres import DURABLE, ENVIRONMENT, FAST, PostgresUnavailable, running_cluster, server_for_tests


async def answer(url: str, question: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


class TestRunningCluster:
    def test_makes_and_drops_databases_and_leaves_nothing_behind(self) -> None:
        with running_cluster() as cluster:
            url = asyncio.run(cluster.create_database("mall"))
            assert asyncio.run(answer(url, "SELECT current_database()")) == "mall"
            assert asyncio.run(answer(url, "SELECT current_setting('listen_addresses')")) == "127.0.0.1"
            assert asyncio.run(answer(url, "SELECT current_setting('fsync')")) == FAST["fsync"]
            asyncio.run(cluster.drop_database("mall"))
            with pytest.raises(asyncpg.InvalidCatalogNameError):
                asyncio.run(answer(url, "SELECT 1"))
        assert not cluster.folder.exists()
        assert not Path(f"/proc/{cluster.pid}").exists()

    def test_takes_settings(self) -> None:
        with running_cluster({**DURABLE, "max_connections": "33"}) as cluster:
            assert asyncio.run(answer(cluster.url(), "SELECT current_setting('fsync')")) == "on"
            assert asyncio.run(answer(cluster.url(), "SELECT current_setting('max_connections')")) == "33"

    def test_says_why_the_server_did_not_start(self) -> None:
        with (
            pytest.raises(PostgresUnavailable, match="no_such_setting"),
            running_cluster({"no_such_setting": "1"}),
        ):
            pytest.fail("started with a setting that does not exist")


class TestServerForTests:
    def test_takes_the_server_that_is_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(os.environ, ENVIRONMENT, "postgresql://given@127.0.0.1:1/postgres")
        with server_for_tests() as url:
            assert url == "postgresql://given@127.0.0.1:1/postgres"
