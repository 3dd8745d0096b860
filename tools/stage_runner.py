"""Runs stages one after the other, some of them side by side, each with its own log, and sums up what they
proved.
"""

import contextlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final, Literal

from tools.debian import Need, NeedMissing, provide

ROOT: Final = Path(__file__).resolve().parent.parent
LOGS: Final = ROOT / "var" / "log" / "stages"
SHOWN_LINES: Final = 80
_COLOURS: Final = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_CLOSING_LINES: Final = (
    re.compile(r"^=*\s*((?:\d+ [a-z]+(?:, )?)+) in [\d.]+s", re.MULTILINE),  # pytest
    re.compile(r"^\s*Tests\s+(\d+ .*)$", re.MULTILINE),  # vitest
    re.compile(r"^(?:\w+: )?(\d+ passed, \d+ failed)\b", re.MULTILINE),  # our own programs
)
_COUNT: Final = re.compile(r"(\d+) (passed|failed|errors?)")

Outcome = Literal["passed", "failed"]


@dataclass(frozen=True)
class Command:
    """One program of a stage. `folder` is relative to the checkout, `env` is added to ours."""

    argv: tuple[str, ...]
    folder: str = "."
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stage:
    """Commands that prove one thing together. They run in order; the first that fails ends the stage. Stages
    that stand next to each other and share a `beside` run at once: neither may need what the other makes.
    """

    name: str
    proves: str
    commands: tuple[Command, ...]
    needs: tuple[Need, ...] = ()
    minutes: int = 20
    beside: str = ""


@dataclass(frozen=True)
class Result:
    """How a stage ended. `tests` and `failures` are counted from its log, and are never both zero."""

    stage: Stage
    outcome: Outcome
    seconds: float = 0.0
    tests: int = 0
    failures: int = 0


def run_stages(stages: Sequence[Stage]) -> list[Result]:
    """Runs all of them, also after a failure, and prints a line for each as it ends."""
    LOGS.mkdir(parents=True, exist_ok=True)
    results: list[Result] = []
    for _, together in groupby(stages, key=lambda stage: stage.beside or stage.name):
        group = list(together)
        if len(group) == 1:
            results += [_run(stage) for stage in group]
            continue
        with ThreadPoolExecutor(len(group)) as pool:
            results += pool.map(_run, group)
    return results


def print_summary(results: Sequence[Result], minutes: float) -> None:
    """The table, and last the plain line `N passed, N failed`."""
    width = max(len(result.stage.name) for result in results)
    print("\n" + "─" * 78)
    for result in results:
        mark = "✓" if result.outcome == "passed" else "✗"
        figures = f"{result.seconds:7.1f} s  {result.tests:5d}"
        print(f"{mark} {result.stage.name:<{width}}  {figures:<16}  {result.stage.proves}")
    print("─" * 78)
    print(f"{minutes:.1f} minutes")
    print(f"{sum(r.tests for r in results)} passed, {sum(r.failures for r in results)} failed", flush=True)


def count_tests(log: str) -> tuple[int, int]:
    """Tests passed and failed, summed over the closing lines of pytest, vitest and our own programs."""
    text = _COLOURS.sub("", log)
    counts = [
        (int(number), word)
        for runner in _CLOSING_LINES
        for line in runner.finditer(text)
        for number, word in _COUNT.findall(line[1])
    ]
    passed = sum(number for number, word in counts if word == "passed")
    return passed, sum(number for number, _ in counts) - passed


def _run(stage: Stage) -> Result:
    print(f"▶ {stage.name}: {stage.proves}", flush=True)
    log = LOGS / f"{stage.name}.log"
    log.write_text("")
    started = time.monotonic()
    good = _has_what_it_needs(stage, log) and all(
        _succeeds(command, stage, log) for command in stage.commands
    )
    seconds = time.monotonic() - started
    text = log.read_text(encoding="utf-8", errors="replace")
    passed, failed = count_tests(text)
    if good:
        print(f"✓ {stage.name}  {seconds:.1f} s", flush=True)
        return Result(stage, "passed", seconds, max(passed, 1), failed)
    print("\n".join(text.splitlines()[-SHOWN_LINES:]))
    print(f"✗ {stage.name}  {seconds:.1f} s  (whole output: {log.relative_to(ROOT)})", flush=True)
    return Result(stage, "failed", seconds, passed, max(failed, 1))


def _has_what_it_needs(stage: Stage, log: Path) -> bool:
    try:
        provide(stage.needs, lambda words: print(f"  {words}", flush=True))
    except NeedMissing as missing:
        log.write_text(f"{missing}\n")
        return False
    return True


def _succeeds(command: Command, stage: Stage, log: Path) -> bool:
    with log.open("ab") as out:
        out.write(f"$ {' '.join(command.argv)}\n".encode())
        out.flush()
        process = subprocess.Popen(
            command.argv,
            cwd=ROOT / command.folder,
            env={**os.environ, **command.env},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            ended = _wait(process, stage)
        finally:
            _end_group(process)
        if not ended:
            out.write(f"\nStopped: longer than {stage.minutes} minutes.\n".encode())
        elif process.returncode != 0:
            out.write(f"\nExit code {process.returncode}: {' '.join(command.argv)}\n".encode())
        return ended and process.returncode == 0


def _wait(process: subprocess.Popen[bytes], stage: Stage) -> bool:
    """Waits with a sign of life each minute. False when the stage's time is over."""
    for minute in range(1, stage.minutes + 1):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(60)
            return True
        print(f"  {stage.name}: {minute} min …", flush=True)
    return False


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends what the command left running: servers and browsers of a test that died."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        if process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
