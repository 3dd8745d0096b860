"""Runs a rule over small made-up files."""

from collections.abc import Callable, Iterator
from textwrap import dedent

from tools.lints.source import Finding, Source

Check = Callable[[list[Source]], Iterator[Finding]]

ORDERS = "backend/src/xiaopu/modules/orders"


def found(check: Check, *files: tuple[str, str]) -> list[tuple[str, int]]:
    """Where `check` finds something in `files` (path, text): paths and lines, in order."""
    sources = [Source(path, dedent(text)) for path, text in files]
    return [(finding.path, finding.line) for finding in sorted(check(sources))]


def lines(check: Check, path: str, text: str) -> list[int]:
    """The lines at which `check` finds something in one file."""
    return [line for _, line in found(check, (path, text))]
