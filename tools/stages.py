"""Everything that proves the project, in stages: what `make test` and CI run.

python -m tools.stages                       all stages, in order
python -m tools.stages --only lint types     those alone
python -m tools.stages --list                their names and what each proves

Exits with 0 when every stage passed. Each stage's whole output is kept in var/log/stages/NAME.log.
"""

import argparse
import os
import sys
import time
from typing import Final

from tools.debian import CHINESE_FONT, CHROMIUM, POSTGRES
from tools.stage_runner import ROOT, Command, Stage, print_summary, run_stages

BIN: Final = ROOT / ".venv" / "bin"
SQLITE: Final = {"XIAOPU_TEST_DATABASES": "sqlite"}
POSTGRESQL: Final = {"XIAOPU_TEST_DATABASES": "postgresql"}
BOTH: Final = {"XIAOPU_TEST_DATABASES": "sqlite,postgresql"}
OWN_STAGES: Final = ("house", "races", "sandbox", "wechat", "journeys")
# Modules whose tests wait for WeChat's pushes and for the worker more than they compute: beside the others
# they cost little.
WAITING: Final = tuple(f"tests/modules/{name}" for name in ("launch", "platform", "releases", "campaigns"))
PYTHON_FOLDERS: Final = ("backend/src", "sandbox/src", "tools", "tests", "proofs", "benchmarks")


def python(*arguments: str, env: dict[str, str] | None = None) -> Command:
    return Command((str(BIN / "python"), *arguments), env=env or {})


def pytest(*folders: str, env: dict[str, str] | None = None) -> Command:
    return python("-m", "pytest", "-q", *folders, env=env)


def npm(folder: str, script: str) -> Command:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return Command((str(BIN / "npm"), "run", "--silent", script), folder, {"PATH": path, "CI": "true"})


STAGES: Final = (
    Stage(
        "lint",
        "ruff finds nothing and would format nothing",
        (
            Command((str(BIN / "ruff"), "check", "--quiet", "--output-format=concise", ".")),
            Command((str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
        ),
    ),
    Stage("types", "mypy --strict finds nothing", (Command((str(BIN / "mypy"), *PYTHON_FOLDERS)),)),
    Stage(
        "contracts",
        "the import graph goes down only",
        (Command((str(BIN / "lint-imports"), "--no-cache")),),
    ),
    Stage(
        "lints",
        "the house rules, and that each of them catches its bad sample",
        (python("-m", "tools.lints"), pytest("tests/house")),
        needs=(POSTGRES,),
    ),
    Stage(
        "sqlite",
        "units, modules, contracts and properties on SQLite",
        (
            pytest(
                "tests",
                *(f"--ignore=tests/{name}" for name in OWN_STAGES),
                *(f"--ignore={folder}" for folder in WAITING),
                env=SQLITE,
            ),
        ),
        beside="databases",
    ),
    Stage(
        "postgresql",
        "infra, modules and contracts on PostgreSQL",
        (
            pytest(
                "tests/infra",
                "tests/modules",
                "tests/contracts",
                *(f"--ignore={folder}" for folder in WAITING),
                env=POSTGRESQL,
            ),
        ),
        needs=(POSTGRES,),
        beside="databases",
    ),
    Stage(
        "launch",
        "from registration to a live mall, through WeChat's own refusals, on SQLite",
        (pytest(*WAITING, env=SQLITE),),
        beside="databases",
    ),
    Stage(
        "launch-pg",
        "the same on PostgreSQL, but for the refusals, which are WeChat's",
        (pytest(*WAITING, "--ignore=tests/modules/launch/refusals", env=POSTGRESQL),),
        needs=(POSTGRES,),
        beside="databases",
    ),
    Stage(
        "races",
        "what must happen once happens once, and every twin without its guard fails",
        (pytest("tests/races", env=BOTH),),
        needs=(POSTGRES,),
    ),
    Stage(
        "sandbox",
        "WeChat as a local server agrees with WeChat's published vectors and with other people's SDKs",
        (python("-m", "tools.clients", "--install", "tests/sandbox/node"), pytest("tests/sandbox")),
        beside="wechat",
    ),
    Stage(
        "wechat",
        "the mall's WeChat clients against the sandbox, vectors and other libraries",
        (pytest("tests/wechat"),),
        beside="wechat",
    ),
    Stage(
        "clients",
        "the front ends are typed, tested and built",
        (
            python("-m", "tools.clients"),
            npm("clients/api", "check"),
            npm("clients/console", "type-check"),
            npm("clients/console", "test"),
            npm("clients/miniprogram", "type-check"),
            npm("clients/miniprogram", "test"),
        ),
    ),
    Stage(
        "weapp",
        "the built mini program compiles, fits its size limits and runs in a harness",
        (
            python("-m", "tools.clients", "weapp"),
            npm("clients/miniprogram", "check:weapp"),
            npm("clients/miniprogram", "test:weapp"),
        ),
    ),
    Stage(
        "journeys",
        "the main job and every way of launching over HTTP, from sign-up to books that agree with WeChat's",
        (python("-m", "tools.clients", "weapp"), pytest("tests/journeys", env=BOTH)),
    ),
    Stage(
        "browser",
        "a person lives through the main job in Chromium, mall and console",
        (python("-m", "tools.clients", "--install", "clients/e2e"), npm("clients/e2e", "test")),
        needs=(CHROMIUM, CHINESE_FONT),
    ),
    Stage(
        "proofs",
        "the reliability runs in their quick size, with their controls",
        (python("-m", "proofs", "--quick"),),
        needs=(POSTGRES,),
    ),
    Stage(
        "readme",
        "every command in the READMEs does what it says",
        (python("-m", "tools.readme"),),
    ),
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tools.stages", description="Proves the project, stage by stage.")
    parser.add_argument("--only", nargs="+", metavar="STAGE", choices=[stage.name for stage in STAGES])
    parser.add_argument("--list", action="store_true", help="name the stages and stop")
    options = parser.parse_args(arguments)
    chosen = [stage for stage in STAGES if not options.only or stage.name in options.only]
    if options.list:
        print("\n".join(f"{stage.name:<12} {stage.proves}" for stage in chosen))
        return 0
    started = time.monotonic()
    results = run_stages(chosen)
    print_summary(results, (time.monotonic() - started) / 60)
    return 1 if any(result.outcome == "failed" for result in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
