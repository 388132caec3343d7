"""What a person may ask of one customer. A batch is many commands, each with its own verdict.

`ownership_version` is the ownership that the person saw: whoever came between is not overruled unseen.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.identifiers import CustomerId, FollowUpId, Instant, PersonId, PoolId


class FollowUpKind(StrEnum):
    PHONE = "phone"
    WECHAT = "wechat"
    VISIT = "visit"
    EMAIL = "email"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Claim:
    """Take an unassigned customer. Asked offline it is an intent, which grows stale."""

    customer_id: CustomerId
    asked_at: Instant


@dataclass(frozen=True, slots=True)
class Release:
    """Give a customer back, or take it back from whoever holds it (收回)."""

    customer_id: CustomerId
    ownership_version: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddFollowUp:
    """Record what happened with a customer, at the time it happened."""

    customer_id: CustomerId
    follow_up_id: FollowUpId
    kind: FollowUpKind
    text: str
    happened_at: Instant
    next_on: date | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Assign:
    """Give a customer to somebody, wherever it is now."""

    customer_id: CustomerId
    ownership_version: int
    to_person_id: PersonId
    note: str = ""


@dataclass(frozen=True, slots=True)
class Extend:
    """Move the present deadline later by so many days."""

    customer_id: CustomerId
    ownership_version: int
    days: int


@dataclass(frozen=True, slots=True)
class Lock:
    """Keep a customer of one's own from flowing out."""

    customer_id: CustomerId
    ownership_version: int


@dataclass(frozen=True, slots=True)
class Unlock:
    """Let the rules count again."""

    customer_id: CustomerId
    ownership_version: int


@dataclass(frozen=True, slots=True)
class ConvertToPool:
    """Put a customer under the rules of a pool; whoever holds it keeps it (转公海)."""

    customer_id: CustomerId
    ownership_version: int
    pool_id: PoolId


@dataclass(frozen=True, slots=True)
class ConvertToOrdinary:
    """Take a customer out of its pool's rules; whoever holds it keeps it (转普通)."""

    customer_id: CustomerId
    ownership_version: int


@dataclass(frozen=True, slots=True)
class AskReinstatement:
    """Ask for a customer back that flowed out although it had been followed up: that arrived too late (SPEC §2.4)."""

    customer_id: CustomerId
    follow_up_id: FollowUpId


@dataclass(frozen=True, slots=True)
class Reinstate:
    """Give it back to whoever wrote that follow-up."""

    customer_id: CustomerId
    ownership_version: int
    follow_up_id: FollowUpId


@dataclass(frozen=True, slots=True)
class DeclineReinstatement:
    """Leave it where it is, and say why."""

    customer_id: CustomerId
    follow_up_id: FollowUpId
    note: str = ""


type Command = (
    Claim
    | Release
    | AddFollowUp
    | Assign
    | Extend
    | Lock
    | Unlock
    | ConvertToPool
    | ConvertToOrdinary
    | AskReinstatement
    | Reinstate
    | DeclineReinstatement
)
