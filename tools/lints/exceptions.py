"""Catch the narrowest type: a blind `except` stands in the worker loop and at the ASGI edge alone."""

import ast
from collections.abc import Iterator, Mapping
from typing import Final

from tools.lints.source import Finding, Source, python_of

MAY_CATCH_ALL: Final[Mapping[str, str]] = {
    "backend/src/xiaopu/infra/worker.py": "a handler that fails is recorded and retried; the worker lives on",
    "backend/src/xiaopu/entrypoints/asgi.py": "whatever a route raises becomes a logged problem+json answer",
}
_BLIND: Final = frozenset({"Exception", "BaseException"})


def narrow_excepts(sources: list[Source]) -> Iterator[Finding]:
    """A handler that ends in a bare `raise` catches nothing and is let through."""
    for source in python_of(sources, "backend/src", "sandbox/src", "tools", "proofs", "benchmarks"):
        if source.path in MAY_CATCH_ALL:
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ExceptHandler) and _is_blind(node.type) and not _raises_again(node):
                yield Finding(source.path, node.lineno, "catches everything: name the type that can come")


def _is_blind(kind: ast.expr | None) -> bool:
    if kind is None:
        return True
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(isinstance(one, ast.Name) and one.id in _BLIND for one in kinds)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None
