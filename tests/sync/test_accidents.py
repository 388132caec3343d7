"""A server that would have us forget most of what we know, or start anew again and again, is not believed at once."""

from collections.abc import Callable

import msgspec
import pytest

from sync.cache.cache import Cache
from sync.errors import Disagreement
from sync.protocol.messages import Pulled, ScopeCursor, ScopePage
from sync.protocol.scopes import REFERENCE
from sync.state import Contact
from tests.builders import NOW
from tests.fakes.server import FakeServer, held_by, pooled
from tests.sync.client import Client
from tests.sync.test_pages import SCOPE, checksum, upserts


@pytest.fixture
def stocked(server: FakeServer, client: Client) -> Client:
    """Forty of one's own, a hundred in the pool."""
    server.in_pool(100)
    server.add(*(held_by("me", f"m{number:02}") for number in range(40)))
    client.sync()
    client.transport.said.clear()
    return client


def truncated(server: FakeServer, scope: str, *, kept: int) -> None:
    """Rows are gone on the server, and its books say so."""
    gone = sorted(server.feed.rows[scope])[kept:]
    server.feed.commit(removals=[(scope, kind, row_id) for kind, row_id in gone])


@pytest.mark.parametrize(
    ("scope", "kept", "is_doubted"),
    [("me:me", 20, False), ("me:me", 19, True), ("me:me", 0, True), (SCOPE, 10, False), (SCOPE, 9, True)],
)
def test_most_of_a_scope_leaves_only_when_it_is_said_twice(
    server: FakeServer, stocked: Client, scope: str, kept: int, is_doubted: bool
) -> None:
    truncated(server, scope, kept=kept)
    report = stocked.sync()
    assert report.doubted == ((scope,) if is_doubted else ())
    assert (stocked.transport.said.count("pull") > 1) is is_doubted
    assert stocked.cache.scopes.row_count(scope) == kept
    assert len(stocked.mine() if scope == "me:me" else stocked.ids()) == kept
    assert (report.contact, report.disagreements) == (Contact.GOOD, ())
    assert stocked.sync().doubted == ()


def test_until_then_everything_is_still_there_to_be_seen(server: FakeServer, stocked: Client) -> None:
    server.feed.page_rows = 5
    truncated(server, "me:me", kept=12)
    seen = []
    while True:
        stocked.engine.step()
        if stocked.engine.is_resting:
            break
        seen.append(len(stocked.mine()))
    assert set(seen) == {40, 12}
    assert seen.index(12) > 2


def test_an_accident_that_is_mended_in_time_takes_nothing_away(server: FakeServer, stocked: Client) -> None:
    whole = dict(server.feed.rows["me:me"])
    truncated(server, "me:me", kept=0)

    def mended(pulled: Pulled) -> Pulled:
        if len(server.feed.rows["me:me"]) < len(whole):
            server.feed.commit([("me:me", row) for row in whole.values()])
        return pulled

    stocked.transport.alter_pull = mended
    report = stocked.sync()
    assert report.doubted == ("me:me",)
    assert "customer" not in report.removed
    assert len(stocked.mine()) == 40


def test_a_reset_onto_an_emptied_server_asks_twice(server: FakeServer, stocked: Client) -> None:
    rows = {scope: dict(list(held.items())[:2]) for scope, held in server.feed.rows.items()}
    rows[REFERENCE] = dict(server.feed.rows[REFERENCE])
    server.feed.restore(rows)
    while not stocked.engine.step().doubted:
        assert (len(stocked.mine()), len(stocked.ids())) == (40, 100)
    while not stocked.engine.is_resting:
        stocked.engine.step()
    assert (len(stocked.mine()), len(stocked.ids())) == (2, 2)


def test_rows_whose_checksum_does_not_agree_take_nothing_away(server: FakeServer, stocked: Client) -> None:
    """A table that lost its rows behind the log's back: the books still say how many there were."""
    books = server.feed.checksum("me:me")
    server.feed.restore(server.feed.rows)
    server.feed.rows["me:me"] = {}

    def by_the_books(pulled: Pulled) -> Pulled:
        pages = [
            msgspec.structs.replace(page, checksum=books) if page.scope == "me:me" and page.checksum else page
            for page in pulled.pages
        ]
        return msgspec.structs.replace(pulled, pages=tuple(pages))

    stocked.transport.alter_pull = by_the_books
    report = stocked.sync()
    assert (report.contact, len(stocked.mine())) == (Contact.MISMATCH, 40)
    assert isinstance(report.trouble, Disagreement) and report.trouble.scope == "me:me"
    assert stocked.ids() != []


def test_few_rows_may_all_leave_at_once(server: FakeServer, mine: Client) -> None:
    mine.release("m1", "m2", "m3")
    assert mine.sync().doubted == ()
    assert mine.mine() == []


def test_a_right_that_was_taken_is_no_accident(server: FakeServer, stocked: Client) -> None:
    stocked.cache.scopes.store(ScopePage(SCOPE, 0, "", is_revoked=True))
    assert stocked.ids() == []


def test_a_doubt_outlives_the_program(server: FakeServer, stocked: Client) -> None:
    truncated(server, "me:me", kept=0)
    assert stocked.engine.step().doubted == ()
    while not stocked.engine.step().doubted:
        pass
    stocked.restart()
    assert len(stocked.mine()) == 40
    assert stocked.sync().doubted == ()
    assert stocked.mine() == []


def reset_to(position: int, *, agrees: bool) -> ScopePage:
    told = checksum(pooled("a")) if agrees else None
    return ScopePage(SCOPE, position, f"s{position}", upserts(pooled("a")), checksum=told, is_reset=True)


def test_a_scope_that_is_reset_again_and_again_stays_where_it_is(cache: Cache) -> None:
    cache.scopes.grant([SCOPE])
    cache.scopes.store(ScopePage(SCOPE, 1, "s1", upserts(pooled("a"))))
    assert [cache.scopes.store(reset_to(number, agrees=False)).disagrees for number in (2, 3, 4, 5)] == [
        False,
        False,
        True,
        True,
    ]
    assert cache.scopes.cursors() == (ScopeCursor(SCOPE, 3, "s3"),)
    assert cache.scopes.disagreements(SCOPE) == 3
    assert cache.register.customer("a", NOW) is not None
    cache.scopes.forgive()
    assert not cache.scopes.store(reset_to(6, agrees=True)).disagrees
    assert cache.scopes.disagreements(SCOPE) == 0


def test_resets_that_each_came_to_an_end_are_no_loop(cache: Cache) -> None:
    cache.scopes.grant([SCOPE])
    assert [cache.scopes.store(reset_to(number, agrees=True)).disagrees for number in range(1, 9)] == [False] * 8


@pytest.mark.parametrize("times", range(3))
def test_a_server_that_knows_nobodys_cursor_is_told_and_asked_no_more_than_needed(
    server: FakeServer, open_client: Callable[..., Client], times: int
) -> None:
    """Every reply names another past, as a balancer before two different servers would make it."""
    client = open_client(server)
    server.in_pool(3)
    client.sync()

    def another_past(pulled: Pulled) -> Pulled:
        server.feed.restore(server.feed.rows)
        server.feed.commit()
        pages = [
            msgspec.structs.replace(page, checksum=None, has_more=True, salt="x") if page.scope == SCOPE else page
            for page in pulled.pages
        ]
        return msgspec.structs.replace(pulled, pages=tuple(pages))

    client.transport.alter_pull = another_past
    report = client.sync()
    for _ in range(times):
        report = client.sync()
    assert (report.contact, isinstance(report.trouble, Disagreement)) == (Contact.MISMATCH, True)
    assert client.transport.said.count("pull") < 12 + 4 * times
    assert len(client.ids()) == 3
    client.transport.alter_pull = lambda pulled: pulled
    client.restart()
    report = client.sync()
    assert (report.contact, client.cache.scopes.disagreements(SCOPE)) == (Contact.GOOD, 0)


def test_one_scope_that_never_agrees_keeps_no_other_from_coming(server: FakeServer, client: Client) -> None:
    server.feed.page_rows = 2
    server.in_pool(9)
    server.add(*(held_by("me", f"m{number}") for number in range(9)))

    def disturbed(pulled: Pulled) -> Pulled:
        pages = [
            msgspec.structs.replace(page, checksum=checksum()) if page.scope == "ref" and page.checksum else page
            for page in pulled.pages
        ]
        return msgspec.structs.replace(pulled, pages=tuple(pages))

    client.transport.alter_pull = disturbed
    report = client.sync()
    assert (report.contact, report.disagreements) == (Contact.MISMATCH, ("ref",) * 3)
    assert (len(client.ids()), len(client.mine())) == (9, 9)
    assert client.cache.scopes.last_pulled_at() is None
