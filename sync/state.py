"""The one sentence on the state of things with the server: whoever shows how things stand shows this.

Every standing has one label and one next step in each language; `docs/states.md` lists them with when they are reached.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.identifiers import Instant
from sync.cache.answers import NOTHING_ASKED, OutboxCounts
from sync.schedule import OVERDUE


class Standing(StrEnum):
    """What matters most, in this order."""

    WIPED = "wiped"
    DEPARTED = "departed"
    SIGN_IN_NEEDED = "sign_in_needed"
    UPGRADE_REQUIRED = "upgrade_required"
    NOT_STORED = "not_stored"  # this machine's disk takes nothing
    SYNCING = "syncing"
    NOT_UNDERSTOOD = "not_understood"  # the server answers, and its answers make no sense
    NEVER_REACHED = "never_reached"  # nothing here yet, and nobody answers
    NEVER_SYNCED = "never_synced"
    OFFLINE = "offline"
    OVERDUE = "overdue"  # the server answers, and yet something asked long ago does not get through
    NEEDS_YOU = "needs_you"
    CHECKING = "checking"
    WAITING = "waiting"
    ANSWERED = "answered"  # accepted, what it changed is still to come
    CONNECTING = "connecting"  # since the start nobody was spoken with
    STALE = "stale"
    SYNCED = "synced"


class Contact(StrEnum):
    """How the last exchange with the server ended."""

    NONE_YET = "none_yet"
    GOOD = "good"
    UNREACHABLE = "unreachable"
    MISMATCH = "mismatch"
    SIGN_IN_NEEDED = "sign_in_needed"
    DEPARTED = "departed"
    UPGRADE_REQUIRED = "upgrade_required"
    WIPED = "wiped"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is: rows on a first pull, commands on a push; `total` None while unknown."""

    done: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True)
class SyncState:
    """Everything a screen needs to say it. `data_as_of`: when the last whole pull ended.

    `needed_version`: of the program, by the server's word; empty where it has none.
    """

    standing: Standing
    data_as_of: Instant | None = None
    counts: OutboxCounts = NOTHING_ASKED
    progress: Progress | None = None
    needed_version: str = ""

    @property
    def is_green(self) -> bool:
        """Only when the outbox is empty, the last pull is fresh and nothing awaits the person."""
        return self.standing is Standing.SYNCED


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the state is made of, as known at `now` (the server's time).

    `oldest_unsent_at`: when the first of what should be on its way was asked. `can_store`: False since the disk would
    not take something, until a round went through. `progress`: not None while a round is under way.
    """

    contact: Contact
    counts: OutboxCounts
    oldest_unsent_at: Instant | None
    data_as_of: Instant | None
    progress: Progress | None
    can_store: bool
    now: Instant
    interval: timedelta
    needed_version: str = ""

    @property
    def is_fresh(self) -> bool:
        """Whether the last whole pull ended at most two intervals ago. One of the future is of another clock."""
        return self.data_as_of is not None and abs(self.now - self.data_as_of) < 2 * self.interval

    @property
    def is_overdue(self) -> bool:
        return self.oldest_unsent_at is not None and self.now - self.oldest_unsent_at >= OVERDUE


def sync_state(situation: Situation) -> SyncState:
    """The first standing, in their order, of which the rule holds; without any, all is well."""
    standing = next((standing for standing, holds in _RULES.items() if holds(situation)), Standing.SYNCED)
    needed = situation.needed_version if standing is Standing.UPGRADE_REQUIRED else ""
    return SyncState(standing, situation.data_as_of, situation.counts, situation.progress, needed)


# Work that does not get through comes before what awaits the person: a wedge must not hide behind an old refusal,
# which the rail counts in red anyway.
_RULES: dict[Standing, Callable[[Situation], object]] = {
    Standing.WIPED: lambda now: now.contact is Contact.WIPED,
    Standing.DEPARTED: lambda now: now.contact is Contact.DEPARTED,
    Standing.SIGN_IN_NEEDED: lambda now: now.contact is Contact.SIGN_IN_NEEDED,
    Standing.UPGRADE_REQUIRED: lambda now: now.contact is Contact.UPGRADE_REQUIRED,
    Standing.NOT_STORED: lambda now: not now.can_store,
    Standing.SYNCING: lambda now: now.progress is not None,
    Standing.NOT_UNDERSTOOD: lambda now: now.contact is Contact.MISMATCH,
    Standing.NEVER_REACHED: lambda now: now.data_as_of is None and now.contact is Contact.UNREACHABLE,
    Standing.NEVER_SYNCED: lambda now: now.data_as_of is None,
    Standing.OFFLINE: lambda now: now.contact is Contact.UNREACHABLE,
    Standing.OVERDUE: lambda now: now.is_overdue and now.contact is Contact.GOOD,
    Standing.NEEDS_YOU: lambda now: now.counts.for_you,
    Standing.CHECKING: lambda now: now.counts.checking,
    Standing.WAITING: lambda now: now.counts.waiting,
    Standing.ANSWERED: lambda now: now.counts.answered,
    Standing.CONNECTING: lambda now: now.contact is Contact.NONE_YET,
    Standing.STALE: lambda now: not now.is_fresh,
}
