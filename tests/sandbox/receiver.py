"""An address for message push: checks the signature of the first question, keeps what comes, answers
success.
"""

import hashlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec


class Pushed(msgspec.Struct, frozen=True):
    """One push as it came."""

    path: str
    query: dict[str, str]
    body: bytes


class Receiver:
    """`statuses` are used up one per push; then every push is answered 200 success."""

    def __init__(self) -> None:
        self.received: list[Pushed] = []
        self.statuses: list[int] = []
        self.token = ""
        self.echoes = True
        receiver = self

        class Door(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = dict(parse_qsl(urlsplit(self.path).query))
                parts = sorted((receiver.token, query["timestamp"], query["nonce"]))
                genuine = hashlib.sha1("".join(parts).encode()).hexdigest() == query["signature"]  # noqa: S324 WeChat's scheme
                self.answer(200 if genuine else 403, query["echostr"] if receiver.echoes else "no")

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                parts = urlsplit(self.path)
                receiver.received.append(Pushed(parts.path, dict(parse_qsl(parts.query)), body))
                self.answer(receiver.statuses.pop(0) if receiver.statuses else 200, "success")

            def answer(self, status: int, text: str) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self._server.server_port}/push"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def wait(self, count: int, seconds: float = 8) -> list[Pushed]:
        """What has come, as soon as it is this many. Fails when it does not come."""
        end = time.time() + seconds
        while len(self.received) < count:
            assert time.time() < end, f"{len(self.received)} of {count} pushes came"
            time.sleep(0.02)
        return self.received

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
