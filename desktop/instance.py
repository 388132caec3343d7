"""One window per profile: a second start hands over to the window that is open already."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_WITHIN_MS = 1000


class Instance(QObject):
    """Holds the profile's name on this machine while the program runs. Only the same person can knock."""

    knocked = Signal()
    """The program was started again: show the window."""

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(profile)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)

    def is_first(self) -> bool:
        """True: this program owns the profile's name now. False: another one does, and has been told to show itself."""
        if self._knock():
            return False
        if self._server.listen(self._name):
            return True
        # A program that was killed leaves its socket behind; the profile's lock file guards the data in any case.
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name) or not self._knock()

    def leave(self) -> None:
        """Give the name back."""
        self._server.close()

    def _knock(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        is_there = socket.waitForConnected(_ANSWER_WITHIN_MS)
        if is_there:
            socket.disconnectFromServer()
        return is_there

    def _heard(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            # The knock is the whole message: nothing is read, so nothing can be smuggled in.
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.knocked.emit()


def _name(profile: Path) -> str:
    """Local names are short on some systems, and a profile's path may hold any character."""
    return "gonghai-" + hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:24]
