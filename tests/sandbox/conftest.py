"""One real sandbox, in its own process, for all tests of this folder; each test has a firm of its own when
it asks.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sandbox.merchant import Merchant
from tests.sandbox.owner import Owner
from tests.sandbox.receiver import Receiver
from tests.sandbox.shop import Shop

SOURCE = Path(__file__).parents[2] / "sandbox" / "src"


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A sandbox process on a data folder."""

    def __init__(self, data: Path, port: int, smtp_port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.port, self.smtp_port, self.data = port, smtp_port, data
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts and waits for /healthz."""
        began = time.monotonic()
        ports = ["--port", str(self.port), "--smtp-port", str(self.smtp_port), "--refund-seconds", "0.3"]
        command = [sys.executable, "-m", "wxsandbox", "serve", *ports, "--data", str(self.data)]
        self._process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(SOURCE)})
        while True:
            try:
                if httpx.get(f"{self.base}/healthz", trust_env=False).json() == {"ok": True}:
                    break
            except httpx.HTTPError:
                assert self._process.poll() is None, "the sandbox did not start"
                assert time.monotonic() - began < 20, "the sandbox did not answer"
                time.sleep(0.03)

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(10)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("wxsandbox"), free_port(), free_port())
    running.start()
    yield running
    running.stop()


def new_firm(base: str, **more: Any) -> Merchant:
    """Provisions a firm."""
    answer = httpx.post(
        f"{base}/_sandbox/provision", json={"name": "演示店", **more}, trust_env=False, timeout=20
    )
    assert answer.status_code == 200, answer.text
    return Merchant(base, answer.json())


@pytest.fixture
def open_firm(server: Server) -> Iterator[Callable[..., Merchant]]:
    """Opens firms of a test's own; their connections are closed afterwards."""
    opened: list[Merchant] = []

    def opening(**more: Any) -> Merchant:
        opened.append(new_firm(server.base, **more))
        return opened[-1]

    yield opening
    for firm in opened:
        firm.http.close()


@pytest.fixture(scope="module")
def merchant(server: Server) -> Iterator[Merchant]:
    firm = new_firm(server.base)
    yield firm
    firm.http.close()


@pytest.fixture
def shop() -> Iterator[Shop]:
    door = Shop()
    yield door
    door.close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    door = Receiver()
    yield door
    door.close()


@pytest.fixture
def peace(server: Server) -> Iterator[None]:
    """Faults and clock as at the start, afterwards."""
    yield
    httpx.delete(f"{server.base}/_sandbox/faults", trust_env=False)
    httpx.post(f"{server.base}/_sandbox/clock", json={"mode": "real"}, trust_env=False)


@pytest.fixture
def own(server: Server) -> Iterator[Callable[..., Owner]]:
    """Registers mini programs by hand: own("individual")."""
    made: list[Owner] = []

    def register(subject: str = "company", **changed: Any) -> Owner:
        made.append(Owner(server.base, subject, **changed))
        return made[-1]

    yield register
    for one in made:
        one.close()
