"""The `wxsandbox` command."""

import asyncio
import fcntl
import json
import signal
import socket
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from granian.constants import Interfaces
from granian.server.embed import Server
from litestar import Litestar

from wxsandbox import ticker
from wxsandbox.app import build_app
from wxsandbox.control.scenario import BadScenario, play, read_scenario_file
from wxsandbox.mail import listener
from wxsandbox.openplatform.operations import BY_PATH
from wxsandbox.pay import operations as pay_operations
from wxsandbox.settings import Settings
from wxsandbox.store import Outdated
from wxsandbox.world import World

app = typer.Typer(help="WeChat as a local server.", no_args_is_help=True, add_completion=False)
DATA = Annotated[Path, typer.Option("--data", help="Folder that keeps the sandbox's state.")]
PORT_TAKEN = 3
IN_USE = 4
OUTDATED = 5
PAGES = (
    ("open.weixin.qq.com", "/connect/oauth2/authorize", "网页授权"),
    ("mp.weixin.qq.com", "/cgi-bin/componentloginpage", "授权小程序给第三方平台"),
)


@app.command()
def serve(
    data: DATA = Path("var/wxsandbox"),
    *,
    host: str = "127.0.0.1",
    port: int = 8090,
    smtp_port: int = 8025,
    public_origin: str = "",
    refund_seconds: float = 2.0,
    scenario: Annotated[
        Path | None, typer.Option(help="A JSON file of faults and people to start with.")
    ] = None,
) -> None:
    """Runs until Ctrl-C or SIGTERM. Refunds stay PROCESSING for --refund-seconds of the sandbox's clock."""
    for wanted in (port, smtp_port):
        _refuse_taken_port(host, wanted)
    settings = Settings(
        data_dir=data,
        host=host,
        port=port,
        smtp_port=smtp_port,
        refund_seconds=refund_seconds,
        public_origin=(public_origin or f"http://{host}:{port}").rstrip("/"),
    )
    data.mkdir(parents=True, exist_ok=True)
    with _own(data):
        world = _opened(settings)
        app_ = build_app(world)
        if scenario is not None:
            _play(world, scenario)
        asyncio.run(_run(world, app_))


@app.command()
def journal(
    data: DATA = Path("var/wxsandbox"), *, as_json: Annotated[bool, typer.Option("--json")] = False
) -> None:
    """Prints every payment, refund and notice, oldest first; works beside a running sandbox."""
    settings = Settings(data_dir=data)
    if not settings.database_path.exists():
        typer.echo(f"{data}: no sandbox has run here yet.", err=True)
        raise typer.Exit(1)
    world = _opened(settings)
    seq = 0
    while lines := world.journal.after(seq, 1000):
        for line in lines:
            typer.echo(json.dumps(line, ensure_ascii=False) if as_json else _spoken(line))
            seq = line["seq"]
    world.store.close()


@app.command()
def endpoints() -> None:
    """Prints every WeChat call that is answered, one JSON object a line: host, method, path, title.

    What is documented as GET on api.weixin.qq.com may be posted too (`also`). Pages that a person is sent to
    have the method PAGE.
    """
    for known in pay_operations.OPERATIONS:
        line = {"host": "api.mch.weixin.qq.com", "method": known.method, "path": known.template}
        typer.echo(json.dumps(line | {"title": known.title}, ensure_ascii=False))
    for call in BY_PATH.values():
        line = {"host": "api.weixin.qq.com", "method": call.method, "path": call.path}
        line |= {"title": call.title, "access": call.access}
        typer.echo(json.dumps(line | ({"also": "POST"} if call.method == "GET" else {}), ensure_ascii=False))
    for host, path, title in PAGES:
        line = {"host": host, "method": "PAGE", "path": path, "title": title}
        typer.echo(json.dumps(line, ensure_ascii=False))


@app.command()
def reset(data: DATA = Path("var/wxsandbox")) -> None:
    """Forgets everything: apps, merchants, payments, mails and the journal. Refuses while a sandbox runs
    there.
    """
    if not data.exists():
        typer.echo("Nothing to forget.")
        return
    with _own(data):
        for left in data.glob("wxsandbox.sqlite3*"):
            left.unlink()
    typer.echo(f"{data}: empty again.")


def _spoken(line: dict[str, object]) -> str:
    ids = " ".join(str(line[name]) for name in ("out_trade_no", "out_refund_no") if name in line)
    return f"{line['seq']:>6} {line['at']} {line['kind']:<18} {line['amount_fen']:>10} {ids}"


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refused:
            typer.echo(
                f"端口 {host}:{port} 已被占用，请换一个端口 / port {host}:{port} is taken ({refused}).",
                err=True,
            )
            raise typer.Exit(PORT_TAKEN) from refused


def _own(data: Path) -> TextIOWrapper:
    """Locks the folder for this process until the returned file is closed."""
    lock = (data / "lock").open("w", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as held:
        typer.echo(f"{data}: another sandbox is running on this folder.", err=True)
        raise typer.Exit(IN_USE) from held
    return lock


def _opened(settings: Settings) -> World:
    try:
        return World.open(settings)
    except Outdated as old:
        typer.echo(f"{old}: written by another version; `wxsandbox reset` makes room.", err=True)
        raise typer.Exit(OUTDATED) from old


def _play(world: World, path: Path) -> None:
    try:
        play(world, read_scenario_file(path))
    except BadScenario as refused:
        typer.echo(f"{path}: {refused}", err=True)
        raise typer.Exit(2) from refused


async def _run(world: World, app_: Litestar) -> None:
    settings = world.settings
    server = Server(
        app_,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_enabled=False,
    )
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    mail = await listener.listen(world)
    ticking = asyncio.create_task(ticker.run(world))
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stop.wait())
    typer.echo(f"wxsandbox {settings.public_origin} (mail on {settings.host}:{settings.smtp_port})")
    try:
        await asyncio.wait({serving, stopping, ticking}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (stopping, ticking):
            task.cancel()
        mail.close()
        # granian ships no types for this method
        server.stop()  # type: ignore[no-untyped-call]  # untyped in granian
        await asyncio.gather(serving, ticking, return_exceptions=True)
        world.store.close()
