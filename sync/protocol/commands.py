"""Intents that travel up. The body stays raw in its envelope, so that one odd command cannot spoil a push."""

import hashlib
from datetime import date
from typing import assert_never

import msgspec

from domain.commands import (
    AddFollowUp,
    AskReinstatement,
    Assign,
    Claim,
    Command,
    ConvertToOrdinary,
    ConvertToPool,
    DeclineReinstatement,
    Extend,
    FollowUpKind,
    Lock,
    Reinstate,
    Release,
    Unlock,
)
from domain.identifiers import CustomerId, FollowUpId, PersonId, PoolId
from domain.instants import instant, millis


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


type Body = (
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


class Envelope(msgspec.Struct, frozen=True, omit_defaults=True):
    """One command on its way. `id` (UUIDv7) was made at the click and never changes, however often it is sent.

    `accepted_at`: when the server accepted it once, as its asker remembers. A server that was restored from a backup
    does not, and takes the asker's word that a follow-up was theirs to write.
    """

    id: str
    person_id: str
    body: msgspec.Raw
    accepted_at: int | None = None


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
        case _:
            assert_never(command)
