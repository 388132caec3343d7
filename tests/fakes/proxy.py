"""A proxy on loopback that knows nothing but CONNECT, and brings every name to one place."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self


class FakeProxy:
    """Every CONNECT leads to `port` of this machine; `asked` lists whom they were for. `refuses`: with this status."""

    def __init__(self, port: int, refuses: int = 0) -> None:
        self.asked: list[str] = []
        self._port = port
        self._refuses = refuses
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._begin(self._accept)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in (self._listener, *self._sockets):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in tuple(self._threads):
            thread.join(10)
        for each in (self._listener, *self._sockets):
            each.close()

    def _begin(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._sockets.append(client)
            self._begin(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        said = b""
        while b"\r\n\r\n" not in said:
            try:
                piece = client.recv(4096)
            except OSError:
                return
            if not piece:
                return
            said += piece
        verb, target, *_ = said.split(b"\r\n", 1)[0].decode().split()
        self.asked.append(target)
        if self._refuses or verb != "CONNECT":
            client.sendall(f"HTTP/1.1 {self._refuses or 405} No\r\nContent-Length: 0\r\n\r\n".encode())
            return
        server = socket.create_connection(("127.0.0.1", self._port))
        self._sockets.append(server)
        client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        self._begin(_carry, server, client)
        _carry(client, server)


def _carry(source: socket.socket, target: socket.socket) -> None:
    try:
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return
