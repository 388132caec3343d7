"""Pools and who belongs to them as the page shows them. Reads the cache: for the background."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from desktop import words
from desktop.presenters.rules_in_words import facts_of, in_short, version_lines
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.pools import MemberAct, MemberLine, OpenedPool, PoolLine
from domain.company import Company
from domain.identifiers import PersonId, PoolId, TeamId
from domain.people import Actor, Pool, Role
from domain.teams import Member, subtree_of
from sync.cache.census import NOBODY, Headcount


@dataclass(frozen=True, slots=True)
class Office:
    """The company as it will stand, with what is counted of it and what of it is still on its way."""

    company: Company
    headcounts: Mapping[PoolId, Headcount]
    waiting: Collection[str]
    may_change: bool
    visible: tuple[Pool, ...]


def office_of(place: Workplace) -> Office | None:
    """None for whoever has nothing to do with it: neither an admin of the system nor of a pool."""
    actor = place.cache.directory.actor()
    if actor is None or not may_enter(actor):
        return None
    company = place.cache.office.company(place.now())
    waiting = frozenset(place.cache.office.pending())
    visible = sorted(_visible(actor, company), key=lambda pool: (not pool.is_open, pool.name))
    return Office(company, place.cache.census.of_pools(), waiting, actor.has(Role.SYSTEM_ADMIN), tuple(visible))


def may_enter(actor: Actor) -> bool:
    """Whether the page is for this person: pools are the system admins', and their own admins look at them."""
    return actor.has(Role.SYSTEM_ADMIN) or any(map(actor.administers, actor.pool_ids))


def pool_line(place: Workplace, office: Office, pool: Pool) -> PoolLine:
    return PoolLine(pool.id, pool.name, label_of(pool), _figures(office, pool), in_short(place.ruleset(pool.id)))


def opened_pool(place: Workplace, office: Office, pool: Pool) -> OpenedPool:
    rules = place.ruleset(pool.id)
    return OpenedPool(
        pool.id,
        pool.name,
        label_of(pool),
        _note(office, pool),
        pool.is_open,
        office.may_change,
        tuple(_member_lines(place, office, pool.id)),
        facts_of(rules),
        version_lines(place, pool.id),
    )


def label_of(pool: Pool) -> Label:
    return Label(words.say("pool-open"), Tone.GOOD) if pool.is_open else Label(words.say("pool-closed"))


def members_of(company: Company, pool_id: str) -> tuple[Member, ...]:
    return tuple(member for member in company.members if member.pool_id == pool_id)


def _visible(actor: Actor, company: Company) -> list[Pool]:
    sees_all = actor.has(Role.SYSTEM_ADMIN)
    return [pool for pool in company.pools.values() if sees_all or actor.administers(pool.id)]


def _figures(office: Office, pool: Pool) -> str:
    members = len(members_of(office.company, pool.id))
    if not pool.is_open:
        return words.say("pool-figures-closed", members=members)
    count = office.headcounts.get(pool.id, NOBODY)
    return words.say("pool-figures", members=members, unassigned=count.unassigned, assigned=count.assigned)


def _note(office: Office, pool: Pool) -> str:
    left = office.headcounts.get(pool.id, NOBODY).assigned
    if pool.is_open or not left:
        said = words.say("pool-note-open" if pool.is_open else "pool-note-closed", figures=_figures(office, pool))
    else:
        said = words.say("pool-note-emptying", n=left)
    if pool.id in office.waiting:
        return words.say("pool-note-waiting", note=said)
    return said if office.may_change else words.say("pool-note-read-only", note=said)


def _member_lines(place: Workplace, office: Office, pool_id: PoolId) -> list[MemberLine]:
    """Admins first, then teams, then people, each by name."""
    lines = [(member, _member_line(place, office, member)) for member in members_of(office.company, pool_id)]
    lines.sort(key=lambda both: (not both[0].is_admin, not both[0].is_team, both[1].name))
    return [line for _, line in lines]


def _member_line(place: Workplace, office: Office, member: Member) -> MemberLine:
    labels = [Label(words.say("member-admin"), Tone.PRIMARY)] if member.is_admin else []
    acts: list[MemberAct] = []
    person = None if member.is_team else office.company.people.get(PersonId(member.member_id))
    if person is not None and person.has_departed:
        labels.append(Label(words.say("member-departed"), Tone.WARNING))
    elif office.may_change:
        acts.append(MemberAct.MAKE_MEMBER if member.is_admin else MemberAct.MAKE_ADMIN)
    if office.may_change:
        acts.append(MemberAct.REMOVE)
    detail = _detail(place, office.company, member)
    return MemberLine(member.member_id, name_of_member(place, member.member_id), detail, tuple(labels), tuple(acts))


def name_of_member(place: Workplace, member_id: str) -> str:
    """A person's or a team's: ids are drawn at random, so no two things have the same."""
    team, person = place.cache.directory.team(member_id), place.cache.directory.person(member_id)
    if team is not None:
        return team.name
    return words.say("somebody-else") if person is None else person.name


def _detail(place: Workplace, company: Company, member: Member) -> str:
    """Of a person the team, of a team how many work in it and below."""
    if member.is_team:
        below = subtree_of(TeamId(member.member_id), company.tree)
        people = sum(person.team_id in below and not person.has_departed for person in company.people.values())
        return words.say("member-team", n=people)
    person = company.people.get(PersonId(member.member_id))
    team = None if person is None else place.cache.directory.team(person.team_id)
    return "" if team is None else team.name
