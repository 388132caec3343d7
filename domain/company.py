"""What a system admin changes about the company itself: who works in it, which pools there are and by which rules.

Judged like commands about customers: at the click on what is known there, and by the server under its locks.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import assert_never

from domain.days import is_zone
from domain.flow_in import SaveFlowIn, judge_flow_in
from domain.identifiers import Instant, PersonId, PoolId, RulesetId, TeamId
from domain.instants import millis
from domain.people import Person, Pool, Role
from domain.reasons import Fact, Reason
from domain.rulesets import Ruleset, huaqiu, what_contradicts
from domain.tags import TagCommand, Vocabulary
from domain.teams import Member, Tree, line_of
from domain.verdicts import Granted as Granted
from domain.verdicts import Refused
from domain.vocabulary import judge_tags

ON_ITS_WAY = timedelta(minutes=5)
"""So long may a ruleset that comes into force at once have been on its way."""

NAME_LENGTH = 40
"""So many characters may a pool's name have."""


@dataclass(frozen=True, slots=True)
class Depart:
    """Somebody has left: their sessions end, what they hold waits in their team (H 105)."""

    person_id: PersonId


@dataclass(frozen=True, slots=True)
class MoveTeam:
    """Put a team with everything below it under another; None makes it a root."""

    team_id: TeamId
    parent_id: TeamId | None


@dataclass(frozen=True, slots=True)
class FoundPool:
    """Make a pool, closed and without members, by `first_rules`; blanks around its name are no part of it."""

    pool_id: PoolId
    name: str


@dataclass(frozen=True, slots=True)
class RenamePool:
    pool_id: PoolId
    name: str


@dataclass(frozen=True, slots=True)
class OpenPool:
    """Let claims be made from a pool (F 4); nothing is judged in a pool that has no rules yet."""

    pool_id: PoolId


@dataclass(frozen=True, slots=True)
class ClosePool:
    """Close a pool (F 7, F 16). What it holds needs a place: the assigned become ordinary customers of their owners,
    the unassigned go to another pool or wait in a team; both None says that it holds nothing."""

    pool_id: PoolId
    to_pool_id: PoolId | None = None
    to_team_id: TeamId | None = None


@dataclass(frozen=True, slots=True)
class SetMember:
    """Let a person or a team into a pool, or change whether they are its admins."""

    pool_id: PoolId
    member_id: PersonId | TeamId
    is_team: bool
    is_admin: bool = False


@dataclass(frozen=True, slots=True)
class RemoveMember:
    pool_id: PoolId
    member_id: PersonId | TeamId


@dataclass(frozen=True, slots=True)
class SaveRuleset:
    """A new version of a pool's rules, in force from an instant to come; its number is the server's to give."""

    pool_id: PoolId
    ruleset_id: RulesetId
    rules: Ruleset


type CompanyCommand = (
    Depart
    | MoveTeam
    | FoundPool
    | RenamePool
    | OpenPool
    | ClosePool
    | SetMember
    | RemoveMember
    | SaveRuleset
    | SaveFlowIn
    | TagCommand
)


@dataclass(frozen=True, slots=True)
class Company:
    """What is known of the company. `held` counts the customers that stand in each pool, assigned or not; `zones` are
    those of each pool's newest rules: a company has one."""

    people: Mapping[PersonId, Person]
    tree: Tree
    pools: Mapping[PoolId, Pool]
    members: tuple[Member, ...]
    held: Mapping[PoolId, int]
    zones: Mapping[PoolId, str]
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


def judge_company(command: CompanyCommand, actor: Person | None, company: Company, now: Instant) -> Granted | Refused:
    """May this be done now? Only system admins may (SPEC §2.8), and whoever runs the server itself: then `actor` is
    None. Tags have admins of their own."""
    if isinstance(command, TagCommand):
        return judge_tags(command, actor, company.vocabulary)
    if actor is not None and (Role.SYSTEM_ADMIN not in actor.roles or actor.has_departed):
        return Refused(Reason.NOT_ALLOWED)
    match command:
        case Depart():
            return _depart(command, company)
        case MoveTeam():
            return _move_team(command, company)
        case FoundPool():
            return _found_pool(command, company)
        case RenamePool():
            return _rename_pool(command, company)
        case OpenPool():
            return _open_pool(command, company)
        case ClosePool():
            return _close_pool(command, company)
        case SetMember():
            return _set_member(command, company)
        case RemoveMember():
            there = (
                member.pool_id == command.pool_id and member.member_id == command.member_id
                for member in company.members
            )
            return Granted(changes_nothing=not any(there))
        case SaveRuleset():
            return _save_ruleset(command, company, now)
        case SaveFlowIn():
            return judge_flow_in(command, company.people, company.pools)
        case _:
            assert_never(command)


def _depart(command: Depart, company: Company) -> Granted | Refused:
    person = company.people.get(command.person_id)
    if person is None:
        return Refused(Reason.NO_SUCH_PERSON)
    if person.has_departed:
        return Granted(changes_nothing=True)
    admins = {each.id for each in company.people.values() if Role.SYSTEM_ADMIN in each.roles and not each.has_departed}
    if admins == {person.id}:
        return Refused(Reason.LAST_ADMIN, {"person_id": person.id})
    return Granted()


def _move_team(command: MoveTeam, company: Company) -> Granted | Refused:
    named = [command.team_id] if command.parent_id is None else [command.team_id, command.parent_id]
    if not all(team_id in company.tree for team_id in named):
        return Refused(Reason.NO_SUCH_TEAM)
    if command.parent_id is not None and command.team_id in line_of(command.parent_id, company.tree):
        return Refused(Reason.TEAM_UNDER_ITSELF, {"team_id": command.team_id})
    return Granted(changes_nothing=company.tree[command.team_id] == command.parent_id)


def first_rules(company: Company, now: Instant) -> Ruleset:
    """Those of a pool that was just founded: Huaqiu's, in force at once, in the company's zone."""
    rules = huaqiu(1, now)
    return replace(rules, zone=next(iter(company.zones.values()), rules.zone))


def _found_pool(command: FoundPool, company: Company) -> Granted | Refused:
    there = company.pools.get(command.pool_id)
    if there is not None:
        is_the_same = there.name == command.name.strip()
        return Granted(changes_nothing=True) if is_the_same else Refused(Reason.ID_REUSED)
    return _what_is_wrong_with(command.name, command.pool_id, company) or Granted()


def _rename_pool(command: RenamePool, company: Company) -> Granted | Refused:
    pool = company.pools.get(command.pool_id)
    if pool is None:
        return _no_such_pool(command.pool_id)
    wrong = _what_is_wrong_with(command.name, command.pool_id, company)
    return wrong or Granted(changes_nothing=pool.name == command.name.strip())


def _what_is_wrong_with(name: str, pool_id: PoolId, company: Company) -> Refused | None:
    name = name.strip()
    if not name:
        return Refused(Reason.EMPTY_NAME)
    if len(name) > NAME_LENGTH:
        return Refused(Reason.NAME_TOO_LONG, {"limit": NAME_LENGTH, "length": len(name)})
    for other in company.pools.values():
        if other.id != pool_id and other.name.casefold() == name.casefold():
            return Refused(Reason.NAME_TAKEN, {"pool_id": other.id})
    return None


def _open_pool(command: OpenPool, company: Company) -> Granted | Refused:
    pool = company.pools.get(command.pool_id)
    if pool is None:
        return _no_such_pool(command.pool_id)
    if not pool.is_open and pool.id not in company.zones:
        return Refused(Reason.POOL_WITHOUT_RULES, {"pool_id": pool.id})
    return Granted(changes_nothing=pool.is_open)


def _close_pool(command: ClosePool, company: Company) -> Granted | Refused:
    pool = company.pools.get(command.pool_id)
    if pool is None:
        return _no_such_pool(command.pool_id)
    held = company.held.get(pool.id, 0)
    is_chosen = command.to_pool_id is not None or command.to_team_id is not None
    if held and not is_chosen:
        return Refused(Reason.POOL_NOT_EMPTY, {"pool_id": pool.id, "held": held})
    if command.to_pool_id is not None:
        other = company.pools.get(command.to_pool_id)
        if other is None or not other.is_open or other.id == pool.id:
            return Refused(Reason.POOL_CLOSED, {"pool_id": command.to_pool_id})
    elif command.to_team_id is not None and command.to_team_id not in company.tree:
        return Refused(Reason.NO_SUCH_TEAM)
    return Granted(changes_nothing=not pool.is_open and not held)


def _set_member(command: SetMember, company: Company) -> Granted | Refused:
    if command.pool_id not in company.pools:
        return _no_such_pool(command.pool_id)
    if command.is_team and command.member_id not in company.tree:
        return Refused(Reason.NO_SUCH_TEAM)
    person = None if command.is_team else company.people.get(PersonId(command.member_id))
    if not command.is_team and person is None:
        return Refused(Reason.NO_SUCH_PERSON)
    if person is not None and person.has_departed:
        return Refused(Reason.PERSON_DEPARTED, {"person_id": person.id})
    wanted = Member(command.pool_id, command.member_id, command.is_team, command.is_admin)
    return Granted(changes_nothing=wanted in company.members)


def _save_ruleset(command: SaveRuleset, company: Company, now: Instant) -> Granted | Refused:
    if command.pool_id not in company.pools:
        return _no_such_pool(command.pool_id)
    if command.rules.effective_from < now - ON_ITS_WAY:
        return Refused(Reason.EFFECTIVE_IN_THE_PAST, {"effective_from": millis(command.rules.effective_from)})
    others = {zone for pool_id, zone in company.zones.items() if pool_id != command.pool_id}
    if not is_zone(command.rules.zone) or (others and command.rules.zone not in others):
        return Refused(Reason.RULES_CONTRADICT, {"setting": "zone"})
    contradiction = what_contradicts(command.rules)
    if contradiction is not None:
        facts: dict[str, Fact] = asdict(contradiction)
        return Refused(Reason.RULES_CONTRADICT, facts)
    return Granted()


def _no_such_pool(pool_id: PoolId) -> Refused:
    return Refused(Reason.NO_SUCH_POOL, {"pool_id": pool_id})
