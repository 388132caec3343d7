"""One window per profile: a second start hands over to the window that is open already."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.links import LONGEST

_ANSWER_WITHIN_MS = 1000
_SAID_WITHIN_MS = 1000


class Instance(QObject):
    """Holds the profile's name on this machine while the program runs. Only the same person can knock."""

    knocked = Signal(str)
    """The program was started again: show the window. With the link it was started by, unread, empty for none."""

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(profile)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)

    def is_first(self, link: str = "") -> bool:
        """True: this program owns the profile's name now. False: another one does, and has been told to show itself."""
        if self._knock(link):
            return False
        if self._server.listen(self._name):
            return True
        # A program that was killed leaves its socket behind; the profile's lock file guards the data in any case.
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name) or not self._knock(link)

    def leave(self) -> None:
        """Give the name back."""
        self._server.close()

    def _knock(self, link: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        is_there = socket.waitForConnected(_ANSWER_WITHIN_MS)
        if is_there:
            if link:
                socket.write(link.encode()[:LONGEST])
                socket.waitForBytesWritten(_ANSWER_WITHIN_MS)
            socket.disconnectFromServer()
        return is_there

    def _heard(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            _Visitor(socket, self)


class _Visitor(QObject):
    """Who knocks may say so many bytes in so much time. What they are is for whoever reads them to find out."""

    def __init__(self, socket: QLocalSocket, instance: Instance) -> None:
        super().__init__(socket)
        self._socket = socket
        self._instance = instance
        self._said = b""
        self._is_over = False
        socket.readyRead.connect(self._listen)
        socket.disconnected.connect(self._listen)
        socket.disconnected.connect(self._end)
        self._patience = QTimer(self, interval=_SAID_WITHIN_MS, singleShot=True)
        self._patience.timeout.connect(self._end)
        self._patience.start()
        self._listen()
        if socket.state() is not QLocalSocket.LocalSocketState.ConnectedState:
            self._end()

    def _listen(self) -> None:
        if self._is_over or not self._socket.bytesAvailable():
            return
        self._said += self._socket.read(LONGEST + 1 - len(self._said)).data()
        if len(self._said) > LONGEST:
            self._end()

    def _end(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._patience.stop()
            self._instance.knocked.emit(self._said.decode("utf-8", "replace"))
            self._socket.abort()
            self._socket.deleteLater()


def _name(profile: Path) -> str:
    """Local names are short on some systems, and a profile's path may hold any character."""
    return "gonghai-" + hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:24]
