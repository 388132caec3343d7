"""What was done is kept wherever it can be, and moves a deadline only where it may (SPEC 2.4, 2.8, 5)."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.court import judge
from domain.customers import PoolState
from domain.deadlines import outflow
from domain.effects import FollowUpAdded, applied
from domain.follow_ups import plan_after
from domain.identifiers import Instant
from domain.instants import millis
from domain.people import Role
from domain.reasons import Reason
from domain.verdicts import Accepted, Refused
from tests.builders import ME, NOW, OTHER, a_customer, a_follow_up, a_ruleset, an_actor, days_ago, facts, held

RULES = a_ruleset()
LONGEST_TEXT = 4000
CLOCK_TOLERANCE = timedelta(minutes=10)
MILLISECOND = timedelta(milliseconds=1)
ACQUIRED = days_ago(5)


@pytest.mark.parametrize(
    ("happened_at", "is_counted"),
    [
        (NOW, True),
        (days_ago(1), True),
        (ACQUIRED, True),  # SPEC 2.4: within [acquisition, ...
        (ACQUIRED - MILLISECOND, False),  # kept, but it was no work of this ownership
        (days_ago(400), False),
    ],
)
def test_the_owners_follow_up_counts_from_the_acquisition_on(happened_at: Instant, is_counted: bool) -> None:
    follow_up = a_follow_up(at=happened_at)
    verdict = judge(follow_up, facts(held(since=ACQUIRED)), RULES, NOW)
    assert verdict == Accepted((FollowUpAdded(follow_up, ME, is_counted),))


@pytest.mark.parametrize("ahead", [MILLISECOND, timedelta(minutes=1), CLOCK_TOLERANCE])
def test_a_clock_a_little_ahead_is_believed_up_to_the_receipt(ahead: timedelta) -> None:
    """SPEC 2.4: ... server receipt], so that nobody wins a day at midnight by a fast clock."""
    verdict = judge(a_follow_up(at=NOW + ahead), facts(held()), RULES, NOW)
    assert verdict == Accepted((FollowUpAdded(a_follow_up(at=NOW), ME, is_counted=True),))


A_MANAGER = an_actor(roles=[Role.MANAGER])


def test_a_time_in_the_future_is_refused() -> None:
    late = NOW + CLOCK_TOLERANCE + MILLISECOND
    verdict = judge(a_follow_up(at=late), facts(held()), RULES, NOW)
    assert verdict == Refused(Reason.IN_THE_FUTURE, {"happened_at": millis(late)})


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", Refused(Reason.EMPTY_TEXT)),
        (" \n\t\u3000", Refused(Reason.EMPTY_TEXT)),  # full-width blank
        ("。", None),
        ("a" * LONGEST_TEXT, None),
        ("谈" * LONGEST_TEXT, None),
        (
            "a" * (LONGEST_TEXT + 1),
            Refused(Reason.TEXT_TOO_LONG, {"limit": LONGEST_TEXT, "length": LONGEST_TEXT + 1}),
        ),
    ],
)
def test_a_follow_up_says_something_and_not_a_book(text: str, refused: Refused | None) -> None:
    verdict = judge(a_follow_up(text=text), facts(held()), RULES, NOW)
    assert isinstance(verdict, Accepted) if refused is None else verdict == refused


@pytest.mark.parametrize("customer", [a_customer(), held(by=OTHER), None])
def test_a_former_owners_late_one_is_kept_and_moves_nothing(customer: Any) -> None:
    """SPEC 2.4, late evidence: also where the customer is another's by now, or no longer to be seen."""
    follow_up = a_follow_up(at=days_ago(3))
    verdict = judge(follow_up, facts(customer, held_when_it_happened=True), RULES, NOW)
    assert verdict == Accepted((FollowUpAdded(follow_up, ME, is_counted=False),), remark=Reason.NO_LONGER_YOURS)


def test_a_managers_is_taken_and_moves_nothing() -> None:
    follow_up = a_follow_up(at=NOW)
    verdict = judge(follow_up, facts(held(by=OTHER), is_of_subtree=True, actor=A_MANAGER), RULES, NOW)
    assert verdict == Accepted((FollowUpAdded(follow_up, ME, is_counted=False),))


def test_a_manager_who_holds_a_customer_is_its_owner_first() -> None:
    verdict = judge(a_follow_up(), facts(held(by=ME), is_of_subtree=True, actor=A_MANAGER), RULES, NOW)
    assert verdict == Accepted((FollowUpAdded(a_follow_up(), ME, is_counted=True),))


def test_an_ordinary_customer_is_followed_up_by_its_owner() -> None:
    """SPEC 2.8: `follow up own`. Ordinary ones have no acquisition and no deadline, but a plan like all others."""
    mine = a_customer(pool_id=None, state=PoolState.ORDINARY, owner_id=ME)
    planned = a_follow_up(next_on=date(2026, 3, 20))
    verdict = judge(planned, facts(mine, pool=None), RULES, NOW)
    added = FollowUpAdded(planned, ME, is_counted=True)
    assert verdict == Accepted((added,))
    after = applied(mine, (added,))
    assert after.last_follow_up_at == NOW
    assert plan_after(None, added, after) == date(2026, 3, 20)
    assert outflow(after, RULES, is_owner_key_account=False) is None


@pytest.mark.parametrize(
    ("customer", "refused"),
    [
        (None, Refused(Reason.GONE)),
        (a_customer(), Refused(Reason.NOT_YOURS)),
        (held(by=OTHER), Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
    ],
)
def test_nobody_writes_on_customers_of_others(customer: Any, refused: Refused) -> None:
    assert judge(a_follow_up(), facts(customer), RULES, NOW) == refused


@pytest.mark.parametrize(
    ("broken", "reason"),
    [({"text": " "}, Reason.EMPTY_TEXT), ({"at": NOW + timedelta(days=1)}, Reason.IN_THE_FUTURE)],
)
def test_what_is_wrong_with_the_words_is_said_before_whose_customer_it_is(broken: Any, reason: Reason) -> None:
    verdict = judge(a_follow_up(**broken), facts(None), RULES, NOW)
    assert isinstance(verdict, Refused) and verdict.reason is reason


@pytest.mark.parametrize(
    ("last", "happened_at", "latest"),
    [
        (None, days_ago(2), days_ago(2)),
        (days_ago(3), days_ago(2), days_ago(2)),
        (days_ago(2), days_ago(3), days_ago(2)),  # arrived late, is older: the last stays the last
    ],
)
def test_the_last_follow_up_is_the_latest_that_happened(
    last: Instant | None, happened_at: Instant, latest: Instant
) -> None:
    customer = held(since=ACQUIRED, last_follow_up_at=last)
    verdict = judge(a_follow_up(at=happened_at), facts(customer), RULES, NOW)
    assert isinstance(verdict, Accepted)
    assert applied(customer, verdict.effects).last_follow_up_at == latest


def test_one_that_does_not_count_leaves_the_customer_as_it_was() -> None:
    customer = held(since=ACQUIRED)
    verdict = judge(a_follow_up(at=days_ago(9)), facts(customer), RULES, NOW)
    assert isinstance(verdict, Accepted)
    assert applied(customer, verdict.effects) == customer


@pytest.mark.parametrize(
    ("happened_at", "is_counted", "next_on", "planned"),
    [
        (NOW, True, date(2026, 5, 1), date(2026, 5, 1)),
        (NOW, True, None, None),  # the latest word plans nothing
        (days_ago(3), True, date(2026, 5, 1), date(2026, 4, 1)),  # told late: something was said since
        (NOW, False, date(2026, 5, 1), date(2026, 4, 1)),  # a manager's, or of an earlier ownership
    ],
)
def test_the_owners_latest_word_is_the_plan(
    happened_at: Instant, is_counted: bool, next_on: date | None, planned: date | None
) -> None:
    added = FollowUpAdded(a_follow_up(at=happened_at, next_on=next_on), ME, is_counted)
    customer = applied(held(ME, ACQUIRED, last_follow_up_at=days_ago(2)), (added,))
    assert plan_after(date(2026, 4, 1), added, customer) == planned  # SPEC 5
