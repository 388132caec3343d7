"""Who may read and do what, by the judge's own reading of the company (SPEC 2.8)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sync.protocol.scopes import REFERENCE, assigned_scope, person_scope, pool_scope, team_scope
from tests.simulation.reckoning import Kept

_SEES_EVERY_POOL = {"sales_support", "tag_admin", "system_admin"}
_SEES_EVERY_TEAM = {"sales_support", "system_admin"}
_MAY_OWN = {"rep", "pool_admin", "manager"}


@dataclass(frozen=True)
class Member:
    pool_id: str
    member_id: str
    is_admin: int


@dataclass(frozen=True)
class Somebody:
    id: str
    team_id: str
    roles: frozenset[str]
    is_key_account: int
    has_departed: int = 0

    def has(self, *roles: str) -> bool:
        """One of these roles, and still at work."""
        return not self.has_departed and not self.roles.isdisjoint(roles)


@dataclass(frozen=True)
class Rights:
    """Of one moment: people by id, every team with the one above it, who belongs to which pool and is its admin, and
    which pools are open. Every pool is in one part."""

    people: Mapping[str, Somebody]
    parents: Mapping[str, str | None]
    members: frozenset[Member]
    open_pools: Mapping[str, bool]

    def readable(self, person_id: str) -> set[str]:
        """The scopes whose rows may reach this person."""
        person = self.people[person_id]
        if person.has_departed:
            return set()
        teams = set(self.parents) if person.has(*_SEES_EVERY_TEAM) else self.below(person)
        pools = set(self.open_pools) if person.has(*_SEES_EVERY_POOL) else self._pools_of(person)
        if person.has("manager"):
            pools |= self._pools_below(person)
        still_open = {pool_id for pool_id in pools if self.is_open(pool_id)}
        own = {REFERENCE, person_scope(person_id)}
        administered = {assigned_scope(each) for each, is_open in self.open_pools.items()
                        if is_open and self.administers(person_id, each)}  # fmt: skip
        return own | set(map(team_scope, teams)) | administered | set(map(pool_scope, still_open))

    def is_open(self, pool_id: str | None) -> bool:
        return pool_id is not None and self.open_pools.get(pool_id, False)

    def is_member(self, person_id: str, pool_id: str | None) -> bool:
        return pool_id in self._pools_of(self.people[person_id])

    def administers(self, person_id: str, pool_id: str | None) -> bool:
        person = self.people[person_id]
        mine = self._mine(person)
        return not person.has_departed and any(
            member.is_admin and member.pool_id == pool_id and member.member_id in mine for member in self.members
        )

    def may_own(self, person_id: str) -> bool:
        return self.people[person_id].has(*_MAY_OWN)

    def runs_the_company(self, person_id: str) -> bool:
        return self.people[person_id].has("system_admin")

    def manages(self, person_id: str, kept: Kept) -> bool:
        """As the manager of whoever holds it, of the team in which it waits, or of a pool's people."""
        person = self.people[person_id]
        if not person.has("manager"):
            return False
        if kept.owner_id is not None:
            return self.people[kept.owner_id].team_id in self.below(person)
        if kept.state == "pending":
            return kept.team_id in self.below(person)
        return kept.pool_id in self._pools_of(person) | self._pools_below(person)

    def manages_person(self, person_id: str, other: str) -> bool:
        return self.people[other].team_id in self.below(self.people[person_id])

    def manages_team(self, person_id: str, team_id: str | None) -> bool:
        return team_id in self.below(self.people[person_id])

    def directs(self, person_id: str, kept: Kept) -> bool:
        is_admin = self.runs_the_company(person_id) or self.administers(person_id, kept.pool_id)
        return is_admin or self.manages(person_id, kept)

    def may_assign(self, person_id: str, kept: Kept, to: str) -> bool:
        if not self.may_own(to) or (kept.pool_id is not None and not self.is_open(kept.pool_id)):
            return False
        if self.runs_the_company(person_id):
            return True
        if self.manages(person_id, kept) and self.manages_person(person_id, to):
            return True
        return self.administers(person_id, kept.pool_id) and self.is_member(to, kept.pool_id)

    def may_bring(self, person_id: str, kept: Kept, pool_id: str) -> bool:
        if not self.is_open(pool_id):
            return False
        if self.runs_the_company(person_id) or self.manages(person_id, kept):
            return True
        is_theirs = kept.owner_id == person_id or self.administers(person_id, kept.pool_id)
        return self.administers(person_id, pool_id) and is_theirs

    def line(self, team_id: str | None) -> list[str]:
        """The team and those above it."""
        line: list[str] = []
        while team_id is not None and team_id not in line:
            line.append(team_id)
            team_id = self.parents[team_id]
        return line

    def below(self, person: Somebody) -> set[str]:
        """The teams that a manager looks after; nobody else looks after any."""
        is_manager = person.has("manager")
        return {team_id for team_id in self.parents if is_manager and person.team_id in self.line(team_id)}

    def _mine(self, person: Somebody) -> set[str]:
        return {person.id, *self.line(person.team_id)}

    def _pools_of(self, person: Somebody) -> set[str]:
        mine = self._mine(person)
        return {member.pool_id for member in self.members if member.member_id in mine}

    def _pools_below(self, person: Somebody) -> set[str]:
        below = self.below(person)
        inside = below | {other.id for other in self.people.values() if other.team_id in below}
        return {member.pool_id for member in self.members if member.member_id in inside}
