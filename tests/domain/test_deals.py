"""Deal, lapsed or none, by the last order alone (H 106, H 116, F 6)."""

from datetime import timedelta

import pytest

from domain.deals import (
    DealStatus,
    counts_toward_cap,
    deal_since,
    deal_status,
    has_reached_goal,
    lapses_at,
    was_deal_with_owner,
)
from domain.identifiers import Instant
from tests.builders import NOW, a_customer, a_ruleset, days_ago, held, shanghai

RULES = a_ruleset()
MILLISECOND = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("last_order_at", "status"),
    [
        (None, DealStatus.NONE),  # H 116: never ordered
        (NOW, DealStatus.DEAL),
        (days_ago(179), DealStatus.DEAL),
        (days_ago(180), DealStatus.DEAL),  # H 116: at most 180 days ago
        (days_ago(180) - MILLISECOND, DealStatus.LAPSED),  # H 116: more
        (days_ago(181), DealStatus.LAPSED),
        (NOW + timedelta(hours=1), DealStatus.DEAL),  # an upstream clock ahead of ours
    ],
)
def test_a_deal_lasts_through_day_180_and_lapses_after_it(last_order_at: Instant | None, status: DealStatus) -> None:
    assert deal_status(last_order_at, RULES, NOW) is status


def test_lists_and_counts_filter_by_the_same_edge() -> None:
    assert deal_since(RULES, NOW) == days_ago(180)
    assert lapses_at(deal_since(RULES, NOW), RULES) == NOW


def test_a_leap_day_is_one_of_the_180() -> None:
    ordered = shanghai("2027-12-01 09:00")
    assert lapses_at(ordered, RULES) == shanghai("2028-05-29 09:00")


@pytest.mark.parametrize(
    ("last_order_at", "counts"),
    [(None, True), (days_ago(180), False), (days_ago(180) - MILLISECOND, True)],
)
def test_only_customers_in_deal_take_no_place(last_order_at: Instant | None, counts: bool) -> None:
    assert counts_toward_cap(a_customer(last_order_at=last_order_at), RULES, NOW) is counts  # H 106


@pytest.mark.parametrize(
    ("last_order_at", "was_deal"),
    [
        (None, False),
        (days_ago(300), False),  # SPEC 2.4: lapsed before it was acquired
        (days_ago(190) - MILLISECOND, False),
        (days_ago(190), True),  # lapsed in the very instant of acquisition
        (days_ago(100), True),  # in deal at acquisition
        (days_ago(1), True),  # since
    ],
)
def test_a_deal_at_or_since_acquisition_is_the_owners(last_order_at: Instant | None, was_deal: bool) -> None:
    assert was_deal_with_owner(held(since=days_ago(10), last_order_at=last_order_at), RULES) is was_deal


@pytest.mark.parametrize(
    ("last_order_at", "reached"),
    [(None, False), (days_ago(10) - MILLISECOND, False), (days_ago(10), True), (days_ago(1), True)],
)
def test_the_goal_is_an_order_since_acquisition(last_order_at: Instant | None, reached: bool) -> None:
    assert has_reached_goal(held(since=days_ago(10), last_order_at=last_order_at)) is reached  # F 6


def test_nobodys_customer_was_nobodys_deal() -> None:
    in_pool = a_customer(last_order_at=NOW)
    assert not was_deal_with_owner(in_pool, RULES)
    assert not has_reached_goal(in_pool)
