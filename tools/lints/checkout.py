"""The checkout as others get it: a changelog, and nothing that belongs to one machine or one registry."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from tools.lints.source import Finding, Source

# Joined from halves so that this file does not find itself.
_HOSTS: Final = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmmirror" + ".com",
    "yarnpkg" + ".com",
    "jsdelivr" + ".net",
    "unpkg" + ".com",
    "crates" + ".io",
    "golang" + ".org",
    "maven" + ".org",
    "debian" + ".org",
    "tuna.tsinghua" + ".edu.cn",
    "mirrors.aliyun" + ".com",
)
_HOST: Final = re.compile("|".join(re.escape(host) for host in _HOSTS), re.IGNORECASE)
_MACHINE: Final = re.compile(r"(?<![\w.:/-])/(?:wo" + r"rk|fa" + r"rm)/\w")
_VERSION: Final = re.compile(r"^## ", re.MULTILINE)


def changelog(sources: list[Source]) -> Iterator[Finding]:
    """CHANGELOG.md is there and has at least one version."""
    found = next((source for source in sources if source.path == "CHANGELOG.md"), None)
    if found is None:
        yield Finding("CHANGELOG.md", 0, "is missing")
    elif not _VERSION.search(found.text):
        yield Finding("CHANGELOG.md", 0, "names no version")


def no_hosts(sources: list[Source]) -> Iterator[Finding]:
    """Locks and documents name packages, never the host they came from."""
    for source in sources:
        for number, line in enumerate(source.lines, 1):
            if found := _HOST.search(line):
                yield Finding(source.path, number, f"names a registry's host ({found[0]})")
        if _is_lock(source) and (number := _first_url(source)):
            yield Finding(source.path, number, "a lock file with an address: lock without it")


def no_machine_paths(sources: list[Source]) -> Iterator[Finding]:
    """No file knows where the checkout of its author lay."""
    for source in sources:
        for number, line in enumerate(source.lines, 1):
            if _MACHINE.search(line):
                yield Finding(source.path, number, "names a path of one machine")


def _is_lock(source: Source) -> bool:
    path = PurePosixPath(source.path)
    return path.name == "package-lock.json" or path.parts[0] == "requirements"


def _first_url(source: Source) -> int:
    lock = "resolved" if source.path.endswith(".json") else "://"
    return next((n for n, line in enumerate(source.lines, 1) if lock in line and "://" in line), 0)
