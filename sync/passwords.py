"""Changing one's own password: asked of the server at once, and kept nowhere here."""

from sync.clock import ServerClock
from sync.exchange import Exchange
from sync.protocol.passwords import ChangePassword, PasswordAnswer
from sync.session import SessionHolder
from sync.transport import PasswordLine


class PasswordDesk:
    def __init__(self, line: PasswordLine, sessions: SessionHolder, clock: ServerClock) -> None:
        self._line = line
        self._exchange = Exchange(sessions, clock)

    def change(self, old: str, new: str) -> PasswordAnswer:
        """What became of it. Where the answer was lost, asking the same again tells.

        Raises:
            SyncError: as any exchange.
        """
        return self._exchange.make(lambda token: self._line.change_password(token, ChangePassword(old, new)))
