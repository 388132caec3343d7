"""What followed from an accepted command: past tense, and exactly what gets stored."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.commands import AddFollowUp, EditFollowUp, RegisterCustomer, SaveContact, SubmitCertification
from domain.customers import Customer, Place, Standing
from domain.deadlines import Outflow
from domain.identifiers import CertificationId, ContactId, CustomerId, FollowUpId, Instant, PersonId, TagId
from domain.records import CertificationState


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
    """`to_owner_id` is None where nobody holds it now. `due` is the deadline by which it was recycled."""

    customer_id: CustomerId
    verb: Verb
    from_owner_id: PersonId | None
    to_owner_id: PersonId | None
    place: Place
    at: Instant
    note: str = ""
    due: Outflow | None = None


@dataclass(frozen=True, slots=True)
class CoolDownStarted:
    """`person_id` may not claim this customer again before `until`."""

    customer_id: CustomerId
    person_id: PersonId
    until: Instant


@dataclass(frozen=True, slots=True)
class DeadlineExtended:
    """The deadline stood at `before` and stands no earlier than `until` now, as long as this ownership lasts."""

    customer_id: CustomerId
    before: Outflow
    until: Instant
    days: int
    at: Instant


@dataclass(frozen=True, slots=True)
class LockChanged:
    customer_id: CustomerId
    is_locked: bool
    at: Instant


@dataclass(frozen=True, slots=True)
class QuotaMoved:
    """What one act did to a person's figures: claims of today, places that count toward the cap, locked customers."""

    person_id: PersonId
    claims: int = 0
    holding: int = 0
    locked: int = 0


@dataclass(frozen=True, slots=True)
class FollowUpAdded:
    """`is_counted` says whether it is work of the present ownership: then it moves deadlines and the owner's plan."""

    follow_up: AddFollowUp
    author_id: PersonId
    is_counted: bool


@dataclass(frozen=True, slots=True)
class ReinstatementAsked:
    """`follow_up_id` names the request too: there is one for each late follow-up."""

    customer_id: CustomerId
    follow_up_id: FollowUpId
    person_id: PersonId
    at: Instant


@dataclass(frozen=True, slots=True)
class ReinstatementAnswered:
    customer_id: CustomerId
    follow_up_id: FollowUpId
    is_granted: bool
    at: Instant
    note: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpEdited:
    """`is_latest` says whether it is the present owner's last word: then it moves their plan."""

    follow_up: EditFollowUp
    is_latest: bool
    at: Instant


@dataclass(frozen=True, slots=True)
class ContactSaved:
    contact: SaveContact


@dataclass(frozen=True, slots=True)
class ContactRemoved:
    customer_id: CustomerId
    contact_id: ContactId


@dataclass(frozen=True, slots=True)
class NoteWritten:
    customer_id: CustomerId
    note: str


@dataclass(frozen=True, slots=True)
class TagChanged:
    """The customer has this tag now, or has it no longer; whether it had it before is all one."""

    customer_id: CustomerId
    tag_id: TagId
    is_put: bool


@dataclass(frozen=True, slots=True)
class CertificationSubmitted:
    submission: SubmitCertification
    person_id: PersonId
    at: Instant


@dataclass(frozen=True, slots=True)
class CertificationAnswered:
    """Approved, rejected or revoked. `standing` is the customer's after it."""

    customer_id: CustomerId
    certification_id: CertificationId
    state: CertificationState
    standing: Standing
    at: Instant
    note: str = ""


@dataclass(frozen=True, slots=True)
class CustomerRegistered:
    """A customer that was not there; who holds it is told by an `OwnerChanged` besides."""

    customer: RegisterCustomer


type Effect = (
    OwnerChanged
    | CoolDownStarted
    | DeadlineExtended
    | LockChanged
    | QuotaMoved
    | FollowUpAdded
    | ReinstatementAsked
    | ReinstatementAnswered
    | FollowUpEdited
    | ContactSaved
    | ContactRemoved
    | NoteWritten
    | TagChanged
    | CertificationSubmitted
    | CertificationAnswered
    | CustomerRegistered
)


def applied(customer: Customer, effects: tuple[Effect, ...]) -> Customer:
    """The customer after `effects`, in their order."""
    for effect in effects:
        match effect:
            case OwnerChanged():
                customer = customer.moved(effect.to_owner_id, effect.place, effect.at)
            case DeadlineExtended():
                customer = replace(customer, extended_until=effect.until, extensions=customer.extensions + 1)
            case LockChanged():
                customer = replace(customer, is_locked=effect.is_locked)
            case FollowUpAdded(is_counted=True):
                happened_at, last = effect.follow_up.happened_at, customer.last_follow_up_at
                customer = replace(customer, last_follow_up_at=happened_at if last is None else max(last, happened_at))
            case CertificationSubmitted():
                customer = replace(customer, certification=Standing.SUBMITTED)
            case CertificationAnswered():
                customer = replace(customer, certification=effect.standing)
            case _:
                pass
    return customer
