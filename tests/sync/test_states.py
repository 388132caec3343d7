"""The one state: every combination of what it is made of has exactly one standing, and green means what it says."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identifiers import CustomerId, Instant
from domain.reasons import Reason
from sync.cache.answers import NOTHING_ASKED, Answer, OutboxCounts
from sync.errors import Unreachable
from sync.report import Report
from sync.schedule import INTERVAL, OVERDUE, delay_seconds, next_round_seconds
from sync.state import Contact, Progress, Situation, Standing, sync_state
from tests.builders import NOW
from tests.fakes.server import FakeServer
from tests.fakes.transport import LOST, Fault
from tests.states_page import situations
from tests.sync.client import Client

JUST_NOW = NOW - timedelta(minutes=1)
LONG_AGO = NOW - 2 * INTERVAL


def situation(
    contact: Contact = Contact.GOOD,
    counts: OutboxCounts = NOTHING_ASKED,
    as_of: Instant | None = JUST_NOW,
    **more: Any,
) -> Situation:
    rest: dict[str, Any] = {"oldest_unsent_at": None, "progress": None, "can_store": True} | more
    return Situation(contact, counts, data_as_of=as_of, now=NOW, interval=INTERVAL, **rest)


@pytest.mark.parametrize(
    ("known", "standing"),
    [
        (situation(), Standing.SYNCED),
        (situation(counts=OutboxCounts(done=7)), Standing.SYNCED),
        (situation(as_of=LONG_AGO + timedelta(seconds=1)), Standing.SYNCED),
        (situation(as_of=LONG_AGO), Standing.STALE),
        (situation(as_of=NOW + 2 * INTERVAL), Standing.STALE),
        (situation(Contact.NONE_YET), Standing.CONNECTING),
        (situation(Contact.NONE_YET, OutboxCounts(queued=1)), Standing.WAITING),
        (situation(Contact.NONE_YET, oldest_unsent_at=NOW - OVERDUE, counts=OutboxCounts(queued=1)), Standing.WAITING),
        (situation(Contact.MISMATCH), Standing.NOT_UNDERSTOOD),
        (situation(Contact.MISMATCH, as_of=None), Standing.NOT_UNDERSTOOD),
        (situation(counts=OutboxCounts(queued=1)), Standing.WAITING),
        (situation(counts=OutboxCounts(sending=1)), Standing.WAITING),
        (situation(counts=OutboxCounts(queued=1), oldest_unsent_at=NOW - OVERDUE), Standing.OVERDUE),
        (situation(counts=OutboxCounts(queued=1), oldest_unsent_at=NOW - OVERDUE + INTERVAL), Standing.WAITING),
        (situation(counts=OutboxCounts(checking=1, refused=2), oldest_unsent_at=NOW - OVERDUE), Standing.OVERDUE),
        (
            situation(Contact.UNREACHABLE, OutboxCounts(queued=1), oldest_unsent_at=NOW - timedelta(days=3)),
            Standing.OFFLINE,
        ),
        (situation(counts=OutboxCounts(answered=1)), Standing.ANSWERED),
        (situation(counts=OutboxCounts(queued=1, checking=1)), Standing.CHECKING),
        (situation(counts=OutboxCounts(checking=1, refused=1)), Standing.NEEDS_YOU),
        (situation(counts=OutboxCounts(needs_you=1)), Standing.NEEDS_YOU),
        (situation(Contact.UNREACHABLE, OutboxCounts(refused=1)), Standing.OFFLINE),
        (situation(Contact.UNREACHABLE, as_of=None), Standing.NEVER_REACHED),
        (situation(as_of=None), Standing.NEVER_SYNCED),
        (situation(counts=OutboxCounts(refused=1), progress=Progress(1, 2)), Standing.SYNCING),
        (situation(progress=Progress(1, 2), can_store=False), Standing.NOT_STORED),
        (situation(Contact.SIGN_IN_NEEDED, OutboxCounts(queued=1), progress=Progress()), Standing.SIGN_IN_NEEDED),
        (situation(Contact.DEPARTED, can_store=False), Standing.DEPARTED),
        (situation(Contact.UPGRADE_REQUIRED), Standing.UPGRADE_REQUIRED),
        (situation(Contact.WIPED, as_of=None), Standing.WIPED),
    ],
)
def test_the_state_says_what_matters_most(known: Situation, standing: Standing) -> None:
    state = sync_state(known)
    assert state.standing is standing
    assert state.is_green is (standing is Standing.SYNCED)


def test_green_is_shown_only_where_nothing_is_unsent_nothing_is_old_and_nothing_awaits_the_person() -> None:
    green = [known for known in situations() if sync_state(known).is_green]
    assert green
    for known in green:
        assert known.data_as_of is not None and known.now - known.data_as_of < 2 * known.interval
        assert (known.counts.waiting, known.counts.answered, known.counts.for_you) == (0, 0, 0)
        assert (known.contact, known.progress, known.can_store) == (Contact.GOOD, None, True)


def test_whatever_is_calm_and_fresh_is_green() -> None:
    """The other way round: green is not withheld either, or nobody would believe the rest."""
    calm = [
        known
        for known in situations()
        if known.contact is Contact.GOOD
        and known.is_fresh
        and known.progress is None
        and known.can_store
        and not (known.counts.waiting or known.counts.answered or known.counts.for_you)
    ]
    assert calm and all(sync_state(known).is_green for known in calm)


def test_every_standing_is_reached_and_only_by_its_own_situations() -> None:
    assert {sync_state(known).standing for known in situations()} == set(Standing)
    assert len(set(situations())) == len(situations())


def test_a_wedge_is_never_hidden_while_the_server_answers() -> None:
    for known in situations():
        if known.is_overdue and known.contact is Contact.GOOD and known.can_store and known.progress is None:
            assert sync_state(known).standing in (Standing.OVERDUE, Standing.NEVER_SYNCED)


def test_what_is_unsent_is_dated_by_the_first_that_should_be_on_its_way(mine: Client) -> None:
    assert mine.cache.outbox.oldest_unsent_at() is None
    asked_at = mine.now
    mine.follow_up("m1")
    mine.machine.pass_by(timedelta(minutes=20))
    mine.follow_up("m2")
    assert mine.cache.outbox.oldest_unsent_at() == asked_at
    mine.transport.faults += [Fault("push", LOST), Fault("pull", LOST)]
    mine.sync()
    assert (mine.states(), mine.cache.outbox.oldest_unsent_at()) == (["checking", "checking"], asked_at)
    mine.sync()
    assert mine.cache.outbox.oldest_unsent_at() is None


def test_what_waits_behind_a_question_to_the_person_is_no_wedge(
    server: FakeServer, open_client: Callable[..., Client]
) -> None:
    client = open_client(server)
    one, other = server.in_pool(2)
    client.sync()
    client.claim(one, is_online=False)
    client.follow_up(one)
    client.machine.pass_by(timedelta(hours=73))
    client.sync()
    counts = client.cache.outbox.counts()
    assert (counts.needs_you, counts.queued) == (1, 1)
    assert client.cache.outbox.oldest_unsent_at() is None
    asked_at = client.now
    client.claim(other)
    assert client.cache.outbox.oldest_unsent_at() == asked_at


def answer(command_id: str, *, is_accepted: bool) -> Answer:
    return Answer(command_id, "batch", CustomerId("c"), "名", "claim", is_accepted, Reason.GONE)


def test_reports_add_up_and_the_later_contact_stands() -> None:
    trouble = Unreachable("away", 9)
    first = Report(
        answers=(answer("a", is_accepted=False),),
        pulled={"customer": 2},
        changed={"customer": frozenset({"x"})},
        contact=Contact.UNREACHABLE,
        trouble=trouble,
        retry_after_seconds=9,
    )
    second = Report(
        answers=(answer("b", is_accepted=True),),
        pulled={"customer": 1, "quota": 1},
        changed={"customer": frozenset({"y"})},
        contact=Contact.GOOD,
    )
    both = first.and_then(second)
    assert [one.command_id for one in both.answers] == ["a", "b"]
    assert [one.command_id for one in both.refused] == ["a"]
    assert both.pulled == {"customer": 3, "quota": 1}
    assert both.changed == {"customer": {"x", "y"}}
    assert (both.contact, both.trouble, both.retry_after_seconds) == (Contact.GOOD, trouble, 9)
    assert second.and_then(Report()).contact is Contact.GOOD


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_a_wait_is_never_longer_than_five_minutes(failures: int, chance: float) -> None:
    assert 0 <= delay_seconds(failures, chance) <= 300
    assert delay_seconds(failures, 1.0) == min(300.0, 2.0 ** min(failures, 30))


@given(st.integers(1, 50), st.floats(0, 1), st.integers(0, 900))
def test_a_wait_is_never_shorter_than_the_server_asks(failures: int, chance: float, retry_after: int) -> None:
    assert retry_after <= delay_seconds(failures, chance, retry_after) <= 2 * retry_after + 1


@given(st.floats(0, 1))
def test_rounds_are_spread_around_the_interval(chance: float) -> None:
    assert 0.8 * 300 <= next_round_seconds(chance) <= 1.2 * 300 + 1e-6
