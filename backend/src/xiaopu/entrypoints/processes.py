"""Child processes of demo and journey: a mall, and WeChat's sandbox beside it, on loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import httpx
import msgspec

HOST = "127.0.0.1"
SANDBOX_IN_USE = 4  # wxsandbox's exit code for a data folder that another one holds
START_SECONDS = 60


class Ports(msgspec.Struct, frozen=True):
    """Where the three listeners would like to be."""

    mall: int
    sandbox: int
    smtp: int


def demo_environment(home: Path, ports: Ports) -> Mapping[str, str]:
    """Settings that point a mall at the sandbox: configuration, not code."""
    sandbox = f"http://{HOST}:{ports.sandbox}"
    return {
        "XIAOPU_HOME": str(home),
        "XIAOPU_SERVER__HOST": HOST,
        "XIAOPU_SERVER__PORT": str(ports.mall),
        "XIAOPU_SERVER__PUBLIC_URL": f"http://{HOST}:{ports.mall}",
        "XIAOPU_SERVER__ENVIRONMENT": "demo",
        "XIAOPU_WECHAT__API_BASE_URL": sandbox,
        "XIAOPU_WECHAT__PAY_BASE_URL": sandbox,
        "XIAOPU_WECHAT__OPEN_BASE_URL": sandbox,
        "XIAOPU_WECHAT__MP_BASE_URL": sandbox,
        "XIAOPU_WECHAT__CI_BASE_URL": sandbox,
        "XIAOPU_WECHAT__BRIDGE_URL": f"{sandbox}/bridge/wechat.js",
        "XIAOPU_SMTP__HOST": HOST,
        "XIAOPU_SMTP__PORT": str(ports.smtp),
        "XIAOPU_SMTP__SENDER": "小铺 <noreply@xiaopu.example>",
        "XIAOPU_SMTP__STARTTLS": "false",
    }


def free_ports(wanted: Ports, *, say: Callable[[str], None] | None = None) -> Ports:
    """The wanted ports, or the next free ones; 0 takes any. `say` is told when they differ."""
    mall = _free(wanted.mall, taken=())
    sandbox = _free(wanted.sandbox, taken=(mall,))
    found = Ports(mall, sandbox, _free(wanted.smtp, taken=(mall, sandbox)))
    for name, asked, got in zip(("商城", "微信沙箱", "收信"), _each(wanted), _each(found), strict=True):
        if asked not in (0, got) and say is not None:
            say(f"端口 {asked} 已被占用，{name}改用 {got}")
    return found


def start_sandbox(home: Path, ports: Ports) -> subprocess.Popen[bytes]:
    """WeChat, as a local server, keeping its world under the home."""
    return start([sys.executable, "-m", "wxsandbox", *_sandbox_arguments(home, ports)], home, "sandbox")


def start(command: list[str], home: Path, name: str) -> subprocess.Popen[bytes]:
    """A child in a session of its own, so that Ctrl-C reaches us alone and we stop things in order."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / f"{name}.log").open("ab") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )


def wait(address: str, child: subprocess.Popen[bytes], name: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if child.poll() == SANDBOX_IN_USE:
            raise SystemExit("这个数据目录正被另一个演示店使用：先停掉它，或者用 --home 换一个目录")
        if child.poll() is not None:
            raise SystemExit(f"{name}没有启动成功（退出码 {child.returncode}），请看数据目录里的日志")
        try:
            if httpx.get(address, timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise SystemExit(f"{name}在 {START_SECONDS} 秒内没有启动")


def stop_children(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask politely, the last started first; after ten seconds, and for workers that a child left behind,
    not.
    """
    for child in reversed(children):
        if child.poll() is None:
            child.terminate()
    for child in reversed(children):
        with suppress(subprocess.TimeoutExpired):
            child.wait(10)
        # Each child leads a process group of its own.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait(5)


def _each(ports: Ports) -> tuple[int, int, int]:
    return ports.mall, ports.sandbox, ports.smtp


def _free(port: int, *, taken: tuple[int, ...]) -> int:
    if port == 0:
        return _any()
    for candidate in range(port, port + 200):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, candidate))
            except OSError:
                continue
        if candidate not in taken:
            return candidate
    raise SystemExit(f"端口 {port} 起的 200 个端口都被占用")


def _any() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _sandbox_arguments(home: Path, ports: Ports) -> list[str]:
    return [
        "serve",
        "--host",
        HOST,
        "--port",
        str(ports.sandbox),
        "--smtp-port",
        str(ports.smtp),
        "--data",
        str(home / "sandbox"),
    ]
