"""A customer as the court sees it: who holds it, since when, and what moved its deadlines."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.identifiers import CustomerId, Instant, PersonId, PoolId, TeamId


class PoolState(StrEnum):
    """Where a customer stands. `pending` waits for a manager, `dormant` is in no list yet (H 105, H 109)."""

    UNASSIGNED = "unassigned"
    ASSIGNED = "assigned"
    ORDINARY = "ordinary"
    PENDING = "pending"
    DORMANT = "dormant"


class Standing(StrEnum):
    """How far a customer is certified: asked for, by its profile, or by itself upstream (H 118)."""

    NONE = ""
    SUBMITTED = "submitted"
    PROFILE = "profile"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Customer:
    """What the rules read. `ownership_version` counts ownership events, so a stale release can be told.

    `last_follow_up_at` is the current owner's own, since they acquired it: nobody else's counts (SPEC §2).
    `team_id` is the team in which a pending customer waits; `extensions` counts those of this ownership.
    """

    id: CustomerId
    pool_id: PoolId | None
    state: PoolState
    owner_id: PersonId | None = None
    acquired_at: Instant | None = None
    ownership_version: int = 0
    last_order_at: Instant | None = None
    last_follow_up_at: Instant | None = None
    is_locked: bool = False
    extended_until: Instant | None = None
    extensions: int = 0
    team_id: TeamId | None = None
    certification: Standing = Standing.NONE

    @property
    def place(self) -> "Place":
        return Place(self.state, self.pool_id, self.team_id)

    def moved(self, owner_id: PersonId | None, place: "Place", at: Instant) -> "Customer":
        """The same customer in other hands or elsewhere: every clock starts anew, locks and extensions end."""
        return replace(
            self,
            state=place.state,
            pool_id=place.pool_id,
            team_id=place.team_id,
            owner_id=owner_id,
            # Only who holds a pool customer acquires it: an ordinary one has no deadlines to count from.
            acquired_at=at if place.state is PoolState.ASSIGNED else None,
            ownership_version=self.ownership_version + 1,
            last_follow_up_at=None,
            is_locked=False,
            extended_until=None,
            extensions=0,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a customer stands besides in whose hands. A pending one waits in the team of whoever held it."""

    state: PoolState
    pool_id: PoolId | None = None
    team_id: TeamId | None = None


def in_hands(pool_id: PoolId | None) -> Place:
    """Held by somebody: by the rules of its pool, or as an ordinary customer where it has none."""
    return Place(PoolState.ORDINARY if pool_id is None else PoolState.ASSIGNED, pool_id)


def in_pool(pool_id: PoolId) -> Place:
    """Held by nobody, for any member to claim."""
    return Place(PoolState.UNASSIGNED, pool_id)
