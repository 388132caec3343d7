"""When files travel: at once where somebody waits, again and again where nothing answers, never after the end."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.presenters.deliveries import Deliveries
from domain.attachments import Purpose
from sync.cache.errors import CacheTrouble, DiskFull
from sync.cache.outgoing import Added
from sync.courier import Courier, Delivery
from sync.errors import Cause, SignInNeeded, Unreachable
from sync.protocol.messages import ProblemCode
from sync.session import SessionHolder
from tests.fakes.server import FakeServer, held_by
from tests.fakes.transport import Fault
from tests.sync.client import Client
from tests.sync.courier import pdf


class House:
    """What the deliveries are told of, and by whom they are driven."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.came = self.syncs = self.nudges = 0
        self.troubles: list[CacheTrouble] = []
        sessions = SessionHolder(client.store, client.transport, client.machine, "device")
        self.courier = Courier(client.cache, client.transport, sessions, client.clock, lambda: 0.5)
        self.deliveries = self.driving(self.courier)

    def driving(self, courier: object) -> Deliveries:
        def post(tell: Callable[[], None]) -> None:
            tell()

        return Deliveries(
            courier,  # type: ignore[arg-type]
            post,
            self._files_came,
            self.troubles.append,
            lambda: 0.5,
            self._sync,
            self._nudge,
        )

    def add(self, size: int = 1_000) -> Added:
        now = self.client.now
        added = self.client.cache.attachments.add(pdf(size), "合同.pdf", "m1", Purpose.FOLLOW_UP, now)
        assert isinstance(added, Added)
        return added

    def _files_came(self) -> None:
        self.came += 1

    def _sync(self) -> None:
        self.syncs += 1

    def _nudge(self) -> None:
        self.nudges += 1


@pytest.fixture
def house(tmp_path: Path) -> House:
    server = FakeServer("me", "other")
    server.add(held_by("me", "m1"))
    client = Client(server, tmp_path, "me")
    client.sync()
    return House(client)


@pytest.fixture(autouse=True)
def closed(house: House) -> object:
    yield
    house.client.cache.close()


def test_a_file_that_was_attached_goes_up_and_what_waited_for_it_is_sent(house: House) -> None:
    house.add(600_000)
    assert house.deliveries.turn() == 15.0
    assert (house.syncs, house.came > 1) == (1, True)
    assert house.client.cache.attachments.queue.count() == 0


def test_where_nothing_is_to_do_nobody_is_disturbed(house: House) -> None:
    assert house.deliveries.turn() == 15.0
    assert (house.syncs, house.came, house.troubles) == (0, 0, [])


def test_what_is_looked_at_is_fetched_at_once(house: House) -> None:
    house.client.transport.server.attachments.files["a" * 32] = pdf(700_000)
    house.deliveries.want("a" * 32, "content")
    assert house.nudges == 1
    house.deliveries.turn()
    assert house.came == 1


def test_without_a_network_the_pauses_grow_and_end_with_it(house: House) -> None:
    house.add()
    pauses = []
    for _ in range(6):
        house.client.transport.faults.append(Fault("declare", Unreachable("away")))
        pauses.append(house.deliveries.turn())
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]
    house.client.transport.faults.clear()
    assert house.deliveries.turn() == 15.0
    house.client.transport.faults.append(Fault("declare", Unreachable("away")))
    house.add()
    assert house.deliveries.turn() == 1.0


def test_a_server_that_asks_for_time_gets_it(house: House) -> None:
    house.add()
    house.client.transport.faults.append(Fault("declare", Unreachable("busy", 40, cause=Cause.BUSY)))
    assert house.deliveries.turn() >= 40


def test_signed_out_it_waits_for_the_person(house: House) -> None:
    house.add()
    house.client.transport.faults.append(Fault("declare", SignInNeeded(ProblemCode.SESSION_REVOKED)))
    assert house.deliveries.turn() == 3600.0


def test_after_the_end_nothing_is_begun(house: House) -> None:
    house.add()
    house.deliveries.stop()
    house.client.transport.said.clear()
    house.deliveries.turn()
    assert house.client.transport.said == []


def test_a_disk_that_takes_nothing_is_told(house: House) -> None:
    class Full:
        def tidy(self) -> None:
            raise DiskFull(Path("pool.db"), "full")

        def want(self, attachment_id: str, part: str) -> None: ...

        def step(self) -> Delivery:
            raise AssertionError("not reached")

    assert house.driving(Full()).turn() == 30.0
    assert [type(each) for each in house.troubles] == [DiskFull]
