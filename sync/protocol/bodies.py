"""What each command about a customer says on its way, tagged by its verb."""

import msgspec


class ClaimBody(msgspec.Struct, frozen=True, tag="claim", tag_field="verb"):
    customer_id: str
    asked_at: int


class ReleaseBody(msgspec.Struct, frozen=True, tag="release", tag_field="verb"):
    customer_id: str
    ownership_version: int
    note: str = ""


class FollowUpBody(msgspec.Struct, frozen=True, tag="follow_up", tag_field="verb"):
    customer_id: str
    follow_up_id: str
    medium: str
    text: str
    happened_at: int
    next_on: str | None = None
    contact: str = ""
    attachments: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    """Unset where there are none, as it always was: a body is the same bytes for ever."""


class AssignBody(msgspec.Struct, frozen=True, tag="assign", tag_field="verb"):
    customer_id: str
    ownership_version: int
    to_person_id: str
    note: str = ""


class ExtendBody(msgspec.Struct, frozen=True, tag="extend", tag_field="verb"):
    customer_id: str
    ownership_version: int
    days: int


class LockBody(msgspec.Struct, frozen=True, tag="lock", tag_field="verb"):
    customer_id: str
    ownership_version: int


class UnlockBody(msgspec.Struct, frozen=True, tag="unlock", tag_field="verb"):
    customer_id: str
    ownership_version: int


class ConvertToPoolBody(msgspec.Struct, frozen=True, tag="convert_to_pool", tag_field="verb"):
    customer_id: str
    ownership_version: int
    pool_id: str


class ConvertToOrdinaryBody(msgspec.Struct, frozen=True, tag="convert_to_ordinary", tag_field="verb"):
    customer_id: str
    ownership_version: int


class AskReinstatementBody(msgspec.Struct, frozen=True, tag="ask_reinstatement", tag_field="verb"):
    customer_id: str
    follow_up_id: str


class ReinstateBody(msgspec.Struct, frozen=True, tag="reinstate", tag_field="verb"):
    customer_id: str
    ownership_version: int
    follow_up_id: str


class DeclineReinstatementBody(msgspec.Struct, frozen=True, tag="decline_reinstatement", tag_field="verb"):
    customer_id: str
    follow_up_id: str
    note: str = ""


class EditFollowUpBody(msgspec.Struct, frozen=True, tag="edit_follow_up", tag_field="verb"):
    customer_id: str
    follow_up_id: str
    medium: str
    text: str
    next_on: str | None = None
    contact: str = ""


class SaveContactBody(msgspec.Struct, frozen=True, tag="save_contact", tag_field="verb"):
    customer_id: str
    contact_id: str
    name: str
    position: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""
    note: str = ""


class RemoveContactBody(msgspec.Struct, frozen=True, tag="remove_contact", tag_field="verb"):
    customer_id: str
    contact_id: str


class WriteNoteBody(msgspec.Struct, frozen=True, tag="write_note", tag_field="verb"):
    customer_id: str
    note: str


class PutTagBody(msgspec.Struct, frozen=True, tag="put_tag", tag_field="verb"):
    customer_id: str
    tag_id: str


class TakeTagBody(msgspec.Struct, frozen=True, tag="take_tag", tag_field="verb"):
    customer_id: str
    tag_id: str


class SubmitCertificationBody(msgspec.Struct, frozen=True, tag="submit_certification", tag_field="verb"):
    customer_id: str
    certification_id: str
    company_name: str
    uscc: str
    capital: str
    currency: str
    founded_on: str
    address: str
    licence_id: str


class ApproveCertificationBody(msgspec.Struct, frozen=True, tag="approve_certification", tag_field="verb"):
    customer_id: str
    certification_id: str


class RejectCertificationBody(msgspec.Struct, frozen=True, tag="reject_certification", tag_field="verb"):
    customer_id: str
    certification_id: str
    note: str


class RevokeCertificationBody(msgspec.Struct, frozen=True, tag="revoke_certification", tag_field="verb"):
    customer_id: str
    certification_id: str
    note: str


class RegisterCustomerBody(msgspec.Struct, frozen=True, tag="register_customer", tag_field="verb"):
    customer_id: str
    pool_id: str | None
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


type MoveBody = (
    ClaimBody
    | ReleaseBody
    | FollowUpBody
    | AssignBody
    | ExtendBody
    | LockBody
    | UnlockBody
    | ConvertToPoolBody
    | ConvertToOrdinaryBody
    | AskReinstatementBody
    | ReinstateBody
    | DeclineReinstatementBody
)
"""Of commands that move a customer or its terms, and of follow-ups."""

type WorkBody = (
    EditFollowUpBody
    | SaveContactBody
    | RemoveContactBody
    | WriteNoteBody
    | PutTagBody
    | TakeTagBody
    | SubmitCertificationBody
    | ApproveCertificationBody
    | RejectCertificationBody
    | RevokeCertificationBody
    | RegisterCustomerBody
)
"""Of what else is done with one."""

type Body = MoveBody | WorkBody
