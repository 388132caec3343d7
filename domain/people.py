"""Who works here, and what their roles let them do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.identifiers import PersonId, PoolId, TeamId


class Role(StrEnum):
    REP = "rep"
    POOL_ADMIN = "pool_admin"
    MANAGER = "manager"
    SALES_SUPPORT = "sales_support"
    TAG_ADMIN = "tag_admin"
    SYSTEM_ADMIN = "system_admin"


OWNING_ROLES = frozenset({Role.REP, Role.POOL_ADMIN, Role.MANAGER})
"""Roles that may hold customers: claim, release and follow up their own (SPEC §2.8)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the company. A key-account rep's customers are never recycled (H 107)."""

    id: PersonId
    name: str
    team_id: TeamId
    roles: frozenset[Role]
    is_key_account: bool = False
    has_departed: bool = False

    @property
    def may_own(self) -> bool:
        return not self.has_departed and not OWNING_ROLES.isdisjoint(self.roles)


@dataclass(frozen=True, slots=True)
class Pool:
    """A shared set of customers; nobody claims from one that is closed."""

    id: PoolId
    name: str
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the pools they belong to, as member or as admin, directly or through a team."""

    person: Person
    pool_ids: frozenset[PoolId]
    administered_pool_ids: frozenset[PoolId] = frozenset()

    @property
    def may_own(self) -> bool:
        return self.person.may_own

    def administers(self, pool_id: PoolId | None) -> bool:
        """Whether they are an admin of this pool still."""
        return pool_id in self.administered_pool_ids and not self.person.has_departed

    def has(self, role: Role) -> bool:
        """Whether they hold this role still."""
        return role in self.person.roles and not self.person.has_departed


def open_to(actor: Actor, pools: Iterable[Pool]) -> PoolId | None:
    """The first pool, by its id, that is open and that the actor belongs to."""
    return min((pool.id for pool in pools if pool.is_open and pool.id in actor.pool_ids), default=None)
