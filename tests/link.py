"""A cable between a client and its server that can be pulled out and put back, on loopback.

with Link(server_port) as link:
    client talks to link.port
    link.cut()        # established connections are reset, new ones refused
    link.mend()
"""

import contextlib
import selectors
import socket
import struct
import threading
from types import TracebackType
from typing import Self

_CHUNK = 65536
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Link:
    """Forwards bytes both ways while whole. One thread for all connections; ended by `close`."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._wake, self._waker = socket.socketpair()
        self._peers: dict[socket.socket, socket.socket] = {}
        self._whole = True
        self._closing = False
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._wake, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name="link", daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """Pull the cable: what is under way is lost in the middle."""
        self._whole = False
        self._waker.send(b"x")

    def mend(self) -> None:
        self._whole = True

    def close(self) -> None:
        self._closing = True
        self._waker.send(b"x")
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(self) -> None:
        while not self._closing:
            for key, _ in self._selector.select():
                if key.fileobj is self._listener:
                    self._accept()
                elif key.fileobj is self._wake:
                    self._wake.recv(_CHUNK)
                elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._peers:
                    self._forward(key.fileobj)
            if not self._whole or self._closing:
                for end in list(self._peers):
                    self._drop(end)
        for thing in (self._listener, self._wake, self._waker):
            thing.close()
        self._selector.close()

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        if not self._whole:
            self._reset(near)
            return
        try:
            far = socket.create_connection(("127.0.0.1", self._server_port), timeout=5)
        except OSError:
            self._reset(near)
            return
        for end, other in ((near, far), (far, near)):
            self._peers[end] = other
            self._selector.register(end, selectors.EVENT_READ)

    def _forward(self, end: socket.socket) -> None:
        try:
            received = end.recv(_CHUNK)
            if received:
                self._peers[end].sendall(received)
                return
        except OSError:
            pass
        self._drop(end)

    def _drop(self, end: socket.socket) -> None:
        other = self._peers.pop(end, None)
        if other is None:
            return
        self._peers.pop(other, None)
        for closing in (end, other):
            self._selector.unregister(closing)
            self._reset(closing)

    @staticmethod
    def _reset(end: socket.socket) -> None:
        with contextlib.suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        end.close()
