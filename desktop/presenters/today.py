"""The page 今日, and the line at the foot when others have done something meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.changes import Change, change_of, news
from desktop.presenters.notices import More
from desktop.presenters.rooms import RoomWays
from desktop.presenters.scene import MINE
from desktop.presenters.today_blocks import FIRST, Drawn, Gaze, draw, own_certifications, own_requests, told_notices
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.register import RegisterTab
from desktop.screens.today import TodayPart, TodayScreen
from desktop.screens.window import Page, RailEntry
from domain.facts import RequestState
from domain.records import CertificationState

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.certifications import CertificationView
    from sync.cache.notices import NoticeView
    from sync.cache.requests import RequestView

MORE = 20


@dataclass(frozen=True, slots=True)
class _Read:
    """`drawn` None: nobody looks at the page; `here` None: the first sync is not over, and all of it is new.

    `has_come` is what was not there the last time, `said` the line about it.
    """

    drawn: Drawn | None
    unseen: tuple[str, ...]
    here: frozenset[str] | None
    has_come: frozenset[str] = frozenset()
    said: str = ""
    tone: Tone = Tone.NEUTRAL


class Today:
    """Obeys `TodayWishes`; a `Room`. For everybody who may hold customers."""

    page = Page.TODAY

    def __init__(self, screen: TodayScreen, place: Workplace, ways: RoomWays) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._gaze = Gaze()
        self._is_shown = False
        self._customers: dict[str, str] = {}
        self._known: frozenset[str] | None = None
        """What has been told, or was here before; None until the first sync is over."""

    def refresh(self) -> None:
        """As the cache has it now; what has come since the last time is told once."""
        place, gaze, is_shown, known = self._place, self._gaze, self._is_shown, self._known

        def read() -> _Read | None:
            actor = place.cache.directory.actor()
            if actor is None or not actor.may_own:
                return None
            notices, requests = told_notices(place, gaze), own_requests(place)
            certifications = own_certifications(place)
            drawn = draw(place, gaze, notices, requests, certifications) if is_shown else None
            return _with_news(place, drawn, notices, requests, certifications, known)

        place.background.query(read, self._show)

    # wishes

    def page_shown(self) -> None:
        self._is_shown = True
        self.refresh()

    def page_left(self) -> None:
        self._is_shown = False
        self._gaze = Gaze()

    def line_asked(self, part: TodayPart, line_id: str) -> None:
        customer_id = self._customers.get(line_id)
        if customer_id is not None:
            self._ways.show_customer(customer_id)
        elif part is TodayPart.CHANGES:
            self._gaze = replace(self._gaze, opened=self._gaze.opened.symmetric_difference({line_id}))
            self.refresh()

    def more_asked(self, part: TodayPart) -> None:
        if part is TodayPart.FLOWING:
            self._ways.show_whose(MINE, RegisterTab.FLOWING)
            return
        shown = {**FIRST, **self._gaze.shown}
        self._gaze = replace(self._gaze, shown={**shown, part: shown[part] + MORE})
        self.refresh()

    def _show(self, read: _Read | None) -> None:
        if read is None:
            self._ways.hide_entry(self.page)
            return
        if read.drawn is not None:
            self._draw(read.drawn)
        self._tell(read)
        if self._is_shown and read.unseen:
            self._see(read.unseen)
        self._ways.show_entry(RailEntry(self.page, 0 if self._is_shown else len(read.unseen)))

    def _draw(self, drawn: Drawn) -> None:
        self._customers = dict(drawn.customers)
        if drawn.is_empty:
            self._screen.show_nothing(words.say("today-nothing"), words.say("today-nothing-text"))
        else:
            self._screen.show_blocks(drawn.blocks)

    def _see(self, unseen: tuple[str, ...]) -> None:
        """They stay marked as new for as long as the page is looked at."""
        self._gaze = replace(self._gaze, fresh=self._gaze.fresh.union(unseen))
        now = self._place.now()
        self._place.background.command(lambda: self._place.cache.notices.mark_seen(now), lambda _: None)

    def _tell(self, read: _Read) -> None:
        if read.here is None:
            return
        known, self._known = self._known, read.here.union(self._known or ())
        # Two readings may be under way at once: what the first has told, the second does not tell again.
        if known is not None and read.has_come - known and not self._is_shown:
            more = More(words.say("news-see"), lambda: self._ways.open_page(self.page))
            self._ways.notices.tell(read.said, read.tone, more=more)


def _with_news(
    place: Workplace,
    drawn: Drawn | None,
    notices: Sequence[NoticeView],
    requests: Sequence[RequestView],
    certifications: Sequence[CertificationView],
    known: frozenset[str] | None,
) -> _Read:
    unseen = [view for view in notices if not view.is_seen]
    declined = [view for view in requests if view.state is RequestState.DECLINED]
    answered = {f"{view.row.id}:{view.row.state}": view for view in certifications if view.state in _CERTIFICATION_NEWS}
    here = frozenset([*(view.row.id for view in unseen), *(view.row.id for view in declined), *answered])
    has_synced = place.cache.scopes.last_pulled_at() is not None
    told = _Read(drawn, tuple(view.row.id for view in unseen), here if has_synced else None)
    if known is None:
        return told
    fresh = _but_told_elsewhere(place, [view for view in unseen if view.row.id not in known])
    refused = [view.row.customer_name for view in declined if view.row.id not in known]
    answers = [view for key, view in answered.items() if key not in known]
    if fresh:
        said, tone = news(place, fresh)
    elif refused:
        said, tone = words.say("news-declined", name=refused[0]), Tone.WARNING
    elif answers:
        said, tone = _certification_news(answers[0])
    else:
        return told
    return replace(told, has_come=here - known, said=said, tone=tone)


_CERTIFICATION_NEWS = {
    CertificationState.APPROVED: ("news-certified", Tone.GOOD),
    CertificationState.REJECTED: ("news-not-certified", Tone.WARNING),
    CertificationState.REVOKED: ("news-certification-undone", Tone.WARNING),
    CertificationState.SUPERSEDED: ("news-certification-superseded", Tone.NEUTRAL),
}


def _certification_news(view: CertificationView) -> tuple[str, Tone]:
    key, tone = _CERTIFICATION_NEWS[CertificationState(view.row.state)]
    return words.say(key, name=view.row.customer_name or words.say("some-customer")), tone


def _but_told_elsewhere(place: Workplace, views: Sequence[NoticeView]) -> list[NoticeView]:
    """The line about a late follow-up offers to ask its customer back: nothing that came with it puts that out. What
    is not told here is counted beside the page."""
    lost = {view.row.customer_id for view in views if change_of(view) is Change.RECYCLED}
    if lost and any(ask.customer_id in lost for ask in place.cache.requests.askable(place.now()).values()):
        return []
    return list(views)
