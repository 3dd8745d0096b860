"""tools/stages.py and the doors to it: CI runs what a developer runs, and the scripts it names are there."""

import json
import os
import subprocess

import pytest

from tools.stage_runner import ROOT, Command
from tools.stages import OWN_STAGES, STAGES, main

NPM = [
    command
    for stage in STAGES
    for command in stage.commands
    if command.argv[0].endswith("/npm") and (ROOT / command.folder / "package.json").exists()
]


class TestStages:
    def test_have_names_of_their_own(self) -> None:
        names = [stage.name for stage in STAGES]
        assert sorted(set(names)) == sorted(names)

    @pytest.mark.parametrize("command", NPM, ids=lambda command: f"{command.folder}:{command.argv[-1]}")
    def test_name_npm_scripts_that_exist(self, command: Command) -> None:
        package = json.loads((ROOT / command.folder / "package.json").read_text())
        assert command.argv[-1] in package["scripts"]

    def test_every_folder_left_out_of_the_main_run_has_a_stage_that_runs_it(self) -> None:
        run = {part for stage in STAGES for command in stage.commands for part in command.argv}
        there = {f"tests/{name}" for name in OWN_STAGES if (ROOT / "tests" / name).exists()}
        assert there - run == set()

    def test_an_unknown_stage_is_refused(self) -> None:
        with pytest.raises(SystemExit, match="2"):
            main(["--only", "nonsense"])


def make(*arguments: str) -> str:
    """What make prints, without what an outer make hands down."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "STAGE"))
    }
    done = subprocess.run(
        ["make", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


class TestDoors:
    def test_ci_runs_make_test(self) -> None:
        assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "exec make test"

    @pytest.mark.parametrize("goal", ["test", "check"])
    def test_make_test_and_check_run_all_stages(self, goal: str) -> None:
        assert make("-n", goal).splitlines()[-1].strip() == ".venv/bin/python -m tools.stages"

    def test_make_alone_lists_what_there_is(self) -> None:
        listed = {line.split()[1] for line in make().splitlines() if line.startswith("  make ")}
        assert listed >= {"setup", "demo", "clients", "test", "check", "proofs", "bench", "fmt", "lock"}
