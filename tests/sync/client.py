"""A whole client without a face: cache, engine and fake doors, and what a person does with it in one word each."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId, Instant
from sync.cache.answers import CustomerView, Submitted
from sync.cache.asking import Filter, InPool, Mine, Shelf, SortKey, Wanted
from sync.cache.opening import open_cache
from sync.clock import ServerClock
from sync.engine import Engine
from sync.report import Report
from sync.session import KeptSession, SessionHolder
from tests.crash import Desk
from tests.fakes.identity import CountingIdentity
from tests.fakes.server import POOL_ID, FakeServer
from tests.fakes.sessions import MemorySessions
from tests.fakes.transport import FakeTransport

KEY = "5a" * 32
IN_POOL = InPool(POOL_ID)

type Opener = Callable[[str], Desk]
"""Opens the real program's client of this login, beside a real server."""


class Client:
    def __init__(self, server: FakeServer, folder: Path, person_id: str, *, limit: int = 100, number: int = 0) -> None:
        self.folder = folder
        self.identity = CountingIdentity(prefix=number + 1)
        self.transport = FakeTransport(server, person_id, limit=limit)
        self.store = MemorySessions(KeptSession(person_id, person_id, "refresh-0"))
        self.machine = server.clock
        self.clock = ServerClock(self.machine)
        self._person_id = person_id
        self.start()

    def start(self) -> None:
        """As when the program starts: everything but the files and the key store is new."""
        self.cache = open_cache(self.folder, KEY, person_id=self._person_id, identity=self.identity)
        sessions = SessionHolder(self.store, self.transport, self.machine, "device")
        self.engine = Engine(self.cache, self.transport, sessions, self.clock, "device", "1.0")

    def restart(self) -> None:
        self.cache.close()
        self.start()

    @property
    def now(self) -> Instant:
        return self.clock.now()

    def sync(self) -> Report:
        return self.engine.run_once()

    def claim(self, *ids: str, is_online: bool = True) -> Submitted:
        return self.cache.outbox.submit(self.cache.bench.claims(ids, self.now), self.now, is_online=is_online)

    def release(self, *ids: str) -> Submitted:
        return self.cache.outbox.submit(self.cache.bench.releases(ids), self.now, is_online=True)

    def follow_up(self, *ids: str, text: str = "聊了打样", ago: timedelta = timedelta()) -> Submitted:
        commands = [
            AddFollowUp(CustomerId(each), FollowUpId(self.identity.new()), FollowUpKind.PHONE, text, self.now - ago)
            for each in ids
        ]
        return self.cache.outbox.submit(commands, self.now, is_online=False)

    def ids(
        self, shelf: Shelf = IN_POOL, asked: Filter | None = None, sort: SortKey = SortKey.NAME, *, down: bool = False
    ) -> list[str]:
        wanted = Wanted(shelf, asked or Filter(), sort, is_descending=down)
        found = self.cache.register.ids(wanted, self.now)
        assert self.cache.register.count(wanted, self.now) == len(found)
        return found

    def mine(self) -> list[str]:
        return self.ids(Mine())

    def see(self, customer_id: str) -> CustomerView:
        view = self.cache.register.customer(customer_id, self.now)
        assert view is not None
        return view

    def states(self, ids: Sequence[str] | None = None) -> list[str]:
        items = [item for group in self.cache.outbox.groups() for item in group.items]
        return [item.state.value for item in items if ids is None or item.id in ids]
