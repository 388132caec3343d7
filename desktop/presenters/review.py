"""The page 审核: requests that wait for an answer, and those that have one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.reasons import explain, who
from desktop.presenters.review_rows import details_of, question_of, row_of
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.details import Details
from desktop.screens.lists import REVIEW_COLUMNS, Listing
from desktop.screens.review import ReviewAct, ReviewCount, ReviewScreen, ReviewTab
from desktop.screens.window import Page, RailEntry
from domain.access import hears_requests
from domain.commands import Command
from domain.facts import RequestState
from sync.cache.answers import Submitted

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.requests import RequestView


class Review:
    """Obeys `ReviewWishes`; a `Room`. For those who may answer what others ask."""

    page = Page.REVIEW

    def __init__(self, screen: ReviewScreen, place: Workplace, ways: RoomWays) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._tab = ReviewTab.OPEN
        self._requests: dict[str, RequestView] = {}
        self._current = ""

    def refresh(self) -> None:
        """Everything as the cache has it now."""
        place = self._place

        def read() -> tuple[RequestView, ...] | None:
            actor = place.cache.directory.actor()
            if actor is None or not hears_requests(actor):
                return None
            # One's own are answered by somebody else, and stand on the page 今日.
            return tuple(view for view in place.cache.requests.all(place.now()) if not view.is_mine)

        place.background.query(read, self._show)

    # wishes

    def review_rows_asked(self, ids: tuple[str, ...]) -> None:
        views = [self._requests[each] for each in ids if each in self._requests]
        self._place.background.query(lambda: [row_of(self._place, view) for view in views], self._screen.show_rows)

    def review_tab_asked(self, tab: ReviewTab) -> None:
        self._tab = tab
        self._current = ""
        self._screen.show_details(None)
        self.refresh()

    def review_details_asked(self, request_id: str) -> None:
        self._current = request_id
        view = self._requests.get(request_id)
        if view is None:
            self._screen.show_details(None)
            return

        def show(details: Details) -> None:
            if request_id == self._current:
                self._screen.show_details(details)

        self._place.background.query(lambda: details_of(self._place, view), show)

    def review_act_asked(self, request_id: str, act: ReviewAct) -> None:
        view = self._requests.get(request_id)
        if view is None:
            return
        match act:
            case ReviewAct.GRANT:
                draft = partial(self._place.cache.bench.reinstates, [view.row])
                self._answer(view, draft, "granted-one", self._complain)
            case ReviewAct.DECLINE:
                self._place.background.query(lambda: question_of(self._place, view), self._screen.ask_why)
            case ReviewAct.SHOW:
                self._ways.show_customer(view.row.customer_id)

    def declined(self, request_id: str, note: str) -> None:
        view = self._requests.get(request_id)
        if view is None:
            self._screen.show_why_trouble(words.say("review-gone"))
            return
        draft = partial(self._place.cache.bench.declines, [view.row], note)
        self._answer(view, draft, "declined-one", self._screen.show_why_trouble)

    def _answer(
        self, view: RequestView, draft: Callable[[], Sequence[Command]], said: str, complain: Callable[[str], None]
    ) -> None:
        place, row = self._place, view.row
        is_online = place.is_online

        def work() -> tuple[Submitted, str, str]:
            submitted = place.cache.outbox.submit(draft(), place.now(), is_online=is_online)
            asker = who(row.person_id, place.cache.directory)
            told = words.say(said if is_online else f"{said}-offline", name=row.customer_name, who=asker)
            return submitted, told, _why_not(place, submitted)

        def done(answer: tuple[Submitted, str, str]) -> None:
            submitted, told, why_not = answer
            if not submitted.accepted:
                complain(why_not)
                return
            self._screen.why_taken(row.id)
            self._ways.notices.tell(told, Tone.GOOD, undo=submitted.accepted)
            self._ways.acted()

        place.background.command(work, done, lambda error: complain(words.say("not-saved", cause=str(error))))

    def _complain(self, text: str) -> None:
        self._ways.notices.tell(text, Tone.BAD)

    def _show(self, views: tuple[RequestView, ...] | None) -> None:
        if views is None:
            self._ways.hide_entry(self.page)
            return
        waiting = sum(map(_awaits, views))
        unanswered = [view for view in views if view.state is RequestState.OPEN]
        answered = [view for view in views if view.state is not RequestState.OPEN]
        # What can still be granted stands first; both stay the newest first.
        listed = sorted(unanswered, key=_awaits, reverse=True) if self._tab is ReviewTab.OPEN else answered
        self._requests = {view.row.id: view for view in listed}
        tabs = (
            ReviewCount(ReviewTab.OPEN, waiting or len(unanswered), needs_you=waiting > 0),
            ReviewCount(ReviewTab.ANSWERED, len(answered)),
        )
        self._screen.show_tabs(tabs, self._tab)
        if self._requests:
            self._screen.show_listing(Listing(REVIEW_COLUMNS, tuple(self._requests)))
        else:
            key = f"review-nothing-{self._tab.value}"
            self._screen.show_nothing(words.say(key), words.say(f"{key}-text"))
        if self._current:
            self.review_details_asked(self._current)
        self._ways.show_entry(RailEntry(self.page, waiting, needs_you=waiting > 0))


def _awaits(view: RequestView) -> bool:
    return view.awaits_me and view.on_its_way is None


def _why_not(place: Workplace, submitted: Submitted) -> str:
    told = submitted.whole or next(iter(submitted.refused), None)
    if told is None:
        return words.say("review-asked-already")
    said = explain(told.reason, told.facts, place.cache.directory, place.local_now())
    return words.say("said-with-advice", what=said.what, now=said.what_now)
