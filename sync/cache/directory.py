"""Who and what ids stand for: people, teams, pools, rulesets and tags, from the scope everybody reads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from domain.facts import RequestState
from domain.identifiers import Instant, PersonId, PoolId, TagGroupId, TagId, TagRequestId, TeamId
from domain.instants import instant
from domain.people import Actor, Person, Pool, Role
from domain.rulesets import Ruleset, huaqiu, in_force, ruleset_from
from domain.tags import NO_TAG, Tag, TagRequest, Vocabulary
from domain.teams import Member, Tree, actor_of, pools_below, subtree_of
from sync.cache.files import StoreFile
from sync.cache.tables import held_row, scope
from sync.protocol.rows import (
    KINDS,
    PersonRow,
    PoolMemberRow,
    PoolRow,
    RulesetRow,
    TagGroupRow,
    TagRequestRow,
    TagRow,
    TeamRow,
)
from sync.protocol.scopes import REFERENCE, is_assigned_scope, is_team_scope, pool_of

_ROLES = frozenset(Role)
_STATES = frozenset(RequestState)
_MARK = select(scope.c.position, scope.c.salt, scope.c.resume, scope.c.xor, scope.c.walk).where(
    scope.c.name == REFERENCE
)
_NAMES = select(scope.c.name)
_READ = ("person", "team", "pool", "pool_member", "ruleset", "tag_group", "tag", "tag_request")


@dataclass(frozen=True, slots=True)
class _Known:
    mark: tuple[object, ...]
    people: dict[PersonId, Person]
    teams: dict[TeamId, TeamRow]
    pools: dict[PoolId, Pool]
    rulesets: dict[PoolId, tuple[Ruleset, ...]]
    members: tuple[Member, ...]
    vocabulary: Vocabulary
    tag_requests: tuple[TagRequestRow, ...]

    @property
    def tree(self) -> Tree:
        return {
            team_id: None if row.parent_id is None else TeamId(row.parent_id) for team_id, row in self.teams.items()
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """The signed-in person in the company: what they belong to, the teams from their own down, the pools of those."""

    actor: Actor
    subtree: frozenset[TeamId]
    subtree_pools: frozenset[PoolId]


class Directory:
    """Decoded once per state of the reference scope."""

    def __init__(self, me: StoreFile, pool: StoreFile, person_id: PersonId) -> None:
        self._me = me
        self._pool = pool
        self._person_id = person_id
        self._known: _Known | None = None

    def person(self, person_id: str) -> Person | None:
        return self._current().people.get(PersonId(person_id))

    def people(self) -> tuple[Person, ...]:
        return tuple(sorted(self._current().people.values(), key=lambda person: person.name))

    def teams(self) -> tuple[TeamRow, ...]:
        return tuple(sorted(self._current().teams.values(), key=lambda team: team.name))

    def team(self, team_id: str) -> TeamRow | None:
        return self._current().teams.get(TeamId(team_id))

    def pool(self, pool_id: str | None) -> Pool | None:
        return None if pool_id is None else self._current().pools.get(PoolId(pool_id))

    def all_pools(self) -> dict[PoolId, Pool]:
        """Also closed ones, and those whose customers the person may not see."""
        return self._current().pools

    def pools(self) -> tuple[Pool, ...]:
        """The open pools whose customers the person may see."""
        known = self._current().pools
        granted = [known[pool_id] for pool_id in self._granted() if pool_id in known]
        return tuple(sorted((pool for pool in granted if pool.is_open), key=lambda pool: (pool.name, pool.id)))

    def ruleset(self, pool_id: str | None, now: Instant) -> Ruleset:
        """The rules in force in a pool; the first pool's for a customer in none; the defaults before the first sync."""
        return self.rules(now)(pool_id)

    def rules(self, now: Instant) -> Callable[[str | None], Ruleset]:
        """`ruleset` for many customers: each pool's rules are looked up once."""
        rulesets = self._current().rulesets

        @cache
        def of_pool(pool_id: str | None) -> Ruleset:
            versions = rulesets.get(PoolId(pool_id)) if pool_id is not None else next(iter(rulesets.values()), None)
            if not versions:
                return huaqiu(0, now)
            try:
                return in_force(versions, now)
            except LookupError:
                return versions[0]

        return of_pool

    def versions(self, pool_id: str) -> tuple[Ruleset, ...]:
        """Every version of a pool's rules that is known, the oldest first."""
        known = self._current().rulesets.get(PoolId(pool_id), ())
        return tuple(sorted(known, key=lambda ruleset: ruleset.version))

    def actor(self) -> Actor | None:
        """The signed-in person as the court sees them; None before the first sync."""
        return self.actor_of(self._person_id)

    def actor_of(self, person_id: str) -> Actor | None:
        """Somebody with the pools they belong to; None where nobody is known by that id."""
        known = self._current()
        person = known.people.get(PersonId(person_id))
        return None if person is None else actor_of(person, known.tree, known.members)

    def standing(self) -> Standing | None:
        """The signed-in person with what they look after; None before the first sync."""
        actor = self.actor()
        if actor is None:
            return None
        subtree = self.subtree(actor.person.team_id)
        inside = [person.id for person in self._current().people.values() if person.team_id in subtree]
        return Standing(actor, subtree, pools_below(subtree, inside, self._current().members))

    def subtree(self, team_id: TeamId) -> frozenset[TeamId]:
        """The team and every team below it."""
        return subtree_of(team_id, self._current().tree)

    def tree(self) -> Tree:
        return self._current().tree

    def members(self, pool_id: PoolId) -> tuple[Member, ...]:
        """Who belongs to a pool, people and teams."""
        return tuple(member for member in self._current().members if member.pool_id == pool_id)

    def all_members(self) -> tuple[Member, ...]:
        """Who belongs to any pool."""
        return self._current().members

    def zones(self) -> dict[PoolId, str]:
        """Of each pool's newest rules, in force or not yet."""
        return {
            pool_id: max(versions, key=lambda ruleset: ruleset.version).zone
            for pool_id, versions in self._current().rulesets.items()
        }

    def vocabulary(self) -> Vocabulary:
        """The tags there are and what was asked for, as the server told them."""
        return self._current().vocabulary

    def tag_requests(self) -> tuple[TagRequestRow, ...]:
        return self._current().tag_requests

    def looks_after_others(self) -> bool:
        """Whether the person is shown what others hold."""
        with self._pool.reading() as connection:
            return any(is_team_scope(name) or is_assigned_scope(name) for name in connection.scalars(_NAMES))

    def _granted(self) -> set[PoolId]:
        with self._pool.reading() as connection:
            names = list(connection.scalars(_NAMES))
        return {PoolId(pool_id) for name in names if (pool_id := pool_of(name)) is not None}

    def _current(self) -> _Known:
        with self._me.reading() as connection:
            mark = _mark(connection)
            known = self._known
            if known is None or known.mark != mark:
                known = self._known = _read(connection, mark)
        return known


def _mark(connection: Connection) -> tuple[object, ...]:
    row = connection.execute(_MARK).first()
    return () if row is None else tuple(row)


def _read(connection: Connection, mark: tuple[object, ...]) -> _Known:
    rows: dict[str, list[Any]] = {kind: [] for kind in _READ}
    held = connection.execute(
        select(held_row.c.kind, held_row.c.body)
        .join(scope, scope.c.no == held_row.c.scope_no)
        .where(scope.c.name == REFERENCE, held_row.c.kind.in_(list(rows)))
        .order_by(held_row.c.id)
    )
    for kind, body in held:
        rows[kind].append(msgspec.json.decode(body, type=KINDS[kind]))
    rulesets: dict[PoolId, tuple[Ruleset, ...]] = {}
    for row in rows["ruleset"]:
        rulesets[PoolId(row.pool_id)] = (*rulesets.get(PoolId(row.pool_id), ()), _ruleset(row))
    return _Known(
        mark,
        people={PersonId(row.id): _person(row) for row in rows["person"]},
        teams={TeamId(row.id): row for row in rows["team"]},
        pools={PoolId(row.id): _pool(row) for row in rows["pool"]},
        rulesets=rulesets,
        members=tuple(map(_member, rows["pool_member"])),
        vocabulary=_vocabulary(rows["tag_group"], rows["tag"], rows["tag_request"]),
        tag_requests=tuple(rows["tag_request"]),
    )


def _vocabulary(groups: Sequence[TagGroupRow], tags: Sequence[TagRow], requests: Sequence[TagRequestRow]) -> Vocabulary:
    return Vocabulary(
        {TagGroupId(row.id): row.name for row in groups},
        {TagId(row.id): Tag(TagId(row.id), row.name, TagGroupId(row.group_id), row.is_retired) for row in tags},
        {TagRequestId(row.id): _tag_request(row) for row in requests},
    )


def _tag_request(row: TagRequestRow) -> TagRequest:
    # What only a newer server knows of was answered somehow.
    state = RequestState(row.state) if row.state in _STATES else RequestState.DECLINED
    tag_id = NO_TAG if row.tag_id is None else TagId(row.tag_id)
    return TagRequest(TagRequestId(row.id), row.name, PersonId(row.person_id), state, tag_id)


def _person(row: PersonRow) -> Person:
    roles = frozenset(Role(role) for role in row.roles if role in _ROLES)
    return Person(PersonId(row.id), row.name, TeamId(row.team_id), roles, row.is_key_account, row.has_departed)


def _member(row: PoolMemberRow) -> Member:
    member_id = TeamId(row.member_id) if row.is_team else PersonId(row.member_id)
    return Member(PoolId(row.pool_id), member_id, row.is_team, row.is_admin)


def _pool(row: PoolRow) -> Pool:
    return Pool(PoolId(row.id), row.name, row.is_open)


def _ruleset(row: RulesetRow) -> Ruleset:
    return ruleset_from(row.ruleset_version, instant(row.effective_from), row.settings)
