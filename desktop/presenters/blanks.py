"""Why there is no list: each case has its own words and one act."""

from __future__ import annotations

from desktop import words
from desktop.presenters.workplace import Workplace
from desktop.screens.register import Blank, BlankKind, Progress
from domain.identifiers import Instant
from sync.state import Contact, SyncState


def why_blank(place: Workplace, state: SyncState | None, data_as_of: Instant | None, *, is_filtered: bool) -> Blank:
    """Nothing was fetched yet, or nothing matches, or there is nothing."""
    if data_as_of is None:
        if place.contact is Contact.UNREACHABLE:
            return Blank(BlankKind.OFFLINE)
        progress = None if state is None else state.progress
        return Blank(BlankKind.NEVER_SYNCED, progress=Progress(progress.done, progress.total) if progress else None)
    if is_filtered:
        return Blank(BlankKind.FILTERED_EMPTY)
    return Blank(BlankKind.EMPTY, words.say("data-as-of", when=place.said(data_as_of)))
