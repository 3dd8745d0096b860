"""Fixtures that several folders share; tests that use them are coroutines marked with `anyio`."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.factories.database import TestDatabase
from tests.factories.malls import Mall, open_mall
from tests.factories.stage import Stage, add_merchant, add_shop, open_stage


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def stage(database: TestDatabase) -> AsyncIterator[Stage]:
    """A shop on each database."""
    made = await open_stage(database)
    yield made
    await made.units.close()


@pytest.fixture
async def neighbour(stage: Stage) -> Stage:
    """Another owner's shop in the same database."""
    merchant_id = await add_merchant(stage.units, stage.vault)
    return await add_shop(stage.database, stage.units, stage.vault, merchant_id)


@pytest.fixture
async def mall(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Mall]:
    """The whole mall over HTTP on each database, without WeChat."""
    async with open_mall(database, tmp_path) as made:
        yield made
