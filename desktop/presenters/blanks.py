"""Why there is no list: each case has its own words and one act."""

from __future__ import annotations

from desktop import words
from desktop.presenters.pill import lead, pill
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.register import Blank, BlankKind, Progress
from domain.identifiers import Instant
from sync.state import Standing, SyncState


def why_blank(place: Workplace, state: SyncState | None, data_as_of: Instant | None, *, is_filtered: bool) -> Blank:
    """Nothing was fetched yet, or nothing matches, or there is nothing. `state` None: still to be worked out."""
    if data_as_of is None:
        return Blank(BlankKind.NEVER_SYNCED) if state is None else _why_nothing_came(place, state)
    if is_filtered:
        return Blank(BlankKind.FILTERED_EMPTY)
    return Blank(BlankKind.EMPTY, words.say("data-as-of", when=place.said(data_as_of)))


def _why_nothing_came(place: Workplace, state: SyncState) -> Blank:
    """By the standing alone, as the pill: "not yet" must not stand where the other says "not like this"."""
    if state.standing is Standing.NEVER_REACHED:
        return Blank(BlankKind.OFFLINE)
    if pill(state, place.local_now()).tone is Tone.BAD:
        return Blank(BlankKind.ERROR, lead(state, place.local_now()))
    progress = state.progress
    return Blank(BlankKind.NEVER_SYNCED, progress=Progress(progress.done, progress.total) if progress else None)
