"""What a person may ask of one customer. A batch is many commands, each with its own verdict.

`ownership_version` is the ownership that the person saw: whoever came between is not overruled unseen.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.identifiers import (
    AttachmentId,
    CertificationId,
    ContactId,
    CustomerId,
    FollowUpId,
    Instant,
    PersonId,
    PoolId,
    TagId,
)


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
    attachments: tuple[AttachmentId, ...] = ()


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


@dataclass(frozen=True, slots=True)
class EditFollowUp:
    """Say it otherwise: when it happened stays, and so do what it did to deadlines and what is attached."""

    customer_id: CustomerId
    follow_up_id: FollowUpId
    kind: FollowUpKind
    text: str
    next_on: date | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class SaveContact:
    """Add somebody at a customer, or write anew what is known of them (H 121)."""

    customer_id: CustomerId
    contact_id: ContactId
    name: str
    position: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RemoveContact:
    customer_id: CustomerId
    contact_id: ContactId


@dataclass(frozen=True, slots=True)
class WriteNote:
    """The note on the customer itself, in place of the one before."""

    customer_id: CustomerId
    note: str


@dataclass(frozen=True, slots=True)
class PutTag:
    customer_id: CustomerId
    tag_id: TagId


@dataclass(frozen=True, slots=True)
class TakeTag:
    """Take a tag off; also a bare text that an import brought."""

    customer_id: CustomerId
    tag_id: TagId


@dataclass(frozen=True, slots=True)
class SubmitCertification:
    """What a rep says that a customer is by its licence (H 117). `capital` counts whole units of `currency`."""

    customer_id: CustomerId
    certification_id: CertificationId
    company_name: str
    uscc: str
    capital: str
    currency: str
    founded_on: date
    address: str
    licence_id: AttachmentId


@dataclass(frozen=True, slots=True)
class ApproveCertification:
    customer_id: CustomerId
    certification_id: CertificationId


@dataclass(frozen=True, slots=True)
class RejectCertification:
    """`note` says why, for whoever asked."""

    customer_id: CustomerId
    certification_id: CertificationId
    note: str


@dataclass(frozen=True, slots=True)
class RevokeCertification:
    """Undo an approval, so that another may be asked for (H 119)."""

    customer_id: CustomerId
    certification_id: CertificationId
    note: str


@dataclass(frozen=True, slots=True)
class RegisterCustomer:
    """Enter a new customer, which is the rep's own at once (SPEC §3). `pool_id` None: no pool is open to them."""

    customer_id: CustomerId
    pool_id: PoolId | None
    name: str
    uscc: str = ""
    region: str = ""
    city: str = ""
    industry: str = ""
    source: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""
    address: str = ""
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
    | EditFollowUp
    | SaveContact
    | RemoveContact
    | WriteNote
    | PutTag
    | TakeTag
    | SubmitCertification
    | ApproveCertification
    | RejectCertification
    | RevokeCertification
    | RegisterCustomer
)
