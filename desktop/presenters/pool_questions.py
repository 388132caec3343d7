"""What is asked before a pool is made, renamed, closed, or given members. Reads the cache: for the background."""

from __future__ import annotations

from desktop import words
from desktop.presenters.circle import walk
from desktop.presenters.pool_lines import Office, members_of
from desktop.presenters.workplace import Workplace
from desktop.screens.choice import Choice
from desktop.screens.deeds import Candidate, Team
from desktop.screens.pools import CloseQuestion, MemberQuestion, NameQuestion
from domain.company import NAME_LENGTH
from domain.identifiers import PoolId
from domain.people import Person
from sync.cache.census import NOBODY

_STEP = "\u3000"
"""A team stands one such blank further in than the one above it."""


def found_question() -> NameQuestion:
    return NameQuestion(
        "",
        words.say("pool-found-title"),
        words.say("pool-found-text"),
        "",
        NAME_LENGTH,
        words.say("pool-found-confirm"),
    )


def rename_question(office: Office, pool_id: str) -> NameQuestion | None:
    pool = office.company.pools.get(PoolId(pool_id))
    if pool is None:
        return None
    title = words.say("pool-rename-title", pool=pool.name)
    return NameQuestion(pool.id, title, "", pool.name, NAME_LENGTH, words.say("pool-rename-confirm"))


def close_question(place: Workplace, office: Office, pool_id: str) -> CloseQuestion | None:
    """What it holds is told as one sees it; where that is nothing, a choice may be left out."""
    pool = office.company.pools.get(PoolId(pool_id))
    if pool is None:
        return None
    count = office.headcounts.get(pool.id, NOBODY)
    others = sorted(other.name for other in office.company.pools.values() if other.is_open and other.id != pool.id)
    by_name = {other.name: other.id for other in office.company.pools.values()}
    directory = place.cache.directory
    teams = walk(directory, directory.tree().keys())
    return CloseQuestion(
        pool.id,
        words.say("pool-close-title", pool=pool.name),
        words.say("pool-close-text", assigned=count.assigned, unassigned=count.unassigned),
        tuple(Choice(by_name[name], name) for name in others),
        tuple(Choice(team_id, _STEP * depth + name) for team_id, name, depth in teams),
    )


def member_question(place: Workplace, office: Office, pool_id: str) -> MemberQuestion | None:
    """Every team with its people; who belongs already cannot be chosen again."""
    pool = office.company.pools.get(PoolId(pool_id))
    if pool is None:
        return None
    there = {member.member_id for member in members_of(office.company, pool_id)}
    by_team: dict[str, list[Person]] = {}
    for person in place.cache.directory.people():
        if not person.has_departed:
            by_team.setdefault(person.team_id, []).append(person)
    teams = []
    for team_id, name, _depth in walk(place.cache.directory, place.cache.directory.tree().keys()):
        whole = _candidate(team_id, words.say("member-whole-team", team=name), name, is_there=team_id in there)
        people = by_team.get(team_id, [])
        own = (_candidate(each.id, each.name, f"{each.name} {name}", is_there=each.id in there) for each in people)
        teams.append(Team(name, (whole, *own)))
    return MemberQuestion(pool.id, words.say("members-title", pool=pool.name), tuple(teams))


def _candidate(key: str, name: str, found_by: str, *, is_there: bool) -> Candidate:
    return Candidate(key, name, words.say("member-already") if is_there else "", found_by, is_enabled=not is_there)
