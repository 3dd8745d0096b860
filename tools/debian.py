"""What the proofs need from the system, and how a Debian machine gets it."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.postgres import PostgresUnavailable, find_programs


@dataclass(frozen=True)
class Need:
    """Something from outside Python: `present` looks for it, `package` is Debian's name for it."""

    what: str
    package: str
    present: Callable[[], bool]


class NeedMissing(RuntimeError):
    """A need that is not there and cannot be installed here; the message says what to install."""


def _has_chromium() -> bool:
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def _has_chinese_font() -> bool:
    return any(
        next(folder.rglob("NotoSansCJK*"), None) is not None
        for folder in (
            Path("/usr/share/fonts"),
            Path("/usr/local/share/fonts"),
            Path.home() / ".local/share/fonts",
        )
        if folder.is_dir()
    )


def _has_postgres() -> bool:
    try:
        find_programs()
    except PostgresUnavailable:
        return False
    return True


CHROMIUM: Final = Need("a Chromium browser", "chromium", _has_chromium)
CHINESE_FONT: Final = Need("a font with Chinese characters", "fonts-noto-cjk", _has_chinese_font)
POSTGRES: Final = Need("PostgreSQL 15 or later", "postgresql", _has_postgres)


def provide(needs: Iterable[Need], say: Callable[[str], None]) -> None:
    """Makes sure that all `needs` are there: as root on Debian it installs the missing ones and says so.

    Raises `NeedMissing` with the command to run when it may not or cannot install.
    """
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    packages = [need.package for need in missing]
    words = ", ".join(need.what for need in missing)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise NeedMissing(f"Missing: {words}. On Debian: apt-get install {' '.join(packages)}")
    say(f"installing Debian's {' '.join(packages)} (missing: {words})")
    _apt("update")
    _apt("install", "--yes", "--no-install-recommends", *packages)
    still = [need.what for need in missing if not need.present()]
    if still:
        raise NeedMissing(
            f"apt-get installed {' '.join(packages)}, and there still is no {', no '.join(still)}."
        )


def _apt(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-q", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise NeedMissing(f"apt-get {' '.join(arguments)} failed:\n{(done.stdout + done.stderr)[-3000:]}")
