"""A reply of the server, read for as long as patience lasts."""

import io
import socket
from http.client import HTTPResponse
from typing import Any, ClassVar

from sync.clock import SystemClock
from sync.patience import Patience


class PacedReply(HTTPResponse):
    """An HTTP reply that is given up when it comes too slowly, from its first line to its last byte.

    A socket's own timeout begins anew with every byte, so that a peer who trickles holds a reader for ever.
    """

    patience: ClassVar[Patience]

    def __init__(self, sock: socket.socket, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        self.fp.close()
        self.fp = io.BufferedReader(_PacedStream(sock, self.patience))


class _PacedStream(io.RawIOBase):
    """What the socket gives; its timeout as it stands is how long it may be silent."""

    def __init__(self, sock: socket.socket, patience: Patience) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._patience = patience
        self._silence = sock.gettimeout() or patience.read_seconds
        self._elapsed = SystemClock().elapsed
        self._began = self._elapsed()
        self._received = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Raises TimeoutError when the reply has taken longer than what came of it allows."""
        earned = self._silence + self._received / self._patience.slowest_bytes_per_second
        left = min(earned, max(self._silence, self._patience.total_seconds)) - (self._elapsed() - self._began)
        if left <= 0:
            raise TimeoutError("a reply that comes too slowly")
        self._sock.settimeout(min(self._silence, left))
        count = self._raw.readinto(buffer)
        self._received += count or 0
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()
