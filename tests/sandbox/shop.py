"""A shop's door for notices: a small HTTP server that keeps what it gets and answers what it is told to."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec


class Received(msgspec.Struct, frozen=True):
    """One POST as it came."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float

    def json(self) -> dict[str, Any]:
        """The envelope."""
        value: dict[str, Any] = msgspec.json.decode(self.body)
        return value


class Shop:
    """`statuses` are used up one per notice; then every notice is answered 204."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.statuses: list[int] = []
        shop = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = shop.statuses.pop(0) if shop.statuses else 204
                shop.received.append(Received(self.path, dict(self.headers.items()), body, time.time()))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self._server.server_port}/notify"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def wait(self, count: int, seconds: float = 8) -> list[Received]:
        """What has come, as soon as it is this many. Fails when it does not come."""
        end = time.time() + seconds
        while len(self.received) < count:
            assert time.time() < end, f"{len(self.received)} of {count} notices came"
            time.sleep(0.02)
        return self.received

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
