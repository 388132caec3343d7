"""A crash at every statement in turn: whatever was said to be saved is there, and everything happens once."""

import os
from collections.abc import Callable
from datetime import timedelta
from itertools import count

from sqlalchemy import event

from sync.cache.answers import OutboxCounts
from tests.fakes.server import FakeServer, held_by
from tests.sync.client import Client

STRIDE = int(os.environ.get("GONGHAI_CRASH_STRIDE", "11"))
"""Every so many statements; 1 takes some minutes and is for whoever changed what is written when."""


class Crash(BaseException):
    """The power went: nothing after this line happens."""


class Fuse:
    """Blows before the n-th statement of either file."""

    def __init__(self, client: Client, statements: int) -> None:
        self._left = statements
        self.has_blown = False
        for file in client.cache._files:
            event.listen(file.engine, "before_cursor_execute", self._burn)

    def _burn(self, *_: object) -> None:
        if self.has_blown:
            raise Crash
        self._left -= 1
        if self._left < 0:
            self.has_blown = True
            raise Crash


def a_day(client: Client, saved: list[str]) -> None:
    """What a person does; every id in `saved` was shown as saved."""
    client.sync()
    saved += client.follow_up("m1", "m2").accepted
    saved += client.release("m2").accepted
    saved += client.claim(*client.ids()[:2], is_online=False).accepted
    client.sync()
    saved += client.follow_up("m1", text="后来").accepted
    client.sync()


def test_a_crash_at_any_statement_loses_nothing_and_doubles_nothing(open_client: Callable[..., Client]) -> None:
    crashes = 0
    for statements in count(0, STRIDE):
        server = FakeServer("me", page_rows=4)
        server.in_pool(5)
        server.add(held_by("me", "m1"), held_by("me", "m2"))
        client = open_client(server, folder=f"crash-{statements}")
        fuse = Fuse(client, statements)
        saved: list[str] = []
        try:
            a_day(client, saved)
        except Crash:
            crashes += 1
        client.restart()
        client.sync()
        client.sync()
        _check(server, client, saved, statements)
        client.cache.close()
        if not fuse.has_blown:
            break
        server.clock.pass_by(timedelta(minutes=5))
    assert crashes > 150 // STRIDE


def _check(server: FakeServer, client: Client, saved: list[str], statements: int) -> None:
    at = f"crash before statement {statements}"
    counts = client.cache.outbox.counts()
    assert counts == OutboxCounts(done=counts.done), at
    assert set(saved) <= set(server.receipts), at
    assert len({row.id for row in server.follow_ups}) == len(server.follow_ups), at
    for scope, rows in server.feed.rows.items():
        assert client.cache.scopes.row_count(scope) == len(rows), at
    assert set(client.mine()) == {row.id for row in server.customers.values() if row.owner_id == "me"}, at
    assert set(client.ids()) == {row.id for row in server.customers.values() if row.owner_id is None}, at
