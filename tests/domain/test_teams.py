"""Who stands above whom, and which pools somebody belongs to through their team (SPEC 2.6, 2.7, 2.8)."""

import pytest

from domain.identifiers import PersonId, PoolId, TeamId
from domain.people import Person
from domain.teams import Member, Tree, actor_of, line_of, pools_below, subtree_of

HEAD, SOUTH, CITY, NORTH = map(TeamId, ("head", "south", "city", "north"))
TREE: Tree = {HEAD: None, SOUTH: HEAD, CITY: SOUTH, NORTH: HEAD}
A, B = PoolId("a"), PoolId("b")
ME = PersonId("me")


def teams(text: str) -> list[TeamId]:
    return [TeamId(name) for name in text.split()]


@pytest.mark.parametrize(("team", "line"), [(HEAD, "head"), (CITY, "city south head"), (TeamId("unknown"), "unknown")])
def test_a_line_leads_up_to_the_root(team: TeamId, line: str) -> None:
    assert line_of(team, TREE) == teams(line)


def test_teams_above_each_other_in_a_circle_are_each_met_once() -> None:
    assert line_of(HEAD, {HEAD: SOUTH, SOUTH: HEAD}) == [HEAD, SOUTH]


@pytest.mark.parametrize(
    ("team", "below"), [(HEAD, "head south city north"), (SOUTH, "south city"), (CITY, "city"), (TeamId("new"), "new")]
)
def test_a_subtree_is_the_team_and_all_below_it(team: TeamId, below: str) -> None:
    assert subtree_of(team, TREE) == set(teams(below))


@pytest.mark.parametrize(
    ("members", "belongs_to", "administers"),
    [
        ([], set(), set()),
        ([Member(A, ME, is_team=False)], {A}, set()),
        ([Member(A, ME, is_team=False, is_admin=True)], {A}, {A}),
        ([Member(A, CITY, is_team=True)], {A}, set()),
        ([Member(A, HEAD, is_team=True)], {A}, set()),  # with all its subteams
        ([Member(A, HEAD, is_team=True), Member(A, ME, is_team=False, is_admin=True)], {A}, {A}),
        ([Member(A, NORTH, is_team=True), Member(B, PersonId("other"), is_team=False)], set(), set()),
    ],
)
def test_somebody_belongs_to_a_pool_themselves_or_through_a_team_at_or_above_their_own(
    members: list[Member], belongs_to: set[PoolId], administers: set[PoolId]
) -> None:
    actor = actor_of(Person(ME, "Li Na", CITY, frozenset()), TREE, members)
    assert set(actor.pool_ids) == belongs_to
    assert set(actor.administered_pool_ids) == administers


@pytest.mark.parametrize(
    ("member", "is_below"),
    [
        (Member(A, SOUTH, is_team=True), True),
        (Member(A, CITY, is_team=True), True),
        (Member(A, ME, is_team=False), True),
        (Member(A, NORTH, is_team=True), False),
        (Member(A, PersonId("other"), is_team=False), False),
    ],
)
def test_a_pool_is_below_where_a_team_of_the_subtree_or_somebody_in_it_belongs(member: Member, is_below: bool) -> None:
    assert pools_below({SOUTH, CITY}, {ME}, [member]) == ({A} if is_below else set())
