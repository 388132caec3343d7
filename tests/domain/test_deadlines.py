"""When a customer flows out, by which rule, and which ones stay (H 107, H 114, F 6, F 11, F 14; SPEC 2.4)."""

from datetime import timedelta
from typing import Any

import pytest

from domain.customers import Customer, PoolState
from domain.deadlines import (
    Exemption,
    Mover,
    Outflow,
    OutflowRule,
    days_left,
    exemption,
    is_about_to_flow_out,
    mover,
    outflow,
)
from domain.identifiers import Instant
from domain.rulesets import fanpu
from tests.builders import IN_HANDS, IN_POOL, ME, NOW, CustomerFields, a_customer, a_ruleset, held, shanghai

RULES = a_ruleset()
SINCE = shanghai("2026-03-10 10:30")
DAY = timedelta(days=1)
LONG_LAPSED = SINCE - 180 * DAY - timedelta(milliseconds=1)


def due(customer: Customer, *, is_owner_key_account: bool = False, **settings: Any) -> Outflow | None:
    return outflow(customer, a_ruleset(**settings), is_owner_key_account=is_owner_key_account)


@pytest.mark.parametrize(
    ("fields", "at", "rule"),
    [
        # H 107: 15 days without a first follow-up
        ({}, "2026-03-26 00:00", OutflowRule.NO_FIRST_FOLLOW_UP),
        # H 107: 40 days since the last one; the first ends the 15 days for good
        ({"last_follow_up_at": SINCE}, "2026-04-20 00:00", OutflowRule.FOLLOW_UP_GAP),
        ({"last_follow_up_at": shanghai("2026-03-25 23:59:59")}, "2026-05-05 00:00", OutflowRule.FOLLOW_UP_GAP),
        # H 107: 120 days without a deal
        ({"last_follow_up_at": shanghai("2026-07-01 09:00")}, "2026-07-09 00:00", OutflowRule.NO_DEAL),
        ({"last_follow_up_at": shanghai("2026-05-30 09:00")}, "2026-07-09 00:00", OutflowRule.NO_DEAL),  # not 07-10
        ({"last_follow_up_at": shanghai("2026-05-29 00:00")}, "2026-07-08 00:00", OutflowRule.FOLLOW_UP_GAP),
        # ... where both fall on one midnight the order of the rules decides
        ({"last_follow_up_at": shanghai("2026-05-29 10:30")}, "2026-07-09 00:00", OutflowRule.NO_DEAL),
        # H 107: a lapse, 180 days after the last order. In deal at acquisition, so no 120 days run
        (
            {"last_follow_up_at": SINCE, "last_order_at": shanghai("2025-09-20 15:00")},
            "2026-03-20 00:00",
            OutflowRule.LAPSED,
        ),
        ({"last_order_at": shanghai("2025-09-20 15:00")}, "2026-03-20 00:00", OutflowRule.LAPSED),
        ({"last_order_at": SINCE - 180 * DAY}, "2026-03-11 00:00", OutflowRule.LAPSED),  # in that very instant
        # SPEC 2.4: one that had lapsed before is not recycled at once; the 120 days run as for any other
        ({"last_order_at": LONG_LAPSED}, "2026-03-26 00:00", OutflowRule.NO_FIRST_FOLLOW_UP),
        (
            {"last_order_at": SINCE - 400 * DAY, "last_follow_up_at": shanghai("2026-07-01 09:00")},
            "2026-07-09 00:00",
            OutflowRule.NO_DEAL,
        ),
        # an order since acquisition ends the 120 days; the gap still runs
        (
            {"last_order_at": SINCE + DAY, "last_follow_up_at": shanghai("2026-08-01 09:00")},
            "2026-09-08 00:00",
            OutflowRule.LAPSED,
        ),
        (
            {"last_order_at": SINCE + 60 * DAY, "last_follow_up_at": shanghai("2026-08-01 09:00")},
            "2026-09-11 00:00",
            OutflowRule.FOLLOW_UP_GAP,
        ),
    ],
)  # fmt: skip
def test_the_rule_due_first_wins(fields: CustomerFields, at: str, rule: OutflowRule) -> None:
    assert due(held(since=SINCE, **fields)) == Outflow(shanghai(at), rule)


@pytest.mark.parametrize(
    ("since", "at"),
    [
        ("2026-03-10 00:00:00.000", "2026-03-25 00:00"),  # SPEC 2.4: exactly on a midnight stays there
        ("2026-03-10 00:00:00.001", "2026-03-26 00:00"),
        ("2026-03-10 00:00:01.000", "2026-03-26 00:00"),
        ("2026-03-09 23:59:59.000", "2026-03-25 00:00"),
        ("2026-03-09 23:59:59.999", "2026-03-25 00:00"),
        ("2026-03-10 08:00:00.000", "2026-03-26 00:00"),  # midnight in UTC
        ("2026-12-20 10:00:00.000", "2027-01-05 00:00"),  # across the year's end
        ("2028-02-14 10:00:00.000", "2028-03-01 00:00"),  # due on the leap day
        ("2028-02-13 00:00:00.000", "2028-02-28 00:00"),
        ("2028-02-14 00:00:00.000", "2028-02-29 00:00"),
        ("2027-02-14 10:00:00.000", "2027-03-02 00:00"),  # no leap day that year
    ],
)
def test_a_deadline_is_the_midnight_at_or_after_15_days_of_24_hours(since: str, at: str) -> None:
    assert due(held(since=shanghai(since))) == Outflow(shanghai(at), OutflowRule.NO_FIRST_FOLLOW_UP)


def test_a_company_with_summer_time_still_counts_24_hours_a_day() -> None:
    """Midnight in Berlin on 20 March is one o'clock fifteen days later, so the next midnight counts."""
    in_winter, in_summer = shanghai("2026-03-20 07:00"), shanghai("2026-04-05 06:00")
    result = due(held(since=in_winter), zone="Europe/Berlin")
    assert result == Outflow(in_summer, OutflowRule.NO_FIRST_FOLLOW_UP)


@pytest.mark.parametrize(
    ("settings", "rule"),
    [
        ({"no_first_follow_up_days": None}, OutflowRule.NO_DEAL),
        ({"no_first_follow_up_days": None, "no_deal_days": None}, None),
        ({"no_first_follow_up_days": 121}, OutflowRule.NO_DEAL),
        ({"no_first_follow_up_days": 120}, OutflowRule.NO_FIRST_FOLLOW_UP),  # the same midnight
        ({"protection_days": 14}, OutflowRule.PROTECTION),
        ({"protection_days": 15}, OutflowRule.NO_FIRST_FOLLOW_UP),
    ],
)
def test_each_rule_is_a_setting_and_may_be_off(settings: dict[str, Any], rule: OutflowRule | None) -> None:
    result = due(held(since=SINCE), **settings)
    assert (result and result.rule) is rule


def test_the_gap_and_the_lapse_may_be_off() -> None:
    followed = held(since=SINCE, last_follow_up_at=SINCE, last_order_at=SINCE - DAY)
    assert due(followed, follow_up_gap_days=None, is_lapse_recycled=False) is None
    lapsing = due(followed, follow_up_gap_days=None)
    assert lapsing == Outflow(shanghai("2026-09-06 00:00"), OutflowRule.LAPSED)


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({}, "2026-04-10 00:00"),  # F 14: 30 days since acquisition
        ({"last_follow_up_at": SINCE + DAY}, "2026-04-10 00:00"),  # follow-ups move nothing
        ({"last_order_at": SINCE - timedelta(milliseconds=1)}, "2026-04-10 00:00"),
        ({"last_order_at": SINCE}, None),  # F 6: an order since acquisition clears it
        ({"last_order_at": SINCE + DAY}, None),
    ],
)
def test_fanpus_one_period_ends_with_the_goal(fields: CustomerFields, at: str | None) -> None:
    result = outflow(held(since=SINCE, **fields), fanpu(1, SINCE), is_owner_key_account=False)
    assert result == (at and Outflow(shanghai(at), OutflowRule.PROTECTION))


@pytest.mark.parametrize(
    ("customer", "is_owner_key_account", "is_goal_exempt", "why"),
    [
        (held(since=SINCE), False, False, None),
        (held(since=SINCE, state=PoolState.ORDINARY), False, False, Exemption.ORDINARY),
        (held(since=SINCE), True, False, Exemption.KEY_ACCOUNT),  # H 107
        (held(since=SINCE, is_locked=True), False, False, Exemption.LOCKED),
        (held(since=SINCE, last_order_at=SINCE), False, True, Exemption.GOAL_REACHED),  # F 6
        (held(since=SINCE, last_order_at=SINCE), False, False, None),  # only where the pool sets a goal
        (held(since=SINCE, last_order_at=SINCE - DAY), False, True, None),
        (held(since=SINCE, state=PoolState.ORDINARY, is_locked=True), True, False, Exemption.ORDINARY),
        (held(since=SINCE, is_locked=True, last_order_at=SINCE), True, True, Exemption.KEY_ACCOUNT),
        (held(since=SINCE, is_locked=True, last_order_at=SINCE), False, True, Exemption.LOCKED),
    ],
)
def test_those_that_stay_say_why_and_have_no_deadline(
    customer: Customer, is_owner_key_account: bool, is_goal_exempt: bool, why: Exemption | None
) -> None:
    rules = a_ruleset(is_goal_exempt=is_goal_exempt)
    assert exemption(customer, rules, is_owner_key_account=is_owner_key_account) is why
    assert (outflow(customer, rules, is_owner_key_account=is_owner_key_account) is None) is (why is not None)


@pytest.mark.parametrize("state", [state for state in PoolState if state is not PoolState.ASSIGNED])
def test_only_what_somebody_holds_flows_out(state: PoolState) -> None:
    assert due(a_customer(state=state)) is None
    assert due(a_customer(state=state, owner_id=ME, acquired_at=SINCE)) is None


FIRST = shanghai("2026-03-26 00:00")


@pytest.mark.parametrize(
    ("extended_until", "last_follow_up_at", "at"),
    [
        (FIRST + 30 * DAY, None, FIRST + 30 * DAY),  # F 11: N days on the current deadline
        (FIRST + 30 * DAY, SINCE + DAY, FIRST + 30 * DAY),  # the gap, 04-21, comes before it
        (FIRST + 30 * DAY, SINCE + 20 * DAY, shanghai("2026-05-10 00:00")),  # a rule's own deadline beyond it holds
        (FIRST, None, FIRST),
        (FIRST - DAY, None, FIRST),  # an extension takes nothing away
    ],
)
def test_an_extension_is_a_floor_under_the_earliest_rule(
    extended_until: Instant, last_follow_up_at: Instant | None, at: Instant
) -> None:
    customer = held(since=SINCE, extended_until=extended_until, last_follow_up_at=last_follow_up_at)
    result = due(customer)
    assert result is not None and result.at == at


def test_an_extended_customer_is_still_told_which_rule_waits() -> None:
    assert due(held(since=SINCE, extended_until=FIRST + 30 * DAY)) == Outflow(
        FIRST + 30 * DAY, OutflowRule.NO_FIRST_FOLLOW_UP
    )


def test_an_extension_granted_on_its_last_day_follows_the_one_before() -> None:
    once = held(since=SINCE, extended_until=FIRST + 30 * DAY)
    before = due(once)
    assert before is not None and days_left(before.at, before.at - timedelta(milliseconds=1)) == 0
    twice = held(since=SINCE, extended_until=before.at + 30 * DAY)
    assert due(twice) == Outflow(FIRST + 60 * DAY, OutflowRule.NO_FIRST_FOLLOW_UP)


def test_an_extension_grants_nothing_where_no_rule_runs_and_ends_with_the_ownership() -> None:
    extended = held(since=SINCE, extended_until=FIRST + 30 * DAY)
    assert due(extended, is_owner_key_account=True) is None
    assert due(extended, no_first_follow_up_days=None, no_deal_days=None) is None
    assert due(extended.moved(None, IN_POOL, NOW).moved(ME, IN_HANDS, SINCE)) == Outflow(
        FIRST, OutflowRule.NO_FIRST_FOLLOW_UP
    )


@pytest.mark.parametrize(
    ("left", "days", "is_about_to"),
    [
        (timedelta(days=3, milliseconds=1), 3, False),  # H 114: three days ahead
        (timedelta(days=3), 3, True),
        (timedelta(days=3) - timedelta(milliseconds=1), 2, True),
        (timedelta(days=1), 1, True),
        (timedelta(hours=23), 0, True),
        (timedelta(), 0, True),
        (-timedelta(days=2), 0, True),  # overdue: the sweep has not come by yet
    ],
)
def test_the_list_shows_what_flows_out_within_three_days(left: timedelta, days: int, is_about_to: bool) -> None:
    assert days_left(NOW + left, NOW) == days
    assert is_about_to_flow_out(NOW + left, RULES, NOW) is is_about_to


def test_what_never_flows_out_is_not_about_to() -> None:
    assert not is_about_to_flow_out(None, RULES, NOW)


@pytest.mark.parametrize(
    ("rule", "is_goal_exempt", "moved_by"),
    [
        (OutflowRule.NO_FIRST_FOLLOW_UP, False, Mover.FOLLOW_UP),  # H 107
        (OutflowRule.FOLLOW_UP_GAP, False, Mover.FOLLOW_UP),  # H 107
        (OutflowRule.NO_DEAL, False, Mover.ORDER),  # H 107
        (OutflowRule.LAPSED, False, Mover.ORDER),  # H 107, H 116
        (OutflowRule.PROTECTION, True, Mover.ORDER),  # F 6
        (OutflowRule.PROTECTION, False, Mover.EXTENSION),  # F 11
    ],
)
def test_a_deadline_says_what_moves_it(rule: OutflowRule, is_goal_exempt: bool, moved_by: Mover) -> None:
    assert mover(rule, a_ruleset(is_goal_exempt=is_goal_exempt)) is moved_by
