"""tools/stage_runner.py: a stage that fails can't pass unseen."""

import sys
from pathlib import Path

import pytest

from tools import stage_runner
from tools.debian import Need
from tools.stage_runner import Command, Stage, count_tests, print_summary, run_stages


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stage_runner, "ROOT", tmp_path)
    monkeypatch.setattr(stage_runner, "LOGS", tmp_path / "logs")
    return tmp_path / "logs"


def program(code: str) -> Command:
    return Command((sys.executable, "-c", code))


class TestRunStages:
    def test_counts_what_a_good_stage_proved(self) -> None:
        stage = Stage(
            "good", "it holds", (program("print('3 passed in 0.1s')"), program("print('2 passed in 1s')"))
        )
        [result] = run_stages([stage])
        assert (result.outcome, result.tests, result.failures) == ("passed", 5, 0)

    def test_ends_a_stage_at_its_first_bad_command_and_goes_on_with_the_next(self, logs: Path) -> None:
        bad = Stage(
            "bad",
            "it holds",
            (program("print('1 failed, 4 passed in 2s'); exit(3)"), program("print('after')")),
        )
        good = Stage("good", "it holds", (program(""),))
        results = run_stages([bad, good])
        assert [(r.outcome, r.tests, r.failures) for r in results] == [("failed", 4, 1), ("passed", 1, 0)]
        assert "after" not in (logs / "bad.log").read_text().splitlines()

    def test_shows_the_end_of_the_log_of_a_bad_stage(self, capsys: pytest.CaptureFixture[str]) -> None:
        run_stages([Stage("bad", "it holds", (program("print('the reason'); exit(1)"),))])
        assert "the reason" in capsys.readouterr().out.splitlines()

    def test_stops_what_takes_too_long(self, logs: Path) -> None:
        [result] = run_stages(
            [Stage("slow", "it ends", (program("import time; time.sleep(60)"),), minutes=0)]
        )
        assert result.outcome == "failed"
        assert result.seconds < 30
        assert "Stopped: longer than 0 minutes." in (logs / "slow.log").read_text()

    def test_fails_and_says_what_is_missing(self, logs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("os.geteuid", lambda: 1000)
        need = Need("a loom", "loom", lambda: False)
        [result] = run_stages([Stage("weave", "it weaves", (program(""),), needs=(need,))])
        assert result.outcome == "failed"
        assert (logs / "weave.log").read_text() == "Missing: a loom. On Debian: apt-get install loom\n"

    def test_neighbours_that_may_run_beside_each_other_do(self, tmp_path: Path) -> None:
        def meets(mine: str, other: str) -> Command:
            """Ends well only when the other one begins before this one has ended."""
            return program(
                "import pathlib, time\n"
                f"pathlib.Path({str(tmp_path / mine)!r}).touch()\n"
                f"other = pathlib.Path({str(tmp_path / other)!r})\n"
                "tries = iter(range(300))\n"
                "while not other.exists() and next(tries, None) is not None: time.sleep(0.1)\n"
                "exit(0 if other.exists() else 1)"
            )

        first = Stage("first", "it meets", (meets("a", "b"),), beside="pair")
        second = Stage("second", "it meets", (meets("b", "a"),), beside="pair")
        alone = Stage("alone", "it holds", (program(""),))
        results = run_stages([first, second, alone])
        assert [(r.stage.name, r.outcome) for r in results] == [
            ("first", "passed"),
            ("second", "passed"),
            ("alone", "passed"),
        ]


class TestPrintSummary:
    def test_ends_with_the_plain_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        stages = [
            Stage("good", "it holds", (program("print('7 passed in 1s')"),)),
            Stage("bad", "", (program("exit(1)"),)),
        ]
        print_summary(run_stages(stages), 1.5)
        assert capsys.readouterr().out.splitlines()[-1] == "7 passed, 1 failed"


class TestCountTests:
    @pytest.mark.parametrize(
        ("closing", "counts"),
        [
            ("178 passed in 0.96s", (178, 0)),
            ("===== 1 failed, 2 passed, 1 warning, 3 errors in 75.32s (0:01:15) =====", (2, 4)),
            ("3 failed in 0.10s", (0, 3)),
            ("no tests ran in 0.01s", (0, 0)),
            ("\x1b[2m      Tests \x1b[22m \x1b[1m\x1b[32m12 passed\x1b[39m\x1b[22m (12)", (12, 0)),
            ("      Tests  1 failed | 11 passed (12)", (11, 1)),
            ("15 passed, 0 failed", (15, 0)),
            ("checks: 9 passed, 2 failed, 0 skipped", (9, 2)),
            ("we saw 3 passed, 1 failed somewhere", (0, 0)),
        ],
    )
    def test_reads_the_closing_lines_of_the_runners(self, closing: str, counts: tuple[int, int]) -> None:
        assert count_tests(f"collected\n{closing}\n") == counts
