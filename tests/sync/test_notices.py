"""What others did to one's customers, as the client shows it: newest first, and each seen once."""

from datetime import timedelta

import msgspec
import pytest

from domain.facts import RequestState
from domain.instants import millis
from sync.protocol.rows import NoticeRow, ReinstatementRow, Row
from sync.protocol.scopes import person_scope
from tests.builders import NOW
from tests.fakes.server import FakeServer
from tests.sync.client import Client

HOUR = timedelta(hours=1)
MINE = person_scope("me")


def noticed(number: int, hours: float = 0) -> NoticeRow:
    return NoticeRow(f"e{number}", 1, f"c{number}", "深圳市华强电子", "recycle", millis(NOW + hours * HOUR), None, "me")


def told(server: FakeServer, client: Client, *rows: Row) -> None:
    server.feed.commit([(MINE, row) for row in rows])
    client.sync()


def ids(client: Client) -> list[str]:
    return [view.row.id for view in client.cache.notices.since(None)]


def test_the_newest_stands_first_and_since_a_moment_only_what_is_younger(server: FakeServer, client: Client) -> None:
    told(server, client, noticed(2, hours=-2), noticed(1, hours=-1), noticed(3, hours=-3))
    assert ids(client) == ["e1", "e2", "e3"]
    since = client.cache.notices.since(NOW - 2 * HOUR)
    assert [view.row.id for view in since] == ["e1"]


@pytest.mark.parametrize(
    ("fields", "is_loss"),
    [
        ({}, True),
        ({"to_owner_id": "other"}, True),
        ({"to_owner_id": "me"}, False),
        ({"from_owner_id": None, "to_owner_id": "me"}, False),
        ({"from_owner_id": "other", "to_owner_id": "me"}, False),
    ],
)
def test_a_loss_is_what_one_held_before_and_holds_no_more(
    server: FakeServer, client: Client, fields: dict[str, object], is_loss: bool
) -> None:
    told(server, client, msgspec.structs.replace(noticed(1), **fields))
    assert [view.is_loss for view in client.cache.notices.since(None)] == [is_loss]


def test_what_was_seen_stays_seen_also_after_a_start(server: FakeServer, client: Client) -> None:
    told(server, client, noticed(1, hours=-2), noticed(2, hours=-1))
    assert client.cache.notices.unseen_count() == 2
    client.cache.notices.mark_seen(client.now)
    assert client.cache.notices.unseen_count() == 0
    client.restart()
    assert [view.is_seen for view in client.cache.notices.since(None)] == [True, True]


def test_what_happened_before_one_looked_and_came_after_is_not_seen(server: FakeServer, client: Client) -> None:
    """Somebody offline looks at noon; what had been done at eleven reaches them in the evening."""
    told(server, client, noticed(1, hours=-5))
    client.cache.notices.mark_seen(client.now)
    told(server, client, noticed(2, hours=-1))
    assert client.cache.notices.unseen_count() == 1
    assert [(view.row.id, view.is_seen) for view in client.cache.notices.since(None)] == [("e2", False), ("e1", True)]


def test_seen_only_moves_forward(server: FakeServer, client: Client) -> None:
    told(server, client, noticed(1, hours=-5), noticed(2, hours=-1))
    client.cache.notices.mark_seen(NOW - 3 * HOUR)
    assert client.cache.notices.unseen_count() == 1
    client.cache.notices.mark_seen(client.now)
    client.cache.notices.mark_seen(NOW - 3 * HOUR)
    assert client.cache.notices.unseen_count() == 0


def test_without_notices_there_is_nothing_to_see(client: Client) -> None:
    client.cache.notices.mark_seen(client.now)
    assert (client.cache.notices.since(None), client.cache.notices.unseen_count()) == ((), 0)


def test_an_answer_that_we_cannot_say_is_an_answer(server: FakeServer, client: Client) -> None:
    asked = ReinstatementRow(
        "f1", 1, "c1", "深圳市华强电子", "me", "open", millis(NOW), "no_deal", 120, 0, "visit", "", 0
    )
    later = msgspec.structs.replace(asked, id="f2", asked_at=millis(NOW) + 1, state="postponed")
    told(server, client, asked, later)
    views = client.cache.requests.all(client.now)
    assert [(view.row.id, view.state) for view in views] == [
        ("f2", RequestState.DECLINED),
        ("f1", RequestState.OPEN),
    ]
    assert views[0].row.state == "postponed"
    assert client.cache.requests.of("f3", client.now) is None


def test_before_the_first_sync_there_is_nothing_to_ask_and_nothing_to_answer(client: Client) -> None:
    requests = client.cache.requests
    assert (requests.all(NOW), requests.open_count(NOW), requests.askable(NOW)) == ((), 0, {})
    assert requests.may_ask("nobody's", NOW) is None
