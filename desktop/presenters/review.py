"""The page 审核: what waits for an answer, what has one, and which certifications stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop import words
from desktop.presenters.certification_case import CertificationCase
from desktop.presenters.examinations import Examinations
from desktop.presenters.licences import Licences
from desktop.presenters.reasons import explain
from desktop.presenters.review_cases import Case, ReinstatementCase
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.details import Details
from desktop.screens.examination import ExaminationScreen
from desktop.screens.lists import REVIEW_COLUMNS, Listing
from desktop.screens.review import ReviewAct, ReviewCount, ReviewKind, ReviewScreen, ReviewTab
from desktop.screens.window import Page, RailEntry
from domain.access import hears_requests, revokes_certifications
from domain.commands import Command
from sync.cache.answers import Submitted


@dataclass(frozen=True, slots=True)
class _Read:
    """What each tab holds; one that is missing is none of the person's."""

    tabs: dict[ReviewTab, Sequence[Case]] = field(default_factory=dict)


class Review:
    """Obeys `ReviewWishes`; a `Room`. For those who may answer what others ask, or undo what was answered."""

    page = Page.REVIEW

    def __init__(
        self,
        screen: ReviewScreen,
        place: Workplace,
        ways: RoomWays,
        examination: ExaminationScreen,
        licences: Licences,
    ) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._tab = ReviewTab.OPEN
        self._kind: ReviewKind | None = None
        self._cases: dict[str, Case] = {}
        self._current = ""
        self.examinations = Examinations(examination, place, ways, licences, self._examined)

    def refresh(self) -> None:
        """Everything as the cache has it now."""
        self._place.background.query(self._read, self._show)

    # wishes

    def review_rows_asked(self, ids: tuple[str, ...]) -> None:
        cases = [self._cases[each] for each in ids if each in self._cases]
        self._place.background.query(lambda: [case.row(self._place) for case in cases], self._screen.show_rows)

    def review_tab_asked(self, tab: ReviewTab) -> None:
        self._tab, self._kind, self._current = tab, None, ""
        self._screen.show_details(None)
        self.refresh()

    def review_kind_asked(self, kind: ReviewKind | None) -> None:
        self._kind, self._current = kind, ""
        self._screen.show_details(None)
        self.refresh()

    def review_details_asked(self, request_id: str) -> None:
        self._current = request_id
        case = self._cases.get(request_id)
        if case is None:
            self._screen.show_details(None)
            return

        def show(details: Details) -> None:
            if request_id == self._current:
                self._screen.show_details(details)

        self._place.background.query(lambda: case.details(self._place), show)

    def review_act_asked(self, request_id: str, act: ReviewAct) -> None:
        case = self._cases.get(request_id)
        if case is None:
            return
        match act:
            case ReviewAct.GRANT:
                self._answer(case, lambda: case.yes(self._place), self._complain, is_yes=True)
            case ReviewAct.DECLINE | ReviewAct.REVOKE:
                self._place.background.query(lambda: case.question(self._place), self._screen.ask_why)
            case ReviewAct.SHOW:
                self._ways.show_customer(case.customer_id)
            case ReviewAct.EXAMINE:
                self.examinations.begin(request_id)

    def declined(self, request_id: str, note: str) -> None:
        case = self._cases.get(request_id)
        if case is None:
            self._screen.show_why_trouble(words.say("review-gone"))
            return
        self._answer(case, lambda: case.no(self._place, note), self._screen.show_why_trouble, is_yes=False)

    def _answer(
        self, case: Case, draft: Callable[[], Sequence[Command]], complain: Callable[[str], None], *, is_yes: bool
    ) -> None:
        place, is_online = self._place, self._place.is_online

        def work() -> tuple[Submitted, str, str]:
            submitted = place.cache.outbox.submit(draft(), place.now(), is_online=is_online)
            told = case.said(place, is_yes=is_yes, is_online=is_online)
            return submitted, told, _why_not(place, submitted)

        def done(answer: tuple[Submitted, str, str]) -> None:
            submitted, told, why_not = answer
            if not submitted.accepted:
                complain(why_not)
                return
            self._screen.why_taken(case.id)
            self._ways.notices.tell(told, Tone.GOOD, undo=submitted.accepted)
            self.examinations.answered(case.id)
            self._ways.acted()

        place.background.command(work, done, lambda error: complain(words.say("not-saved", cause=str(error))))

    def _examined(self, certification_id: str) -> None:
        """The eye goes back to the line that was looked at last."""
        self.review_details_asked(certification_id)

    def _complain(self, text: str) -> None:
        self._ways.notices.tell(text, Tone.BAD)

    def _read(self) -> _Read | None:
        """None where there is nothing for this person to answer or to undo."""
        cache, now = self._place.cache, self._place.now()
        actor = cache.directory.actor()
        tabs: dict[ReviewTab, Sequence[Case]] = {}
        if actor is not None and hears_requests(actor):
            # One's own wish for a customer is answered by somebody else, and stands on the page 今日.
            asked = [ReinstatementCase(view) for view in cache.requests.all(now) if not view.is_mine]
            waiting = [CertificationCase(view) for view in cache.certifications.waiting(now)]
            answered = [CertificationCase(view) for view in cache.certifications.answered()]
            unanswered: list[Case] = [*(case for case in asked if case.is_open), *waiting]
            # What can still be answered stands first; both stay the newest first.
            unanswered.sort(key=lambda case: (case.awaits_me, case.asked_at, case.id), reverse=True)
            ended: list[Case] = [*(case for case in asked if not case.is_open), *answered]
            ended.sort(key=lambda case: (case.asked_at, case.id), reverse=True)
            tabs = {ReviewTab.OPEN: unanswered, ReviewTab.ANSWERED: ended}
        if actor is not None and revokes_certifications(actor):
            tabs[ReviewTab.CERTIFIED] = [CertificationCase(view) for view in cache.certifications.certified()]
        return _Read(tabs) if tabs else None

    def _show(self, read: _Read | None) -> None:
        if read is None:
            self._ways.hide_entry(self.page)
            return
        if self._tab not in read.tabs:
            self._tab = next(iter(read.tabs))
        waiting = sum(case.awaits_me for case in read.tabs.get(ReviewTab.OPEN, ()))
        listed = read.tabs[self._tab]
        kinds = [kind for kind in ReviewKind if any(case.kind is kind for case in listed)]
        if self._kind not in kinds:
            self._kind = None
        shown = [case for case in listed if self._kind in (None, case.kind)]
        self._cases = {case.id: case for case in shown}
        self._screen.show_tabs([_count(tab, cases, waiting) for tab, cases in read.tabs.items()], self._tab)
        self._screen.show_kinds(kinds if len(kinds) > 1 else (), self._kind)
        if self._cases:
            self._screen.show_listing(Listing(REVIEW_COLUMNS, tuple(self._cases)))
        else:
            key = f"review-nothing-{self._tab.value}"
            self._screen.show_nothing(words.say(key), words.say(f"{key}-text"))
        if self._current:
            self.review_details_asked(self._current)
        self.examinations.show([case for case in shown if isinstance(case, CertificationCase)])
        self._ways.show_entry(RailEntry(self.page, waiting, needs_you=waiting > 0))


def _count(tab: ReviewTab, cases: Sequence[Case], waiting: int) -> ReviewCount:
    if tab is ReviewTab.OPEN:
        return ReviewCount(tab, waiting or len(cases), needs_you=waiting > 0)
    return ReviewCount(tab, len(cases))


def _why_not(place: Workplace, submitted: Submitted) -> str:
    told = submitted.whole or next(iter(submitted.refused), None)
    if told is None:
        return words.say("review-asked-already")
    said = explain(told.reason, told.facts, place.cache.directory, place.local_now())
    return words.say("said-with-advice", what=said.what, now=said.what_now)
