"""Every way of launching over HTTP with real processes, from nothing to the first paid order.

The journeys need the built mini program (python -m tools.clients weapp): it is what they stamp and upload.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from proofs.world import place, running
from tests.conftest import DATABASES
from xiaopu.entrypoints.journey.launch_job import launch_job, modes_of
from xiaopu.entrypoints.journey.stage import Addresses
from xiaopu.entrypoints.journey.told import Teller

BUILT = Path(__file__).parents[2] / "clients/miniprogram/dist/build/mp-weixin/app.json"
WAYS = [(way, mode) for way in ("company", "sole-trader", "existing", "individual") for mode in modes_of(way)]
# Every way on one database, and the two that differ most on the others.
PLACES = [
    (database, *way)
    for number, database in enumerate(DATABASES)
    for way in (WAYS if number == 0 else [("company", "platform"), ("individual", "own")])
]
STEPS = {
    ("company", "own"): 30,
    ("company", "platform"): 27,
    ("sole-trader", "own"): 30,
    ("sole-trader", "platform"): 27,
    ("existing", "platform"): 27,
    ("individual", "own"): 45,
}


@pytest.fixture(scope="module")
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """One mall for all ways of a database: launches of different shops do not meet."""
    assert BUILT.exists(), "python -m tools.clients weapp builds what is uploaded"
    folder = tmp_path_factory.mktemp("launch")
    with place(request.param, folder) as where, running(where, workers=2) as addresses:
        yield addresses


class TestEveryWay:
    @pytest.mark.parametrize(("world", "launch", "mode"), PLACES, indirect=["world"])
    def test_leads_to_the_first_paid_order(self, world: Addresses, launch: str, mode: str) -> None:
        teller = Teller(as_json=True)
        figures = launch_job(world, teller, launch, mode)
        assert [(step.name, step.found) for step in teller.steps if not step.ok] == []
        assert figures is not None
        assert figures["paid_fen"] == 12900
        assert len(teller.steps) == STEPS[launch, mode]


class TestTheCommand:
    @pytest.mark.parametrize(
        ("way", "mode"), [("individual", "platform"), ("existing", "own"), ("nobody", "own")]
    )
    def test_says_which_modes_a_way_has(self, way: str, mode: str) -> None:
        command = [sys.executable, "-m", "xiaopu.entrypoints.cli", "journey", "--launch", way, "--mode", mode]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert ended.returncode == 2
        assert way in ended.stdout
