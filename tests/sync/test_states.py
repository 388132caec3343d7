"""Small pure things: the one state, reports that add up, waits."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identifiers import CustomerId, Instant
from domain.reasons import Reason
from sync.cache.answers import NOTHING_ASKED, Answer, OutboxCounts
from sync.errors import Unreachable
from sync.report import Report
from sync.schedule import INTERVAL, delay_seconds, next_round_seconds
from sync.state import Contact, Progress, Standing, sync_state
from tests.builders import NOW

JUST_NOW = NOW - timedelta(minutes=1)
LONG_AGO = NOW - timedelta(minutes=10)


@pytest.mark.parametrize(
    ("contact", "counts", "as_of", "progress", "standing"),
    [
        (Contact.GOOD, NOTHING_ASKED, JUST_NOW, None, Standing.SYNCED),
        (Contact.GOOD, OutboxCounts(done=7), JUST_NOW, None, Standing.SYNCED),
        (Contact.GOOD, NOTHING_ASKED, LONG_AGO, None, Standing.STALE),
        (Contact.NONE_YET, NOTHING_ASKED, JUST_NOW, None, Standing.STALE),
        (Contact.MISMATCH, NOTHING_ASKED, JUST_NOW, None, Standing.STALE),
        (Contact.GOOD, OutboxCounts(queued=1), JUST_NOW, None, Standing.WAITING),
        (Contact.GOOD, OutboxCounts(answered=1), JUST_NOW, None, Standing.WAITING),
        (Contact.GOOD, OutboxCounts(queued=1, checking=1), JUST_NOW, None, Standing.CHECKING),
        (Contact.GOOD, OutboxCounts(checking=1, refused=1), JUST_NOW, None, Standing.NEEDS_YOU),
        (Contact.GOOD, OutboxCounts(needs_you=1), JUST_NOW, None, Standing.NEEDS_YOU),
        (Contact.UNREACHABLE, OutboxCounts(refused=1), JUST_NOW, None, Standing.OFFLINE),
        (Contact.UNREACHABLE, NOTHING_ASKED, None, None, Standing.NEVER_SYNCED),
        (Contact.GOOD, OutboxCounts(refused=1), JUST_NOW, Progress(1, 2), Standing.SYNCING),
        (Contact.SIGN_IN_NEEDED, OutboxCounts(queued=1), JUST_NOW, Progress(), Standing.SIGN_IN_NEEDED),
        (Contact.DEPARTED, NOTHING_ASKED, JUST_NOW, None, Standing.DEPARTED),
        (Contact.UPGRADE_REQUIRED, NOTHING_ASKED, JUST_NOW, None, Standing.UPGRADE_REQUIRED),
        (Contact.WIPED, NOTHING_ASKED, None, None, Standing.WIPED),
    ],
)
def test_the_state_says_what_matters_most(
    contact: Contact, counts: OutboxCounts, as_of: Instant | None, progress: Progress | None, standing: Standing
) -> None:
    state = sync_state(contact=contact, counts=counts, data_as_of=as_of, progress=progress, now=NOW, interval=INTERVAL)
    assert state.standing is standing
    assert state.is_green is (standing is Standing.SYNCED)


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
