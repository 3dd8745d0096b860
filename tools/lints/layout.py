"""The shape of the house: file names inside a module, sizes, and words that name nothing."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from tools.lints.source import MODULE_DEPTH, Finding, Source

MODULE_FILES: Final = frozenset(
    {
        "__init__",
        "adapters",
        "api",
        "contributions",
        "domain",
        "errors",
        "events",
        "flows",
        "handlers",
        "http",
        "ports",
        "queries",
        "repository",
        "schemas",
        "tables",
        "tasks",
        "usecases",
    }
)
FOLDERS_ONLY: Final = frozenset({"adapters", "flows", "http", "usecases"})
FOLDERS_TOO: Final = frozenset({"domain", "repository"})
AUDIENCES: Final = frozenset(
    {"__init__", "access", "account", "callbacks", "console", "open", "platform", "storefront"}
)
"""Files of http/: one for each audience, or a folder where an audience has many nouns; `access` tells all of
them who is at the door."""

PYTHON_LINES: Final = 400
TEST_LINES: Final = 600
CLIENT_LINES: Final = 300
FUNCTION_LINES: Final = 60
GENERATED: Final = ("clients/api", "backend/src/xiaopu/infra/database/migrations/versions")

_CODE: Final = (".py", ".ts", ".tsx", ".vue", ".js", ".mjs")
_CLIENT_CODE: Final = (".ts", ".tsx", ".vue", ".js", ".mjs")
_NAMELESS: Final = frozenset(
    {"util", "utils", "helper", "helpers", "common", "manager", "managers", "base", "misc", "stuff"}
)
_EMPTY_FIRST: Final = frozenset({"Base", "Common", "Misc", "Util", "Utils"})
_EMPTY_LAST: Final = frozenset({"Base", "Helper", "Helpers", "Manager", "Misc", "Util", "Utils"})
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def module_files(sources: list[Source]) -> Iterator[Finding]:
    """A module has the files of architecture.md, and each of its HTTP files or folders one audience."""
    for source in sources:
        if not source.is_python or source.module is None or source.layer is None:
            continue
        parts = PurePosixPath(source.path).parts[MODULE_DEPTH + 1 :]
        if source.layer not in MODULE_FILES:
            yield Finding(source.path, 0, f"'{source.layer}' is no file name of a module")
        elif len(parts) == 1 and source.layer in FOLDERS_ONLY:
            yield Finding(
                source.path, 0, f"'{source.layer}' is a folder with a file for each verb or audience"
            )
        elif len(parts) > 1 and source.layer not in FOLDERS_ONLY | FOLDERS_TOO:
            yield Finding(source.path, 0, f"'{source.layer}' is one file, never a folder")
        elif source.layer == "http" and parts[1].removesuffix(".py") not in AUDIENCES:
            yield Finding(
                source.path,
                0,
                f"http/ has one file or folder for each audience: {', '.join(sorted(AUDIENCES))}",
            )


def sizes(sources: list[Source]) -> Iterator[Finding]:
    """At the limit the missing noun is looked for; see house style."""
    for source in sources:
        if source.inside(*GENERATED):
            continue
        limit = _line_limit(source)
        if limit is not None and len(source.lines) > limit:
            yield Finding(
                source.path, 0, f"{len(source.lines)} lines, {limit} are the most: find the missing noun"
            )
        if source.is_python:
            yield from _long_functions(source)


def _line_limit(source: Source) -> int | None:
    if source.is_python:
        return TEST_LINES if source.is_test else PYTHON_LINES
    if source.path.endswith(_CLIENT_CODE) and not source.path.endswith(".d.ts"):
        return TEST_LINES if source.is_test else CLIENT_LINES
    return None


def _long_functions(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield Finding(
                    source.path, node.lineno, f"{node.name} has {length} lines, {FUNCTION_LINES} are the most"
                )


def telling_names(sources: list[Source]) -> Iterator[Finding]:
    """What has no name has no place: no utils, helpers, common, manager, base, misc."""
    for source in sources:
        if not source.path.endswith(_CODE) or source.inside(*GENERATED):
            continue
        path = PurePosixPath(source.path)
        for part in (*path.parent.parts, path.name.split(".")[0]):
            if words := _nameless(part):
                yield Finding(source.path, 0, f"'{words}' in a name says nothing: name what it is")
        if source.is_python:
            for node in ast.walk(source.tree):
                if isinstance(node, ast.ClassDef) and _nameless_class(node.name):
                    yield Finding(source.path, node.lineno, f"{node.name} says nothing: name what it is")


def _nameless_class(name: str) -> bool:
    words = _WORD.findall(name)
    return bool(words) and (words[0] in _EMPTY_FIRST or words[-1] in _EMPTY_LAST)


def _nameless(name: str) -> str | None:
    return next((word for word in _WORD.findall(name) if word.lower() in _NAMELESS), None)
