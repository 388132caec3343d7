"""What a person may ask of one customer. A batch is many commands, each with its own verdict."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.identifiers import CustomerId, FollowUpId, Instant


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
    """Give a customer back. `ownership_version` is the ownership that the person saw."""

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


type Command = Claim | Release | AddFollowUp
