"""The people around the signed-in person: whose customers they may see, and to whom they may give some."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.access import may_give_to, readable_teams, shares_a_pool_with
from domain.identifiers import TeamId
from domain.people import Actor, Person

if TYPE_CHECKING:
    from sync.cache.directory import Directory


@dataclass(frozen=True, slots=True)
class Group:
    """A team with those of its people who count; `depth` is how many of the groups stand above it."""

    team_id: TeamId
    name: str
    depth: int
    people: tuple[Person, ...]


def seen_teams(directory: Directory) -> frozenset[TeamId]:
    """The teams of which one may see whole what their people hold."""
    standing = directory.standing()
    if standing is None:
        return frozenset()
    every = frozenset(TeamId(team.id) for team in directory.teams())
    return readable_teams(standing.actor, standing.subtree, every)


def looked_after(directory: Directory) -> tuple[Group, ...]:
    """Everybody whose customers one may see, by team."""
    teams, actor = seen_teams(directory), directory.actor()
    if actor is None:
        return ()
    return _by_team(directory, lambda person: person.team_id in teams or _is_in_a_pool_of(actor, person, directory))


def recipients(directory: Directory) -> tuple[Group, ...]:
    """Everybody to whom one might give a customer, by team. The court has the last word on each customer."""
    standing = directory.standing()
    if standing is None:
        return ()
    actor, subtree = standing.actor, standing.subtree

    def may_be_given(person: Person) -> bool:
        other = directory.actor_of(person.id)
        return other is not None and may_give_to(actor, other, is_of_subtree=person.team_id in subtree)

    return _by_team(directory, may_be_given)


def _is_in_a_pool_of(actor: Actor, person: Person, directory: Directory) -> bool:
    other = directory.actor_of(person.id)
    return other is not None and shares_a_pool_with(actor, other)


def _by_team(directory: Directory, counts: Callable[[Person], bool]) -> tuple[Group, ...]:
    """Teams as in the tree, each before those below it; their people by name."""
    by_team: dict[TeamId, list[Person]] = {}
    for person in directory.people():
        if person.may_own and counts(person):
            by_team.setdefault(person.team_id, []).append(person)
    return tuple(
        Group(team_id, name, depth, tuple(by_team.get(team_id, ())))
        for team_id, name, depth in walk(directory, directory.tree().keys())
        if any(team_id_below in by_team for team_id_below in directory.subtree(team_id))
    )


def walk(directory: Directory, teams: Iterable[TeamId]) -> list[tuple[TeamId, str, int]]:
    """These teams as they stand in the tree, each before those below it, with how many of them stand above it."""
    known = set(teams)
    tree = directory.tree()
    below: dict[TeamId | None, list[tuple[str, TeamId]]] = {}
    for team in directory.teams():
        if team.id in known:
            parent = tree[TeamId(team.id)]
            below.setdefault(parent if parent in known else None, []).append((team.name, TeamId(team.id)))
    found: list[tuple[TeamId, str, int]] = []

    def visit(parent: TeamId | None, depth: int) -> None:
        for name, team_id in sorted(below.get(parent, [])):
            found.append((team_id, name, depth))
            visit(team_id, depth + 1)

    visit(None, 0)
    return found
