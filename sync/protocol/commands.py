"""Intents that travel up. The body stays raw in its envelope, so that one odd command cannot spoil a push."""

import hashlib
from dataclasses import asdict
from datetime import date
from typing import assert_never

import msgspec

from domain.commands import (
    AddFollowUp,
    ApproveCertification,
    AskReinstatement,
    Assign,
    Claim,
    Command,
    ConvertToOrdinary,
    ConvertToPool,
    DeclineReinstatement,
    EditFollowUp,
    Extend,
    FollowUpKind,
    Lock,
    PutTag,
    RegisterCustomer,
    Reinstate,
    RejectCertification,
    Release,
    RemoveContact,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
    TakeTag,
    Unlock,
    WriteNote,
)
from domain.identifiers import (
    AttachmentId,
    CertificationId,
    ContactId,
    CustomerId,
    FollowUpId,
    PersonId,
    PoolId,
    TagId,
)
from domain.instants import instant, millis
from sync.protocol.bodies import (
    ApproveCertificationBody,
    AskReinstatementBody,
    AssignBody,
    Body,
    ClaimBody,
    ConvertToOrdinaryBody,
    ConvertToPoolBody,
    DeclineReinstatementBody,
    EditFollowUpBody,
    ExtendBody,
    FollowUpBody,
    LockBody,
    PutTagBody,
    RegisterCustomerBody,
    ReinstateBody,
    RejectCertificationBody,
    ReleaseBody,
    RemoveContactBody,
    RevokeCertificationBody,
    SaveContactBody,
    SubmitCertificationBody,
    TakeTagBody,
    UnlockBody,
    WorkBody,
    WriteNoteBody,
)


class Envelope(msgspec.Struct, frozen=True, omit_defaults=True):
    """One command on its way. `id` (UUIDv7) was made at the click and never changes, however often it is sent.

    `accepted_at`: when the server accepted it once, as its asker remembers. A server that was restored from a backup
    does not, and takes the asker's word that a follow-up was theirs to write.
    """

    id: str
    person_id: str
    body: msgspec.Raw
    accepted_at: int | None = None


REGISTERED = RegisterCustomerBody.__struct_fields__[2:]
"""What a registration tells of the customer, by the names of its profile."""

_bodies: msgspec.json.Decoder[Body] = msgspec.json.Decoder(Body)


class MalformedBody(Exception):
    """A body of a verb or shape this side does not know: a newer peer's, or damaged."""


def body_hash(body: bytes) -> str:
    """What tells a retry from another command that reuses its id."""
    return hashlib.sha256(body).hexdigest()


def encode_command(command: Command) -> bytes:
    """The body of `command`: always the same bytes for the same command."""
    return msgspec.json.encode(_body(command))


def decode_command(body: bytes | msgspec.Raw) -> Command:
    """The command a body holds.

    Raises:
        MalformedBody: its verb, its shape or one of its values is not known here.
    """
    try:
        return _command(_bodies.decode(body))
    # Nesting deeper than the interpreter's stack is one more way to be malformed.
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise MalformedBody(str(error)) from error


def _command(body: Body) -> Command:
    match body:
        case ClaimBody():
            return Claim(CustomerId(body.customer_id), instant(body.asked_at))
        case ReleaseBody():
            return Release(CustomerId(body.customer_id), body.ownership_version, body.note)
        case FollowUpBody():
            return AddFollowUp(
                customer_id=CustomerId(body.customer_id),
                follow_up_id=FollowUpId(body.follow_up_id),
                kind=FollowUpKind(body.medium),
                text=body.text,
                happened_at=instant(body.happened_at),
                next_on=None if body.next_on is None else date.fromisoformat(body.next_on),
                contact=body.contact,
                attachments=tuple(map(AttachmentId, body.attachments or ())),
            )
        case AssignBody():
            return Assign(CustomerId(body.customer_id), body.ownership_version, PersonId(body.to_person_id), body.note)
        case ExtendBody():
            return Extend(CustomerId(body.customer_id), body.ownership_version, body.days)
        case LockBody():
            return Lock(CustomerId(body.customer_id), body.ownership_version)
        case UnlockBody():
            return Unlock(CustomerId(body.customer_id), body.ownership_version)
        case ConvertToPoolBody():
            return ConvertToPool(CustomerId(body.customer_id), body.ownership_version, PoolId(body.pool_id))
        case ConvertToOrdinaryBody():
            return ConvertToOrdinary(CustomerId(body.customer_id), body.ownership_version)
        case AskReinstatementBody():
            return AskReinstatement(CustomerId(body.customer_id), FollowUpId(body.follow_up_id))
        case ReinstateBody():
            follow_up_id = FollowUpId(body.follow_up_id)
            return Reinstate(CustomerId(body.customer_id), body.ownership_version, follow_up_id)
        case DeclineReinstatementBody():
            return DeclineReinstatement(CustomerId(body.customer_id), FollowUpId(body.follow_up_id), body.note)
        case _:
            return _work(body)


def _work(body: WorkBody) -> Command:
    """What is done with a customer besides moving it."""
    customer_id = CustomerId(body.customer_id)
    match body:
        case EditFollowUpBody():
            next_on = None if body.next_on is None else date.fromisoformat(body.next_on)
            kind = FollowUpKind(body.medium)
            return EditFollowUp(customer_id, FollowUpId(body.follow_up_id), kind, body.text, next_on, body.contact)
        case SaveContactBody():
            return SaveContact(
                customer_id, ContactId(body.contact_id), body.name, body.position, body.phone, body.email, body.wechat,
                body.note,
            )  # fmt: skip
        case RemoveContactBody():
            return RemoveContact(customer_id, ContactId(body.contact_id))
        case WriteNoteBody():
            return WriteNote(customer_id, body.note)
        case PutTagBody():
            return PutTag(customer_id, TagId(body.tag_id))
        case TakeTagBody():
            return TakeTag(customer_id, TagId(body.tag_id))
        case SubmitCertificationBody():
            return SubmitCertification(
                customer_id=customer_id,
                certification_id=CertificationId(body.certification_id),
                company_name=body.company_name,
                uscc=body.uscc,
                capital=body.capital,
                currency=body.currency,
                founded_on=date.fromisoformat(body.founded_on),
                address=body.address,
                licence_id=AttachmentId(body.licence_id),
            )
        case ApproveCertificationBody():
            return ApproveCertification(customer_id, CertificationId(body.certification_id))
        case RejectCertificationBody():
            return RejectCertification(customer_id, CertificationId(body.certification_id), body.note)
        case RevokeCertificationBody():
            return RevokeCertification(customer_id, CertificationId(body.certification_id), body.note)
        case RegisterCustomerBody():
            pool_id = None if body.pool_id is None else PoolId(body.pool_id)
            fields = {name: getattr(body, name) for name in REGISTERED}
            return RegisterCustomer(customer_id, pool_id, **fields)
        case _:
            assert_never(body)


def _body(command: Command) -> Body:
    match command:
        case Claim():
            return ClaimBody(command.customer_id, millis(command.asked_at))
        case Release():
            return ReleaseBody(command.customer_id, command.ownership_version, command.note)
        case AddFollowUp():
            return FollowUpBody(
                customer_id=command.customer_id,
                follow_up_id=command.follow_up_id,
                medium=command.kind.value,
                text=command.text,
                happened_at=millis(command.happened_at),
                next_on=None if command.next_on is None else command.next_on.isoformat(),
                contact=command.contact,
                attachments=command.attachments or msgspec.UNSET,
            )
        case Assign():
            return AssignBody(command.customer_id, command.ownership_version, command.to_person_id, command.note)
        case Extend():
            return ExtendBody(command.customer_id, command.ownership_version, command.days)
        case Lock():
            return LockBody(command.customer_id, command.ownership_version)
        case Unlock():
            return UnlockBody(command.customer_id, command.ownership_version)
        case ConvertToPool():
            return ConvertToPoolBody(command.customer_id, command.ownership_version, command.pool_id)
        case ConvertToOrdinary():
            return ConvertToOrdinaryBody(command.customer_id, command.ownership_version)
        case AskReinstatement():
            return AskReinstatementBody(command.customer_id, command.follow_up_id)
        case Reinstate():
            return ReinstateBody(command.customer_id, command.ownership_version, command.follow_up_id)
        case DeclineReinstatement():
            return DeclineReinstatementBody(command.customer_id, command.follow_up_id, command.note)
        case EditFollowUp():
            next_on = None if command.next_on is None else command.next_on.isoformat()
            return EditFollowUpBody(
                command.customer_id, command.follow_up_id, command.kind.value, command.text, next_on, command.contact
            )
        case SaveContact():
            return SaveContactBody(**asdict(command))
        case RemoveContact():
            return RemoveContactBody(command.customer_id, command.contact_id)
        case WriteNote():
            return WriteNoteBody(command.customer_id, command.note)
        case PutTag():
            return PutTagBody(command.customer_id, command.tag_id)
        case TakeTag():
            return TakeTagBody(command.customer_id, command.tag_id)
        case SubmitCertification():
            return SubmitCertificationBody(**asdict(command) | {"founded_on": command.founded_on.isoformat()})
        case ApproveCertification():
            return ApproveCertificationBody(command.customer_id, command.certification_id)
        case RejectCertification():
            return RejectCertificationBody(command.customer_id, command.certification_id, command.note)
        case RevokeCertification():
            return RevokeCertificationBody(command.customer_id, command.certification_id, command.note)
        case RegisterCustomer():
            return RegisterCustomerBody(**asdict(command))
        case _:
            assert_never(command)
