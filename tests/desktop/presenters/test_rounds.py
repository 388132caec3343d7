"""When the client speaks with its server, by the real engine against a server that can be cut off."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.presenters.rounds import Hearers, Rounds
from sync.cache.cache import Cache
from sync.cache.errors import CacheTrouble, DiskFull
from sync.cache.opening import open_cache
from sync.clock import ServerClock
from sync.ear import Ear
from sync.engine import Engine
from sync.errors import Cause, Unreachable
from sync.protocol.messages import Limits
from sync.report import Report
from sync.schedule import INTERVAL
from sync.session import KeptSession, SessionHolder
from sync.state import Contact
from tests.fakes.identity import CountingIdentity
from tests.fakes.server import FakeServer
from tests.fakes.sessions import MemorySessions
from tests.fakes.transport import FakeTransport, Fault


@dataclass
class Driven:
    cache: Cache
    server: FakeServer
    transport: FakeTransport
    sessions: MemorySessions
    reports: list[Report] = field(default_factory=list)
    rested: list[Report] = field(default_factory=list)
    troubles: list[CacheTrouble] = field(default_factory=list)
    nudges: int = 0

    def __post_init__(self) -> None:
        clock = ServerClock(self.server.clock)
        holder = SessionHolder(self.sessions, self.transport, self.server.clock, "device")
        self.rounds = Rounds(
            Engine(self.cache, self.transport, holder, clock, "device", "1"),
            Ear(self.cache, self.transport, holder, clock),
            Hearers(lambda tell: tell(), self.reports.append, self.rested.append, self.troubles.append),
            lambda: 0.5,
            self._nudge,
        )

    def _nudge(self) -> None:
        self.nudges += 1


@pytest.fixture
def driven(tmp_path: Path) -> Iterator[Driven]:
    server = FakeServer("wang")
    transport = FakeTransport(server, "wang")
    first = transport._session("wang")
    sessions = MemorySessions(KeptSession("wang", "王芳", first.refresh_token))
    cache = open_cache(tmp_path, "ab" * 32, person_id="wang", identity=CountingIdentity())
    yield Driven(cache, server, transport, sessions)
    cache.close()


def test_a_round_tells_each_exchange_and_its_end(driven: Driven) -> None:
    driven.server.in_pool(3)
    pause = driven.rounds.turn()
    assert driven.rested[-1].contact is Contact.GOOD
    assert len(driven.reports) > 1, "a long first sync is seen to move"
    assert driven.cache.scopes.last_pulled_at() is not None
    assert pause == pytest.approx(INTERVAL / timedelta(seconds=1))


def test_failures_wait_longer_and_longer_and_the_first_success_ends_it(driven: Driven) -> None:
    driven.transport.is_offline = True
    pauses = [driven.rounds.turn() for _ in range(4)]
    assert pauses == sorted(pauses) and pauses[0] < pauses[-1] <= 300
    assert {report.contact for report in driven.rested} == {Contact.UNREACHABLE}
    driven.transport.is_offline = False
    assert driven.rounds.turn() > 60
    driven.transport.is_offline = True
    assert driven.rounds.turn() == pauses[0]


def test_what_the_server_asks_for_is_the_least_wait(driven: Driven) -> None:
    driven.transport.faults.append(Fault("hello", Unreachable("busy", 42, cause=Cause.BUSY)))
    assert driven.rounds.turn() >= 42


def test_who_is_signed_out_is_not_asked_for_again_and_again(driven: Driven) -> None:
    driven.sessions.erase()
    assert driven.rounds.turn() >= 600
    assert driven.rested[-1].contact is Contact.SIGN_IN_NEEDED


def test_the_ear_nudges_when_something_moved_and_when_the_server_is_back(driven: Driven) -> None:
    driven.rounds.turn()
    driven.rounds.listen()
    assert driven.nudges == 0
    driven.server.in_pool(1)
    assert driven.rounds.listen() > 0, "to listen again at once would hear the same"
    assert driven.nudges == 1
    driven.rounds.turn()
    driven.transport.is_offline = True
    assert driven.rounds.listen() > 0
    driven.transport.is_offline = False
    driven.rounds.listen()
    assert driven.nudges == 2


def test_a_disk_that_takes_nothing_is_told(driven: Driven) -> None:
    broken = Rounds(FullDisk(), driven.rounds._ear, driven.rounds._hearers, lambda: 0.5, lambda: None)
    assert broken.turn() > 0
    assert [trouble.code for trouble in driven.troubles] == ["disk_full"]


def test_nothing_more_is_begun_after_the_end(driven: Driven) -> None:
    driven.rounds.stop()
    driven.rounds.turn()
    assert driven.transport.said == []


class FullDisk:
    """An engine whose disk is full."""

    is_resting = True

    @property
    def limits(self) -> Limits:
        return Limits(1, 1, 1)

    def step(self) -> Report:
        raise DiskFull(Path("me.db"))
