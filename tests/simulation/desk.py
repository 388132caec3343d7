"""A machine, and the people who work at it: their files, their key store, and a running program or none."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from domain.identifiers import Instant, PersonId
from sync.cache.cache import Cache
from sync.cache.errors import CacheTrouble
from sync.cache.opening import open_cache
from sync.clock import ServerClock
from sync.engine import CLOCK_OFFSET, Engine
from sync.errors import Departed, SignInNeeded, SyncError
from sync.protocol.messages import Device
from sync.report import Report
from sync.session import SessionHolder, sign_in
from sync.state import Contact
from tests.fakes.sessions import MemorySessions
from tests.simulation.clocks import WrongClock
from tests.simulation.company import PASSWORD
from tests.simulation.fuse import Crash, Fuse
from tests.simulation.network import SimulatedTransport

if TYPE_CHECKING:
    from tests.simulation.world import World

KEY = "5a" * 32
_A_DAY = 86_400.0


@dataclass
class Machine:
    """`deaf_side`: a partition one way, so that nothing goes `out` or nothing comes `back`."""

    clock: WrongClock
    is_offline: bool = False
    deaf_side: str = ""
    fuse: Fuse = field(default_factory=Fuse)


class Desk:
    """One person's work at one machine."""

    def __init__(self, world: "World", machine: Machine, number: int, person_id: PersonId, folder: Path) -> None:
        self.world = world
        self.machine = machine
        self.name = f"desk{number}"
        self.person_id = person_id
        self.device_id = f"{number:032x}"
        self.folder = folder
        self.store = MemorySessions()
        self.transport = SimulatedTransport(world, self)
        self.speaks = 1
        self.is_busy = False
        self.is_touched = True
        self.last_report = Report()
        self.clock = ServerClock(machine.clock)
        self.heard: tuple[int, float] | None = None
        """The server's time as the last reply told it, and when that reply came."""
        self.turned_away: float | None = None
        """When its person, who has left, was last refused a session: what was not delivered by then stays here."""
        self._cache: Cache | None = None
        folder.mkdir()

    @property
    def is_running(self) -> bool:
        return self._cache is not None

    @property
    def cache(self) -> Cache:
        assert self._cache is not None
        return self._cache

    @property
    def now(self) -> Instant:
        return self.clock.now()

    def start(self) -> None:
        """As when the program starts: everything but the files and the key store is new."""
        self._cache = open_cache(self.folder, KEY, person_id=self.person_id, identity=self.world.ids)
        self.heard = None
        offset = self._cache.settings.get(CLOCK_OFFSET, "0")
        self.clock = ServerClock(self.machine.clock, timedelta(milliseconds=int(offset)))
        self.sessions = SessionHolder(self.store, self.transport, self.machine.clock, self.device_id)
        self.engine = Engine(self._cache, self.transport, self.sessions, self.clock, self.device_id, "1.0")
        for file in self._cache._files:
            self.machine.fuse.watch(file.engine)

    def stop(self) -> None:
        self.machine.fuse.mend()
        if self._cache is not None:
            self._cache.close()
            self._cache = None

    def forget(self) -> None:
        """Everything of it leaves this machine."""
        self.stop()
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        self.store.erase()

    def sign_in(self) -> None:
        device = Device(self.device_id, self.name)
        self.sessions.begin(sign_in(self.transport, device, self.person_id, PASSWORD))

    def attempt[R](self, act: Callable[[], R]) -> R | None:
        """Do it; None where the program died of it, or the disk would not take it."""
        if self.is_busy:
            return self._amid(act)
        self.is_busy = self.is_touched = True
        try:
            return act()
        except Crash:
            self.stop()
            return None
        except CacheTrouble as trouble:
            self.world.count(f"seen:{trouble.code}")
            return None
        finally:
            self.is_busy = False

    def _amid[R](self, act: Callable[[], R]) -> R | None:
        """While the engine waits for a reply: a death here is the death of both."""
        try:
            return act()
        except CacheTrouble as trouble:
            self.world.count(f"seen:{trouble.code}")
            return None

    def step(self) -> Report | None:
        """One exchange of the engine, or signing in where that is what is needed."""
        if self.store.kept is None or self.last_report.contact is Contact.SIGN_IN_NEEDED:
            return self._be_let_in()
        report = self.attempt(self.engine.step)
        if report is not None:
            self.last_report = report
        return report

    def _be_let_in(self) -> Report:
        """Whoever hears that they have left believes it for a day."""
        if self.turned_away is not None and self.machine.clock.elapsed() - self.turned_away < _A_DAY:
            return self.last_report
        self.last_report, self.turned_away = Report(), None
        try:
            self.attempt(self.sign_in)
        except SyncError as error:
            self.turned_away = self.machine.clock.elapsed() if isinstance(error, Departed) else None
            self.last_report = Report(contact=_contact(error), trouble=error)
        return self.last_report

    def round(self) -> Report | None:
        """Steps until the engine rests."""
        whole = self.step()
        while whole is not None and self.is_running and not self.engine.is_resting:
            self.world.steps += 1
            report = self.step()
            whole = None if report is None else whole.and_then(report)
        return whole


def _contact(error: SyncError) -> Contact:
    return Contact.SIGN_IN_NEEDED if isinstance(error, SignInNeeded) else Contact.UNREACHABLE
