"""Somebody who changes their password: the real presenter, and a server's line with passwords in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.presenters.password import PasswordChange
from desktop.screens.password import PasswordEntries, PasswordTrouble
from sync.errors import SyncError
from sync.passwords import PasswordDesk
from sync.protocol.messages import Session
from sync.session import SessionHolder
from tests.desktop.presenters.desk import Desk
from tests.desktop.presenters.password_recorder import PasswordRecorder
from tests.fakes.clock import ManualClock
from tests.fakes.passwords import FakePasswordLine
from tests.fakes.server import FakeServer
from tests.fakes.sessions import MemorySessions
from tests.fakes.transport import FakeTransport, Fault

SERVER = "https://crm.example.com"
OLD, NEW = "wang's", "siebenundzwanzig"


@dataclass
class Changer:
    desk: Desk
    screen: PasswordRecorder = field(default_factory=PasswordRecorder)

    def __post_init__(self) -> None:
        clock = ManualClock(self.desk.place.now())
        self.transport = FakeTransport(FakeServer("wang", clock=clock), "wang")
        sessions = SessionHolder(MemorySessions(), self.transport, clock, "device")
        sessions.begin(Session("wang", "wang", self.transport.good_token, 900, "refresh-0", 1))
        self.passwords = PasswordDesk(self.transport, sessions, self.desk.server_clock)
        notices = self.desk.presenters.window
        self.change = PasswordChange(self.screen, self.desk.place, notices, self.passwords, server=SERVER)

    @property
    def line(self) -> FakePasswordLine:
        return self.transport.passwords

    @property
    def trouble(self) -> PasswordTrouble:
        assert self.screen.trouble is not None
        return self.screen.trouble

    @property
    def notices(self) -> list[str]:
        """What the foot of the window said, one after the other."""
        return self.desk.window.notices

    def confirm(self, old: str = OLD, new: str = NEW, again: str | None = None) -> None:
        """Type all three, and press the button."""
        self.change.password_confirmed(PasswordEntries(old, new, new if again is None else again))

    def fail(self, error: SyncError, *, is_after: bool = False) -> None:
        """The next question ends so. `is_after`: the server has done its part."""
        self.transport.faults.append(Fault("change_password", error, is_after))
