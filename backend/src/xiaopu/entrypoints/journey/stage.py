"""Where the journey plays: the addresses that were given, or a temporary mall and sandbox of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from xiaopu.entrypoints import processes
from xiaopu.entrypoints.demo_platform import open_platform_doors, platform_environment
from xiaopu.entrypoints.journey.told import Teller
from xiaopu.entrypoints.serving import migrate_home


class Addresses(msgspec.Struct, frozen=True):
    """Origins of the mall and of WeChat."""

    mall: str
    sandbox: str


@contextmanager
def stage(mall: str | None, sandbox: str | None, teller: Teller) -> Iterator[Addresses]:
    """Given addresses are used as they are; with none a fresh mall is started and gone afterwards."""
    if mall is not None or sandbox is not None:
        if mall is None or sandbox is None:
            raise SystemExit("--mall 和 --sandbox 要一起给")
        yield Addresses(mall.rstrip("/"), sandbox.rstrip("/"))
        return
    with tempfile.TemporaryDirectory(prefix="xiaopu-journey-") as folder, serving(Path(folder)) as addresses:
        teller.note(f"临时商城 {addresses.mall}  微信沙箱 {addresses.sandbox}")
        yield addresses


@contextmanager
def serving(home: Path, *, more: dict[str, str] | None = None) -> Iterator[Addresses]:
    """A mall and a sandbox in child processes, on free ports, over `home`. `more` overrides settings."""
    ports = processes.free_ports(processes.Ports(0, 0, 0))
    before = dict(os.environ)
    os.environ.update(processes.demo_environment(home, ports))
    os.environ.update(more or {})
    children: list[subprocess.Popen[bytes]] = []
    try:
        settings = migrate_home(home)
        children.append(processes.start_sandbox(home, ports))
        addresses = Addresses(
            f"http://{processes.HOST}:{ports.mall}", f"http://{processes.HOST}:{ports.sandbox}"
        )
        processes.wait(f"{addresses.sandbox}/healthz", children[0], "微信沙箱")
        own = platform_environment(ports)
        os.environ.update(own)
        children.append(
            processes.start([sys.executable, "-m", "xiaopu.entrypoints.cli", "serve"], home, "mall")
        )
        if not settings.database.is_sqlite:
            worker = [sys.executable, "-m", "xiaopu.entrypoints.cli", "worker"]
            children.append(processes.start(worker, home, "worker"))
        processes.wait(f"{addresses.mall}/healthz", children[1], "商城")
        open_platform_doors(ports, settings, own["XIAOPU_PLATFORM__APPID"])
        yield addresses
    finally:
        processes.stop_children(children)
        os.environ.clear()
        os.environ.update(before)
