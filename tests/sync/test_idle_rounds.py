"""Most rounds bring nothing: they leave the disk alone, and what they learnt is still told."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from sync.clock import ServerClock
from sync.engine import CLOCK_OFFSET
from tests.fakes.clock import ManualClock
from tests.fakes.server import FakeServer, held_by
from tests.sync.client import Client


@pytest.fixture
def transactions() -> Iterator[list[str]]:
    """Those that write, as they begin."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement == "BEGIN IMMEDIATE":
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def test_a_round_that_brings_nothing_writes_nothing(
    server: FakeServer, client: Client, transactions: list[str]
) -> None:
    server.in_pool(5)
    server.add(held_by("me", "m1"))
    client.sync()
    client.follow_up("m1")
    client.sync()
    client.sync()
    transactions.clear()
    assert not client.sync().pulled
    assert transactions == []
    server.add(held_by("me", "m2"))
    client.sync()
    assert transactions != []
    assert set(client.mine()) == {"m1", "m2"}


def test_the_last_pull_is_told_at_once_and_after_a_start_never_too_new(server: FakeServer, client: Client) -> None:
    client.sync()
    first = client.now
    server.clock.pass_by(timedelta(seconds=40))
    client.sync()
    assert client.cache.scopes.last_pulled_at() == client.now == first + timedelta(seconds=40)
    client.restart()
    assert client.cache.scopes.last_pulled_at() == first
    server.clock.pass_by(timedelta(seconds=40))
    client.sync()
    client.restart()
    assert client.cache.scopes.last_pulled_at() == first + timedelta(seconds=80)


def test_a_machine_whose_clock_is_set_has_its_new_offset_kept(client: Client) -> None:
    client.machine = ManualClock()
    client.clock = ServerClock(client.machine)
    client.restart()
    for minutes, kept in ((0, 0), (30, -1_800_000), (-40, 600_000)):
        client.machine.jump(timedelta(minutes=minutes))
        client.sync()
        client.sync()  # a round after one that brought nothing says hello, and hears the time
        assert int(client.cache.settings.get(CLOCK_OFFSET)) == kept
