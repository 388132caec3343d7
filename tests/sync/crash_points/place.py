"""A person's machine and the company behind its cable; copied whole for every point that is tried."""

import copy
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from desktop.credentials import SessionOnly, Stretching
from desktop.presenters.entrance import Entered, Entrance
from desktop.presenters.entrance_doors import Doors
from sync.cache.opening import open_cache
from sync.clock import ServerClock
from sync.engine import Engine
from sync.errors import SignInNeeded
from sync.protocol.messages import ProblemCode, Pull, Pulled, ScopePage
from sync.protocol.scopes import pool_of
from sync.session import KeptSession, SessionHolder
from tests.fakes.examined import examined
from tests.fakes.identity import CountingIdentity
from tests.fakes.server import FakeServer, held_by
from tests.fakes.transport import FakeTransport
from tests.sync.client import KEY, Client
from tests.sync.crash_points.fuse import Fuse

SERVER = "https://crm.example.com"
ME = "me"


class Company(FakeServer):
    """`is_pool_closed`: nobody may read the pool any more. `has_ended`: this person's access is over."""

    def __init__(self) -> None:
        super().__init__(ME, "other", page_rows=4)
        self.is_pool_closed = False
        self.has_ended = False

    def scopes_of(self, person_id: str) -> tuple[str, ...]:
        return tuple(
            name for name in super().scopes_of(person_id) if not (self.is_pool_closed and pool_of(name) is not None)
        )

    def pull(self, person_id: str, request: Pull) -> Pulled:
        pulled, granted = super().pull(person_id, request), self.scopes_of(person_id)
        gone = [cursor for cursor in request.cursors if cursor.scope not in granted]
        pages = [ScopePage(cursor.scope, cursor.position, cursor.salt, is_revoked=True) for cursor in gone]
        return msgspec.structs.replace(pulled, pages=(*pulled.pages, *pages))

    def restore(self, backup: "Company") -> None:
        """As from a backup: what came after it is forgotten, and the positions after it are given anew."""
        old = copy.deepcopy(backup)
        self.feed.restore(old.feed.rows)
        self.receipts, self.customers, self.cool_downs = old.receipts, old.customers, old.cool_downs
        self.claimed, self.follow_ups = old.claimed, old.follow_ups


class Cable(FakeTransport):
    """Every exchange passes the fuse before it leaves and after its answer came."""

    server: Company
    fuse: Fuse | None = None

    def close(self) -> None:
        """Nothing waits on it."""

    def _struck[R](self, exchange: str, done: Callable[[], R], access_token: str | None = None) -> R:
        if self.fuse is not None:
            self.fuse.passing(f"{exchange} asked")
            self.fuse.burn(f"{exchange} asked")
        if self.server.has_ended and exchange != "sign_out":
            raise SignInNeeded(ProblemCode.SESSION_REVOKED)
        answer = super()._struck(exchange, done, access_token)
        if self.fuse is not None:
            self.fuse.passing(f"{exchange} answered")
            self.fuse.burn(f"{exchange} answered")
        return answer


class KeyStore(SessionOnly):
    """The system's key store: every word to it passes the fuse."""

    is_lasting = True
    fuse: Fuse | None = None

    def keep(self, account: str, name: str, secret: str) -> None:
        if self.fuse is not None:
            self.fuse.burn(f"key store keeps {name}")
        super().keep(account, name, secret)

    def forget(self, account: str, name: str) -> None:
        if self.fuse is not None:
            self.fuse.burn(f"key store forgets {name}")
        super().forget(account, name)


class Sessions:
    """A session in the key store. Mirrors `sync.session.SessionStore`."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys

    def read(self) -> KeptSession | None:
        kept = self._keys.read(ME, "session")
        return None if kept is None else KeptSession(**json.loads(kept))

    def write(self, session: KeptSession) -> None:
        fields = {"person_id": session.person_id, "person_name": session.person_name}
        self._keys.keep(ME, "session", json.dumps({**fields, "refresh_token": session.refresh_token}))

    def erase(self) -> None:
        self._keys.forget(ME, "session")


class Program(Client):
    """The client of `tests.sync.client` behind doors that outlive it: `start` is a start of the program."""

    def __init__(self, place: "Place") -> None:
        self.folder = place.folder
        self.identity = place.identity
        self.transport: Cable = place.cable
        self.machine = place.company.clock
        self.clock = ServerClock(self.machine)
        self._key = place.key
        self._sessions = Sessions(place.keys)
        self.start()

    def start(self) -> None:
        self.cache = open_cache(self.folder, self._key, person_id=ME, identity=self.identity)
        holder = SessionHolder(self._sessions, self.transport, self.machine, "device")
        self.engine = Engine(self.cache, self.transport, holder, self.clock, "device", "1.0")


@dataclass
class Place:
    """All that outlives a program: disk, key store, cable, company. `ids` and `names` are what a flow remembers."""

    folder: Path
    company: Company = field(default_factory=Company)
    cable: Cable = field(init=False)
    keys: KeyStore = field(default_factory=KeyStore)
    identity: CountingIdentity = field(default_factory=lambda: CountingIdentity(1))
    key: str = KEY
    ids: tuple[str, ...] = ()
    backup: Company | None = None
    program: Program | None = None
    entered: Entered | None = None

    def __post_init__(self) -> None:
        self.cable = Cable(self.company, ME)
        Sessions(self.keys).write(KeptSession(ME, ME, "refresh-0"))

    @property
    def client(self) -> Program:
        """The running program; started where none runs."""
        if self.program is None:
            self.program = Program(self)
        return self.program

    def stop(self) -> None:
        """End whatever runs, in good order."""
        if self.program is not None:
            self.program.cache.close()
        if self.entered is not None:
            self.entered.close()
        self.program = self.entered = None

    def restart(self) -> None:
        self.stop()
        _ = self.client

    def fork(self, folder: Path) -> "Place":
        """The same place elsewhere. Nothing runs there."""
        shutil.copytree(self.folder, folder)
        other = copy.copy(self)
        other.folder, other.program, other.entered = folder, None, None
        parts = copy.deepcopy((self.company, self.cable, self.keys, self.identity, self.backup))
        other.company, other.cable, other.keys, other.identity, other.backup = parts
        return other

    def wire(self, fuse: Fuse | None) -> None:
        self.cable.fuse = self.keys.fuse = fuse

    def entrance(self) -> Entrance:
        """The way in of the whole program, with its profiles below this folder."""
        doors = Doors(
            line=lambda server: self.cable,
            secrets=lambda: self.keys,
            session_secrets=SessionOnly(),
            fresh_key=lambda: KEY,
            fresh_stretching=lambda: json.dumps({"salt_hex": "00", "n": 16}).encode(),
            stretched=lambda kept, phrase: Stretching(**json.loads(kept)).cache_key(phrase),
            folder_for_session=lambda: self.folder / "session",
            allows=lambda _: True,
            machine=lambda folder, server: examined(folder, server=server),
        )
        return Entrance(self.folder / "profiles", doors, self.company.clock, self.identity, "desk")


def small_company(folder: Path) -> Place:
    """Three customers of one's own, five in the pool, all known to the client; nothing runs."""
    folder.mkdir(parents=True)
    place = Place(folder)
    place.company.in_pool(5)
    place.company.add(*(held_by(ME, name) for name in ("m1", "m2", "m3")))
    place.client.sync()
    place.stop()
    return place
