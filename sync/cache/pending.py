"""What the person has asked and the base does not show yet. Predictions are never stored: they are this, judged."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, select

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
from domain.identifiers import CustomerId, Instant
from domain.instants import instant
from sync.cache.answers import PENDING, CommandState, Mark
from sync.cache.lookup import among
from sync.cache.tables import outbox
from sync.protocol.commands import MalformedBody, decode_command

ON_REQUESTS = frozenset({"ask_reinstatement", "reinstate", "decline_reinstatement"})
"""Verbs about asking a customer back."""

MOVES_OWNERS = ON_REQUESTS | {
    "claim", "release", "assign", "lock", "unlock", "convert_to_pool", "convert_to_ordinary", "register_customer",
    "submit_certification", "approve_certification", "reject_certification", "revoke_certification",
}  # fmt: skip
"""Verbs that take their share of limits, decide who stands in which list or how a customer is certified. They are few,
follow-ups may be many."""

_ON_REQUEST = (AskReinstatement, Reinstate, DeclineReinstatement)

_DESCRIBES = (
    EditFollowUp,
    SaveContact,
    RemoveContact,
    WriteNote,
    PutTag,
    TakeTag,
    SubmitCertification,
    ApproveCertification,
    RejectCertification,
    RevokeCertification,
    RegisterCustomer,
)

_SHOWN = [state.value for state in PENDING | {CommandState.NEEDS_YOU}]


@dataclass(frozen=True, slots=True)
class Asked:
    """A command on its way, or one that waits for a word of the person."""

    no: int
    id: str
    command: Command
    state: CommandState
    asked_at: Instant
    is_intent: bool

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING


@dataclass(frozen=True, slots=True)
class Pending:
    """By customer, in the order in which things were asked."""

    by_customer: Mapping[CustomerId, tuple[Asked, ...]] = field(default_factory=dict)

    def of(self, customer_id: str) -> tuple[Asked, ...]:
        return self.by_customer.get(CustomerId(customer_id), ())

    @property
    def all(self) -> list[Asked]:
        return [asked for some in self.by_customer.values() for asked in some]

    def released(self) -> list[str]:
        """Customers that are leaving: in no list of the person's own any more."""
        return [asked.command.customer_id for asked in self.all if asked.is_pending and _is(asked, Release)]

    def directed(self) -> list[str]:
        """Customers that are on their way to other hands or into a pool."""
        return [
            asked.command.customer_id
            for asked in self.all
            if asked.is_pending and isinstance(asked.command, Assign | Reinstate | ConvertToPool)
        ]

    def claimed(self) -> list[str]:
        return [asked.command.customer_id for asked in self.all if asked.is_pending and _is(asked, Claim)]

    def holds(self, command: Command) -> bool:
        """Whether the same act on the same customer is on its way already."""
        if isinstance(command, AddFollowUp):
            return False
        waiting = [asked.command for asked in self.of(command.customer_id) if asked.is_pending]
        if isinstance(command, Claim | Release):
            return any(isinstance(one, type(command)) for one in waiting)
        if isinstance(command, PutTag | TakeTag):
            same = [one for one in waiting if isinstance(one, PutTag | TakeTag) and one.tag_id == command.tag_id]
            return bool(same) and type(same[-1]) is type(command)
        # Of the others the last counts: locked, unlocked and locked again are three acts.
        return bool(waiting) and _is_same(waiting[-1], command)

    def marks(self, customer_id: str) -> frozenset[Mark]:
        return frozenset(mark for asked in self.of(customer_id) for mark in _marks(asked))


def pending(
    connection: Connection, customer_ids: Iterable[str] | None = None, *, verbs: Collection[str] | None = None
) -> Pending:
    """Of these customers, or of all; of these verbs, or of all."""
    rows: Select[Any] = (
        select(outbox.c.no, outbox.c.id, outbox.c.body, outbox.c.state, outbox.c.asked_at, outbox.c.is_intent)
        .where(outbox.c.state.in_(_SHOWN))
        .order_by(outbox.c.no)
    )
    if customer_ids is not None:
        rows = rows.where(among(outbox.c.customer_id, customer_ids))
    if verbs is not None:
        rows = rows.where(outbox.c.verb.in_(sorted(verbs)))
    by_customer: dict[CustomerId, list[Asked]] = {}
    for row in connection.execute(rows):
        try:
            command = decode_command(row.body)
        except MalformedBody:  # about the company, or asked with a newer program; the sync centre still shows it
            continue
        asked = Asked(row.no, row.id, command, CommandState(row.state), instant(row.asked_at), row.is_intent)
        by_customer.setdefault(command.customer_id, []).append(asked)
    return Pending({customer_id: tuple(some) for customer_id, some in by_customer.items()})


def _is(asked: Asked, verb: type[Command]) -> bool:
    return isinstance(asked.command, verb)


def _is_same(one: Command, other: Command) -> bool:
    """The same wish; an extension is not, for two of them are twice as long."""
    if isinstance(one, Assign) and isinstance(other, Assign):
        return one.to_person_id == other.to_person_id
    if isinstance(one, _ON_REQUEST) and isinstance(other, _ON_REQUEST):
        return type(one) is type(other) and one.follow_up_id == other.follow_up_id
    return type(one) is type(other) and isinstance(one, Lock | Unlock | ConvertToPool | ConvertToOrdinary)


def _marks(asked: Asked) -> Iterable[Mark]:
    if asked.state is CommandState.NEEDS_YOU:
        yield Mark.NEEDS_YOU
        return
    if asked.state is CommandState.CHECKING:
        yield Mark.CHECKING
    match asked.command:
        case Claim():
            yield Mark.CLAIM_INTENT if asked.is_intent else Mark.CLAIM_SUBMITTED
        case Release():
            yield Mark.RELEASE_WAITING
        case AddFollowUp():
            if asked.state is not CommandState.ANSWERED:
                yield Mark.FOLLOW_UP_WAITING
        case DeclineReinstatement():
            pass  # the customer stays where it is
        case _ if isinstance(asked.command, _DESCRIBES):
            if asked.state is not CommandState.ANSWERED:
                yield Mark.CHANGE_WAITING
        case _:
            yield Mark.TERMS_WAITING
