"""A deadline is moved later, so many days and so many times (F 11, F 15; SPEC 2.4)."""

from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from domain.court import Case, judge
from domain.customers import Customer, PoolState
from domain.deadlines import Outflow, OutflowRule, outflow
from domain.effects import DeadlineExtended, applied
from domain.facts import Facts
from domain.identifiers import CustomerId, Instant
from domain.people import Actor, Role
from domain.reasons import Fact, Reason
from domain.recycling import recycled
from domain.turns import judge_in_turn
from domain.verdicts import Accepted, Refused
from tests.builders import (
    ME,
    OTHER,
    a_customer,
    a_manager,
    a_pool_admin,
    a_ruleset,
    a_system_admin,
    an_actor,
    an_extension,
    facts,
    held,
    shanghai,
)

RULES = a_ruleset()
CUSTOMER = CustomerId("customer")
DAY, MILLISECOND = timedelta(days=1), timedelta(milliseconds=1)
SINCE = shanghai("2026-03-10 10:30")
FIRST = shanghai("2026-03-26 00:00")
NOW = shanghai("2026-03-20 09:00")
EXEMPT: dict[str, Any] = {"is_owner_key_account": True}

type Obstacle = tuple[Reason, dict[str, Fact], dict[str, Any] | None, dict[str, Any], int]

IN_ORDER: list[Obstacle] = [
    (Reason.GONE, {}, None, {}, 30),
    (Reason.NOT_YOUR_TEAM, {"side": "customer", "owner_id": OTHER}, {}, {"is_of_subtree": False}, 30),
    (Reason.OWNED_ANEW, {}, {"ownership_version": 3}, {}, 30),
    (Reason.NO_DEADLINE, {}, {}, EXEMPT, 30),
    (Reason.EXTENSION_LENGTH, {"limit": 30, "days": 31}, {}, {}, 31),
    (Reason.EXTENSION_LIMIT, {"limit": 3}, {"extensions": 3}, {}, 30),
]


def told(customer: Customer | None, **case: Any) -> Facts:
    ordinary: dict[str, Any] = {"actor": a_manager(), "is_of_subtree": True}
    return facts(customer, **(ordinary | case))


def verdict_on(*obstacles: Obstacle) -> object:
    fields: dict[str, Any] | None = {}
    case: dict[str, Any] = {}
    days = max(obstacle[4] for obstacle in obstacles)
    for _, _, of_customer, of_case, _ in reversed(obstacles):
        fields = None if of_customer is None or fields is None else fields | of_customer
        case |= of_case
    customer = None if fields is None else held(by=OTHER, since=SINCE, **fields)
    return judge(an_extension(days=days), told(customer, **case), RULES, NOW)


@pytest.mark.parametrize("obstacle", IN_ORDER, ids=lambda obstacle: obstacle[0])
def test_each_refusal_says_its_reason_with_its_facts(obstacle: Obstacle) -> None:
    assert verdict_on(obstacle) == Refused(obstacle[0], obstacle[1])


@pytest.mark.parametrize(("earlier", "later"), list(combinations(IN_ORDER, 2)), ids=lambda obstacle: obstacle[0])
def test_of_two_reasons_the_earlier_is_said(earlier: Obstacle, later: Obstacle) -> None:
    assert verdict_on(earlier, later) == Refused(earlier[0], earlier[1])


def test_days_are_added_to_the_present_deadline_and_not_to_today() -> None:
    verdict = judge(an_extension(days=7), told(held(by=OTHER, since=SINCE)), RULES, NOW)
    before = Outflow(FIRST, OutflowRule.NO_FIRST_FOLLOW_UP)
    assert verdict == Accepted((DeadlineExtended(CUSTOMER, before, FIRST + 7 * DAY, 7, NOW),))
    after = applied(held(by=OTHER, since=SINCE), verdict.effects)
    assert (after.extended_until, after.extensions, after.ownership_version) == (FIRST + 7 * DAY, 1, 1)
    assert outflow(after, RULES, is_owner_key_account=False) == Outflow(FIRST + 7 * DAY, OutflowRule.NO_FIRST_FOLLOW_UP)


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, False), (1, True), (30, True), (31, False)])
def test_an_extension_is_of_one_to_thirty_days(days: int, fits: bool) -> None:
    verdict = judge(an_extension(days=days), told(held(by=OTHER, since=SINCE)), RULES, NOW)
    refused = Refused(Reason.EXTENSION_LENGTH, {"limit": 30, "days": days})
    assert isinstance(verdict, Accepted) if fits else verdict == refused


def test_three_extensions_in_one_push_follow_each_other_and_the_fourth_is_refused() -> None:
    case = Case(an_extension(days=30), told(held(by=OTHER, since=SINCE)), RULES)
    verdicts = judge_in_turn([case] * 4, NOW)
    untils = [verdict.effects[0].until for verdict in verdicts[:3] if isinstance(verdict, Accepted)
              and isinstance(verdict.effects[0], DeadlineExtended)]  # fmt: skip
    assert untils == [FIRST + 30 * DAY, FIRST + 60 * DAY, FIRST + 90 * DAY]
    assert verdicts[3] == Refused(Reason.EXTENSION_LIMIT, {"limit": 3})


@pytest.mark.parametrize(
    ("now", "is_extended"), [(FIRST - MILLISECOND, True), (FIRST, True), (FIRST + timedelta(hours=1), True)]
)
def test_on_the_last_day_and_until_the_sweep_has_come_by_it_may_still_be_extended(
    now: Instant, is_extended: bool
) -> None:
    verdict = judge(an_extension(days=1), told(held(by=OTHER, since=SINCE)), RULES, now)
    assert isinstance(verdict, Accepted)
    after = applied(held(by=OTHER, since=SINCE), verdict.effects)
    assert after.extended_until == FIRST + DAY
    assert recycled(after, RULES, FIRST + DAY - MILLISECOND, is_owner_key_account=False) == ()
    assert recycled(after, RULES, FIRST + DAY, is_owner_key_account=False) != ()


def test_one_that_a_rule_has_overtaken_since_counts_from_that_rules_deadline() -> None:
    """Followed up, the gap of 40 days stands beyond the first extension: the second begins there."""
    worked = held(by=OTHER, since=SINCE, extended_until=FIRST + DAY, extensions=1, last_follow_up_at=NOW)
    verdict = judge(an_extension(days=2), told(worked), RULES, NOW)
    gap = Outflow(shanghai("2026-04-30 00:00"), OutflowRule.FOLLOW_UP_GAP)
    assert verdict == Accepted((DeadlineExtended(CUSTOMER, gap, gap.at + 2 * DAY, 2, NOW),))


def test_an_extended_deadline_is_a_midnight_too_where_clocks_change() -> None:
    """SPEC 2.4: people see whole days. Berlin loses an hour on 29 March 2026, so 24 hours end at one o'clock."""
    rules = a_ruleset(zone="Europe/Berlin")
    due = shanghai("2026-03-27 07:00")  # midnight in Berlin, in winter
    customer = held(by=OTHER, since=due - 15 * DAY)
    verdict = judge(an_extension(days=3), told(customer), rules, due - DAY)
    assert isinstance(verdict, Accepted)
    after = outflow(applied(customer, verdict.effects), rules, is_owner_key_account=False)
    assert after == Outflow(shanghai("2026-03-31 06:00"), OutflowRule.NO_FIRST_FOLLOW_UP)


@pytest.mark.parametrize(
    "customer",
    [
        a_customer(),
        a_customer(state=PoolState.PENDING),
        held(by=OTHER, since=SINCE, pool_id=None, state=PoolState.ORDINARY),
        held(by=OTHER, since=SINCE, is_locked=True),
    ],
)
def test_what_has_no_deadline_is_not_extended(customer: Customer) -> None:
    version = customer.ownership_version
    case = told(customer)
    assert judge(an_extension(ownership_version=version), case, RULES, NOW) == Refused(Reason.NO_DEADLINE)


def test_an_extension_ends_with_the_ownership_and_so_does_their_number() -> None:
    worn = held(by=OTHER, since=SINCE, extended_until=FIRST + 90 * DAY, extensions=3)
    anew = worn.moved(ME, worn.place, SINCE)
    assert (anew.extended_until, anew.extensions) == (None, 0)


@pytest.mark.parametrize(
    ("actor", "owner", "is_of_subtree", "refused"),
    [
        (a_manager(), OTHER, True, None),
        (a_manager(), ME, True, None),
        (a_manager(), OTHER, False, Reason.NOT_YOUR_TEAM),
        (a_manager(has_departed=True), OTHER, True, Reason.NOT_ALLOWED),
        (a_pool_admin(), OTHER, False, None),
        (a_pool_admin("another"), OTHER, False, Reason.NOT_ALLOWED),
        (a_pool_admin(has_departed=True), OTHER, False, Reason.NOT_ALLOWED),
        (a_system_admin(), OTHER, False, None),
        (an_actor(), ME, True, Reason.NOT_ALLOWED),  # one's own deadline is not one's own to move
        (an_actor(roles=[Role.SALES_SUPPORT]), OTHER, True, Reason.NOT_ALLOWED),
        (an_actor(roles=[Role.TAG_ADMIN]), OTHER, True, Reason.NOT_ALLOWED),
    ],
)
def test_who_extends(actor: Actor, owner: Any, is_of_subtree: bool, refused: Reason | None) -> None:
    case = facts(held(by=owner, since=SINCE), actor=actor, is_of_subtree=is_of_subtree)
    verdict = judge(an_extension(), case, RULES, NOW)
    assert (verdict.reason if isinstance(verdict, Refused) else None) is refused
