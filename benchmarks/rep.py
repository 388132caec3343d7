"""A rep's client as the desktop wires it, without its windows: real cache, engine and HTTP."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.choices import CACHE_KEY, PASSWORD
from domain.commands import Command
from sync.cache.cache import Cache
from sync.cache.opening import open_cache
from sync.clock import ServerClock, SystemClock
from sync.engine import Engine
from sync.http_transport import HttpTransport
from sync.identity import RandomIdentity
from sync.protocol.messages import Device
from sync.report import Report
from sync.session import KeptSession, SessionHolder, sign_in

DEVICE_ID = "00000000000070008000000000000001"


class Memory:
    """A session store for a run: what the system's key store would cost is not sync's."""

    def __init__(self) -> None:
        self._kept: KeptSession | None = None

    def read(self) -> KeptSession | None:
        return self._kept

    def write(self, session: KeptSession) -> None:
        self._kept = session

    def erase(self) -> None:
        self._kept = None


@dataclass(frozen=True)
class Rep:
    """Somebody signed in, with a cache in a folder."""

    cache: Cache
    engine: Engine
    clock: ServerClock

    def sync(self) -> Report:
        """A whole round. Raises what it stumbled over: a figure of half a round says nothing."""
        report = self.engine.run_once()
        if report.trouble is not None:
            raise report.trouble
        return report

    def ask(self, commands: Sequence[Command]) -> None:
        """Put commands into the outbox; all of them must be fit to be sent."""
        submitted = self.cache.outbox.submit(commands, self.clock.now(), is_online=True)
        if len(submitted.accepted) < len(commands):
            raise RuntimeError(f"{len(commands) - len(submitted.accepted)} commands refused: {submitted.refused[:1]}")


@contextmanager
def signed_in(address: str, login: str, folder: Path) -> Iterator[Rep]:
    """The rep of `login`, working in `folder`."""
    with closing(HttpTransport(address)) as transport:
        session = sign_in(transport, Device(DEVICE_ID, "bench"), login, PASSWORD)
        clock = SystemClock()
        holder = SessionHolder(Memory(), transport, clock, DEVICE_ID)
        holder.begin(session)
        with closing(open_cache(folder, CACHE_KEY, person_id=session.person_id, identity=RandomIdentity())) as cache:
            server_clock = ServerClock(clock)
            yield Rep(cache, Engine(cache, transport, holder, server_clock, DEVICE_ID, "bench"), server_clock)
