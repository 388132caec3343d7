"""A cable between a client and its server that counts what passes, headers and all."""

import socket
import threading
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_CHUNK = 1 << 16


class Cable:
    """Plug the client into `address`; `bytes_passed` are those of both directions."""

    def __init__(self, server_address: str) -> None:
        place = urlsplit(server_address)
        self._server = place.hostname or "", place.port or 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._ends: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.bytes_passed = 0

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Shut before closed: only that wakes a thread that waits on it.
        for end in [self._listener, *self._ends]:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        for thread in self._threads:
            thread.join()
        for end in [self._listener, *self._ends]:
            end.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(self._server)
            self._ends += [near, far]
            for ends in ((near, far), (far, near)):
                self._threads.append(threading.Thread(target=self._pass_on, args=ends))
                self._threads[-1].start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while received := source.recv(_CHUNK):
                with self._lock:
                    self.bytes_passed += len(received)
                target.sendall(received)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return
