"""Who may read what (SPEC §2.8)."""

from dataclasses import replace

import pytest

from domain.access import (
    belongs_below,
    directs_anybody,
    hears_requests,
    is_manager_of,
    may_direct,
    may_give_to,
    may_import_into,
    may_know_of,
    readable_pools,
    readable_teams,
)
from domain.customers import Customer, PoolState
from domain.identifiers import PersonId, PoolId, TeamId
from domain.people import Actor, Person, Role
from tests.builders import POOL, a_customer, a_manager, a_pool_admin, a_system_admin, an_actor, held

MINE, BELOW, FAR = PoolId("mine"), PoolId("below"), PoolId("far")
BELOW_TEAM, FAR_TEAM = TeamId("below"), TeamId("far")
OPEN = {MINE: True, BELOW: True, FAR: False}


def actor(*roles: Role, has_departed: bool = False) -> Actor:
    person = Person(PersonId("asker"), "林", TeamId("team"), frozenset(roles), has_departed=has_departed)
    return Actor(person, frozenset({MINE, PoolId("closed")}))


@pytest.mark.parametrize(
    ("roles", "readable"),
    [
        ({Role.REP}, {MINE}),
        ({Role.POOL_ADMIN}, {MINE}),
        ({Role.MANAGER}, {MINE, BELOW}),
        ({Role.SALES_SUPPORT}, {MINE, BELOW, FAR}),
        ({Role.TAG_ADMIN}, {MINE, BELOW, FAR}),
        ({Role.SYSTEM_ADMIN}, {MINE, BELOW, FAR}),
        ({Role.REP, Role.SALES_SUPPORT}, {MINE, BELOW, FAR}),
        (set(), {MINE}),
    ],
)
def test_the_open_pools_that_each_role_may_read(roles: set[Role], readable: set[PoolId]) -> None:
    assert readable_pools(actor(*roles), OPEN) == readable
    assert readable_pools(actor(*roles, has_departed=True), OPEN) == frozenset()


@pytest.mark.parametrize(
    ("roles", "has_departed", "is_in_subtree", "manages"),
    [
        ({Role.MANAGER}, False, True, True),
        ({Role.MANAGER}, False, False, False),
        ({Role.MANAGER}, True, True, False),
        ({Role.REP}, False, True, False),
    ],
)
def test_who_manages_somebody(roles: set[Role], has_departed: bool, is_in_subtree: bool, manages: bool) -> None:
    assert is_manager_of(actor(*roles, has_departed=has_departed), is_in_subtree=is_in_subtree) is manages


def test_a_dormant_customer_is_known_to_nobody() -> None:
    assert not may_know_of(actor(Role.MANAGER), a_customer(state=PoolState.DORMANT), is_of_subtree=True)


def test_an_ordinary_customer_of_no_pool_is_its_owners_and_their_managers() -> None:
    mine = held(PersonId("asker"), pool_id=None, state=PoolState.ORDINARY)
    theirs = held(PersonId("other"), pool_id=None, state=PoolState.ORDINARY)
    assert may_know_of(actor(Role.REP), mine, is_of_subtree=False)
    assert not may_know_of(actor(Role.REP), theirs, is_of_subtree=False)
    assert may_know_of(actor(Role.MANAGER), theirs, is_of_subtree=True)


def test_a_pool_customer_is_known_of_whoever_holds_it() -> None:
    assert may_know_of(actor(Role.REP), held(PersonId("other")), is_of_subtree=False)


def test_an_ordinary_customer_is_known_to_those_who_see_every_customer() -> None:
    theirs = held(PersonId("other"), pool_id=None, state=PoolState.ORDINARY)
    assert may_know_of(actor(Role.SALES_SUPPORT), theirs, is_of_subtree=False)
    assert may_know_of(actor(Role.SYSTEM_ADMIN), theirs, is_of_subtree=False)
    assert not may_know_of(actor(Role.TAG_ADMIN), theirs, is_of_subtree=False)


@pytest.mark.parametrize(
    ("roles", "readable"),
    [
        ({Role.REP}, ""),
        ({Role.POOL_ADMIN}, ""),
        ({Role.MANAGER}, "mine below"),
        ({Role.SALES_SUPPORT}, "mine below far"),
        ({Role.TAG_ADMIN}, ""),
        ({Role.SYSTEM_ADMIN}, "mine below far"),
        ({Role.REP, Role.SALES_SUPPORT}, "mine below far"),
    ],
)
def test_the_teams_whose_customers_each_role_sees_whole(roles: set[Role], readable: str) -> None:
    every = frozenset(map(TeamId, ("mine", "below", "far")))
    subtree = every - {TeamId("far")}
    assert readable_teams(actor(*roles), subtree, every) == set(readable.split())
    assert readable_teams(actor(*roles, has_departed=True), subtree, every) == frozenset()


@pytest.mark.parametrize(
    ("asker", "is_of_subtree", "may"),
    [
        (a_system_admin(), False, True),
        (a_manager(), True, True),
        (a_manager(), False, False),
        (a_manager(has_departed=True), True, False),
        (a_pool_admin(), False, True),
        (a_pool_admin("another"), False, False),
        (a_pool_admin(has_departed=True), False, False),
        (an_actor(), True, False),
        (an_actor(roles=[Role.POOL_ADMIN]), True, False),  # the role alone makes nobody an admin of this pool
        (an_actor(roles=[Role.SALES_SUPPORT]), True, False),
        (an_actor(roles=[Role.TAG_ADMIN]), True, False),
    ],
)
def test_who_directs_a_customer_of_the_pool(asker: Actor, is_of_subtree: bool, may: bool) -> None:
    assert may_direct(asker, held(PersonId("other")), is_of_subtree=is_of_subtree) is may


def test_a_manager_directs_what_lies_in_a_pool_that_their_team_belongs_to_through_the_one_above() -> None:
    """SPEC 2.8: the pools of their subtree. A pool of the whole company is every team's."""
    assert may_direct(a_manager(), a_customer(), is_of_subtree=False)
    assert not may_direct(a_manager(pools=[]), a_customer(), is_of_subtree=False)
    assert not may_direct(an_actor(), a_customer(), is_of_subtree=False)
    assert not may_direct(a_manager(), a_customer(state=PoolState.PENDING), is_of_subtree=False)


@pytest.mark.parametrize(
    ("who", "directs"),
    [
        (an_actor(roles=[Role.REP]), False),
        (an_actor(roles=[Role.SALES_SUPPORT]), False),
        (an_actor(roles=[Role.MANAGER]), True),
        (an_actor(roles=[Role.SYSTEM_ADMIN]), True),
        (a_pool_admin(), True),
        (an_actor(roles=[Role.MANAGER], has_departed=True), False),
    ],
)
def test_who_may_direct_customers_of_others_at_all(who: Actor, *, directs: bool) -> None:
    assert directs_anybody(who) == directs


@pytest.mark.parametrize(
    ("who", "hears"),
    [(a_manager(), True), (a_system_admin(), True), (a_pool_admin(), False), (an_actor(), False)],
)
def test_requests_reach_managers_and_admins_of_the_system(who: Actor, *, hears: bool) -> None:
    assert hears_requests(who) is hears


def test_customers_are_given_within_ones_teams_or_to_members_of_ones_pool() -> None:
    colleague, outsider = an_actor("colleague"), an_actor("outsider", pools=[])
    pool_admin = a_pool_admin()
    assert may_give_to(an_actor(roles=[Role.SYSTEM_ADMIN]), outsider, is_of_subtree=False)
    assert may_give_to(an_actor(roles=[Role.MANAGER]), outsider, is_of_subtree=True)
    assert not may_give_to(an_actor(roles=[Role.MANAGER]), colleague, is_of_subtree=False)
    assert may_give_to(pool_admin, colleague, is_of_subtree=False)
    assert not may_give_to(pool_admin, outsider, is_of_subtree=False)


@pytest.mark.parametrize(
    ("asker", "is_of_subtree", "may"),
    [
        (a_system_admin(), False, True),
        (a_manager(pools=[]), True, True),
        (a_manager(), False, True),  # through a team above: a pool of the whole company is every team's
        (a_manager(pools=[]), False, False),
        (a_manager(has_departed=True), True, False),
        (a_pool_admin(), False, True),
        (a_pool_admin("another"), False, False),
        (a_pool_admin(has_departed=True), False, False),
        (an_actor(), True, False),
        (an_actor(roles=[Role.POOL_ADMIN]), True, False),
        (an_actor(roles=[Role.SALES_SUPPORT]), True, False),
        (an_actor(roles=[Role.TAG_ADMIN]), True, False),
    ],
)
def test_who_may_import_into_the_pool(asker: Actor, is_of_subtree: bool, may: bool) -> None:
    assert may_import_into(asker, POOL.id, is_of_subtree=is_of_subtree) is may


@pytest.mark.parametrize(
    ("customer", "owner_team_id", "belongs"),
    [
        (held(PersonId("other")), BELOW_TEAM, True),
        (held(PersonId("other")), FAR_TEAM, False),
        (held(PersonId("other")), None, False),
        (replace(a_customer(), state=PoolState.PENDING, team_id=BELOW_TEAM), None, True),
        (replace(a_customer(), state=PoolState.PENDING, team_id=FAR_TEAM), None, False),
        (replace(a_customer(), pool_id=BELOW), None, True),
        (replace(a_customer(), pool_id=FAR), None, False),
    ],
)
def test_a_customer_belongs_to_a_team_by_who_holds_it_where_it_waits_or_the_pool_it_lies_in(
    customer: Customer, owner_team_id: TeamId | None, belongs: bool
) -> None:
    subtree, pools = frozenset({BELOW_TEAM}), frozenset({MINE, BELOW})
    assert belongs_below(customer, owner_team_id, subtree, pools) is belongs
