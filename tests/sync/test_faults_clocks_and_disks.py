"""Faults of clocks and disks that a client must outlive (docs/faults.md)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from domain.identifiers import Instant
from domain.instants import millis
from domain.reasons import Reason
from sync.cache.answers import OutboxCounts
from sync.cache.errors import DiskFull
from sync.clock import ServerClock
from tests.builders import NOW
from tests.fakes.clock import ManualClock
from tests.fakes.server import FakeServer, held_by
from tests.sync.client import Client

POOL = "pool:pool/0"


def on_a_machine_of_its_own(client: Client) -> ManualClock:
    """Until now the machine's clock was the server's."""
    machine = ManualClock(client.transport.server.clock.now())
    client.machine, client.clock = machine, ServerClock(machine)
    client.restart()
    client.sync()
    return machine


def test_a_machine_that_slept_is_put_right_by_the_first_reply_and_loses_nothing_written_before_it(
    server: FakeServer, mine: Client
) -> None:
    machine = on_a_machine_of_its_own(mine)
    due = flows_out(server, "m1", "m2")
    mine.sync()
    server.clock.pass_by(timedelta(hours=8))
    machine.jump(timedelta(hours=8))  # its clock goes on while it sleeps, what counts the time that passes does not
    assert mine.follow_up("m1").accepted
    mine.sync()
    assert mine.now == server.clock.now()
    assert mine.states() == ["done"]
    assert [row.is_counted for row in server.follow_ups] == [True]
    assert at_of(mine, "m2") == due, "a deadline is the server's, whatever slept"


def flows_out(server: FakeServer, *ids: str) -> Instant:
    """The server says when."""
    at = NOW + timedelta(days=2)
    rule = "no_first_follow_up"
    server.add(*(held_by("me", each, version=2, outflow_at=millis(at), outflow_rule=rule) for each in ids))
    return at


def at_of(client: Client, customer_id: str) -> Instant | None:
    outflow = client.see(customer_id).outflow
    return None if outflow is None else outflow.at


@pytest.mark.parametrize("step", [timedelta(days=1), timedelta(days=-1), timedelta(hours=-7)])
def test_a_machine_whose_clock_is_set_between_two_starts_shows_the_same_deadlines(
    server: FakeServer, mine: Client, step: timedelta
) -> None:
    machine = on_a_machine_of_its_own(mine)
    due = flows_out(server, "m1")
    mine.sync()
    machine.jump(step)
    assert at_of(mine, "m1") == due
    mine.restart()
    mine.sync()
    assert (at_of(mine, "m1"), mine.now) == (due, server.clock.now())
    assert mine.follow_up("m1").accepted
    mine.sync()
    assert [row.happened_at for row in server.follow_ups] == [millis(server.clock.now())]


def test_a_server_whose_clock_steps_back_keeps_its_clients(server: FakeServer, mine: Client) -> None:
    mine.sync()
    early = mine.follow_up("m2", text="按旧钟写的").accepted
    server.clock.jump(timedelta(minutes=-5))
    server.add(held_by("me", "m7"))
    mine.sync()
    assert mine.now == server.clock.now()
    assert "m7" in mine.mine()
    assert mine.cache.scopes.last_pulled_at() == mine.now
    # By the server's new clock it lies ahead, no further than clocks are set back: it counts as received now.
    assert mine.states(early) == ["done"]
    assert [row.text for row in server.follow_ups] == ["按旧钟写的"]
    later = mine.follow_up("m1").accepted
    assert mine.sync().disagreements == ()
    assert mine.states(later) == ["done"]


def test_claims_that_waited_over_midnight_count_for_the_day_they_are_decided(
    open_client: Callable[..., Client],
) -> None:
    server = FakeServer("me", daily_claim_limit=2)
    one, two, three, four = server.in_pool(4)
    client = open_client(server)
    client.sync()
    client.claim(one, two)
    client.sync()
    assert len(client.mine()) == 2
    assert client.claim(three).refused[0].reason is Reason.DAILY_LIMIT
    late = client.claim(three, four, is_online=False).accepted
    assert len(late) == 2, "asked as intents: the server decides when it hears of them"
    server.clock.pass_by(timedelta(hours=14))
    client.sync()
    assert client.states(late) == ["done", "done"]
    quota = client.cache.bench.quota(client.now)
    assert quota is not None and (quota.claimed_today, quota.requested) == (2, 0)


@contextmanager
def no_room(client: Client, which: int) -> Iterator[None]:
    """The file may not grow: SQLite says the same as when the disk is full."""
    file = client.cache._files[which]
    with file.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def limit(connection: object, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]

    file.engine.dispose()
    event.listen(file.engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(file.engine, "connect", limit)
        file.engine.dispose()


@pytest.mark.parametrize("which", ["me.db", "pool.db"])
def test_a_disk_that_fills_up_in_a_pull_leaves_no_cursor_ahead_of_its_rows(
    which: str, open_client: Callable[..., Client]
) -> None:
    server = FakeServer("me", page_rows=200)
    client = open_client(server)
    server.add(held_by("me", "m1"))
    client.sync()
    asked = client.follow_up("m1").accepted
    server.in_pool(1_000)
    server.add(*(held_by("me", f"n{number:030}", "很长的名字" * 40) for number in range(400)))
    number = next(place for place, file in enumerate(client.cache._files) if Path(file.path).name == which)
    with no_room(client, number):
        with pytest.raises(DiskFull):
            client.sync()
        assert client.engine.is_resting
        for cursor in client.cache.scopes.cursors():
            held = client.cache.scopes.row_count(cursor.scope)
            assert cursor.position < server.feed.head or held == len(server.feed.rows[cursor.scope])
        assert client.cache.outbox.item(asked[0]) is not None
    assert client.sync().disagreements == ()
    client.sync()
    assert (len(client.ids()), len(client.mine())) == (1_000, 401)
    assert (client.cache.outbox.counts(), len(server.follow_ups)) == (OutboxCounts(done=1), 1)


def test_what_is_said_to_be_saved_was_flushed_to_the_disk(mine: Client) -> None:
    """Power may go a moment later: the outbox's file waits for the disk at every commit, the pool's need not."""
    flushed = {}
    for file in mine.cache._files:
        with file.writing() as connection:
            settings = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in _DURABLE]
            flushed[Path(file.path).name] = settings
    assert flushed == {"me.db": [2, "wal"], "pool.db": [1, "wal"]}


_DURABLE = ("synchronous", "journal_mode")
