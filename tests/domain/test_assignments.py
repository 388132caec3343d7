"""A customer is given to somebody from above (H 105, H 113, F 9, F 19; SPEC 2.1, 2.6)."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from domain.court import judge
from domain.customers import PoolState, in_hands
from domain.effects import OwnerChanged, QuotaMoved, Verb, applied
from domain.facts import Facts
from domain.identifiers import CustomerId, Instant, PersonId, PoolId, TeamId
from domain.people import Actor, Role
from domain.reasons import Fact, Reason
from domain.verdicts import Accepted, Refused
from tests.builders import (
    IN_HANDS,
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
    an_assignment,
    days_ago,
    facts,
    held,
)

RULES = a_ruleset()
CUSTOMER = CustomerId("customer")
ANOTHER = PersonId("another")


def told(customer: Any, **case: Any) -> Facts:
    """A manager asks, and both sides are of their subtree."""
    ordinary: dict[str, Any] = {"actor": a_manager(), "is_of_subtree": True, "recipient": a_recipient()}
    return facts(customer, **(ordinary | case))


IN_ORDER: list[tuple[Reason, dict[str, Fact], dict[str, Any], dict[str, Any]]] = [
    (Reason.GONE, {}, {"state": PoolState.DORMANT, "owner_id": None}, {}),
    (Reason.PERSON_DEPARTED, {"person_id": OTHER}, {}, {"recipient": None}),
    (Reason.NOT_YOUR_TEAM, {"side": "customer", "owner_id": ANOTHER}, {}, {"is_of_subtree": False}),
    (Reason.POOL_CLOSED, {"pool_id": POOL.id}, {}, {"pool": replace(POOL, is_open=False)}),
    (Reason.PERSON_DEPARTED, {"person_id": OTHER}, {}, {"recipient": a_recipient(has_departed=True)}),
    (Reason.PERSON_CANNOT_HOLD, {"person_id": OTHER}, {}, {"recipient": a_recipient(roles=[Role.TAG_ADMIN])}),
    (
        Reason.NOT_YOUR_TEAM,
        {"side": "person", "person_id": OTHER},
        {},
        {"recipient": a_recipient(is_of_subtree=False)},
    ),
    (Reason.ALREADY_THEIRS, {}, {"owner_id": OTHER}, {}),
    (Reason.OWNED_ANEW, {}, {"ownership_version": 3}, {}),
    (Reason.LOCKED, {}, {"is_locked": True}, {}),
    (
        Reason.PERSON_FULL,
        {"person_id": OTHER, "cap": 500, "holding": 500},
        {},
        {"recipient": a_recipient(holding=500)},
    ),
]
"""Each with its facts, and what stands in the way: of the customer, of the case."""


def heard(*obstacles: tuple[Reason, dict[str, Fact], dict[str, Any], dict[str, Any]]) -> tuple[Reason | None, object]:
    """What its asker hears where all of these are so; the first decides where two cannot both be."""
    fields: dict[str, Any] = {}
    case: dict[str, Any] = {}
    for _, _, of_customer, of_case in reversed(obstacles):
        fields |= of_customer
        case |= of_case
    verdict = judge(an_assignment(), told(held(by=ANOTHER, **fields), **case), RULES, NOW)
    if isinstance(verdict, Refused):
        return verdict.reason, dict(verdict.facts)
    assert verdict.effects == () or verdict.remark is None
    return verdict.remark, {}


def named(obstacle: tuple[Reason, dict[str, Fact], dict[str, Any], dict[str, Any]]) -> str:
    return str(obstacle[0])


@pytest.mark.parametrize("obstacle", IN_ORDER, ids=named)
def test_each_refusal_says_its_reason_with_its_facts(obstacle: Any) -> None:
    assert heard(obstacle) == obstacle[:2]


@pytest.mark.parametrize(("earlier", "later"), list(combinations(IN_ORDER, 2)), ids=named)
def test_of_two_reasons_the_earlier_is_said(earlier: Any, later: Any) -> None:
    if {earlier[3].get("is_of_subtree"), later[0]} == {False, Reason.ALREADY_THEIRS}:
        assert heard(earlier, later) == (Reason.NOT_YOUR_TEAM, {"side": "customer", "owner_id": OTHER})
    else:
        assert heard(earlier, later) == earlier[:2]


def test_what_nobody_may_know_of_is_gone() -> None:
    assert judge(an_assignment(), told(None), RULES, NOW) == Refused(Reason.GONE)


def test_from_anothers_hands_it_takes_a_place_here_and_frees_one_there() -> None:
    verdict = judge(an_assignment(note="closer to the customer"), told(held(by=ANOTHER)), RULES, NOW)
    assert verdict == Accepted(
        (
            OwnerChanged(CUSTOMER, Verb.ASSIGN, ANOTHER, OTHER, IN_HANDS, NOW, note="closer to the customer"),
            QuotaMoved(ANOTHER, holding=-1),
            QuotaMoved(OTHER, holding=1),
        )
    )
    after = applied(held(by=ANOTHER, last_follow_up_at=NOW, extended_until=NOW, extensions=2), verdict.effects)
    assert (after.acquired_at, after.last_follow_up_at, after.extended_until, after.extensions) == (NOW, None, None, 0)


@pytest.mark.parametrize(
    ("customer", "place"),
    [
        (a_customer(ownership_version=1), IN_HANDS),
        (a_customer(state=PoolState.PENDING, team_id=TeamId("team"), ownership_version=1), IN_HANDS),  # H 105
        (a_customer(state=PoolState.PENDING, pool_id=None, ownership_version=1), in_hands(None)),
    ],
)
def test_from_the_pool_or_from_those_that_wait_it_only_takes_a_place(customer: Any, place: Any) -> None:
    verdict = judge(an_assignment(), told(customer), RULES, NOW)
    assert verdict == Accepted(
        (
            OwnerChanged(CUSTOMER, Verb.ASSIGN, None, OTHER, place, NOW),
            QuotaMoved(OTHER, holding=int(place.pool_id is not None)),
        )
    )
    assert applied(customer, verdict.effects).team_id is None


@pytest.mark.parametrize("holding", [0, 500])
def test_an_ordinary_customer_stays_ordinary_and_takes_no_place(holding: int) -> None:
    ordinary = held(by=ANOTHER, pool_id=None, state=PoolState.ORDINARY)
    verdict = judge(an_assignment(), told(ordinary, pool=None, recipient=a_recipient(holding=holding)), RULES, NOW)
    assert verdict == Accepted(
        (
            OwnerChanged(CUSTOMER, Verb.ASSIGN, ANOTHER, OTHER, in_hands(None), NOW),
            QuotaMoved(ANOTHER),
            QuotaMoved(OTHER),
        )
    )
    assert isinstance(verdict, Accepted)
    after = applied(ordinary, verdict.effects)
    assert (after.state, after.acquired_at) == (PoolState.ORDINARY, None)


@pytest.mark.parametrize(
    ("holding", "last_order_at", "fits"),
    [
        (499, None, True),  # SPEC 2.1: never beyond the cap
        (500, None, False),
        (501, None, False),
        (501, days_ago(180), True),  # H 106: one in deal takes no place
        (500, days_ago(181), False),
    ],
)
def test_the_cap_counts_for_an_assignment(holding: int, last_order_at: Instant | None, fits: bool) -> None:
    case = told(held(by=ANOTHER, last_order_at=last_order_at), recipient=a_recipient(holding=holding))
    verdict = judge(an_assignment(), case, RULES, NOW)
    assert isinstance(verdict, Accepted) is fits
    full: dict[str, Fact] = {"person_id": OTHER, "cap": 500, "holding": holding}
    assert fits or verdict == Refused(Reason.PERSON_FULL, full)


def test_cool_down_and_daily_limit_do_not_count() -> None:
    """SPEC 2.1. They are the asker's own, and not the recipient's either."""
    admin = a_pool_admin()
    me = a_recipient(ME)
    case = facts(
        a_customer(ownership_version=1),
        actor=admin,
        claimed_today=300,
        claimable_from=NOW + timedelta(hours=1),
        recipient=me,
    )
    verdict = judge(an_assignment(to=ME), case, RULES, NOW)
    assert isinstance(verdict, Accepted)
    assert verdict.effects[-1] == QuotaMoved(ME, claims=0, holding=1)


@pytest.mark.parametrize(("holding", "reason"), [(499, None), (500, Reason.PERSON_FULL)])
def test_a_pool_admin_assigns_to_themselves_under_the_same_cap(holding: int, reason: Reason | None) -> None:
    """F 19."""
    me = a_recipient(ME, holding=holding, roles=[Role.POOL_ADMIN])
    case = facts(a_customer(ownership_version=1), actor=a_pool_admin(), holding=holding, recipient=me)
    verdict = judge(an_assignment(to=ME), case, RULES, NOW)
    assert (verdict.reason if isinstance(verdict, Refused) else None) is reason


OUTSIDE = "another pool"


@pytest.mark.parametrize(
    ("actor", "is_of_subtree", "recipient", "refused"),
    [
        # H 113: both sides, and which of the two is wrong
        (a_manager(), True, a_recipient(), None),
        (a_manager(), True, a_recipient(pools=[]), None),  # whom they lead they may give anything
        (
            a_manager(),
            True,
            a_recipient(is_of_subtree=False),
            Refused(Reason.NOT_YOUR_TEAM, {"side": "person", "person_id": OTHER}),
        ),
        (
            a_manager(),
            False,
            a_recipient(),
            Refused(Reason.NOT_YOUR_TEAM, {"side": "customer", "owner_id": ANOTHER}),
        ),
        (
            a_manager(),
            False,
            a_recipient(is_of_subtree=False),
            Refused(Reason.NOT_YOUR_TEAM, {"side": "customer", "owner_id": ANOTHER}),
        ),
        (a_manager(has_departed=True), True, a_recipient(), Refused(Reason.NOT_ALLOWED)),
        # SPEC 2.8: an admin of the pool, to members of the pool
        (a_pool_admin(), False, a_recipient(is_of_subtree=False), None),
        (
            a_pool_admin(),
            False,
            a_recipient(pools=[OUTSIDE]),
            Refused(Reason.PERSON_NOT_A_MEMBER, {"person_id": OTHER, "pool_id": POOL.id}),
        ),
        (a_pool_admin(OUTSIDE), False, a_recipient(), Refused(Reason.NOT_ALLOWED)),
        (a_pool_admin(has_departed=True), False, a_recipient(), Refused(Reason.NOT_ALLOWED)),
        # both at once: either right is enough, and neither widens the other
        (replace(a_pool_admin(), person=a_manager().person), False, a_recipient(is_of_subtree=False), None),
        (replace(a_pool_admin(), person=a_manager().person), True, a_recipient(pools=[]), None),
        (
            replace(a_pool_admin(), person=a_manager().person),
            True,
            a_recipient(pools=[], is_of_subtree=False),
            Refused(Reason.PERSON_NOT_A_MEMBER, {"person_id": OTHER, "pool_id": POOL.id}),
        ),
        (a_system_admin(), False, a_recipient(pools=[], is_of_subtree=False), None),
        # nobody else
        (an_actor(), True, a_recipient(), Refused(Reason.NOT_ALLOWED)),
        (an_actor(roles=[Role.SALES_SUPPORT]), True, a_recipient(), Refused(Reason.NOT_ALLOWED)),
        (an_actor(roles=[Role.TAG_ADMIN]), True, a_recipient(), Refused(Reason.NOT_ALLOWED)),
        (an_actor(roles=[Role.POOL_ADMIN]), True, a_recipient(), Refused(Reason.NOT_ALLOWED)),
    ],
)
def test_who_assigns_what_to_whom(actor: Actor, is_of_subtree: bool, recipient: Any, refused: Refused | None) -> None:
    case = facts(held(by=ANOTHER), actor=actor, is_of_subtree=is_of_subtree, recipient=recipient)
    verdict = judge(an_assignment(), case, RULES, NOW)
    assert verdict == refused if refused else isinstance(verdict, Accepted)


@pytest.mark.parametrize(
    ("recipient", "refused"),
    [
        (a_recipient(), None),
        (a_recipient(ME), None),
        (a_recipient(is_of_subtree=False), Reason.NOT_YOUR_TEAM),
        (a_recipient(roles=[Role.MANAGER]), None),
        (a_recipient(roles=[Role.SYSTEM_ADMIN]), Reason.PERSON_CANNOT_HOLD),
        (a_recipient(roles=[]), Reason.PERSON_CANNOT_HOLD),
        (a_recipient(roles=[Role.SALES_SUPPORT, Role.REP]), None),
    ],
)
def test_a_manager_gives_out_what_lies_in_the_pool_of_their_team(recipient: Any, refused: Reason | None) -> None:
    case = facts(a_customer(ownership_version=1), actor=a_manager(), recipient=recipient)
    verdict = judge(an_assignment(to=recipient.person.id), case, RULES, NOW)
    assert (verdict.reason if isinstance(verdict, Refused) else None) is refused


def test_a_system_admin_holds_nothing_themselves() -> None:
    case = facts(
        a_customer(ownership_version=1), actor=a_system_admin(), recipient=a_recipient(ME, roles=[Role.SYSTEM_ADMIN])
    )
    assert judge(an_assignment(to=ME), case, RULES, NOW) == Refused(Reason.PERSON_CANNOT_HOLD, {"person_id": ME})


def test_a_customer_of_another_pool_is_not_given_by_an_admin_of_this_one() -> None:
    elsewhere = held(by=ANOTHER, pool_id=PoolId(OUTSIDE))
    case = facts(elsewhere, actor=a_pool_admin(), recipient=a_recipient())
    assert judge(an_assignment(), case, RULES, NOW) == Refused(Reason.NOT_ALLOWED)
