"""Who may take a customer, and the first of all reasons why not (H 108, F 3, F 18, F 19; SPEC 2.1)."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from domain.court import judge
from domain.customers import PoolState
from domain.effects import OwnerChanged, QuotaMoved, Verb
from domain.facts import Facts
from domain.identifiers import Instant, PersonId, PoolId
from domain.instants import millis
from domain.ownership import is_intent_stale, may_be_intended
from domain.people import Role
from domain.reasons import Fact, Reason
from domain.verdicts import Accepted, Refused, Verdict
from tests.builders import (
    IN_HANDS,
    ME,
    NOW,
    OTHER,
    POOL,
    a_claim,
    a_customer,
    a_ruleset,
    an_actor,
    days_ago,
    facts,
    held,
    shanghai,
)

RULES = a_ruleset()
SECOND = timedelta(seconds=1)
COOLED_AT = NOW + timedelta(hours=1)
SINCE = days_ago(1)


@dataclass(frozen=True)
class Obstacle:
    """One thing that is wrong, and what is said of it."""

    reason: Reason
    told: dict[str, Fact] = field(default_factory=dict)
    case: dict[str, Any] = field(default_factory=dict)
    customer: dict[str, Any] | None = field(default_factory=dict)
    actor: dict[str, Any] = field(default_factory=dict)


TAKEN = {"state": PoolState.ASSIGNED, "acquired_at": SINCE}

IN_ORDER = [
    Obstacle(Reason.GONE, customer=None),
    Obstacle(Reason.POOL_CLOSED, {"pool_id": POOL.id}, case={"pool": replace(POOL, is_open=False)}),
    Obstacle(Reason.NOT_A_MEMBER, {"pool_id": POOL.id}, actor={"pools": ["another pool"]}),
    Obstacle(Reason.NOT_ALLOWED, actor={"roles": [Role.SALES_SUPPORT]}),
    Obstacle(Reason.ALREADY_YOURS, customer={**TAKEN, "owner_id": ME}),
    Obstacle(Reason.TAKEN_BY_OTHER, {"owner_id": OTHER, "since": millis(SINCE)}, customer={**TAKEN, "owner_id": OTHER}),
    Obstacle(Reason.NOT_IN_POOL, {"state": "pending"}, customer={"state": PoolState.PENDING}),
    Obstacle(Reason.COOLING_DOWN, {"claimable_from": millis(COOLED_AT)}, case={"claimable_from": COOLED_AT}),
    Obstacle(
        Reason.DAILY_LIMIT,
        {"limit": 300, "resets_at": millis(shanghai("2026-03-11 00:00"))},
        case={"claimed_today": 300},
    ),
    Obstacle(Reason.CAP_REACHED, {"cap": 500, "holding": 500}, case={"holding": 500}),
]
"""SPEC 2.1, in the order of its list; `not_allowed` (SPEC 2.8) stands with the questions of who asks."""


def met(*obstacles: Obstacle) -> Facts:
    """A case in which all of these stand in the way at once; the first of them decides where two cannot both be."""
    customer: dict[str, Any] | None = {}
    case: dict[str, Any] = {}
    actor: dict[str, Any] = {}
    for obstacle in reversed(obstacles):
        customer = None if obstacle.customer is None else {**(customer or {}), **obstacle.customer}
        case |= obstacle.case
        actor |= obstacle.actor
    return facts(None if customer is None else a_customer(**customer), actor=an_actor(**actor), **case)


def said(verdict: Verdict) -> tuple[Reason | None, dict[str, Fact]]:
    """What its person hears. `already_yours` is a yes that changes nothing."""
    if isinstance(verdict, Refused):
        return verdict.reason, dict(verdict.facts)
    assert verdict.remark is None or verdict.effects == ()
    return verdict.remark, {}


@pytest.mark.parametrize("obstacle", IN_ORDER, ids=lambda obstacle: obstacle.reason)
def test_each_refusal_says_its_reason_with_its_facts(obstacle: Obstacle) -> None:
    assert said(judge(a_claim(), met(obstacle), RULES, NOW)) == (obstacle.reason, obstacle.told)


@pytest.mark.parametrize(("earlier", "later"), list(combinations(IN_ORDER, 2)), ids=lambda obstacle: obstacle.reason)
def test_of_two_reasons_the_earlier_is_said(earlier: Obstacle, later: Obstacle) -> None:
    assert said(judge(a_claim(), met(earlier, later), RULES, NOW)) == (earlier.reason, earlier.told)


def test_without_an_obstacle_the_customer_is_mine_from_now_and_takes_a_place() -> None:
    assert judge(a_claim(), facts(a_customer()), RULES, NOW) == Accepted(
        (
            OwnerChanged(a_customer().id, Verb.CLAIM, from_owner_id=None, to_owner_id=ME, place=IN_HANDS, at=NOW),
            QuotaMoved(ME, claims=1, holding=1),
        )
    )


@pytest.mark.parametrize(
    ("claimed_today", "reason"),
    [(0, None), (298, None), (299, None), (300, Reason.DAILY_LIMIT), (301, Reason.DAILY_LIMIT)],  # H 108
)
def test_the_300th_claim_of_a_day_is_taken_and_the_301st_is_not(claimed_today: int, reason: Reason | None) -> None:
    assert said(judge(a_claim(), facts(a_customer(), claimed_today=claimed_today), RULES, NOW))[0] is reason


@pytest.mark.parametrize(
    ("now", "resets_at"),
    [
        ("2026-03-10 00:00:00", "2026-03-11 00:00"),
        ("2026-03-10 23:59:59.999", "2026-03-11 00:00"),
        ("2026-03-11 00:00:00", "2026-03-12 00:00"),
        ("2026-12-31 23:59:59", "2027-01-01 00:00"),
        ("2028-02-28 07:59:59", "2028-02-29 00:00"),  # the 27th still in UTC
    ],
)
def test_the_daily_limit_starts_anew_at_the_companys_midnight(now: str, resets_at: str) -> None:
    verdict = judge(a_claim(), facts(a_customer(), claimed_today=300), RULES, shanghai(now))
    assert said(verdict) == (Reason.DAILY_LIMIT, {"limit": 300, "resets_at": millis(shanghai(resets_at))})


@pytest.mark.parametrize(
    ("holding", "last_order_at", "reason"),
    [
        (499, None, None),  # H 106: the 500th place
        (500, None, Reason.CAP_REACHED),
        (501, None, Reason.CAP_REACHED),  # SPEC 2.1: drifted over, legal, blocks new claims only
        (500, days_ago(180), None),  # SPEC 2.1: one in deal never meets the cap
        (501, days_ago(1), None),
        (500, days_ago(181), Reason.CAP_REACHED),  # lapsed ones take places
        (499, days_ago(181), None),
    ],
)
def test_the_cap_is_500_customers_that_are_not_in_deal(
    holding: int, last_order_at: Instant | None, reason: Reason | None
) -> None:
    case = facts(a_customer(last_order_at=last_order_at), holding=holding)
    assert said(judge(a_claim(), case, RULES, NOW))[0] is reason


def test_claiming_a_customer_in_deal_counts_for_the_day_and_takes_no_place() -> None:
    verdict = judge(a_claim(), facts(a_customer(last_order_at=days_ago(2))), RULES, NOW)
    assert isinstance(verdict, Accepted)
    assert QuotaMoved(ME, claims=1, holding=0) in verdict.effects


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        (-SECOND, None),
        (timedelta(), None),  # SPEC 2.1: claimable from that instant
        (timedelta(milliseconds=1), Reason.COOLING_DOWN),
        (SECOND, Reason.COOLING_DOWN),
    ],
)
def test_a_cool_down_ends_in_its_last_instant(until: timedelta, reason: Reason | None) -> None:
    verdict = judge(a_claim(), facts(a_customer(), claimable_from=NOW + until), RULES, NOW)
    assert said(verdict)[0] is reason


@pytest.mark.parametrize("state", [PoolState.ORDINARY, PoolState.PENDING, PoolState.DORMANT])
def test_what_does_not_lie_in_the_pool_cannot_be_claimed(state: PoolState) -> None:
    assert said(judge(a_claim(), facts(a_customer(state=state)), RULES, NOW)) == (Reason.NOT_IN_POOL, {"state": state})


@pytest.mark.parametrize(
    ("roles", "reason"),
    [
        ([Role.REP], None),
        ([Role.POOL_ADMIN], None),  # F 19
        ([Role.MANAGER], None),
        ([Role.SALES_SUPPORT, Role.REP], None),
        ([Role.SALES_SUPPORT], Reason.NOT_ALLOWED),  # SPEC 2.8, as the next three
        ([Role.TAG_ADMIN], Reason.NOT_ALLOWED),
        ([Role.SYSTEM_ADMIN], Reason.NOT_ALLOWED),
        ([], Reason.NOT_ALLOWED),
    ],
)
def test_only_those_who_may_hold_customers_claim(roles: list[Role], reason: Reason | None) -> None:
    assert said(judge(a_claim(), facts(a_customer(), actor=an_actor(roles=roles)), RULES, NOW))[0] is reason


def test_who_has_left_the_company_claims_nothing() -> None:
    case = facts(a_customer(), actor=an_actor(has_departed=True))
    assert said(judge(a_claim(), case, RULES, NOW))[0] is Reason.NOT_ALLOWED


def test_a_customer_of_a_pool_nobody_told_of_is_not_for_outsiders() -> None:
    unknown = a_customer(pool_id=PoolId("secret"))
    assert said(judge(a_claim(), facts(unknown, pool=None), RULES, NOW)) == (Reason.NOT_A_MEMBER, {"pool_id": "secret"})


def test_an_ordinary_customer_of_mine_is_mine_already() -> None:
    mine = a_customer(pool_id=None, state=PoolState.ORDINARY, owner_id=ME)
    assert said(judge(a_claim(), facts(mine, pool=None), RULES, NOW)) == (Reason.ALREADY_YOURS, {})


def test_an_ordinary_customer_of_another_was_never_in_the_pool() -> None:
    theirs = a_customer(pool_id=None, state=PoolState.ORDINARY, owner_id=OTHER)
    verdict = judge(a_claim(), facts(theirs, pool=None), RULES, NOW)
    assert said(verdict) == (Reason.NOT_IN_POOL, {"state": "ordinary"})


@pytest.mark.parametrize(("waited", "is_stale"), [(timedelta(hours=72), False), (timedelta(hours=72, seconds=1), True)])
def test_an_intent_older_than_72_hours_is_asked_about_again(waited: timedelta, is_stale: bool) -> None:
    assert is_intent_stale(NOW - waited, RULES, NOW) is is_stale  # SPEC 8


@pytest.mark.parametrize("reason", list(Reason))
def test_only_a_full_day_may_be_over_when_an_intent_arrives(reason: Reason) -> None:
    assert may_be_intended(Refused(reason)) is (reason is Reason.DAILY_LIMIT)  # SPEC 8
    assert not may_be_intended(Accepted(()))


def test_the_numbers_are_the_rulesets_own() -> None:
    rules = a_ruleset(daily_claim_limit=2, holding_cap=1)
    assert said(judge(a_claim(), facts(a_customer(), claimed_today=2), rules, NOW))[0] is Reason.DAILY_LIMIT
    assert said(judge(a_claim(), facts(a_customer(), holding=1), rules, NOW)) == (
        Reason.CAP_REACHED,
        {"cap": 1, "holding": 1},
    )


def test_the_winner_is_named_to_the_one_who_lost() -> None:
    taken = held(by=PersonId("wang"), since=NOW - SECOND)
    assert said(judge(a_claim(), facts(taken), RULES, NOW)) == (
        Reason.TAKEN_BY_OTHER,
        {"owner_id": "wang", "since": millis(NOW - SECOND)},
    )
