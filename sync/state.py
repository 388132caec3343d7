"""The one sentence on the state of things with the server: status pill, title, tray and sync centre all say this."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.identifiers import Instant
from sync.cache.answers import NOTHING_ASKED, OutboxCounts


class Standing(StrEnum):
    """What matters most, in this order."""

    WIPED = "wiped"
    DEPARTED = "departed"
    SIGN_IN_NEEDED = "sign_in_needed"
    UPGRADE_REQUIRED = "upgrade_required"
    SYNCING = "syncing"
    NEVER_SYNCED = "never_synced"
    OFFLINE = "offline"
    NEEDS_YOU = "needs_you"
    CHECKING = "checking"
    WAITING = "waiting"
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
    """Everything a screen needs to say it. `data_as_of`: when the last whole pull ended."""

    standing: Standing
    data_as_of: Instant | None = None
    counts: OutboxCounts = NOTHING_ASKED
    progress: Progress | None = None

    @property
    def is_green(self) -> bool:
        """Only when the outbox is empty, the last pull is fresh and nothing awaits the person."""
        return self.standing is Standing.SYNCED


_ENDED = {
    Contact.WIPED: Standing.WIPED,
    Contact.DEPARTED: Standing.DEPARTED,
    Contact.SIGN_IN_NEEDED: Standing.SIGN_IN_NEEDED,
    Contact.UPGRADE_REQUIRED: Standing.UPGRADE_REQUIRED,
}


def sync_state(
    *,
    contact: Contact,
    counts: OutboxCounts,
    data_as_of: Instant | None,
    progress: Progress | None,
    now: Instant,
    interval: timedelta,
) -> SyncState:
    """The state from the last contact, the outbox, the last pull and a round under way (`progress` not None)."""
    return SyncState(_standing(contact, counts, data_as_of, progress, now, interval), data_as_of, counts, progress)


def _standing(
    contact: Contact,
    counts: OutboxCounts,
    data_as_of: Instant | None,
    progress: Progress | None,
    now: Instant,
    interval: timedelta,
) -> Standing:
    if contact in _ENDED:
        return _ENDED[contact]
    if progress is not None:
        return Standing.SYNCING
    if data_as_of is None:
        return Standing.NEVER_SYNCED
    if contact is Contact.UNREACHABLE:
        return Standing.OFFLINE
    if counts.for_you:
        return Standing.NEEDS_YOU
    if counts.checking:
        return Standing.CHECKING
    if counts.waiting or counts.answered:
        return Standing.WAITING
    if contact is not Contact.GOOD or now - data_as_of >= 2 * interval:
        return Standing.STALE
    return Standing.SYNCED
