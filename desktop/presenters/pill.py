"""The one sentence on the state of things with the server."""

from __future__ import annotations

from datetime import datetime

from desktop import words
from desktop.screens.cells import Tone
from desktop.screens.window import SyncPill
from sync.state import Standing, SyncState

_TONES = {
    Standing.WIPED: Tone.BAD,
    Standing.DEPARTED: Tone.BAD,
    Standing.SIGN_IN_NEEDED: Tone.BAD,
    Standing.UPGRADE_REQUIRED: Tone.BAD,
    Standing.SYNCING: Tone.PRIMARY,
    Standing.NEVER_SYNCED: Tone.PRIMARY,
    Standing.OFFLINE: Tone.WARNING,
    Standing.NEEDS_YOU: Tone.BAD,
    Standing.CHECKING: Tone.WARNING,
    Standing.WAITING: Tone.PRIMARY,
    Standing.STALE: Tone.WARNING,
    Standing.SYNCED: Tone.GOOD,
}


def pill(state: SyncState, now: datetime) -> SyncPill:
    """Green only where the state is."""
    tip = f"pill-tip-{state.standing.value.replace('_', '-')}"
    return SyncPill(_text(state, now), _TONES[state.standing], words.say(tip))


def _text(state: SyncState, now: datetime) -> str:
    waiting = state.counts.waiting
    match state.standing:
        case Standing.SYNCING if state.progress is not None and state.progress.total:
            done, total = words.grouped(state.progress.done), words.grouped(state.progress.total)
            return words.say("pill-syncing-of", done=done, total=total)
        case Standing.SYNCING if state.progress is not None and state.progress.done:
            return words.say("pill-syncing-done", done=words.grouped(state.progress.done))
        case Standing.OFFLINE if state.data_as_of is None:
            return words.say("pill-never-offline")
        case Standing.OFFLINE if waiting:
            return words.say("pill-offline-waiting", time=as_of(state, now), n=waiting)
        case Standing.NEEDS_YOU:
            return words.say("pill-needs-you", n=state.counts.for_you)
        case Standing.CHECKING:
            return words.say("pill-checking", n=state.counts.checking)
        case Standing.WAITING:
            return words.say("pill-waiting", n=waiting) if waiting else words.say("pill-syncing")
        case standing:
            return words.say(f"pill-{standing.value.replace('_', '-')}", time=as_of(state, now))


def as_of(state: SyncState, now: datetime) -> str:
    """14:02 of today, else with its day."""
    if state.data_as_of is None:
        return words.say("some-time")
    is_today = state.data_as_of.astimezone(now.tzinfo).date() == now.date()
    return words.time_of_day(state.data_as_of, now) if is_today else words.moment(state.data_as_of, now)
