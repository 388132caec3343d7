"""Whoever holds a customer may give it back, and then waits (H 108, F 12, F 22; SPEC 2.2)."""

from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from domain.court import judge
from domain.customers import PoolState
from domain.effects import CoolDownStarted, OwnerChanged, QuotaMoved, Verb, applied
from domain.identifiers import CustomerId, Instant
from domain.reasons import Fact, Reason
from domain.verdicts import Accepted, Refused
from tests.builders import (
    IN_HANDS,
    IN_POOL,
    ME,
    NOW,
    OTHER,
    POOL,
    a_claim,
    a_customer,
    a_release,
    a_ruleset,
    an_actor,
    days_ago,
    facts,
    held,
)

RULES = a_ruleset()
SECOND = timedelta(seconds=1)
STALE = a_release(ownership_version=1)

IN_ORDER: list[tuple[Reason, dict[str, Any] | None, dict[str, Fact]]] = [
    (Reason.GONE, None, {}),
    (Reason.NOT_YOURS, {"owner_id": OTHER}, {"owner_id": OTHER}),
    (Reason.NOT_IN_POOL, {"state": PoolState.ORDINARY}, {"state": "ordinary"}),
    (Reason.OWNED_ANEW, {"ownership_version": 3}, {}),
    (Reason.LOCKED, {"is_locked": True}, {}),
]
"""SPEC 2.2, and the two that guard it: an ordinary customer has no pool to go to, a stale release no aim."""


@pytest.mark.parametrize(("reason", "fields", "told"), IN_ORDER, ids=lambda value: str(value)[:20])
def test_each_refusal_says_its_reason_with_its_facts(
    reason: Reason, fields: dict[str, Any] | None, told: dict[str, Fact]
) -> None:
    customer = None if fields is None else held(**fields)
    assert judge(STALE, facts(customer), RULES, NOW) == Refused(reason, told)


@pytest.mark.parametrize(("earlier", "later"), list(combinations(IN_ORDER, 2)), ids=lambda obstacle: str(obstacle[0]))
def test_of_two_reasons_the_earlier_is_said(
    earlier: tuple[Reason, dict[str, Any] | None, dict[str, Fact]],
    later: tuple[Reason, dict[str, Any] | None, dict[str, Fact]],
) -> None:
    reason, fields, told = earlier
    customer = None if fields is None else held(**{**(later[1] or {}), **fields})
    assert judge(STALE, facts(customer), RULES, NOW) == Refused(reason, told)


def test_a_released_customer_lies_in_the_pool_and_its_owner_waits_72_hours() -> None:
    verdict = judge(a_release(note="no demand"), facts(held(), holding=7), RULES, NOW)
    assert verdict == Accepted(
        (
            OwnerChanged(CustomerId("customer"), Verb.RELEASE, ME, None, IN_POOL, NOW, note="no demand"),
            CoolDownStarted(CustomerId("customer"), ME, until=NOW + timedelta(hours=72)),
            QuotaMoved(ME, claims=0, holding=-1),
        )
    )


def test_what_lies_in_the_pool_is_not_yours_and_nobodys() -> None:
    assert judge(a_release(), facts(a_customer()), RULES, NOW) == Refused(Reason.NOT_YOURS, {})


def test_an_assigned_customer_is_released_like_a_claimed_one() -> None:
    """F 12: both come to `assigned` with an owner, and nothing else is asked."""
    assigned = applied(
        a_customer(), (OwnerChanged(CustomerId("customer"), Verb.ASSIGN, None, ME, IN_HANDS, days_ago(2)),)
    )
    assert isinstance(judge(a_release(), facts(assigned), RULES, NOW), Accepted)


@pytest.mark.parametrize("case", [{"pool": None}, {"actor": an_actor(pools=[])}, {"actor": an_actor(roles=[])}])
def test_giving_back_asks_for_no_further_permission(case: dict[str, Any]) -> None:
    assert isinstance(judge(a_release(), facts(held(), **case), RULES, NOW), Accepted)  # F 22


@pytest.mark.parametrize(
    ("last_order_at", "freed"),
    [(None, 1), (days_ago(180), 0), (days_ago(181), 1)],  # H 106: one in deal took no place
)
def test_a_release_frees_the_place_that_was_taken(last_order_at: Instant | None, freed: int) -> None:
    verdict = judge(a_release(), facts(held(last_order_at=last_order_at)), RULES, NOW)
    assert isinstance(verdict, Accepted)
    assert QuotaMoved(ME, claims=0, holding=-freed) in verdict.effects


@pytest.mark.parametrize(
    ("after_release", "may_claim"),
    [
        (timedelta(), False),
        (timedelta(hours=72) - SECOND, False),  # H 108
        (timedelta(hours=72) - timedelta(milliseconds=1), False),
        (timedelta(hours=72), True),
        (timedelta(hours=72) + SECOND, True),
    ],
)
def test_after_72_hours_the_former_owner_claims_again(after_release: timedelta, may_claim: bool) -> None:
    released = judge(a_release(), facts(held()), RULES, NOW)
    assert isinstance(released, Accepted)
    until = next(effect.until for effect in released.effects if isinstance(effect, CoolDownStarted))
    in_pool = applied(held(), released.effects)
    again = judge(a_claim(), facts(in_pool, claimable_from=until), RULES, NOW + after_release)
    assert isinstance(again, Accepted) is may_claim


def test_others_claim_a_released_customer_at_once() -> None:
    released = judge(a_release(), facts(held()), RULES, NOW)
    assert isinstance(released, Accepted)
    case = facts(applied(held(), released.effects), actor=an_actor(OTHER), pool=POOL)
    assert isinstance(judge(a_claim(), case, RULES, NOW), Accepted)


def test_a_release_of_an_earlier_ownership_leaves_the_new_one_alone() -> None:
    again = held(ownership_version=3)
    assert judge(a_release(ownership_version=1), facts(again), RULES, NOW) == Refused(Reason.OWNED_ANEW)
    assert isinstance(judge(a_release(ownership_version=3), facts(again), RULES, NOW), Accepted)
