"""The locks: what pyproject.toml declares, requirements/*.in say and requirements/*.txt hold is the same."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([a-z0-9-]+)==[^\s;\\]+", re.MULTILINE)


def wanted(name: str) -> set[str]:
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith(("#", "-"))}


def locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text()
    return {found[1]: found[0] for found in PINNED.finditer(text)}


def test_base_in_repeats_the_dependencies_of_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert wanted("base.in") == set(project["dependencies"])


@pytest.mark.parametrize("name", ["base", "build", "node", "dev"])
def test_what_is_wanted_is_locked(name: str) -> None:
    names = {re.split(r"[<>=;~! \[]", line, maxsplit=1)[0].lower() for line in wanted(f"{name}.in")}
    assert names - set(locked(f"{name}.txt")) == set()


@pytest.mark.parametrize("name", ["base", "build", "node", "dev"])
def test_every_pin_has_a_hash(name: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / "requirements" / f"{name}.txt").read_text())
    pins = [entry for entry in entries if PINNED.match(entry)]
    assert len(pins) == len(locked(f"{name}.txt"))
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_a_mall_and_its_tests_run_on_the_same_versions() -> None:
    dev = locked("dev.txt")
    for name in ("base.txt", "build.txt"):
        assert {pin: dev[package] for package, pin in locked(name).items()} == {
            pin: pin for pin in locked(name).values()
        }
