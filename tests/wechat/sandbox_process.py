"""The sandbox as its own process, and a small server that takes its notices; both on loopback."""

import contextlib
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import msgspec

ROOT = Path(__file__).resolve().parents[2]


class Sandbox:
    """Speaks to a running sandbox over HTTP.

    What it provisioned, and the hand of the person with the phone.
    """

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self._http = httpx.Client(base_url=origin, timeout=20, trust_env=False)
        self.shop = self.told("/_sandbox/provision", {"name": "合同测试店"})

    def told(self, path: str, body: dict[str, Any]) -> Any:
        answer = self._http.post(path, json=body)
        answer.raise_for_status()
        return answer.json()

    @property
    def appid(self) -> str:
        return str(self.shop["weapp"]["appid"])

    def login_code(self, person: str = "小明", appid: str = "") -> str:
        told = self.told("/_sandbox/device/login-code", {"person": person, "appid": appid or self.appid})
        return str(told["code"])

    def pay(self, person: str, params: dict[str, Any]) -> Any:
        body = {
            "person": person,
            "appid": self.appid,
            "params": params,
            "method": "password",
            "password": "123456",
        }
        return self.told("/_sandbox/device/pay", body)

    def fault(self, kind: str, times: int = 1, **params: Any) -> None:
        """The next `times` occasions go wrong in that way."""
        self.told("/_sandbox/faults", {"kind": kind, "times": times, "params": params})

    def advance(self, seconds: int) -> None:
        """Moves the sandbox's clock on."""
        self.told("/_sandbox/clock", {"advance_seconds": seconds})

    def journal(self) -> list[dict[str, Any]]:
        return list(self._http.get("/_sandbox/journal").json())

    def close(self) -> None:
        self._http.close()


class Received(msgspec.Struct, frozen=True):
    """One request that the sandbox made: headers as pairs, untouched body."""

    headers: list[tuple[str, str]]
    body: bytes


@contextlib.contextmanager
def running_sandbox(data: Path) -> Iterator[Sandbox]:
    """A fresh sandbox on free ports; stopped at the end."""
    port, smtp_port = free_port(), free_port()
    command = [sys.executable, "-m", "wxsandbox", "serve", "--data", str(data)]
    command += ["--port", str(port), "--smtp-port", str(smtp_port)]
    paths = os.pathsep.join([str(ROOT / "sandbox" / "src"), os.environ.get("PYTHONPATH", "")])
    log = data.with_suffix(".log")
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": paths}, stdout=out, stderr=out)
    try:
        origin = f"http://127.0.0.1:{port}"
        wait_until_up(origin, process, log)
        sandbox = Sandbox(origin)
        yield sandbox
        sandbox.close()
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextlib.contextmanager
def notice_receiver() -> Iterator[tuple[str, "queue.Queue[Received]"]]:
    """(address, queue of what came); answers every POST with 204."""
    came: queue.Queue[Received] = queue.Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            came.put(Received(list(self.headers.items()), body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/callbacks/wechat/pay", came
    server.shutdown()
    server.server_close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(origin: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{origin}/healthz", trust_env=False).status_code == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the sandbox did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")
