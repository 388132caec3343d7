"""What followed from an accepted command: past tense, and exactly what gets stored."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.commands import AddFollowUp
from domain.customers import Customer
from domain.identifiers import CustomerId, Instant, PersonId


class Verb(StrEnum):
    """How an ownership changed (SPEC §2)."""

    REGISTER = "register"
    IMPORT = "import"
    CLAIM = "claim"
    RELEASE = "release"
    ASSIGN = "assign"
    RECYCLE = "recycle"
    CONVERT_TO_POOL = "convert_to_pool"
    CONVERT_TO_ORDINARY = "convert_to_ordinary"
    EXTEND = "extend"
    LOCK = "lock"
    UNLOCK = "unlock"
    DEPART = "depart"
    REINSTATE = "reinstate"
    FLOW_IN = "flow_in"


@dataclass(frozen=True, slots=True)
class OwnerChanged:
    """`to_owner_id` is None where the customer went back to its pool."""

    customer_id: CustomerId
    verb: Verb
    from_owner_id: PersonId | None
    to_owner_id: PersonId | None
    at: Instant
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoolDownStarted:
    """`person_id` may not claim this customer again before `until`."""

    customer_id: CustomerId
    person_id: PersonId
    until: Instant


@dataclass(frozen=True, slots=True)
class QuotaMoved:
    """What one act did to a person's figures: claims of today, and places that count toward the cap."""

    person_id: PersonId
    claims: int
    holding: int


@dataclass(frozen=True, slots=True)
class FollowUpAdded:
    """`is_counted` says whether it moves the current owner's deadlines."""

    follow_up: AddFollowUp
    author_id: PersonId
    is_counted: bool


type Effect = OwnerChanged | CoolDownStarted | QuotaMoved | FollowUpAdded


def applied(customer: Customer, effects: tuple[Effect, ...]) -> Customer:
    """The customer after `effects`, in their order."""
    for effect in effects:
        match effect:
            case OwnerChanged(to_owner_id=owner_id, at=at):
                customer = customer.back_in_pool() if owner_id is None else customer.held_by(owner_id, since=at)
            case FollowUpAdded(follow_up=follow_up, is_counted=True):
                last = customer.last_follow_up_at
                latest = follow_up.happened_at if last is None else max(last, follow_up.happened_at)
                customer = replace(customer, last_follow_up_at=latest)
            case _:
                pass
    return customer
