"""A trap for WeChat's notices: answers every POST with success and keeps what came, headers as received and
raw bytes.
"""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

import msgspec


class Caught(msgspec.Struct, frozen=True):
    """One notice as it came."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


class NoticeTrap:
    """A listener on a free loopback port, in threads of its own."""

    def __init__(self) -> None:
        caught: list[Caught] = []
        lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                headers = [(name.lower().encode(), value.encode()) for name, value in self.headers.items()]
                with lock:
                    caught.append(Caught(headers, body))
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 (the base class names it)
                del format, arguments

        self._caught, self._lock = caught, lock
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def take(self) -> list[Caught]:
        """What came since the last call."""
        with self._lock:
            taken = list(self._caught)
            self._caught.clear()
        return taken

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
