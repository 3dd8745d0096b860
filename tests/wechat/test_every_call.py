"""Every call of the clients against the sandbox: as it should go, refused, and on WeChat's bad days.

The table has a row for every endpoint that the clients know; an endpoint without a row fails the test, unless
it is listed below as work of a later round, with its reason.
"""

import inspect
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.wechat.drives.compliance import COMPLIANCE
from tests.wechat.drives.launches import LAUNCHES
from tests.wechat.drives.mini_program import MINI_PROGRAM
from tests.wechat.drives.parcels import PARCELS
from tests.wechat.drives.paying import PAYING
from tests.wechat.drives.providing import PROVIDING
from tests.wechat.drives.stage import Drive, Stage
from tests.wechat.sandbox_process import running_sandbox
from tools.wechat_table import modules
from xiaopu.wechat.errors import FrequencyLimited, Refused
from xiaopu.wechat.transport import Endpoint

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

# endpoint → why no call of it can succeed yet
SECOND_ROUND = {
    "miniprogram.shipping.UPLOAD_COMBINED": "combined payments are work of the second round",
}
DRIVES = [*PAYING, *PROVIDING, *MINI_PROGRAM, *PARCELS, *LAUNCHES, *COMPLIANCE]
CALLS = [drive for drive in DRIVES if not drive.code.startswith("page:")]


def known() -> dict[str, Endpoint]:
    """Every endpoint of the clients by the module that defines it and its name."""
    return {
        f"{module.__name__.removeprefix('xiaopu.wechat.')}.{name}": item
        for module in modules()
        for name, item in vars(module).items()
        if isinstance(item, Endpoint)
        and re.search(rf"^{name}\b.* = ", inspect.getsource(module), re.MULTILINE)
    }


ENDPOINTS = known()


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory, anyio_backend: str) -> AsyncIterator[Stage]:
    folder: Path = tmp_path_factory.mktemp("every_call") / "state"
    with running_sandbox(folder) as sandbox:
        async with httpx.AsyncClient(trust_env=False, timeout=20) as http:
            opened = Stage(sandbox, http)
            await opened.open()
            yield opened


@pytest.fixture(autouse=True)
def quiet(stage: Stage) -> None:
    """No fault is left over from another test."""
    httpx.delete(f"{stage.sandbox.origin}/_sandbox/faults", trust_env=False)
    stage.asked.clear()


def was_called(stage: Stage, endpoint: Endpoint) -> bool:
    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(endpoint.path))
    return any(
        method == endpoint.method and re.fullmatch(pattern, path) is not None for method, path in stage.asked
    )


def order_fault(stage: Stage, kind: str, endpoint: Endpoint) -> None:
    match: dict[str, Any] = {"path": endpoint.path}
    if endpoint.path.startswith("/v3/"):
        match["method"] = endpoint.method
    body = {"kind": kind, "times": 1, "match": match, "params": {}}
    stage.sandbox.told("/_sandbox/faults", body)


def struck(stage: Stage, kind: str) -> int:
    return sum(int(fault["used"]) for fault in stage.seen("/_sandbox/faults") if fault["kind"] == kind)


def test_every_endpoint_has_a_row() -> None:
    rows = [drive.endpoint for drive in DRIVES]
    assert len(rows) == len(set(rows))
    assert set(rows) == set(ENDPOINTS)
    assert set(SECOND_ROUND) <= set(rows)


@pytest.mark.parametrize("drive", CALLS, ids=lambda drive: drive.endpoint)
class TestRefused:
    async def test_with_wechats_code(self, stage: Stage, drive: Drive) -> None:
        with pytest.raises(Refused) as refused:
            await drive.refused(stage)
        assert refused.value.means(drive.code), refused.value
        assert refused.value.endpoint == ENDPOINTS[drive.endpoint].name


@pytest.mark.parametrize(
    "drive",
    [drive for drive in CALLS if drive.endpoint not in SECOND_ROUND],
    ids=lambda drive: drive.endpoint,
)
class TestTaken:
    async def test_happy(self, stage: Stage, drive: Drive) -> None:
        await drive.happy(stage)
        assert was_called(stage, ENDPOINTS[drive.endpoint])

    async def test_busy_heals(self, stage: Stage, drive: Drive) -> None:
        order_fault(stage, "system_error_then_success", ENDPOINTS[drive.endpoint])
        await drive.happy(stage)
        assert struck(stage, "system_error_then_success") == 1

    async def test_a_frequency_limit_is_typed(self, stage: Stage, drive: Drive) -> None:
        endpoint = ENDPOINTS[drive.endpoint]
        order_fault(stage, "frequency_limited", endpoint)
        with pytest.raises(FrequencyLimited) as limited:
            await drive.happy(stage)
        assert limited.value.endpoint == endpoint.name


@pytest.mark.parametrize(
    "drive", [drive for drive in DRIVES if drive not in CALLS], ids=lambda drive: drive.endpoint
)
class TestPages:
    async def test_leads_on(self, stage: Stage, drive: Drive) -> None:
        await drive.happy(stage)

    async def test_says_what_is_wrong(self, stage: Stage, drive: Drive) -> None:
        text: str = await drive.refused(stage)
        assert drive.code.removeprefix("page:") in text
