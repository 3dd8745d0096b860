"""Fixtures that several folders share; tests that use them are coroutines marked with `anyio`."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest

from tests.factories.database import TestDatabase
from tests.factories.malls import Mall, open_mall
from tests.factories.payers import PayingMall
from tests.factories.stage import Stage, add_merchant, add_shop, open_stage
from tests.wechat.sandbox_process import Sandbox, notice_receiver, running_sandbox

# A busy machine is no fault of the code; failing examples are printed, not kept.
hypothesis.settings.register_profile("xiaopu", deadline=None, database=None)
hypothesis.settings.load_profile("xiaopu")


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


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """WeChat, as one sandbox process for the whole session."""
    with running_sandbox(tmp_path_factory.mktemp("world")) as sandbox:
        yield sandbox


@pytest.fixture
async def paying(database: TestDatabase, tmp_path: Path, world: Sandbox) -> AsyncIterator[PayingMall]:
    """The whole mall with WeChat beside it; what WeChat sends lands in `paying.notices`."""
    # The two sides compare clocks.
    database.clock.now = datetime.now(UTC)
    with notice_receiver() as (address, notices):
        origin = address.removesuffix("/callbacks/wechat/pay")
        async with open_mall(database, tmp_path, wechat=world.origin, public_url=origin) as mall:
            yield PayingMall(mall, world, notices, database.clock)
