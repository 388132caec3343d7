"""Who may read and do what, by the judge's own reading of the tables (SPEC 2.8)."""

from collections.abc import Iterable
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


class Rights:
    """Of one moment: `parents` by team, every pool open and in one part."""

    def __init__(
        self,
        people: Iterable[Somebody],
        parents: dict[str, str | None],
        members: Iterable[Member],
        pools: Iterable[str],
    ) -> None:
        self.people = {person.id: person for person in people}
        self._parents = parents
        self._members = tuple(members)
        self._pools = tuple(pools)

    def readable(self, person_id: str) -> set[str]:
        """The scopes whose rows may reach this person."""
        person = self.people[person_id]
        teams = set(self._parents) if person.roles & _SEES_EVERY_TEAM else self._below(person)
        pools = set(self._pools) if person.roles & _SEES_EVERY_POOL else self._pools_of(person)
        if "manager" in person.roles:
            pools |= self._pools_below(person)
        own = {REFERENCE, person_scope(person_id)}
        administered = {assigned_scope(pool_id) for pool_id in self._pools if self.administers(person_id, pool_id)}
        return own | set(map(team_scope, teams)) | administered | set(map(pool_scope, pools))

    def is_member(self, person_id: str, pool_id: str | None) -> bool:
        return pool_id in self._pools_of(self.people[person_id])

    def administers(self, person_id: str, pool_id: str | None) -> bool:
        mine = self._mine(self.people[person_id])
        return any(
            member.is_admin and member.pool_id == pool_id and member.member_id in mine for member in self._members
        )

    def may_own(self, person_id: str) -> bool:
        return bool(self.people[person_id].roles & _MAY_OWN)

    def manages(self, person_id: str, kept: Kept) -> bool:
        """As the manager of whoever holds it, of the team in which it waits, or of a pool's people."""
        person = self.people[person_id]
        if "manager" not in person.roles:
            return False
        if kept.owner_id is not None:
            return self.people[kept.owner_id].team_id in self._below(person)
        if kept.state == "pending":
            return kept.team_id in self._below(person)
        return kept.pool_id in self._pools_of(person) | self._pools_below(person)

    def manages_person(self, person_id: str, other: str) -> bool:
        return self.people[other].team_id in self._below(self.people[person_id])

    def directs(self, person_id: str, kept: Kept) -> bool:
        is_admin = "system_admin" in self.people[person_id].roles or self.administers(person_id, kept.pool_id)
        return is_admin or self.manages(person_id, kept)

    def may_assign(self, person_id: str, kept: Kept, to: str) -> bool:
        if not self.may_own(to):
            return False
        if "system_admin" in self.people[person_id].roles:
            return True
        if self.manages(person_id, kept) and self.manages_person(person_id, to):
            return True
        return self.administers(person_id, kept.pool_id) and self.is_member(to, kept.pool_id)

    def may_bring(self, person_id: str, kept: Kept, pool_id: str) -> bool:
        if "system_admin" in self.people[person_id].roles or self.manages(person_id, kept):
            return True
        is_theirs = kept.owner_id == person_id or self.administers(person_id, kept.pool_id)
        return self.administers(person_id, pool_id) and is_theirs

    def _mine(self, person: Somebody) -> set[str]:
        mine = {person.id}
        team: str | None = person.team_id
        while team is not None:
            mine.add(team)
            team = self._parents[team]
        return mine

    def _pools_of(self, person: Somebody) -> set[str]:
        mine = self._mine(person)
        return {member.pool_id for member in self._members if member.member_id in mine}

    def _below(self, person: Somebody) -> set[str]:
        """The teams that a manager looks after; nobody else looks after any."""
        if "manager" not in person.roles:
            return set()
        below = {person.team_id}
        while True:
            more = {team for team, parent in self._parents.items() if parent in below} - below
            if not more:
                return below
            below |= more

    def _pools_below(self, person: Somebody) -> set[str]:
        below = self._below(person)
        inside = below | {other.id for other in self.people.values() if other.team_id in below}
        return {member.pool_id for member in self._members if member.member_id in inside}
