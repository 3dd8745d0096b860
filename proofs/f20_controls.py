"""F20 Controls: each proof goes red when its guard is off.

A sabotage alters a copy of the sources in a temporary folder; a child runs the proof with that copy first on
its path. A text that is not found exactly once, or a child that breaks instead of judging, is a fault of the
control itself and counts as missed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from proofs.outcome import Outcome, TimeBox, enough
from proofs.sabotages import SABOTAGES, Sabotage

ROOT = Path(__file__).resolve().parents[1]
# What a child may find altered; proofs and tools are the judge and stay as they are.
SOURCES = ("backend/src", "sandbox/src")
LONGEST_S = 240
BEGUN_WITHIN_S = 220


class SabotageMissed(Exception):
    """The sources are not as the sabotage remembers them."""


def controls(folder: Path, *, seed: int, cheapest_alone: bool) -> Outcome:
    """How many were played, and how many turned their proof red for the reason they should."""
    chosen = [one for one in SABOTAGES if one.cheap or not cheapest_alone]
    missed: list[str] = []
    played = 0
    box = TimeBox(BEGUN_WITHIN_S)
    for number, sabotage in enumerate(chosen):
        if box.is_over():
            break
        played += 1
        sentence = _play(sabotage, folder / str(number), seed)
        if sentence is not None:
            missed.append(sentence)
            print(f"   {sabotage.proof} {sabotage.name}: {sentence}", flush=True)
        shutil.rmtree(folder / str(number), ignore_errors=True)
    figures: dict[str, int | str | float] = {
        "controls": played if played == len(chosen) else f"{played}/{len(chosen)}",
        "red": played - len(missed),
        "missed": len(missed),
    }
    databases = sorted({one.database for one in chosen})
    return Outcome("F20", "+".join(databases), figures, not missed and enough(played, len(chosen)), seed)


def sabotaged(sabotage: Sabotage, folder: Path, root: Path = ROOT) -> list[Path]:
    """Copies of the source folders with the guard off, in the order in which they go on the path."""
    copies = []
    for source in SOURCES:
        copy = folder / source
        shutil.copytree(root / source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        copies.append(copy)
    for edit in sabotage.edits:
        file = folder / edit.file
        text = file.read_text("utf-8")
        if text.count(edit.old) != 1:
            raise SabotageMissed(f"{edit.file} holds {text.count(edit.old)} of {edit.old[:60]!r}")
        file.write_text(text.replace(edit.old, edit.new), "utf-8")
    return copies


def _play(sabotage: Sabotage, folder: Path, seed: int) -> str | None:
    """None when the proof went red as it should; else what happened instead."""
    try:
        copies = sabotaged(sabotage, folder)
    except SabotageMissed as missed:
        return str(missed)
    report = folder / "outcomes.json"
    command = [sys.executable, "-m", "proofs", "--control", "--only", sabotage.proof]
    command += ["--database", sabotage.database, "--seed", str(seed), "--json", str(report)]
    child = _run(command, copies)
    if child is None:
        return f"still running after {LONGEST_S} s"
    if not report.exists():
        return f"the proof broke instead of judging: {child.stderr[-600:]}"
    return _verdict(msgspec.json.decode(report.read_bytes(), type=list[Outcome]), sabotage)


def _run(command: Sequence[str], copies: Sequence[Path]) -> subprocess.CompletedProcess[str] | None:
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, copies)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    try:
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LONGEST_S, check=False
        )
    except subprocess.TimeoutExpired:
        return None


def _verdict(outcomes: Sequence[Outcome], sabotage: Sabotage) -> str | None:
    if len(outcomes) != 1:
        return f"{len(outcomes)} runs instead of one"
    [outcome] = outcomes
    if outcome.ok:
        return f"stayed green: {outcome.line()}"
    if not outcome.figures.get(sabotage.shows):
        return f"red, but not by {sabotage.shows}: {outcome.line()}"
    return None
