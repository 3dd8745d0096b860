"""Money is whole fen: no float, no Decimal and no true division near a name that ends in `_fen`."""

import ast
from collections.abc import Iterator
from typing import Final

from tools.lints.source import Finding, Source, python_of

PLACES: Final = ("backend/src", "sandbox/src", "tests/factories", "proofs")
_SCOPES: Final = (ast.stmt, ast.arg, ast.keyword, ast.excepthandler, ast.match_case)
_INEXACT: Final = frozenset({"float", "Decimal"})


def whole_fen(sources: list[Source]) -> Iterator[Finding]:
    """Looks at each statement, argument and keyword by itself: where fen are named, all is whole."""
    for source in python_of(sources, *PLACES):
        for node in ast.walk(source.tree):
            if not isinstance(node, _SCOPES):
                continue
            near = list(_near(node))
            if any(_names_fen(part) for part in near):
                yield from (
                    Finding(source.path, _line(part, node), f"{words} near money: fen are whole numbers")
                    for part in near
                    if (words := _inexact(part))
                )


def _near(scope: ast.AST) -> Iterator[ast.AST]:
    """`scope` and what is below it, without going into a smaller scope."""
    yield scope
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, _SCOPES):
            yield from _near(child)


def _names_fen(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
            return name.lower() in {"fen", "_fen"} or name.lower().endswith("_fen")
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return name.endswith("_fen")
        case ast.Constant(value=str(text)):
            return text.isidentifier() and text.endswith("_fen")
        case _:
            return False


def _inexact(node: ast.AST) -> str | None:
    match node:
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            return "true division"
        case ast.Constant(value=float()):
            return "a float"
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _INEXACT:
            return name
        case _:
            return None


def _line(part: ast.AST, scope: ast.AST) -> int:
    return int(getattr(part, "lineno", getattr(scope, "lineno", 0)))
