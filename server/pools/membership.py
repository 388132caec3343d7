"""Who belongs to which pool, directly or through a team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from domain.identifiers import PersonId, PoolId, TeamId
from domain.people import Actor, Person
from server.organisation.repository import find_person, people_in, team_parents
from server.organisation.tree import line_of, subtree_of
from server.pools.repository import Member, all_members


@dataclass(frozen=True, slots=True)
class Standing:
    """A person in the company: the pools they belong to, the teams at and below their own, the pools of those."""

    actor: Actor
    subtree: frozenset[TeamId]
    subtree_pools: frozenset[PoolId]


def standing_of(connection: Connection, person_id: str) -> Standing | None:
    """None where there is no such person."""
    person = find_person(connection, person_id)
    if person is None:
        return None
    parents = team_parents(connection)
    members = all_members(connection)
    subtree = subtree_of(person.team_id, parents)
    below = subtree | people_in(connection, subtree)
    subtree_pools = frozenset(member.pool_id for member in members if member.member_id in below)
    return Standing(_actor(person, parents, members), subtree, subtree_pools)


def pools_of_people(connection: Connection, people: Sequence[Person]) -> dict[PersonId, frozenset[PoolId]]:
    """To which pools each of these people belongs, directly or through a team."""
    parents, members = team_parents(connection), all_members(connection)
    return {person.id: _actor(person, parents, members).pool_ids for person in people}


def _actor(person: Person, parents: Mapping[TeamId, TeamId | None], members: Sequence[Member]) -> Actor:
    mine = {person.id, *line_of(person.team_id, parents)}
    own = [member for member in members if member.member_id in mine]
    return Actor(
        person=person,
        pool_ids=frozenset(member.pool_id for member in own),
        administered_pool_ids=frozenset(member.pool_id for member in own if member.is_admin),
    )
