"""A mall whose operator has a third-party platform."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.factories.database import TestDatabase
from tests.factories.malls import open_mall
from tests.factories.operators import OperatedMall, found_platform, platform_settings
from tests.factories.payers import PayingMall
from tests.sandbox.receiver import Receiver
from tests.wechat.sandbox_process import Sandbox, notice_receiver


@pytest.fixture
def box() -> Iterator[Receiver]:
    """Where WeChat pushes to; a test hands on what came."""
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
async def bare(
    database: TestDatabase, tmp_path: Path, world: Sandbox, box: Receiver
) -> AsyncIterator[OperatedMall]:
    """Before WeChat's first ticket has been handed in."""
    database.clock.now = datetime.now(UTC)
    own = found_platform(world, box)
    with notice_receiver() as (address, notices):
        origin = address.removesuffix("/callbacks/wechat/pay")
        async with open_mall(
            database, tmp_path, wechat=world.origin, public_url=origin, platform=platform_settings(own)
        ) as mall:
            yield OperatedMall(PayingMall(mall, world, notices, database.clock), own, box)


@pytest.fixture
async def operated(bare: OperatedMall) -> OperatedMall:
    """Ready: WeChat has pushed a ticket."""
    await bare.next("component_verify_ticket")
    return bare
