"""How many customers will flow out under rules that are not in force yet: by the same deadlines as the recycler's."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from domain.customers import Customer, PoolState
from domain.days import company_day, next_midnight, start_of_day
from domain.deadlines import outflow
from domain.forecast import HORIZON_DAYS, and_these, course_of, flows_out_at, no_forecast
from domain.identifiers import Instant
from domain.rulesets import Ruleset, fanpu
from tests.builders import ME, NOW, OTHER, a_customer, a_ruleset, days_ago, held, shanghai

DAY = timedelta(days=1)
TOMORROW = next_midnight(NOW, "Asia/Shanghai")
PRESENT = a_ruleset()


def candidate(effective_from: Instant = TOMORROW, version: int = 2, **numbers: object) -> Ruleset:
    return replace(PRESENT, version=version, effective_from=effective_from, **numbers)  # type: ignore[arg-type]


STRICTER = candidate(no_first_follow_up_days=5)
WAITING_SINCE_EIGHT_DAYS = held(since=days_ago(8))
FOLLOWED_UP = held(since=days_ago(50), last_follow_up_at=days_ago(41))


@pytest.mark.parametrize(
    ("customer", "course", "at"),
    [
        (WAITING_SINCE_EIGHT_DAYS, (PRESENT,), shanghai("2026-03-18 00:00")),
        # Overdue by the new rules on the day they come: it goes with their first midnight, not before.
        (WAITING_SINCE_EIGHT_DAYS, (PRESENT, STRICTER), shanghai("2026-03-11 00:00")),
        (
            WAITING_SINCE_EIGHT_DAYS,
            (PRESENT, candidate(NOW + 3 * DAY, no_first_follow_up_days=5)),
            shanghai("2026-03-14 00:00"),
        ),
        # Due by the present rules before the new ones hold: they come too late for it.
        (
            WAITING_SINCE_EIGHT_DAYS,
            (PRESENT, candidate(NOW + 9 * DAY, no_first_follow_up_days=60)),
            shanghai("2026-03-18 00:00"),
        ),
        # Due at the very instant from which the new ones hold: by the new ones.
        (
            WAITING_SINCE_EIGHT_DAYS,
            (PRESENT, candidate(shanghai("2026-03-18 00:00"), no_first_follow_up_days=20)),
            shanghai("2026-03-23 00:00"),
        ),
        # The rules to come take nothing back.
        (WAITING_SINCE_EIGHT_DAYS, (PRESENT, candidate(no_first_follow_up_days=None, no_deal_days=None)), None),
        # The present ones would not, those to come do.
        (
            WAITING_SINCE_EIGHT_DAYS,
            (candidate(NOW - DAY, 1, no_first_follow_up_days=None, no_deal_days=None), STRICTER),
            shanghai("2026-03-11 00:00"),
        ),
        # A version already on its way is overtaken by one after it.
        (
            WAITING_SINCE_EIGHT_DAYS,
            (PRESENT, candidate(no_first_follow_up_days=30), candidate(TOMORROW + DAY, 3, no_first_follow_up_days=1)),
            shanghai("2026-03-12 00:00"),
        ),
        (FOLLOWED_UP, (PRESENT,), shanghai("2026-03-10 00:00")),
        (replace(FOLLOWED_UP, is_locked=True), (PRESENT, STRICTER), None),
        (a_customer(), (PRESENT, STRICTER), None),
        (replace(FOLLOWED_UP, state=PoolState.ORDINARY), (PRESENT, STRICTER), None),
        (
            replace(FOLLOWED_UP, extended_until=shanghai("2026-04-01 00:00")),
            (PRESENT, STRICTER),
            shanghai("2026-04-01 00:00"),
        ),
    ],
)
def test_a_customer_goes_by_the_version_that_holds_when_it_is_due(
    customer: Customer, course: tuple[Ruleset, ...], at: Instant | None
) -> None:
    assert flows_out_at(customer, course, is_owner_key_account=False) == at
    assert flows_out_at(customer, course, is_owner_key_account=True) is None


def test_with_one_version_the_forecast_is_the_deadline_itself() -> None:
    for customer in (WAITING_SINCE_EIGHT_DAYS, FOLLOWED_UP, held(since=days_ago(8), last_order_at=days_ago(170))):
        for rules in (PRESENT, fanpu(1, PRESENT.effective_from)):
            due = outflow(customer, rules, is_owner_key_account=False)
            at = flows_out_at(customer, (rules,), is_owner_key_account=False)
            assert at == (None if due is None else due.at)


def test_the_versions_to_come_follow_each_other_and_past_ones_are_left_out() -> None:
    old = a_ruleset(version=1, effective_from=days_ago(300))
    now = a_ruleset(version=2, effective_from=days_ago(3))
    last = candidate(TOMORROW + 5 * DAY, version=3)
    overtaken, newest = candidate(TOMORROW, version=4), candidate(TOMORROW, version=5)
    course = course_of((newest, last, overtaken, old, now), NOW)
    assert [one.version for one in course] == [2, 5, 3]
    assert all(one.effective_from < other.effective_from for one, other in pairwise(course))


def test_rules_that_nobody_is_judged_by_yet_have_no_course() -> None:
    with pytest.raises(LookupError):
        course_of((STRICTER,), NOW)


def test_what_flows_out_is_counted_by_company_day_and_by_owner() -> None:
    forecast = no_forecast(NOW, PRESENT.zone)
    today = company_day(NOW, PRESENT.zone)
    customers = [
        FOLLOWED_UP,  # due since last midnight: today
        replace(FOLLOWED_UP, last_follow_up_at=days_ago(48), owner_id=OTHER),  # overdue for days: today
        WAITING_SINCE_EIGHT_DAYS,
        held(since=days_ago(-100)),  # beyond the horizon
        a_customer(),
    ]
    # One after the other is all at once.
    for customer in customers[:2]:
        forecast = and_these(forecast, [(customer, False)], (PRESENT,))
    forecast = and_these(forecast, [(customer, False) for customer in customers[2:]], (PRESENT,))
    assert (forecast.first_day, len(forecast.by_day)) == (today, HORIZON_DAYS)
    assert {number: count for number, count in enumerate(forecast.by_day) if count} == {0: 2, 8: 1}
    assert (forecast.by_owner, forecast.total) == ({ME: 2, OTHER: 1}, 3)


@pytest.mark.parametrize(("days", "counted"), [(HORIZON_DAYS - 1, 1), (HORIZON_DAYS, 0)])
def test_the_horizon_ends_with_its_last_day(days: int, counted: int) -> None:
    forecast = no_forecast(NOW, PRESENT.zone)
    midnight = start_of_day(company_day(NOW, PRESENT.zone) + days * DAY, PRESENT.zone)
    forecast = and_these(forecast, [(replace(FOLLOWED_UP, extended_until=midnight), False)], (PRESENT,))
    assert forecast.total == counted
    assert forecast.last_day == forecast.first_day + (HORIZON_DAYS - 1) * DAY


def test_what_nobody_holds_belongs_to_nobodys_forecast() -> None:
    forecast = no_forecast(NOW, PRESENT.zone)
    forecast = and_these(forecast, [(replace(FOLLOWED_UP, owner_id=None), False), (FOLLOWED_UP, True)], (PRESENT,))
    assert (forecast.total, forecast.by_owner) == (0, {})
