"""Whom a rep has planned to follow up: by the server's word, and by what is on its way to it."""

from datetime import date, timedelta

import pytest

from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from domain.instants import millis
from tests.builders import NOW, days_ago
from tests.fakes.server import FakeServer, held_by, pooled
from tests.sync.client import Client

TODAY = NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def planned(server: FakeServer, client: Client) -> Client:
    """One late, two for today, one for tomorrow, one without a plan; and one of somebody else."""
    since = {"acquired_at": millis(days_ago(5)), "pool_state": "assigned"}
    server.add(
        held_by("me", "late", "迟", next_follow_up_on=YESTERDAY.isoformat(), **since),
        held_by("me", "b", "乙", next_follow_up_on=TODAY.isoformat(), **since),
        held_by("me", "a", "丙", next_follow_up_on=TODAY.isoformat(), **since),
        held_by("me", "later", "后", next_follow_up_on=TOMORROW.isoformat(), **since),
        held_by("me", "none", "无", **since),
        held_by("other", "theirs", "别人的", next_follow_up_on=TODAY.isoformat(), **since),
        pooled("p1", "公海里的"),
    )
    client.sync()
    return client


def due(client: Client, until: date = TODAY) -> list[str]:
    return [plan.customer_id for plan in client.cache.plans.due(until, client.now)]


def write(client: Client, customer_id: str, next_on: date | None, number: int = 1, days: float = 0.0) -> None:
    command = AddFollowUp(
        CustomerId(customer_id),
        FollowUpId(f"note {number}"),
        FollowUpKind.PHONE,
        "聊了打样",
        client.now - timedelta(days=days),
        next_on,
    )
    assert client.cache.outbox.submit([command], client.now, is_online=False).accepted


def test_what_is_planned_until_a_day_stands_with_the_oldest_first(planned: Client) -> None:
    assert due(planned) == ["late", "a", "b"], "丙 before 乙 by their code points, as equal days stand by name"
    assert due(planned, TOMORROW) == ["late", "a", "b", "later"]
    assert due(planned, YESTERDAY - timedelta(days=1)) == []


def test_a_follow_up_on_its_way_settles_the_plan_or_makes_another(planned: Client) -> None:
    write(planned, "late", None, 1)
    write(planned, "a", TOMORROW, 2)
    write(planned, "none", TODAY, 3)
    assert due(planned) == ["b", "none"]
    assert due(planned, TOMORROW) == ["b", "none", "a", "later"]


def test_of_several_on_their_way_the_latest_that_happened_decides(planned: Client) -> None:
    write(planned, "late", TOMORROW, 1)
    write(planned, "late", TODAY, 2, days=2)
    assert due(planned) == ["a", "b"]


def test_what_is_being_released_is_planned_no_more(planned: Client) -> None:
    planned.release("late")
    assert due(planned) == ["a", "b"]


def test_before_the_first_sync_nothing_is_planned(client: Client) -> None:
    assert due(client) == []
