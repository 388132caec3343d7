"""A computer that a program is started on: its disk, its key store, the cable to the server."""

import json
from pathlib import Path

from desktop.administration import BUILT_IN_ONLY
from desktop.checks.machine import Keys
from desktop.checks.machine import Machine as Examined
from desktop.credentials import SecretsUnavailable, SessionOnly, Stretching
from desktop.presenters.entrance import Entered, Entrance
from desktop.presenters.entrance_doors import Doors
from desktop.presenters.kept_sessions import CACHE_KEY
from desktop.presenters.kept_stretching import PASSPHRASE
from desktop.presenters.machine_settings import sign_in_start
from desktop.presenters.sign_in import Outcomes, SignInDesk
from desktop.screens.sign_in import Credentials
from sync.errors import SyncError
from sync.identity import RandomIdentity
from tests.desktop.presenters.inline import InlineBackground
from tests.desktop.presenters.recorders import SignInRecorder
from tests.fakes.clock import ManualClock
from tests.fakes.examined import examined
from tests.fakes.server import FakeServer
from tests.fakes.transport import FakeTransport, Fault

SERVER = "https://crm.example.com"


class FakeLine(FakeTransport):
    """A cable to the fake server that can be closed."""

    def close(self) -> None:
        self.said.append("closed")


class Machine:
    """A computer: its disk, its key store, the cable to the server."""

    def __init__(self, folder: Path, *, has_store: bool = True) -> None:
        self.server = FakeServer("wang", "chen")
        self.clock = ManualClock(self.server.clock.now())
        self.store = SessionOnly()
        self.has_store = has_store
        self.folder = folder
        self.lines: list[FakeLine] = []
        self.fault: SyncError | None = None
        self.is_password_temporary = False
        self.temporary: list[Path] = []
        self.entered: list[tuple[Entered, str, bool]] = []
        self.renewals = 0
        self.unexpected: list[Exception] = []
        self.settings = BUILT_IN_ONLY
        self.start()

    def start(self) -> None:
        """Start the program anew: everything in memory is gone."""
        self.background = InlineBackground()
        self.screen = SignInRecorder()
        doors = Doors(
            line=self.line,
            secrets=lambda: self.store if self.has_store else None,
            session_secrets=SessionOnly(),
            fresh_key=lambda: "ab" * 32,
            fresh_stretching=lambda: json.dumps({"salt_hex": "00", "n": 16}).encode(),
            stretched=lambda kept, passphrase: Stretching(**json.loads(kept)).cache_key(passphrase),
            folder_for_session=self._folder_for_session,
            allows=lambda server: self.settings.allows(server),
            machine=self._examined,
        )
        self.entrance = Entrance(self.folder / "profiles", doors, self.clock, RandomIdentity(), "desk")
        outcomes = Outcomes(
            entered=lambda *entered: self.entered.append(entered),
            renewed=self._renewed,
            present=lambda: self.entered[-1][0] if self.entered else None,
            choose_language=lambda language: None,
            unexpected=self.unexpected.append,
            secrets_trouble=SecretsUnavailable,
        )
        start = sign_in_start(self.settings, SERVER, (), "")
        self.desk = SignInDesk(lambda: self.screen, self.background, self.entrance, self.line, outcomes, start)
        self.desk.start()

    def line(self, server: str) -> FakeLine:
        self.lines.append(FakeLine(self.server, "wang"))
        if self.is_password_temporary:
            self.lines[-1].passwords.temporary.add("wang")
        if self.fault is not None:
            self.lines[-1].faults.append(Fault("sign_in", self.fault))
        return self.lines[-1]

    def sign_in(self, login: str = "wang", password: str = "wang's", server: str = SERVER) -> None:
        self.desk.sign_in_asked(Credentials(server, login, password))

    def leave(self) -> str:
        """Close what is open; returns the profile's folder."""
        entered, _, _ = self.entered.pop()
        entered.close()
        return entered.profile.folder.name

    @property
    def trouble(self) -> str:
        return "" if self.screen.trouble is None else self.screen.trouble.what

    def _examined(self, folder: Path, server: str) -> Examined:
        keys = Keys(lambda: self.store if self.has_store else None, CACHE_KEY, PASSPHRASE)
        return examined(folder, server=server, settings=self.settings, keys=keys, clock=self.clock)

    def _renewed(self) -> None:
        self.renewals += 1

    def _folder_for_session(self) -> Path:
        self.temporary.append(self.folder / f"temporary-{len(self.temporary)}")
        return self.temporary[-1]
