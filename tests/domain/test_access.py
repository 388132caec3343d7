"""Who may read which pool's unassigned customers (SPEC 2.8, first line of the table)."""

import pytest

from domain.access import is_manager_of, may_know_of, readable_pools
from domain.customers import Customer, PoolState
from domain.identifiers import PersonId, PoolId
from domain.people import Role
from tests.builders import ME, OTHER, a_customer, an_actor, held

MINE, OF_MY_TEAM, FOREIGN, CLOSED = (PoolId(name) for name in ("mine", "of my team", "foreign", "closed"))
OPEN = {MINE: False, OF_MY_TEAM: True, FOREIGN: False}


def ordinary(owner: PersonId | None) -> Customer:
    return a_customer(pool_id=None, state=PoolState.ORDINARY, owner_id=owner)


@pytest.mark.parametrize(
    ("role", "pools"),
    [
        (Role.REP, {MINE}),
        (Role.POOL_ADMIN, {MINE}),
        (Role.MANAGER, {MINE, OF_MY_TEAM}),
        (Role.SALES_SUPPORT, {MINE, OF_MY_TEAM, FOREIGN}),
        (Role.TAG_ADMIN, {MINE, OF_MY_TEAM, FOREIGN}),
        (Role.SYSTEM_ADMIN, {MINE, OF_MY_TEAM, FOREIGN}),
    ],
)
def test_each_role_reads_its_pools_and_no_closed_one(role: Role, pools: set[PoolId]) -> None:
    assert readable_pools(an_actor(roles=[role], pools=[MINE, CLOSED]), OPEN) == pools


@pytest.mark.parametrize("role", list(Role))
def test_who_has_left_reads_nothing(role: Role) -> None:
    assert readable_pools(an_actor(roles=[role], pools=[MINE], has_departed=True), OPEN) == frozenset()


@pytest.mark.parametrize(
    ("roles", "is_in_subtree", "has_departed", "manages"),
    [
        ([Role.MANAGER], True, False, True),
        ([Role.MANAGER, Role.REP], True, False, True),
        ([Role.MANAGER], False, False, False),
        ([Role.REP], True, False, False),  # a leader by the tree alone is none
        ([Role.SYSTEM_ADMIN], True, False, False),
        ([Role.MANAGER], True, True, False),
    ],
)
def test_only_a_manager_manages_and_only_downwards(
    roles: list[Role], is_in_subtree: bool, has_departed: bool, manages: bool
) -> None:
    actor = an_actor(roles=roles, has_departed=has_departed)
    assert is_manager_of(actor, is_in_subtree=is_in_subtree) is manages


@pytest.mark.parametrize(
    ("customer", "manages_owner", "may_know"),
    [
        (a_customer(), False, True),
        (held(by=OTHER), False, True),  # SPEC 2.1: who lost a claim is told to whom
        (a_customer(state=PoolState.PENDING), False, True),
        (a_customer(state=PoolState.DORMANT), True, False),  # H 109: in no list
        (a_customer(state=PoolState.DORMANT, owner_id=ME), False, False),
        (ordinary(owner=OTHER), False, False),
        (ordinary(owner=OTHER), True, True),
        (ordinary(owner=ME), False, True),
        (ordinary(owner=None), False, False),
    ],
)
def test_an_ordinary_customer_is_known_to_its_owner_and_their_managers(
    customer: Customer, manages_owner: bool, may_know: bool
) -> None:
    assert may_know_of(an_actor(), customer, manages_owner=manages_owner) is may_know
