"""Whoever may answer at an address that should be ours: a scripted web server on loopback."""

import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Answer:
    """`is_ours`: with the header that every Gonghai server sends. `wait`: answer only once this is set.

    `request_id`: instead of the asker's own. `cut_after`: hang up after so many bytes of the body. `gap_seconds`: the
    body goes in pieces of `piece_bytes`, so far apart.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    is_ours: bool = True
    wait: threading.Event | None = None
    request_id: str | None = None
    cut_after: int | None = None
    gap_seconds: float = 0.0
    piece_bytes: int = 1


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]
    body: bytes


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what some tests are about."""


class FakeWeb:
    """Answers every POST by `answer(asked)`; `asked` lists them."""

    def __init__(self, answer: Callable[[Asked], Answer], certificate: Path | None = None) -> None:
        self.asked: list[Asked] = []
        self.waiting = threading.Event()
        self.closing = threading.Event()
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                asked = Asked(self.path, dict(self.headers), self.rfile.read(length))
                web.asked.append(asked)
                told = answer(asked)
                if told.wait is not None:
                    web.waiting.set()
                    told.wait.wait(10)
                self.send_response(told.status)
                for name, value in told.headers.items():
                    self.send_header(name, value)
                if told.is_ours:
                    self.send_header("X-Gonghai", "1")
                    self.send_header("X-Request-Id", told.request_id or asked.headers.get("X-Request-Id", ""))
                self.send_header("Content-Length", str(len(told.body)))
                self.end_headers()
                if told.gap_seconds:
                    self._trickle(told)
                    return
                self.wfile.write(told.body[: told.cut_after])
                if told.cut_after is not None:
                    self.close_connection = True

            def _trickle(self, told: Answer) -> None:
                for start in range(0, len(told.body), told.piece_bytes):
                    self.wfile.write(told.body[start : start + told.piece_bytes])
                    if web.closing.wait(told.gap_seconds):
                        return

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        self._server = _Quiet(("127.0.0.1", 0), Handler)
        self._scheme = "http"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self._scheme = "https"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def address(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
