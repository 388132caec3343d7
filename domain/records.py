"""What lies with a customer, as the court needs to know it: which it is, whose, and how it stands."""

from dataclasses import dataclass
from enum import StrEnum

from domain.identifiers import (
    CertificationId,
    ContactId,
    CustomerId,
    FollowUpId,
    Instant,
    PersonId,
    TagId,
)


class Origin(StrEnum):
    """Who certified: a manager what a rep sent in (档案认证), or the customer itself upstream (客户认证)."""

    PROFILE = "profile"
    CUSTOMER = "customer"


class CertificationState(StrEnum):
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class FollowUpRecord:
    """`is_counted` says whether it is work of the present ownership."""

    id: FollowUpId
    customer_id: CustomerId
    author_id: PersonId
    happened_at: Instant
    is_counted: bool


@dataclass(frozen=True, slots=True)
class ContactRecord:
    id: ContactId
    customer_id: CustomerId


@dataclass(frozen=True, slots=True)
class TagRecord:
    id: TagId
    is_retired: bool


@dataclass(frozen=True, slots=True)
class CertificationRecord:
    """`is_of_subtree` says whether whoever asked works at or below the actor's own team."""

    id: CertificationId
    customer_id: CustomerId
    origin: Origin
    state: CertificationState
    is_of_subtree: bool


type Record = FollowUpRecord | ContactRecord | TagRecord | CertificationRecord
