"""What was asked and answered, and what the tables hold afterwards. Plain values: a checker needs nothing else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from domain.rulesets import Ruleset
from sync.protocol.messages import Receipt


@dataclass(frozen=True, slots=True)
class Asked:
    """One command on one exchange, as its asker saw it. Times are nanoseconds of one clock.

    `receipt` and `answered` are None where the reply was never heard. `ownership_version` is a release's.
    """

    command_id: str
    body_hash: str
    person_id: str
    verb: str
    customer_id: str
    sent: int
    answered: int | None = None
    receipt: Receipt | None = None
    ownership_version: int | None = None
    follow_up_id: str | None = None


@dataclass(frozen=True, slots=True)
class Intervention:
    """What the system or a manager did in a transaction of its own; `is_done` False where the court would have not."""

    id: str
    verb: str
    customer_id: str
    sent: int
    answered: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class Event:
    """A row of `ownership_event`; `at` in milliseconds. Ids sort by the moment they were drawn, under the lock."""

    id: str
    customer_id: str
    verb: str
    from_owner_id: str | None
    to_owner_id: str | None
    at: int
    command_id: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A row of `ownership`."""

    customer_id: str
    ownership_version: int
    person_id: str
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class Stands:
    """A customer as it stands in the end."""

    id: str
    owner_id: str | None
    pool_state: str
    ownership_version: int


@dataclass(frozen=True, slots=True)
class Told:
    """A row of `receipt`."""

    person_id: str
    body_hash: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Noted:
    """A row of `follow_up`."""

    id: str
    customer_id: str
    author_id: str


@dataclass(frozen=True, slots=True)
class History:
    """Everything a checker may know of these customers and people. `rules` are those of each customer's pool."""

    rules: Mapping[str, Ruleset]
    people: Collection[str] = ()
    asked: Sequence[Asked] = ()
    interventions: Sequence[Intervention] = ()
    events: Sequence[Event] = ()
    held: Sequence[Held] = ()
    customers: Sequence[Stands] = ()
    told: Sequence[Told] = ()
    noted: Sequence[Noted] = ()
    claimed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Figures as stored: claims by (person, company day)."""
    cool_downs: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(person, customer) → claimable from."""

    def chains(self) -> dict[str, list[Event]]:
        """The events of each customer in the order in which they came to be."""
        chains: dict[str, list[Event]] = {customer_id: [] for customer_id in self.rules}
        for event in sorted(self.events, key=lambda each: each.id):
            chains[event.customer_id].append(event)
        return chains


class Kind(StrEnum):
    """What can be wrong with a history."""

    TWO_OWNERS = "two owners at once"
    OVERLAPPING = "two owners at once, by their dates"
    BACKWARDS = "an event dated before the one it follows"
    BROKEN_CHAIN = "an event that does not follow from the one before"
    OTHER_OWNER = "the customer, its ownerships and its events differ"
    OVER_DAILY_LIMIT = "more claims on a day than allowed"
    OVER_CAP = "more customers held than allowed"
    COOLING_DOWN = "claimed within a cool-down"
    WRONG_FIGURES = "stored figures differ from the events"
    NO_EFFECT = "accepted, and nothing came of it"
    TWICE = "accepted once, and done more than once"
    EFFECT_OF_A_REFUSAL = "refused, and done all the same"
    NOBODY_ASKED = "done, and nobody was told of it"
    WRONG_EFFECT = "done otherwise than asked"
    TOLD_DIFFERENTLY = "two answers to one command"
    NEVER_KEPT = "answered, and the answer not kept"
    ID_REUSED = "another body under a used id was not told so"
    OUT_OF_ORDER = "the answer fits no order of what happened"


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}"
