"""What came in, read once: which of it can go before the court, and what the rest is told."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from domain.commands import (
    AddFollowUp,
    AskReinstatement,
    Assign,
    ConvertToPool,
    DeclineReinstatement,
    EditFollowUp,
    RegisterCustomer,
    Reinstate,
    RejectCertification,
    Release,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
    TakeTag,
    WriteNote,
)
from domain.company import (
    ClosePool,
    Depart,
    FoundPool,
    MoveTeam,
    OpenPool,
    RemoveMember,
    RenamePool,
    SaveRuleset,
    SetMember,
)
from domain.flow_in import SaveFlowIn
from domain.identifiers import Instant
from domain.instants import millis
from domain.reasons import Fact, Reason
from domain.succession import named_record
from domain.tags import DeclineTag, GrantTag, RequestTag, RetireTag, ReviveTag, SaveTag, SaveTagGroup
from server.arbitration.repository import StoredReceipt
from server.arbitration.retention import is_beyond_receipts, is_id
from sync.protocol.acts import Act, decode_act, subject_of
from sync.protocol.commands import Envelope, MalformedBody, body_hash
from sync.protocol.messages import Receipt


@dataclass(frozen=True, slots=True)
class Asked:
    """One envelope. `command` is None where the server cannot read it: a newer client's, or damaged."""

    envelope: Envelope
    body_hash: str
    command: Act | None

    @property
    def id(self) -> str:
        return self.envelope.id

    @property
    def was_accepted_once(self) -> bool:
        """Says its asker, who keeps receipts longer than a restored server does."""
        return self.envelope.accepted_at is not None


def read_envelope(envelope: Envelope) -> Asked:
    body = bytes(envelope.body)
    try:
        command: Act | None = decode_act(body)
    except MalformedBody:
        command = None
    if command is not None and not _has_ids(command):
        command = None
    return Asked(envelope, body_hash(body), command)


def must_ask(asked: Asked, reason: Reason, now: Instant, facts: dict[str, Fact] | None = None) -> Receipt:
    """An answer that decides nothing: the command stays with its person. It is not kept, so it can be asked again."""
    return Receipt(asked.id, False, reason.value, facts or {}, must_ask=True, decided_at=millis(now))


def answer_without_judging(asked: Asked, person_id: str, stored: StoredReceipt | None, now: Instant) -> Receipt | None:
    """What a command is told that does not go before the court; None where it does."""
    if asked.envelope.person_id != person_id:
        return must_ask(asked, Reason.WRONG_PERSON, now)
    if not is_id(asked.id):
        return must_ask(asked, Reason.UNKNOWN_COMMAND, now)
    if stored is not None:
        if (stored.person_id, stored.body_hash) != (person_id, asked.body_hash):
            return must_ask(asked, Reason.ID_REUSED, now)
        return None if is_testimony_against(asked, stored) else stored.receipt
    if is_beyond_receipts(asked.id, now):
        return must_ask(asked, Reason.EXPIRED_UNKNOWN, now)
    if asked.command is None:
        return must_ask(asked, Reason.UNKNOWN_COMMAND, now)
    if not _is_storable(asked.command):
        return must_ask(asked, Reason.UNPROCESSABLE, now)
    return None


def is_testimony_against(asked: Asked, stored: StoredReceipt) -> bool:
    """A follow-up that we refused, and that we had accepted before a restore made us forget it, as its asker says."""
    return asked.was_accepted_once and not stored.receipt.is_accepted and isinstance(asked.command, AddFollowUp)


def first_of_each(asked: Sequence[Asked]) -> dict[str, Asked]:
    """Where an id comes twice in one push, the first is the one that counts."""
    firsts: dict[str, Asked] = {}
    for one in asked:
        firsts.setdefault(one.id, one)
    return firsts


def _has_ids(command: Act) -> bool:
    """Whether everything that it names could be something's name."""
    match command:
        case SetMember() | RemoveMember():
            return is_id(command.pool_id) and is_id(command.member_id)
        case SaveRuleset():
            return is_id(command.pool_id) and is_id(command.ruleset_id)
        case MoveTeam():
            return is_id(command.team_id) and (command.parent_id is None or is_id(command.parent_id))
        case SaveFlowIn():
            allocations = command.rules.allocations.values()
            pools = {command.rules.pool_id, *(allocation.pool_id for allocation in allocations)} - {None}
            people = {person_id for allocation in allocations for person_id in allocation.person_ids}
            return all(is_id(str(one)) for one in pools | people)
        case SaveTag():
            return is_id(command.tag_id) and is_id(command.group_id)
        case GrantTag():
            return is_id(command.request_id) and is_id(command.tag_id)
        case SaveTagGroup() | RetireTag() | ReviveTag() | RequestTag() | DeclineTag():
            return is_id(subject_of(command))
        case Depart() | FoundPool() | RenamePool() | OpenPool() | ClosePool():
            return is_id(subject_of(command))
        case AddFollowUp():
            return all(map(is_id, (command.customer_id, command.follow_up_id, *command.attachments)))
        case SubmitCertification():
            return all(map(is_id, (command.customer_id, command.certification_id, command.licence_id)))
        case RegisterCustomer():
            return is_id(command.customer_id) and (command.pool_id is None or is_id(command.pool_id))
        case AskReinstatement() | Reinstate() | DeclineReinstatement():
            named: str = command.follow_up_id
        case Assign():
            named = command.to_person_id
        case ConvertToPool():
            named = command.pool_id
        case TakeTag():
            # A bare text that an import brought can be taken off too.
            named = command.customer_id
        case _:
            named = named_record(command) or command.customer_id
    return is_id(command.customer_id) and is_id(named)


def _is_storable(command: Act) -> bool:
    """PostgreSQL keeps no NUL in a text; SQLite would, and both shall answer alike."""
    match command:
        case AddFollowUp():
            return "\x00" not in command.text + command.contact
        case Release() | Assign() | DeclineReinstatement():
            return "\x00" not in command.note
        case EditFollowUp():
            return "\x00" not in command.text + command.contact
        case WriteNote() | RejectCertification() | RevokeCertification():
            return "\x00" not in command.note
        case SaveContact() | SubmitCertification() | RegisterCustomer():
            return not any("\x00" in value for value in asdict(command).values() if isinstance(value, str))
        case FoundPool() | RenamePool() | SaveTagGroup() | SaveTag():
            return "\x00" not in command.name
        case RequestTag():
            return "\x00" not in command.name + command.why
        case DeclineTag():
            return "\x00" not in command.note
        case _:
            return True
