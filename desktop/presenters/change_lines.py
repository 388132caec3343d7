"""Lines of the page 今日 about what others did: one for a deed, and its customers below where it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.changes import TONES, Change, Deed, deeds_of, extended_until
from desktop.presenters.today_lines import Lines
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label
from desktop.screens.today import TodayLine
from domain.instants import instant
from sync.cache.answers import CustomerView

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.notices import NoticeView


@dataclass(frozen=True, slots=True)
class _Sight:
    """Deeds opened, notices new since the page was opened, customers that one sees still."""

    place: Workplace
    opened: frozenset[str]
    fresh: frozenset[str]
    present: Mapping[str, CustomerView]

    def is_new(self, view: NoticeView) -> bool:
        return not view.is_seen or view.row.id in self.fresh


def change_lines(
    place: Workplace, notices: Sequence[NoticeView], opened: frozenset[str], fresh: frozenset[str]
) -> Lines:
    """The newest deed first. Reads the cache."""
    ids = list(dict.fromkeys(view.row.customer_id for view in notices))
    present = {view.row.id: view for view in place.cache.register.rows(ids, place.now())}
    sight = _Sight(place, opened, fresh, present)
    return [line for deed in deeds_of(place, notices) for line in _deed(sight, deed)]


def _deed(sight: _Sight, deed: Deed) -> Iterator[tuple[TodayLine, str]]:
    label = Label(words.say(f"change-{deed.change.value}"), TONES[deed.change])
    newest = deed.views[0]
    if len(deed.views) == 1:
        yield _one(sight, newest, label=label, detail=_nth_extension(sight, deed) or deed.sentence)
        return
    is_open = deed.id in sight.opened
    is_new = any(map(sight.is_new, deed.views))
    many, when = words.say("customers-of-group", n=len(deed.views)), sight.place.said(newest.at)
    yield TodayLine(deed.id, many, deed.sentence, when, label, is_open=is_open, is_new=is_new), ""
    if is_open:
        for view in deed.views:
            yield _one(sight, view, depth=1)


def _one(
    sight: _Sight, view: NoticeView, *, label: Label | None = None, detail: str = "", depth: int = 0
) -> tuple[TodayLine, str]:
    row = view.row
    is_seen = row.customer_id in sight.present
    line = TodayLine(
        row.id,
        row.customer_name or words.say("some-customer"),
        detail,
        sight.place.said(view.at),
        label,
        can_open=is_seen,
        depth=depth,
        is_new=sight.is_new(view),
    )
    return line, row.customer_id if is_seen else ""


def _nth_extension(sight: _Sight, deed: Deed) -> str:
    """How often it has been extended by now, where this was the last time; else nothing."""
    row = deed.views[0].row
    until, view = extended_until(row), sight.present.get(row.customer_id)
    if deed.change is not Change.EXTENDED or until is None or view is None or view.row.extended_until != until:
        return ""
    said = sight.place.said(instant(until))
    return words.say("changed-extended-nth", until=said, n=view.row.extensions)
