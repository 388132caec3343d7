"""A customer as the court sees it: who holds it, since when, and what moved its deadlines."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.identifiers import CustomerId, Instant, PersonId, PoolId


class PoolState(StrEnum):
    """Where a customer stands. `pending` waits for a manager, `dormant` is in no list yet (H 105, H 109)."""

    UNASSIGNED = "unassigned"
    ASSIGNED = "assigned"
    ORDINARY = "ordinary"
    PENDING = "pending"
    DORMANT = "dormant"


@dataclass(frozen=True, slots=True)
class Customer:
    """What the rules read. `ownership_version` counts ownership events, so a stale release can be told.

    `last_follow_up_at` is the current owner's own, since they acquired it: nobody else's counts (SPEC §2).
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

    def held_by(self, owner_id: PersonId, since: Instant) -> "Customer":
        """The same customer in new hands: every clock starts anew, locks and extensions end."""
        return replace(
            self,
            state=PoolState.ASSIGNED,
            owner_id=owner_id,
            acquired_at=since,
            ownership_version=self.ownership_version + 1,
            last_follow_up_at=None,
            is_locked=False,
            extended_until=None,
        )

    def back_in_pool(self) -> "Customer":
        """The same customer, held by nobody."""
        return replace(
            self,
            state=PoolState.UNASSIGNED,
            owner_id=None,
            acquired_at=None,
            ownership_version=self.ownership_version + 1,
            last_follow_up_at=None,
            is_locked=False,
            extended_until=None,
        )
