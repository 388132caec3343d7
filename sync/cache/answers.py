"""What the cache answers: plain values, finished with what the person has asked and the server has not yet told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.deadlines import Exemption, Outflow
from domain.deals import DealStatus
from domain.identifiers import CustomerId, Instant, PersonId
from domain.reasons import Fact, Reason
from domain.verdicts import Refused
from sync.protocol.acts import Act, subject_of
from sync.protocol.rows import ContactRow, CustomerRow


class Mark(StrEnum):
    """What of a customer is still on its way."""

    CLAIM_SUBMITTED = "claim_submitted"  # 提交中
    CLAIM_INTENT = "claim_intent"  # 认领待确认
    RELEASE_WAITING = "release_waiting"  # 待发送
    FOLLOW_UP_WAITING = "follow_up_waiting"  # 待发送
    TERMS_WAITING = "terms_waiting"  # 待发送: assigned, extended, locked or converted
    CHANGE_WAITING = "change_waiting"  # 待发送: contacts, notes, tags, wordings, certification
    CHECKING = "checking"  # 核对中
    NEEDS_YOU = "needs_you"


@dataclass(frozen=True, slots=True)
class CustomerView:
    """A customer as the person should see it now. `row` is the server's word; the rest is worked out by the court."""

    row: CustomerRow
    is_mine: bool
    deal_status: DealStatus
    outflow: Outflow | None = None
    exemption: Exemption | None = None
    is_about_to_flow_out: bool = False
    claimable_from: Instant | None = None
    last_follow_up_at: Instant | None = None
    follow_up_count: int = 0
    is_locked: bool = False
    owner_id: PersonId | None = None
    marks: frozenset[Mark] = frozenset()


class CommandState(StrEnum):
    """The life of a command. Only a receipt, a withdrawal or a dismissal ends it."""

    QUEUED = "queued"
    SENDING = "sending"
    CHECKING = "checking"  # sent, and no reply came: the same command is sent again
    ANSWERED = "answered"  # accepted; its effects are still to be pulled
    DONE = "done"
    REFUSED = "refused"
    NEEDS_YOU = "needs_you"  # a stale intent, or one that neither side could make sense of


UNANSWERED = frozenset({CommandState.QUEUED, CommandState.SENDING, CommandState.CHECKING})
PENDING = UNANSWERED | {CommandState.ANSWERED}
"""States in which a command's predicted effects are shown."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a follow-up said until `replaced_at`; None while what replaces it is still on its way."""

    kind: str
    text: str
    next_on: date | None = None
    contact: str = ""
    replaced_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """One follow-up; `state` None: the server's own, else how far it or its latest wording is on its way.

    `former` are its earlier wordings, the latest first.
    """

    id: str
    customer_id: CustomerId
    author_id: PersonId
    kind: str
    text: str
    happened_at: Instant
    next_on: date | None = None
    contact: str = ""
    is_counted: bool = True
    state: CommandState | None = None
    command_id: str | None = None
    attachments: tuple[str, ...] = ()
    edited_at: Instant | None = None
    former: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactView:
    """Somebody at a customer; `state` None: as the server tells it, else how far what the person wrote is."""

    row: ContactRow
    state: CommandState | None = None


@dataclass(frozen=True, slots=True)
class QuotaView:
    """Figures for the header. `requested` claims are unanswered and counted in neither of the others.

    `holding` are the places taken after what is on its way; `deals_not_counted` are held besides (H 106).
    """

    claimed_today: int
    daily_limit: int
    resets_at: Instant
    requested: int
    holding: int
    cap: int
    deals_not_counted: int


@dataclass(frozen=True, slots=True)
class Places:
    """How many places of the cap somebody has taken."""

    person_id: PersonId
    holding: int
    cap: int

    @property
    def free(self) -> int:
        return max(0, self.cap - self.holding)


@dataclass(frozen=True, slots=True)
class Item:
    """One command in the sync centre. `facts` are those of `reason` (`domain.reasons`).

    `customer_name` is its subject's where it is about the company: a person's, a team's, a pool's.
    """

    id: str
    batch_id: str
    command: Act
    customer_name: str
    state: CommandState
    asked_at: Instant
    is_intent: bool = False
    reason: Reason | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    decided_at: Instant | None = None

    @property
    def subject_id(self) -> str:
        """What it is about: a customer, and where it is about the company a person, a team or a pool."""
        return subject_of(self.command)

    @property
    def is_withdrawable(self) -> bool:
        """Whether it can still be taken back as if never asked."""
        return self.state is CommandState.QUEUED


class OutboxTab(StrEnum):
    """The values are those of the sync centre's tabs."""

    ALL = "all"
    WAITING = "waiting"
    CHECKING = "checking"
    REFUSED = "refused"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Group:
    """Everything asked by one click, in the order the person saw it; newest groups first."""

    batch_id: str
    asked_at: Instant
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """How many commands stand in each state; dismissed ones are not counted."""

    queued: int = 0
    sending: int = 0
    checking: int = 0
    answered: int = 0
    done: int = 0
    refused: int = 0
    needs_you: int = 0

    @property
    def waiting(self) -> int:
        return self.queued + self.sending + self.checking

    @property
    def for_you(self) -> int:
        return self.refused + self.needs_you


NOTHING_ASKED = OutboxCounts()


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command: accepted, refused, or handed back to its person (`must_ask`)."""

    command_id: str
    batch_id: str
    customer_id: CustomerId
    customer_name: str
    verb: str
    is_accepted: bool
    reason: Reason | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    must_ask: bool = False


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A command that was not taken, and why."""

    customer_id: CustomerId
    reason: Reason
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preflight:
    """What the cached rules say before anything is asked. `whole`: the batch cannot be asked as it is.

    `would_wait` claims are refused today and may be kept as intents while offline.

    `cooling_until` is the end of the cool-down that the acts would start.
    """

    size: int
    would_do: int = 0
    would_wait: int = 0
    changes_nothing: int = 0
    refused: Mapping[Reason, int] = field(default_factory=dict)
    rows: tuple[RefusedRow, ...] = ()
    cooling_until: Instant | None = None
    whole: Refused | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission. Everything in `accepted` is on disk when this value exists."""

    batch_id: str
    accepted: tuple[str, ...] = ()
    """Command ids, in order."""
    refused: tuple[RefusedRow, ...] = ()
    already_asked: tuple[CustomerId, ...] = ()
    """The same act is on its way already."""
    whole: Refused | None = None


@dataclass(frozen=True, slots=True)
class DraftFollowUp:
    """A follow-up being typed. Times as typed; None where nothing was chosen."""

    kind: str = ""
    text: str = ""
    happened_at: Instant | None = None
    next_on: date | None = None
    contact: str = ""
    attachments: tuple[str, ...] = ()
