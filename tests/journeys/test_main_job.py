"""The main job over HTTP with real processes, on SQLite and on PostgreSQL: everything as it should be, to
the fen.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from proofs.world import place, running
from tests.conftest import DATABASES
from xiaopu.entrypoints.journey.main_job import main_job
from xiaopu.entrypoints.journey.told import Teller


class TestMainJob:
    @pytest.mark.parametrize("database", DATABASES)
    def test_every_step_is_as_it_should_be(self, database: str, tmp_path: Path) -> None:
        teller = Teller(as_json=True)
        with place(database, tmp_path) as where, running(where, workers=2) as addresses:
            figures = main_job(addresses, teller, None)
        assert [step.found for step in teller.steps if not step.ok] == []
        assert figures == {
            "imported": 18,
            "faulty_rows": 7,
            "payments": 2,
            "paid_fen": 3 * 16801,
            "differences": 0,
        }

    def test_the_command_answers_machines(self) -> None:
        ended = subprocess.run(
            [sys.executable, "-m", "xiaopu.entrypoints.cli", "journey", "--json"],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        answer = json.loads(ended.stdout)
        assert (ended.returncode, answer["ok"], len(answer["steps"])) == (0, True, 21)

    def test_a_mall_that_is_away_ends_the_journey_loudly(self) -> None:
        away = ["--mall", "http://127.0.0.1:9", "--sandbox", "http://127.0.0.1:9"]
        ended = subprocess.run(
            [sys.executable, "-m", "xiaopu.entrypoints.cli", "journey", *away],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert ended.returncode == 1
        assert "中断" in ended.stdout
