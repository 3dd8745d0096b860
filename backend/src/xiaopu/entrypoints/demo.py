"""`xiaopu demo`: the mall, filled, with the WeChat sandbox beside it. One command, one Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console

from xiaopu.entrypoints.demo_platform import open_platform_doors, platform_environment
from xiaopu.entrypoints.demo_seed import DemoAccount, seed_demo
from xiaopu.entrypoints.processes import (
    HOST,
    Ports,
    demo_environment,
    free_ports,
    start,
    start_sandbox,
    stop_children,
    wait,
)
from xiaopu.entrypoints.serving import migrate_home

console = Console(highlight=False, soft_wrap=True)


def run_demo(home: Path, wanted: Ports) -> int:
    """Start everything, print where it is, and wait for Ctrl-C. The exit code."""
    started_at = time.monotonic()
    home = home.resolve()
    ports = free_ports(wanted, say=console.print)
    os.environ.update(demo_environment(home, ports))
    children: list[subprocess.Popen[bytes]] = []
    # SIGINT by hand as well: a demo begun with `&` in a script starts with Ctrl-C ignored.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _interrupt)
    try:
        children.append(start_sandbox(home, ports))
        wait(f"http://{HOST}:{ports.sandbox}/healthz", children[-1], "微信沙箱")
        own = platform_environment(ports)
        os.environ.update(own)
        settings = migrate_home(home)
        account = seed_demo(home, say=console.print)
        os.environ["XIAOPU_PLATFORM__OPERATORS"] = account.email
        children.append(start([sys.executable, "-m", "xiaopu.entrypoints.cli", "serve"], home, "mall"))
        wait(f"http://{HOST}:{ports.mall}/healthz", children[-1], "商城")
        open_platform_doors(ports, settings, own["XIAOPU_PLATFORM__APPID"])
        _tell(ports, account, time.monotonic() - started_at)
        return _until_one_ends(children)
    except KeyboardInterrupt:
        console.print("\n正在停止 …")
        return 0
    finally:
        stop_children(children)


def _tell(ports: Ports, account: DemoAccount, seconds: float) -> None:
    mall, sandbox = f"http://{HOST}:{ports.mall}", f"http://{HOST}:{ports.sandbox}"
    console.print(f"\n[bold]小铺已启动[/bold]（{seconds:.1f} 秒）\n")
    console.print(f"  从这里开始    {mall}/")
    console.print(f"  手机里的商城  {sandbox}/phone?url={mall}/s/{account.slug}/")
    console.print(f"  商家控制台    {mall}/console/    {account.email}  /  {account.password}")
    console.print(f"  微信沙箱      {sandbox}/    支付密码 123456")
    console.print(f"  沙箱的邮箱    {sandbox}/mail")
    console.print("\n按 Ctrl-C 停止。数据保留，下次启动接着用。\n")


def _until_one_ends(children: list[subprocess.Popen[bytes]]) -> int:
    while all(child.poll() is None for child in children):
        time.sleep(0.5)
    console.print("[red]有一个服务自己停了，请看数据目录里的日志[/red]")
    return 1


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
