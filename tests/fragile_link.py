"""A cable that breaks by itself after so many bytes of either direction, in the middle of whatever is on it."""

import socket

from tests.link import Link


class FragileLink(Link):
    """As `Link`; a break resets the connections that are there, new ones are taken as before."""

    def __init__(self, server_port: int) -> None:
        self._left: int | None = None
        super().__init__(server_port)

    def break_after(self, count: int | None) -> None:
        """Break after `count` more bytes; None: hold for good."""
        self._left = count

    def _forward(self, end: socket.socket) -> None:
        if self._left is None:
            super()._forward(end)
            return
        try:
            received = end.recv(65536)
            whole, self._left = received[: self._left], self._left - len(received)
            if whole:
                self._peers[end].sendall(whole)
            if received and self._left > 0:
                return
        except OSError:
            pass
        if self._left <= 0:
            # Once is enough: the next connection holds until it is told to break.
            self._left = None
        self._drop(end)
