"""Who works where, read as one: the teams one looks after with their people, what they hold and what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.presenters.circle import looked_after, seen_teams, walk
from desktop.presenters.workplace import Workplace
from domain.identifiers import PersonId, TeamId
from domain.people import Person, Role
from sync.cache.answers import Item, Places


@dataclass(frozen=True, slots=True)
class TeamLine:
    """`people` counts those who work in the team itself, `waiting` the customers that wait in it."""

    id: str
    name: str
    depth: int
    parent_id: TeamId | None
    people: int
    waiting: int
    items: tuple[Item, ...]
    is_shown_whole: bool
    """The register can be opened on it."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """`held` counts also what takes no place; `places` None: they hold no customers by their roles."""

    id: str
    person: Person
    team_name: str
    depth: int
    places: Places | None
    held: int
    items: tuple[Item, ...]
    is_shown_whole: bool


type Line = TeamLine | PersonLine


@dataclass(frozen=True, slots=True)
class Sheet:
    """`governs`: the person may change what stands here."""

    lines: tuple[Line, ...]
    governs: bool

    def found(self, text: str) -> Sequence[Line]:
        """Those whose name holds this, with the teams above them; all that stands in a team whose name does."""
        sought = text.strip().casefold()
        kept: dict[str, Line] = {}
        above: list[tuple[Line, bool]] = []
        for line in self.lines:
            above = above[: line.depth]
            is_found = sought in name_of(line).casefold() or any(was_found for _, was_found in above)
            if is_found:
                kept |= {each.id: each for each, _ in above} | {line.id: line}
            above.append((line, is_found))
        return tuple(kept.values())


def may_see_staff(place: Workplace) -> bool:
    """Whether the signed-in person has such a page at all (SPEC §2.8)."""
    actor = place.cache.directory.actor()
    return actor is not None and (actor.has(Role.MANAGER) or actor.has(Role.SYSTEM_ADMIN))


def name_of(line: Line) -> str:
    return line.name if isinstance(line, TeamLine) else line.person.name


def read_sheet(place: Workplace) -> Sheet:
    """As the cache has it now."""
    cache, directory = place.cache, place.cache.directory
    actor = directory.actor()
    seen = seen_teams(directory)
    people = [person for person in directory.people() if person.team_id in seen]
    groups = looked_after(directory)
    shown = {group.team_id for group in groups} | {person.id for group in groups for person in group.people}
    figures = _Figures(
        {one.person_id: one for one in cache.bench.places((p.id for p in people if p.may_own), place.now())},
        cache.staff.held(),
        cache.staff.waiting(),
        cache.office.pending(),
        frozenset(shown),
    )
    lines: list[Line] = []
    for team_id, name, depth in walk(directory, seen):
        own = [person for person in people if person.team_id == team_id]
        lines.append(
            _team_line(
                directory.tree()[team_id], team_id, name, depth, sum(not person.has_departed for person in own), figures
            )
        )
        own.sort(key=lambda person: (person.has_departed, Role.MANAGER not in person.roles, person.name))
        lines += [_person_line(person, name, depth + 1, figures) for person in own]
    return Sheet(tuple(lines), governs=actor is not None and actor.has(Role.SYSTEM_ADMIN))


@dataclass(frozen=True, slots=True)
class _Figures:
    places: Mapping[str, Places]
    held: Mapping[PersonId, int]
    waiting: Mapping[TeamId, int]
    pending: Mapping[str, tuple[Item, ...]]
    shown: frozenset[str]


def _team_line(
    parent_id: TeamId | None, team_id: TeamId, name: str, depth: int, people: int, figures: _Figures
) -> TeamLine:
    waiting, items = figures.waiting.get(team_id, 0), figures.pending.get(team_id, ())
    return TeamLine(team_id, name, depth, parent_id, people, waiting, items, team_id in figures.shown)


def _person_line(person: Person, team_name: str, depth: int, figures: _Figures) -> PersonLine:
    return PersonLine(
        person.id,
        person,
        team_name,
        depth,
        figures.places.get(person.id),
        figures.held.get(person.id, 0),
        figures.pending.get(person.id, ()),
        person.id in figures.shown,
    )
