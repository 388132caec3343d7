"""The company as a tree of teams: who stands above whom, and which pools somebody belongs to through it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.identifiers import PersonId, PoolId, TeamId
from domain.people import Actor, Person

type Tree = Mapping[TeamId, TeamId | None]
"""Every team with its parent; None where it has none."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person or a whole team, its subteams with it, that belongs to a pool."""

    pool_id: PoolId
    member_id: PersonId | TeamId
    is_team: bool
    is_admin: bool = False


def line_of(team_id: TeamId, tree: Tree) -> list[TeamId]:
    """The team, its parent, and so on up to the root."""
    line: list[TeamId] = []
    current: TeamId | None = team_id
    while current is not None and current not in line:
        line.append(current)
        current = tree.get(current)
    return line


def subtree_of(team_id: TeamId, tree: Tree) -> frozenset[TeamId]:
    """The team and every team below it."""
    return frozenset(other for other in tree if team_id in line_of(other, tree)) | {team_id}


def actor_of(person: Person, tree: Tree, members: Iterable[Member]) -> Actor:
    """The person with the pools they belong to, themselves or through a team at or above their own."""
    mine: set[PersonId | TeamId] = {person.id, *line_of(person.team_id, tree)}
    own = [member for member in members if member.member_id in mine]
    return Actor(
        person=person,
        pool_ids=frozenset(member.pool_id for member in own),
        administered_pool_ids=frozenset(member.pool_id for member in own if member.is_admin),
    )


def pools_below(subtree: Iterable[TeamId], people: Iterable[PersonId], members: Iterable[Member]) -> frozenset[PoolId]:
    """The pools to which a team of `subtree` or somebody in it belongs."""
    below: set[PersonId | TeamId] = {*subtree, *people}
    return frozenset(member.pool_id for member in members if member.member_id in below)
