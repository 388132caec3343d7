"""Who belongs to which pool, directly or through a team."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from domain.identifiers import PersonId, PoolId, TeamId
from domain.people import Actor, Person
from domain.teams import actor_of, pools_below, subtree_of
from server.organisation.repository import find_person, people_in, team_parents
from server.pools.repository import all_members


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
    tree, members = team_parents(connection), all_members(connection)
    subtree = subtree_of(person.team_id, tree)
    below = pools_below(subtree, people_in(connection, subtree), members)
    return Standing(actor_of(person, tree, members), subtree, below)


def pools_of_people(connection: Connection, people: Sequence[Person]) -> dict[PersonId, frozenset[PoolId]]:
    """To which pools each of these people belongs, directly or through a team."""
    tree, members = team_parents(connection), all_members(connection)
    return {person.id: actor_of(person, tree, members).pool_ids for person in people}
