"""Somebody who looks companies up: the real presenters on a real cache, the server's answers as a test wishes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.presenters.known import KnownDesk
from desktop.presenters.new_customer import NewCustomer
from desktop.screens.known import KnownCard, KnownState
from desktop.screens.new_customer import EntryChecks, EntryField, EntryForm
from sync.errors import SyncError
from sync.known import Inquirer
from sync.protocol.messages import Session
from sync.session import SessionHolder
from tests.desktop.presenters.desk import Desk
from tests.fakes.clock import ManualClock
from tests.fakes.known import FakeKnownLine
from tests.fakes.server import FakeServer
from tests.fakes.sessions import MemorySessions
from tests.fakes.transport import FakeTransport, Fault


@dataclass
class KnownRecorder:
    """The screen as it was told."""

    state: KnownState = field(default_factory=KnownState)
    states: list[KnownState] = field(default_factory=list)
    is_open: bool = False

    def open_known(self, state: KnownState) -> None:
        self.is_open = True
        self.show_known(state)

    def show_known(self, state: KnownState) -> None:
        self.state = state
        self.states.append(state)

    def close_known(self) -> None:
        self.is_open = False


@dataclass
class EntryRecorder:
    """The form as it was told."""

    form: EntryForm | None = None
    checks: EntryChecks = field(default_factory=EntryChecks)

    def open_entry(self, form: EntryForm, checks: EntryChecks) -> None:
        self.form, self.checks = form, checks

    def show_checks(self, checks: EntryChecks) -> None:
        self.checks = checks

    def close_entry(self) -> None:
        self.form = None


@dataclass
class Asker:
    desk: Desk
    screen: KnownRecorder = field(default_factory=KnownRecorder)
    entry_screen: EntryRecorder = field(default_factory=EntryRecorder)

    def __post_init__(self) -> None:
        clock = ManualClock(self.desk.place.now())
        self.transport = FakeTransport(FakeServer("wang", clock=clock), "wang")
        sessions = SessionHolder(MemorySessions(), self.transport, clock, "device")
        sessions.begin(Session("wang", "wang", self.transport.good_token, 900, "refresh-0", 1))
        self.desk.place.inquirer = Inquirer(self.transport, sessions, self.desk.server_clock)
        self.acts = 0
        ways = replace(self.desk.presenters._room_ways(), acted=self._acted)
        self.entry = NewCustomer(self.entry_screen, self.desk.place, ways)
        self.known = KnownDesk(self.screen, self.desk.place, ways, self.entry)

    @property
    def line(self) -> FakeKnownLine:
        return self.transport.companies

    @property
    def state(self) -> KnownState:
        return self.screen.state

    @property
    def answer(self) -> KnownCard:
        assert self.state.answer is not None
        return self.state.answer

    @property
    def typed(self) -> Mapping[EntryField, str]:
        assert self.entry_screen.form is not None
        return self.entry_screen.form.typed

    def ask(self, text: str) -> KnownCard:
        self.known.known_asked()
        self.known.known_typed(text)
        return self.answer

    def fail(self, error: SyncError) -> None:
        """The next question is answered so."""
        self.transport.faults.append(Fault("known", error))

    def fill(self, pool: str, **fields: str) -> None:
        """Type all of this, and rest."""
        self.entry.entry_typed({EntryField(name): text for name, text in fields.items()}, pool)

    def confirm(self, pool: str, **fields: str) -> None:
        self.entry.entry_confirmed({EntryField(name): text for name, text in fields.items()}, pool)

    def _acted(self) -> None:
        self.acts += 1
        self.desk.presenters.acted()
