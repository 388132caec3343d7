"""The judges of the trial by killing: a day without kills has no fault, and each fault done to it is seen."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any, cast

import pytest

from domain.commands import AddFollowUp, Command, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from sync.cache.asking import Filter, InPool, Mine, Wanted
from sync.identity import RandomIdentity
from tests.crash.births import Being
from tests.crash.company import Limits, founded
from tests.crash.desk import Desk
from tests.crash.ledger import Ledger, Rows, faults_in, read_ledger
from tests.crash.told import Machine, Told
from tests.crash.verdict import Settled, faults_seen, faults_told, settle
from tests.server_process import ServerProcess

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its processes are forked")


@dataclass(frozen=True)
class Day:
    """Lin at two machines: one where the day was worked, and an empty one that came last."""

    told: Told
    settled: Settled
    witness: Desk
    ledger: Ledger

    def told_faults(self, ledger: Ledger | None = None, **told: Any) -> list[str]:
        return list(faults_told(replace(self.told, **told), [self.settled], ledger or self.ledger))

    def seen_faults(self, ledger: Ledger | None = None) -> list[str]:
        return list(faults_seen([self.settled], {"lin": self.witness}, ledger or self.ledger))


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    place = tmp_path_factory.mktemp("day")
    url = f"sqlite:///{place / 'server.db'}"
    since = founded(url, 1, Limits(free_places=5, daily_claims=100, cool_down_hours=72))
    told = Told(machines=[Machine("lin", place / "work")])
    with ServerProcess(url) as server:
        desks = []
        for name in ("work", "witness"):
            (place / name).mkdir()
            desks.append(Desk(place / name, server.address))
        worked, witness = desks
        assert settle(worked) is None
        for command_id in _work(worked):
            told.saved[command_id] = told.machines[0]
        assert (settle(worked), settle(witness)) == (None, None)
        yield Day(told, Settled(told.machines[0], worked), witness, read_ledger(url, since))
        for desk in desks:
            desk.close()


def _work(desk: Desk) -> list[str]:
    cache, now = desk.cache, desk.clock.now()
    (pool,) = cache.directory.pools()
    mine = cache.register.ids(Wanted(Mine()), now)
    free = cache.register.ids(Wanted(InPool(pool.id), Filter(is_claimable_now=True)), now)
    follow_up_ids = [FollowUpId(desk.identity.new()) for _ in range(3)]
    asked: list[Command] = [
        AddFollowUp(CustomerId(customer_id), each, FollowUpKind.PHONE, f"聊了打样 {each}", now)
        for customer_id, each in zip(mine, follow_up_ids, strict=False)
    ]
    asked += [*cache.bench.claims(free[:2], now), *cache.bench.releases(mine[:1])]
    done = cache.outbox.submit(asked, now, is_online=True)
    assert len(done.accepted) == len(asked)
    return list(done.accepted)


def test_a_day_without_kills_has_no_fault(day: Day) -> None:
    assert (faults_in(day.ledger), day.told_faults(), day.seen_faults()) == ([], [], [])


def changed(rows: Rows, is_meant: Callable[[Any], bool], **fields: object) -> Rows:
    """The rows with other `fields` where `is_meant`."""
    return tuple(cast("Any", SimpleNamespace(**{**row._asdict(), **fields}) if is_meant(row) else row) for row in rows)


def test_a_saved_command_that_is_gone_is_seen(day: Day) -> None:
    saved = {**day.told.saved, "f" * 32: day.settled.machine}
    assert day.told_faults(saved=saved) == [f"command {'f' * 32} was shown as saved and is gone"]
    assert day.told_faults(saved=saved, withdrawing={"f" * 32}) == []


def test_a_withdrawn_command_that_was_done_is_seen(day: Day) -> None:
    first = next(iter(day.told.saved))
    assert day.told_faults(withdrawn={first}) == [f"command {first} was withdrawn and done all the same"]


def test_an_answer_that_the_server_never_gave_is_seen(day: Day) -> None:
    (fault,) = day.told_faults(replace(day.ledger, receipts=day.ledger.receipts[1:]))
    assert "the server answered it 5 commands" in fault


def test_an_answer_that_the_machine_does_not_know_is_seen(day: Day) -> None:
    first = day.ledger.receipts[0].command_id
    receipts = changed(day.ledger.receipts, lambda row: row.command_id == first, command_id="f" * 32)
    assert day.told_faults(replace(day.ledger, receipts=receipts)) == [
        f"the server answered {'f' * 32}, which work does not know"
    ]


def test_a_yes_that_was_a_no_is_seen(day: Day) -> None:
    receipts = changed(day.ledger.receipts, lambda row: True, is_accepted=False, reason="taken_by_other")
    found = day.told_faults(replace(day.ledger, receipts=receipts))
    assert sum("stands as done, the server said no" in fault for fault in found) == 6


@pytest.mark.parametrize(
    ("part", "seen", "times"),
    [("events", "and its event is None", 3), ("follow_ups", "and at the server stands None", 3)],
)
def test_a_yes_without_its_effect_is_seen(day: Day, part: str, seen: str, times: int) -> None:
    emptied: dict[str, Any] = {part: ()}
    found = day.told_faults(replace(day.ledger, **emptied))
    assert sum(seen in fault for fault in found) == times


def test_an_effect_upon_somebody_else_is_seen(day: Day) -> None:
    events = changed(day.ledger.events, lambda row: row.command_id is not None, customer_id="f" * 32)
    follow_ups = changed(day.ledger.follow_ups, lambda row: True, text="")
    found = day.told_faults(replace(day.ledger, events=events, follow_ups=follow_ups))
    assert sum("made another event" in fault for fault in found) == 3
    assert sum("is not as it was written" in fault for fault in found) == 3


def test_a_follow_up_refused_to_who_held_the_customer_is_seen(day: Day) -> None:
    receipts = changed(day.ledger.receipts, lambda row: True, is_accepted=False)
    found = day.told_faults(replace(day.ledger, receipts=receipts, follow_ups=()))
    assert sum("its author held the customer then" in fault for fault in found) == 3


def test_a_machine_that_shows_something_else_is_seen(day: Day) -> None:
    empty = replace(day.ledger, customers=())
    assert [fault.partition(" is shown ")[2] for fault in day.seen_faults(empty)] == [
        "others as theirs than the server holds for them",
        "another pool than the server holds",
    ]
    mine = day.witness.cache.register.ids(Wanted(Mine()), day.witness.clock.now())
    unsent = day.witness.cache.outbox.submit(
        day.witness.cache.bench.releases(mine[:1]), day.witness.clock.now(), is_online=False
    )
    assert "work and an empty machine of lin show another Mine" in day.seen_faults()
    assert day.witness.cache.outbox.withdraw(unsent.accepted) == unsent.accepted


def draw(lifeline: Connection, pipe: Connection) -> None:
    """A life for `Being`: tell a few ids, then wait for the end."""
    identity = RandomIdentity()
    pipe.send_bytes(" ".join(identity.new()[-16:] for _ in range(100)).encode())
    lifeline.poll(60)


def test_forked_processes_draw_different_ids_and_leave_nothing_when_struck() -> None:
    beings = [Being(draw), Being(draw)]
    said = [being.read() for being in beings]
    for being in beings:
        being.strike()
    rest = [being.bury() for being in beings]
    first, second = (set((one + more)[4:].split()) for one, more in zip(said, rest, strict=True))
    assert (len(first), len(second), first & second) == (100, 100, set())
