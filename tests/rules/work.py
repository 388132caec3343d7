"""What a step asks about all that lies with a customer, as the command that both judges are asked."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from domain.commands import (
    ApproveCertification,
    Command,
    EditFollowUp,
    FollowUpKind,
    PutTag,
    RegisterCustomer,
    RejectCertification,
    RemoveContact,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
    TakeTag,
    WriteNote,
)
from domain.identifiers import AttachmentId, CertificationId, ContactId, CustomerId, FollowUpId, PoolId, TagId
from tests.rules.story import Step

NOTHING = "0" * 32

_IDS = count(1 << 64)


def new_id() -> str:
    return f"{next(_IDS):032x}"


@dataclass(frozen=True)
class Likeness:
    """By what customer `a` would be known again; `contact_phone` is of every contact that a story saves."""

    name: str = "宏图电路"
    uscc: str = "91440300708461136T"
    phone: str = "0755-26601234"
    contact_phone: str = "0755-26605678"


@dataclass
class Brought:
    """What a story has brought forth so far, by its customers: later steps name it again."""

    follow_ups: dict[str, FollowUpId] = field(default_factory=dict)
    contacts: dict[str, ContactId] = field(default_factory=dict)
    certifications: dict[str, CertificationId] = field(default_factory=dict)

    def keep(self, step: Step, accepted: Command) -> None:
        match accepted:
            case SaveContact():
                self.contacts[step.customer] = accepted.contact_id
            case SubmitCertification():
                self.certifications[step.customer] = accepted.certification_id
            case _:
                pass


def work_of(
    step: Step, customer_id: CustomerId, pool_id: PoolId, brought: Brought, tag_id: TagId, like: Likeness
) -> Command | None:
    """None where a step is of another kind. `tag_id` is the tag that it names, `like` tells of customer `a`."""
    follow_up_id = brought.follow_ups.get(step.customer, FollowUpId(NOTHING))
    certification_id = brought.certifications.get(step.customer, CertificationId(NOTHING))
    contact_id = brought.contacts.get(step.customer, ContactId(NOTHING))
    match step.verb:
        case "contact":
            known = brought.contacts.get(step.customer, ContactId(new_id()))
            return SaveContact(customer_id, known, "李工", "采购", like.contact_phone)
        case "drop_contact":
            return RemoveContact(customer_id, contact_id)
        case "note":
            return WriteNote(customer_id, "月结 30 天")
        case "tag":
            return PutTag(customer_id, tag_id)
        case "untag":
            return TakeTag(customer_id, tag_id)
        case "edit":
            return EditFollowUp(customer_id, follow_up_id, FollowUpKind.EMAIL, "改寄样品", date(2027, 1, 1))
        case "certify":
            return SubmitCertification(
                customer_id,
                CertificationId(new_id()),
                like.name,
                like.uscc,
                "3,000,000",
                "CNY",
                date(2011, 2, 28),
                "福田区",
                AttachmentId(new_id()),
            )
        case "approve":
            return ApproveCertification(customer_id, certification_id)
        case "reject":
            return RejectCertification(customer_id, certification_id, "执照看不清")
        case "revoke":
            return RevokeCertification(customer_id, certification_id, "执照已注销")
        case "register":
            return RegisterCustomer(
                customer_id,
                None if step.argument == "outside" else pool_id,
                like.name if step.argument == "name" else f"新客户{new_id()}",
                uscc=like.uscc if step.argument == "uscc" else "",
                phone={"phone": like.phone, "contact": like.contact_phone}.get(step.argument, ""),
            )
        case _:
            return None
