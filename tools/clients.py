"""Builds the front ends with the Node of .venv, and only what changed since the last build.

python -m tools.clients                  builds the console, the H5 mall and the WeChat mini program, and
                                         installs the reader of the API document (/docs)
python -m tools.clients console h5       builds those two
python -m tools.clients --install clients/e2e      only installs the locked packages of that folder

Packages are installed by `npm ci` when a lock file changed; a target is built when a file of its folder or of
the generated API client changed. Both are remembered as hashes: inside node_modules and under var/stamps.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
BIN: Final = ROOT / ".venv" / "bin"
STAMPS: Final = ROOT / "var" / "stamps"
NOT_SOURCES: Final = frozenset(
    {"node_modules", "dist", "unpackage", "coverage", "screenshots", ".vite", "test", "tests"}
)


@dataclass(frozen=True)
class Target:
    """What is built: `script` of package.json in `folder` makes `result` (both relative to the checkout)."""

    name: str
    folder: str
    script: str
    result: str


TARGETS: Final = (
    Target("console", "clients/console", "build", "clients/console/dist"),
    Target("h5", "clients/miniprogram", "build:h5", "clients/miniprogram/dist/build/h5"),
    Target("weapp", "clients/miniprogram", "build:weapp", "clients/miniprogram/dist/build/mp-weixin"),
)


class BuildFailed(RuntimeError):
    """npm or a build script ended with an error; its own output stands above."""


def build(target: Target) -> None:
    """Builds `target` unless its result belongs to the present sources. Raises `BuildFailed`."""
    folder = ROOT / target.folder
    install(folder)
    stamp = STAMPS / target.name
    wanted = fingerprint([folder, ROOT / "clients" / "api"])
    if (ROOT / target.result).is_dir() and stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"{target.name}: building …", flush=True)
    started = time.monotonic()
    npm(folder, "run", "--silent", target.script)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
    print(f"{target.name}: built in {time.monotonic() - started:.0f} s", flush=True)


def install(folder: Path) -> None:
    """Installs the locked packages of `folder` unless they are there. Raises `BuildFailed`."""
    stamp = folder / "node_modules" / ".xiaopu-installed"
    wanted = hashlib.sha256(
        (folder / "package.json").read_bytes() + (folder / "package-lock.json").read_bytes()
    ).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"{folder.name}: installing its packages (a minute or two) …", flush=True)
    started = time.monotonic()
    npm(folder, "ci", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(wanted)
    print(f"{folder.name}: packages installed in {time.monotonic() - started:.0f} s", flush=True)


def npm(folder: Path, *arguments: str) -> None:
    """Runs npm in `folder` with our Node first on PATH. Raises `BuildFailed`."""
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "npm_config_update_notifier": "false",
    }
    done = subprocess.run([BIN / "npm", *arguments], cwd=folder, env=environment, check=False)
    if done.returncode != 0:
        raise BuildFailed(f"npm {' '.join(arguments)} failed in {folder.relative_to(ROOT)}")


def fingerprint(folders: list[Path]) -> str:
    """One hash over names and bytes of all sources in `folders`; tests and built files do not count."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(_sources(folder)):
            digest.update(path.relative_to(folder.parent).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    for directory, names, files in os.walk(folder):
        names[:] = [name for name in names if name not in NOT_SOURCES]
        yield from (Path(directory) / name for name in files if not name.endswith(".tsbuildinfo"))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tools.clients", description="Builds the front ends that changed.")
    parser.add_argument(
        "names", nargs="*", metavar="TARGET", help=", ".join(target.name for target in TARGETS)
    )
    parser.add_argument("--install", metavar="FOLDER", type=Path, help="only install that folder's packages")
    options = parser.parse_args(arguments)
    names: list[str] = options.names
    unknown = set(names) - {target.name for target in TARGETS}
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    try:
        if options.install:
            install(ROOT / options.install)
            return 0
        install(ROOT / "clients" / "api")
        for target in TARGETS:
            if not names or target.name in names:
                build(target)
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
