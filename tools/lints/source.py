"""What the rules read: the files of the checkout, parsed once, and what they answer: findings."""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

MALL: Final = "backend/src/xiaopu"
MODULES: Final = f"{MALL}/modules"
MODULE_DEPTH: Final = len(PurePosixPath(MODULES).parts)
TEXT_LIMIT: Final = 2_000_000


@dataclass(frozen=True)
class Source:
    """One file: `path` is relative to the checkout, with slashes. `tree` wants Python (SyntaxError)."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def is_python(self) -> bool:
        return self.path.endswith(".py")

    @property
    def is_test(self) -> bool:
        return self.path.startswith("tests/") or "/tests/" in self.path or "/test/" in self.path

    @property
    def module(self) -> str | None:
        """The module of the mall that this file belongs to: `orders`."""
        parts = PurePosixPath(self.path).parts
        inside = self.path.startswith(f"{MODULES}/") and len(parts) > MODULE_DEPTH + 1
        return parts[MODULE_DEPTH] if inside else None

    @property
    def layer(self) -> str | None:
        """The file layer inside its module: `usecases` of `orders/usecases/place_order.py`."""
        if self.module is None:
            return None
        return PurePosixPath(self.path).parts[MODULE_DEPTH + 1].removesuffix(".py")

    def inside(self, *folders: str) -> bool:
        """Whether the file is one of `folders` or lies in one of them."""
        return any(self.path == folder or self.path.startswith(f"{folder}/") for folder in folders)


@dataclass(frozen=True, order=True)
class Finding:
    """One place that breaks a rule; `line` is 0 when it is about the whole file."""

    path: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.words}" if self.line else f"{self.path}: {self.words}"


@dataclass(frozen=True)
class Rule:
    """A named rule. `check` gets all sources at once, since some rules are about the whole."""

    name: str
    says: str
    check: Callable[[list[Source]], Iterator[Finding]]


def read_checkout(root: Path) -> list[Source]:
    """All files that git tracks or would track; what is not UTF-8 text is left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    names = sorted(name for name in set(listed.stdout.split("\0")) if name)
    return list(_read(root, names))


def _read(root: Path, names: Iterable[str]) -> Iterator[Source]:
    for name in names:
        path = root / name
        if not path.is_file() or path.stat().st_size > TEXT_LIMIT:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        yield Source(name, text)


def python_of(sources: Iterable[Source], *folders: str) -> Iterator[Source]:
    """The Python files in `folders`."""
    return (source for source in sources if source.is_python and source.inside(*folders))


def imports_of(source: Source) -> Iterator[tuple[int, str, str | None]]:
    """Each import as (line, module, name): ("a", "b") for `from a import b`, else ("a.b", None)."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, node.module, alias.name) for alias in node.names)
