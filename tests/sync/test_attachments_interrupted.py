"""Files that are cut off fifty times, at the door and at any byte of a real line: each arrives intact, once."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from domain.attachments import Purpose
from sync.cache.asking import Mine, Wanted
from sync.cache.cache import Cache
from sync.cache.opening import open_cache
from sync.cache.outgoing import Added
from sync.clock import ServerClock, SystemClock
from sync.courier import Courier
from sync.engine import Engine
from sync.errors import Unreachable
from sync.http_transport import HttpTransport
from sync.protocol.attachments import CHUNK_BYTES
from sync.protocol.messages import Device
from sync.session import SessionHolder, sign_in
from tests.fakes.identity import CountingIdentity
from tests.fakes.server import FakeServer
from tests.fakes.sessions import MemorySessions
from tests.fakes.transport import Fault
from tests.fragile_link import FragileLink
from tests.server_process import ServerProcess, administer
from tests.sync.client import KEY, Client
from tests.sync.courier import Porter, pdf

pytestmark = pytest.mark.timeout(300)

INTERRUPTIONS = 50
SEED = 5_008
DEVICE = Device("d" * 32, "laptop")


@pytest.mark.parametrize("seed", [SEED, SEED + 1, SEED + 2])
def test_fifty_lost_requests_and_replies_at_the_door_make_one_file(server: FakeServer, mine: Client, seed: int) -> None:
    chance = random.Random(seed)
    contents = [pdf(size, seed + size) for size in (38 * CHUNK_BYTES + 11, 6, 20 * CHUNK_BYTES)]
    added = [mine.cache.attachments.add(content, "合同.pdf", "m1", Purpose.FOLLOW_UP, mine.now) for content in contents]
    ids = [each.id for each in added if isinstance(each, Added)]
    struck, steps, porter = 0, 0, Porter(mine)
    while mine.cache.attachments.queue.count():
        steps += 1
        assert steps < 2_000, f"seed {seed}"
        if struck < INTERRUPTIONS and chance.random() < 0.8:
            exchange = chance.choice(("declare", "chunk"))
            fault = Fault(exchange, Unreachable("lost"), is_after=chance.random() < 0.5)
            mine.transport.faults.append(fault)
            struck += isinstance(porter.courier.step().trouble, Unreachable)
            mine.transport.faults.clear()
        else:
            porter.courier.step()
        if chance.random() < 0.2:
            mine.restart()
            porter = Porter(mine)
    assert struck == INTERRUPTIONS, f"seed {seed}: {struck}"
    assert server.attachments.arrivals == ids
    assert [server.attachments.files[each] for each in ids] == contents


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    url = f"sqlite:///{tmp_path_factory.mktemp('server') / 'server.db'}"
    administer(url, "demo-data", "--customers", "60")
    with ServerProcess(url) as running:
        yield running


class Desk:
    """A rep's client that speaks with the real server through a line that breaks; can be killed and started again."""

    def __init__(self, folder: Path, server: ServerProcess, through: str) -> None:
        self._folder, self._through = folder, through
        self._identity = CountingIdentity(prefix=3)
        self._store = MemorySessions()
        straight = HttpTransport(server.address)
        session = sign_in(straight, DEVICE, "lin", "gonghai-demo")
        self.person_id = session.person_id
        SessionHolder(self._store, straight, SystemClock(), DEVICE.id).begin(session)
        straight.close()
        self.start()

    def start(self) -> None:
        self.cache: Cache = open_cache(self._folder, KEY, person_id=self.person_id, identity=self._identity)
        self.line = HttpTransport(self._through)
        clock = ServerClock(SystemClock())
        sessions = SessionHolder(self._store, self.line, SystemClock(), DEVICE.id)
        self.courier = Courier(self.cache, self.line, sessions, clock, lambda: 0.0)
        self.engine = Engine(self.cache, self.line, sessions, clock, DEVICE.id, "1.0")

    def end(self) -> None:
        self.cache.close()
        self.line.close()


@contextmanager
def seated(folder: Path, server: ServerProcess, through: str) -> Iterator[Desk]:
    desk = Desk(folder, server, through)
    try:
        yield desk
    finally:
        desk.end()


def test_fifty_cuts_at_any_byte_of_a_real_line_make_one_file(served: ServerProcess, tmp_path: Path) -> None:
    """The client is killed ten times on the way, and the server five times."""
    chance = random.Random(SEED)
    content = pdf(39 * CHUNK_BYTES + 4_321, SEED)
    with FragileLink(served.port) as link, seated(tmp_path, served, f"http://127.0.0.1:{link.port}") as desk:
        desk.engine.run_once()
        (customer_id, *_) = owned(desk)
        added = desk.cache.attachments.add(content, "合同.pdf", customer_id, Purpose.FOLLOW_UP, SystemClock().now())
        assert isinstance(added, Added)
        cuts = 0
        while cuts < INTERRUPTIONS:
            # A chunk is some 260 kB on its way: cuts fall into requests, between them, and into replies.
            link.break_after(chance.randrange(1, 450_000))
            while not isinstance(desk.courier.step().trouble, Unreachable):
                if not desk.cache.attachments.queue.count():
                    break
            if not desk.cache.attachments.queue.count():
                break
            cuts += 1
            link.break_after(None)
            if cuts % 5 == 0:
                desk.end()
                desk.start()
            if cuts % 10 == 0:
                served.kill()
                served.start()
        link.break_after(None)
        done = desk.courier.run_once()
        assert done[-1].trouble is None, f"seed {SEED}: {done[-1].trouble}"
        assert desk.cache.attachments.queue.count() == 0
        assert fetched(desk, added.id) == content, f"seed {SEED}"
        assert cuts == INTERRUPTIONS, f"seed {SEED}: {cuts} cuts were enough"


def owned(desk: Desk) -> list[str]:
    return desk.cache.register.ids(Wanted(Mine()), SystemClock().now())


def fetched(desk: Desk, attachment_id: str) -> bytes:
    """What the server holds, read past the client's own copy."""
    desk.cache.attachments.store.forget(attachment_id, "content")
    desk.courier.want(attachment_id)
    desk.courier.run_once()
    content = desk.cache.attachments.store.content(attachment_id)
    assert content is not None
    return content
