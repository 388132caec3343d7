"""The one sentence on the state of things with the server, for whoever shows it."""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop import words
from desktop.screens.cells import Tone
from desktop.screens.window import SyncPill
from sync.schedule import OVERDUE
from sync.state import Standing, SyncState

_TONES = {
    Standing.WIPED: Tone.BAD,
    Standing.DEPARTED: Tone.BAD,
    Standing.SIGN_IN_NEEDED: Tone.BAD,
    Standing.UPGRADE_REQUIRED: Tone.BAD,
    Standing.NOT_STORED: Tone.BAD,
    Standing.SYNCING: Tone.PRIMARY,
    Standing.NOT_UNDERSTOOD: Tone.BAD,
    Standing.NEVER_REACHED: Tone.WARNING,
    Standing.NEVER_SYNCED: Tone.PRIMARY,
    Standing.OFFLINE: Tone.WARNING,
    Standing.OVERDUE: Tone.BAD,
    Standing.NEEDS_YOU: Tone.BAD,
    Standing.CHECKING: Tone.WARNING,
    Standing.WAITING: Tone.PRIMARY,
    Standing.ANSWERED: Tone.PRIMARY,
    Standing.CONNECTING: Tone.PRIMARY,
    Standing.STALE: Tone.WARNING,
    Standing.SYNCED: Tone.GOOD,
}
_TOLD_FROM_AFAR = frozenset({Tone.WARNING, Tone.BAD})


def pill(state: SyncState, now: datetime) -> SyncPill:
    """Green only where the state is. The tooltip is what can be done."""
    tip = words.say(f"pill-tip-{_key(state)}", needed=state.needed_version or "none")
    return SyncPill(_label(state, now), _TONES[state.standing], tip)


def lead(state: SyncState, now: datetime) -> str:
    """The same with its next step, for the sync centre."""
    shown = pill(state, now)
    return words.say("lead", state=shown.text, step=shown.tooltip)


def title(name: str, state: SyncState | None, now: datetime) -> str:
    """The window's title: who is in, and how things stand where that is not as it should be."""
    if not name:
        return words.say("brand")
    shown = None if state is None else pill(state, now)
    if shown is None or shown.tone not in _TOLD_FROM_AFAR:
        return words.say("window-title", name=name)
    return words.say("window-title-state", name=name, state=shown.text)


def as_of(state: SyncState, now: datetime) -> str:
    """14:02 of today, else with its day."""
    if state.data_as_of is None:
        return words.say("some-time")
    is_today = state.data_as_of.astimezone(now.tzinfo).date() == now.date()
    return words.time_of_day(state.data_as_of, now) if is_today else words.moment(state.data_as_of, now)


def _label(state: SyncState, now: datetime) -> str:
    done, total = (0, 0) if state.progress is None else (state.progress.done, state.progress.total or 0)
    n, minutes = _number(state), OVERDUE // timedelta(minutes=1)
    return words.say(f"pill-{_key(state)}", time=as_of(state, now), n=n, done=done, total=total, minutes=minutes)


def _number(state: SyncState) -> int:
    """How many acts the label speaks of."""
    match state.standing:
        case Standing.NEEDS_YOU:
            return state.counts.for_you
        case Standing.CHECKING:
            return state.counts.checking
        case Standing.ANSWERED:
            return state.counts.answered
        case _:
            return state.counts.waiting


def _key(state: SyncState) -> str:
    return state.standing.value.replace("_", "-")
