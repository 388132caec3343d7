"""What the system takes back by itself (H 107, F 14; SPEC 2.1, 2.4)."""

from datetime import timedelta

import pytest

from domain.customers import Customer, PoolState
from domain.deadlines import Outflow, OutflowRule
from domain.effects import CoolDownStarted, OwnerChanged, QuotaMoved, Verb, applied
from domain.identifiers import CustomerId, Instant
from domain.recycling import recycled
from tests.builders import IN_POOL, ME, a_customer, a_ruleset, held, shanghai

RULES = a_ruleset()
SINCE = shanghai("2026-03-10 10:30")
DUE = Outflow(shanghai("2026-03-26 00:00"), OutflowRule.NO_FIRST_FOLLOW_UP)
DAY = timedelta(days=1)
CUSTOMER = CustomerId("customer")


def swept(customer: Customer, now: Instant, *, is_owner_key_account: bool = False) -> tuple[object, ...]:
    return recycled(customer, RULES, now, is_owner_key_account=is_owner_key_account)


def test_a_due_customer_goes_back_to_its_pool_and_its_owner_waits_72_hours_from_then() -> None:
    late = DUE.at + 2 * DAY
    assert swept(held(since=SINCE), late) == (
        OwnerChanged(CUSTOMER, Verb.RECYCLE, ME, None, IN_POOL, late, due=DUE),
        CoolDownStarted(CUSTOMER, ME, until=late + timedelta(hours=72)),
        QuotaMoved(ME, holding=-1),
    )


@pytest.mark.parametrize(
    ("offset", "is_taken"), [(-timedelta(milliseconds=1), False), (timedelta(), True), (timedelta(seconds=1), True)]
)
def test_it_is_taken_at_the_first_sweep_at_or_after_its_midnight(offset: timedelta, is_taken: bool) -> None:
    assert bool(swept(held(since=SINCE), DUE.at + offset)) is is_taken


@pytest.mark.parametrize(("last_order_at", "freed"), [(DUE.at - 180 * DAY, 0), (DUE.at - 181 * DAY, 1)])
def test_a_customer_in_deal_freed_no_place(last_order_at: Instant, freed: int) -> None:
    """H 106: it lapses, or meets another rule, while it takes none."""
    effects = swept(held(since=SINCE, last_order_at=last_order_at), DUE.at + timedelta(0))
    assert effects[-1] == QuotaMoved(ME, holding=-freed)


def test_what_was_taken_is_not_taken_twice() -> None:
    effects = recycled(held(since=SINCE), RULES, DUE.at, is_owner_key_account=False)
    back = applied(held(since=SINCE), effects)
    assert (back.state, back.owner_id, back.ownership_version) == (PoolState.UNASSIGNED, None, 2)
    assert swept(back, DUE.at + 400 * DAY) == ()


@pytest.mark.parametrize(
    "customer",
    [
        held(since=SINCE, is_locked=True),
        held(since=SINCE, state=PoolState.ORDINARY, pool_id=None),
        held(since=SINCE, extended_until=DUE.at + 400 * DAY + timedelta(milliseconds=1)),
        held(since=SINCE, pool_id=None),
        held(since=SINCE, owner_id=None),
        a_customer(),
        a_customer(state=PoolState.PENDING),
    ],
)
def test_these_are_left_alone_however_late_it_is(customer: Customer) -> None:
    assert swept(customer, DUE.at + 400 * DAY) == ()


def test_a_key_account_reps_customer_is_left_alone() -> None:
    assert swept(held(since=SINCE), DUE.at + 400 * DAY, is_owner_key_account=True) == ()  # H 107
