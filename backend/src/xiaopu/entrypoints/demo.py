"""`xiaopu demo`: the mall, filled, with the WeChat sandbox beside it. One command, one Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx
import msgspec
from rich.console import Console

from xiaopu.entrypoints.demo_seed import DemoAccount, seed_demo
from xiaopu.entrypoints.serving import migrate_home

HOST = "127.0.0.1"
START_SECONDS = 60

console = Console(highlight=False)


class Ports(msgspec.Struct, frozen=True):
    """Where the three listeners would like to be."""

    mall: int
    sandbox: int
    smtp: int


def run_demo(home: Path, wanted: Ports) -> int:
    """Start everything, print where it is, and wait for Ctrl-C. The exit code."""
    started_at = time.monotonic()
    home = home.resolve()
    ports = free_ports(wanted, say=True)
    os.environ.update(demo_environment(home, ports))
    children: list[subprocess.Popen[bytes]] = []
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        children.append(start_sandbox(home, ports))
        wait(f"http://{HOST}:{ports.sandbox}/healthz", children[-1], "微信沙箱")
        migrate_home(home)
        account = seed_demo(home, say=console.print)
        children.append(start([sys.executable, "-m", "xiaopu.entrypoints.cli", "serve"], home, "mall"))
        wait(f"http://{HOST}:{ports.mall}/healthz", children[-1], "商城")
        _tell(ports, account, time.monotonic() - started_at)
        return _until_one_ends(children)
    except KeyboardInterrupt:
        console.print("\n正在停止 …")
        return 0
    finally:
        stop_children(children)


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
        "XIAOPU_WECHAT__BRIDGE_URL": f"{sandbox}/bridge/wechat.js",
        "XIAOPU_SMTP__HOST": HOST,
        "XIAOPU_SMTP__PORT": str(ports.smtp),
        "XIAOPU_SMTP__SENDER": "小铺 <noreply@xiaopu.example>",
        "XIAOPU_SMTP__STARTTLS": "false",
    }


def stop_children(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask politely, the last started first; after ten seconds, not."""
    for child in reversed(children):
        if child.poll() is None:
            child.terminate()
    for child in reversed(children):
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait(5)


def free_ports(wanted: Ports, *, say: bool = False) -> Ports:
    """The wanted ports, or the next free ones; `say` tells when they differ."""
    mall = _free(wanted.mall, taken=())
    sandbox = _free(wanted.sandbox, taken=(mall,))
    found = Ports(mall, sandbox, _free(wanted.smtp, taken=(mall, sandbox)))
    for name, asked, got in zip(("商城", "微信沙箱", "收信"), _each(wanted), _each(found), strict=True):
        if say and asked != got:
            console.print(f"[yellow]端口 {asked} 已被占用，{name}改用 {got}[/yellow]")
    return found


def start_sandbox(home: Path, ports: Ports) -> subprocess.Popen[bytes]:
    """WeChat, as a local server, keeping its world under the home."""
    return start([sys.executable, "-m", "wxsandbox", *_sandbox_arguments(home, ports)], home, "sandbox")


def _each(ports: Ports) -> tuple[int, int, int]:
    return ports.mall, ports.sandbox, ports.smtp


def _free(port: int, *, taken: tuple[int, ...]) -> int:
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
        if child.poll() is not None:
            raise SystemExit(f"{name}没有启动成功（退出码 {child.returncode}），请看数据目录里的日志")
        try:
            if httpx.get(address, timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise SystemExit(f"{name}在 {START_SECONDS} 秒内没有启动")


def _tell(ports: Ports, account: DemoAccount, seconds: float) -> None:
    mall, sandbox = f"http://{HOST}:{ports.mall}", f"http://{HOST}:{ports.sandbox}"
    console.print(f"\n[bold]小铺已启动[/bold]（{seconds:.1f} 秒）\n")
    console.print(f"  从这里开始    {mall}/")
    console.print(f"  手机里的商城  {sandbox}/phone?url={mall}/s/{account.slug}/")
    console.print(f"  商家控制台    {mall}/console/    {account.email}  /  {account.password}")
    console.print(f"  微信沙箱      {sandbox}/    （邮箱 {sandbox}/mail，支付密码 123456）")
    console.print("\n按 Ctrl-C 停止。数据保留，下次启动接着用。\n")


def _until_one_ends(children: list[subprocess.Popen[bytes]]) -> int:
    while all(child.poll() is None for child in children):
        time.sleep(0.5)
    console.print("[red]有一个服务自己停了，请看数据目录里的日志[/red]")
    return 1


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
