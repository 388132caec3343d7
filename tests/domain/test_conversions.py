"""A customer comes under a pool's rules, or leaves them, and its owner keeps it (F 5, F 9; SPEC 2.7)."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from domain.court import judge
from domain.customers import Customer, PoolState, in_hands, in_pool
from domain.effects import OwnerChanged, QuotaMoved, Verb, applied
from domain.facts import Facts
from domain.identifiers import CustomerId, Instant, PoolId, TeamId
from domain.people import Actor, Pool, Role
from domain.reasons import Fact, Reason
from domain.verdicts import Accepted, Refused
from tests.builders import (
    IN_HANDS,
    IN_POOL,
    ME,
    NOW,
    OTHER,
    POOL,
    a_customer,
    a_manager,
    a_pool_admin,
    a_recipient,
    a_ruleset,
    a_system_admin,
    an_actor,
    days_ago,
    facts,
    held,
    to_ordinary,
    to_pool,
)

RULES = a_ruleset()
CUSTOMER = CustomerId("customer")
ELSEWHERE = Pool(PoolId("elsewhere"), "Ningbo")
ORDINARY: dict[str, Any] = {"pool_id": None, "state": PoolState.ORDINARY, "acquired_at": None}

type Obstacle = tuple[Reason, dict[str, Fact], dict[str, Any] | None, dict[str, Any]]

IN_ORDER_TO_POOL: list[Obstacle] = [
    (Reason.GONE, {}, None, {}),
    (Reason.POOL_CLOSED, {"pool_id": POOL.id}, {}, {"pool": replace(POOL, is_open=False)}),
    (Reason.NOT_YOUR_TEAM, {"side": "customer", "owner_id": OTHER}, {}, {"is_of_subtree": False}),
    (Reason.ALREADY_IN_POOL, {"pool_id": POOL.id}, {"pool_id": POOL.id, "state": PoolState.ASSIGNED}, {}),
    (Reason.OWNED_ANEW, {}, {"ownership_version": 3}, {}),
    (
        Reason.PERSON_FULL,
        {"person_id": OTHER, "cap": 500, "holding": 500},
        {},
        {"recipient": a_recipient(holding=500)},
    ),
]

IN_ORDER_TO_ORDINARY: list[Obstacle] = [
    (Reason.GONE, {}, None, {}),
    (Reason.NOT_YOUR_TEAM, {"side": "customer", "owner_id": OTHER}, {}, {"is_of_subtree": False}),
    (Reason.NOT_HELD, {"state": "ordinary"}, ORDINARY, {}),
    (Reason.OWNED_ANEW, {}, {"ownership_version": 3}, {}),
]


def told(customer: Customer | None, **case: Any) -> Facts:
    """A manager asks about what somebody of their subtree holds."""
    ordinary: dict[str, Any] = {"actor": a_manager(), "is_of_subtree": True, "recipient": a_recipient()}
    return facts(customer, **(ordinary | case))


def met(usual: dict[str, Any], *obstacles: Obstacle) -> Facts:
    fields: dict[str, Any] | None = usual
    case: dict[str, Any] = {}
    for _, _, of_customer, of_case in reversed(obstacles):
        fields = None if of_customer is None or fields is None else fields | of_customer
        case |= of_case
    return told(None if fields is None else held(by=OTHER, **fields), **case)


@pytest.mark.parametrize("obstacle", IN_ORDER_TO_POOL, ids=lambda obstacle: obstacle[0])
def test_each_refusal_of_a_conversion_to_pool_says_its_reason_with_its_facts(obstacle: Obstacle) -> None:
    assert judge(to_pool(), met(ORDINARY, obstacle), RULES, NOW) == Refused(obstacle[0], obstacle[1])


@pytest.mark.parametrize(("earlier", "later"), list(combinations(IN_ORDER_TO_POOL, 2)), ids=lambda one: one[0])
def test_of_two_reasons_against_a_conversion_to_pool_the_earlier_is_said(earlier: Obstacle, later: Obstacle) -> None:
    assert judge(to_pool(), met(ORDINARY, earlier, later), RULES, NOW) == Refused(earlier[0], earlier[1])


@pytest.mark.parametrize("obstacle", IN_ORDER_TO_ORDINARY, ids=lambda obstacle: obstacle[0])
def test_each_refusal_of_a_conversion_to_ordinary_says_its_reason_with_its_facts(obstacle: Obstacle) -> None:
    assert judge(to_ordinary(), met({}, obstacle), RULES, NOW) == Refused(obstacle[0], obstacle[1])


@pytest.mark.parametrize(("earlier", "later"), list(combinations(IN_ORDER_TO_ORDINARY, 2)), ids=lambda one: one[0])
def test_of_two_reasons_against_a_conversion_to_ordinary_the_earlier_is_said(
    earlier: Obstacle, later: Obstacle
) -> None:
    assert judge(to_ordinary(), met({}, earlier, later), RULES, NOW) == Refused(earlier[0], earlier[1])


def test_a_pool_nobody_could_tell_of_is_closed() -> None:
    case = told(held(by=OTHER, **ORDINARY), pool=None)
    assert judge(to_pool(), case, RULES, NOW) == Refused(Reason.POOL_CLOSED, {"pool_id": POOL.id})


@pytest.mark.parametrize(("last_order_at", "place"), [(None, 1), (days_ago(180), 0), (days_ago(181), 1)])
def test_its_owner_keeps_it_and_every_clock_starts_now(last_order_at: Instant | None, place: int) -> None:
    ordinary = held(by=OTHER, last_order_at=last_order_at, **ORDINARY)
    verdict = judge(to_pool(), told(ordinary), RULES, NOW)
    assert verdict == Accepted(
        (
            OwnerChanged(CUSTOMER, Verb.CONVERT_TO_POOL, OTHER, OTHER, IN_HANDS, NOW),
            QuotaMoved(OTHER, holding=place),
        )
    )
    after = applied(ordinary, verdict.effects)
    assert (after.state, after.owner_id, after.acquired_at) == (PoolState.ASSIGNED, OTHER, NOW)


@pytest.mark.parametrize(
    ("holding", "last_order_at", "fits"),
    [(499, None, True), (500, None, False), (501, None, False), (500, days_ago(1), True)],
)
def test_an_owner_at_the_cap_cannot_keep_it_as_a_pool_customer(
    holding: int, last_order_at: Instant | None, fits: bool
) -> None:
    ordinary = held(by=OTHER, last_order_at=last_order_at, **ORDINARY)
    verdict = judge(to_pool(), told(ordinary, recipient=a_recipient(holding=holding)), RULES, NOW)
    assert isinstance(verdict, Accepted) is fits


@pytest.mark.parametrize("pool_id", [None, ELSEWHERE.id])
def test_one_that_waits_lies_in_the_pool_then(pool_id: PoolId | None) -> None:
    waiting = a_customer(state=PoolState.PENDING, pool_id=pool_id, team_id=TeamId("team"), ownership_version=1)
    verdict = judge(to_pool(), told(waiting, recipient=None), RULES, NOW)
    assert verdict == Accepted((OwnerChanged(CUSTOMER, Verb.CONVERT_TO_POOL, None, None, IN_POOL, NOW),))
    after = applied(waiting, verdict.effects)
    assert (after.state, after.team_id, after.acquired_at) == (PoolState.UNASSIGNED, None, None)


@pytest.mark.parametrize("recipient", [None, a_recipient("somebody else")])
def test_an_owner_whose_places_nobody_told_does_not_lose_it_to_the_pool(recipient: Any) -> None:
    """Whoever asks looked up another owner's places: what they saw is no longer so."""
    case = told(held(by=OTHER, **ORDINARY), recipient=recipient)
    assert judge(to_pool(), case, RULES, NOW) == Refused(Reason.OWNED_ANEW)


@pytest.mark.parametrize(
    ("fields", "freed"),
    [
        ({}, QuotaMoved(OTHER, holding=-1)),
        ({"is_locked": True}, QuotaMoved(OTHER, holding=-1, locked=-1)),
        ({"last_order_at": days_ago(1)}, QuotaMoved(OTHER, holding=0)),
    ],
)
def test_as_an_ordinary_customer_it_has_no_deadline_and_takes_no_place(fields: Any, freed: QuotaMoved) -> None:
    verdict = judge(to_ordinary(), told(held(by=OTHER, **fields)), RULES, NOW)
    moved = OwnerChanged(CUSTOMER, Verb.CONVERT_TO_ORDINARY, OTHER, OTHER, in_hands(None), NOW)
    assert verdict == Accepted((moved, freed))
    after = applied(held(by=OTHER, **fields), verdict.effects)
    assert (after.state, after.pool_id, after.owner_id) == (PoolState.ORDINARY, None, OTHER)
    assert (after.acquired_at, after.is_locked) == (None, False)


@pytest.mark.parametrize("state", [PoolState.UNASSIGNED, PoolState.PENDING])
def test_what_nobody_holds_would_be_nobodys(state: PoolState) -> None:
    case = told(a_customer(state=state, ownership_version=1))
    assert judge(to_ordinary(), case, RULES, NOW) == Refused(Reason.NOT_HELD, {"state": state})


@pytest.mark.parametrize(
    ("actor", "owner", "is_of_subtree", "refused"),
    [
        (a_manager(), OTHER, True, None),
        (a_manager(), OTHER, False, Reason.NOT_YOUR_TEAM),
        (a_manager(has_departed=True), OTHER, True, Reason.NOT_ALLOWED),
        (a_system_admin(), OTHER, False, None),
        (a_pool_admin(), ME, False, None),  # F 9: their own, into their pool
        (a_pool_admin(), OTHER, False, Reason.NOT_ALLOWED),  # an ordinary customer is its manager's
        (a_pool_admin(ELSEWHERE.id), ME, False, Reason.NOT_ALLOWED),
        (a_pool_admin(has_departed=True), ME, False, Reason.NOT_ALLOWED),
        (an_actor(), ME, True, Reason.NOT_ALLOWED),
        (an_actor(roles=[Role.SALES_SUPPORT]), OTHER, True, Reason.NOT_ALLOWED),
        (an_actor(roles=[Role.TAG_ADMIN]), OTHER, True, Reason.NOT_ALLOWED),
    ],
)
def test_who_converts_to_pool(actor: Actor, owner: Any, is_of_subtree: bool, refused: Reason | None) -> None:
    ordinary = held(by=owner, **ORDINARY)
    case = facts(ordinary, actor=actor, is_of_subtree=is_of_subtree, recipient=a_recipient(owner))
    verdict = judge(to_pool(), case, RULES, NOW)
    assert (verdict.reason if isinstance(verdict, Refused) else None) is refused


@pytest.mark.parametrize(
    ("actor", "refused"),
    [
        (a_pool_admin(), Reason.NOT_ALLOWED),  # of the pool that it leaves alone
        (a_pool_admin(ELSEWHERE.id), Reason.NOT_ALLOWED),  # of the pool that it comes to alone
        (an_actor(pools=[], administers=[POOL.id, ELSEWHERE.id]), None),
        (a_system_admin(), None),
    ],
)
def test_from_one_pool_to_another_asks_for_an_admin_of_both(actor: Actor, refused: Reason | None) -> None:
    """SPEC 2.8: their pools. One that waits could be pushed into anybody's pool else, or be taken from there."""
    waiting = a_customer(state=PoolState.PENDING, ownership_version=1)
    case = facts(waiting, actor=actor, pool=ELSEWHERE)
    verdict = judge(to_pool(pool=ELSEWHERE.id), case, RULES, NOW)
    assert (verdict.reason if isinstance(verdict, Refused) else None) is refused
    if isinstance(verdict, Accepted):
        assert applied(waiting, verdict.effects).place == in_pool(ELSEWHERE.id)


@pytest.mark.parametrize(
    ("actor", "is_of_subtree", "refused"),
    [
        (a_manager(), True, None),
        (a_manager(), False, Reason.NOT_YOUR_TEAM),
        (a_pool_admin(), False, None),
        (a_pool_admin(ELSEWHERE.id), False, Reason.NOT_ALLOWED),
        (a_pool_admin(has_departed=True), False, Reason.NOT_ALLOWED),
        (a_system_admin(), False, None),
        (an_actor(), True, Reason.NOT_ALLOWED),
        (an_actor(roles=[Role.SALES_SUPPORT]), True, Reason.NOT_ALLOWED),
        (an_actor(roles=[Role.TAG_ADMIN]), True, Reason.NOT_ALLOWED),
    ],
)
def test_who_converts_to_ordinary(actor: Actor, is_of_subtree: bool, refused: Reason | None) -> None:
    case = facts(held(by=OTHER), actor=actor, is_of_subtree=is_of_subtree)
    verdict = judge(to_ordinary(), case, RULES, NOW)
    assert (verdict.reason if isinstance(verdict, Refused) else None) is refused


def test_a_customer_of_another_pool_is_in_one_already() -> None:
    case = told(held(by=OTHER, pool_id=ELSEWHERE.id))
    assert judge(to_pool(), case, RULES, NOW) == Refused(Reason.ALREADY_IN_POOL, {"pool_id": ELSEWHERE.id})
