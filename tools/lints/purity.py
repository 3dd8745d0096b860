"""Kernel, domain and events are pure: values in, values out, with no clock, no chance and no environment."""

import ast
from collections.abc import Iterator
from typing import Final

from tools.lints.source import MALL, Finding, Source, imports_of, python_of

KERNEL: Final = f"{MALL}/kernel"

ALLOWED_IMPORTS: Final = frozenset(
    {
        "__future__",
        "abc",
        "base64",
        "binascii",
        "bisect",
        "calendar",
        "collections",
        "csv",
        "dataclasses",
        "datetime",
        "enum",
        "functools",
        "hashlib",
        "heapq",
        "hmac",
        "importlib.resources",
        "itertools",
        "math",
        "msgspec",
        "operator",
        "re",
        "string",
        "types",
        "typing",
        "unicodedata",
        "urllib.parse",
    }
)
"""Standard library modules without effects, and msgspec; `importlib.resources` and `csv` for tables that lie
beside the code. Our own packages: see the import contracts."""

_CLOCKS: Final = frozenset({"now", "utcnow", "today"})
_EFFECTS: Final = frozenset(
    {"open", "input", "print", "exec", "eval", "__import__", "uuid4", "getenv", "urandom"}
)


def pure_inside(sources: list[Source]) -> Iterator[Finding]:
    """What decides is told the time and the ids; it never looks them up."""
    for source in python_of(sources, MALL):
        if not (source.inside(KERNEL) or source.layer in {"domain", "events"}):
            continue
        for line, module, _ in imports_of(source):
            root = module.split(".")[0]
            if root != "xiaopu" and not {root, module} & ALLOWED_IMPORTS:
                yield Finding(
                    source.path, line, f"imports {module}, which is not on the list of pure imports"
                )
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and (words := _impure(node.func)):
                yield Finding(source.path, node.lineno, f"calls {words}(): hand the value in instead")


def _impure(function: ast.expr) -> str | None:
    if isinstance(function, ast.Attribute) and function.attr in _CLOCKS:
        return ast.unparse(function)
    if isinstance(function, ast.Name) and function.id in _EFFECTS:
        return function.id
    return None
