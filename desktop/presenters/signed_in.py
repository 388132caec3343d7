"""Somebody is in: the presenters of the main window, and who of them hears of what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from desktop import words
from desktop.presenters.answers import Answers
from desktop.presenters.batches import Batches, Outcome
from desktop.presenters.customer import CustomerDesk
from desktop.presenters.deeds import DEEDS
from desktop.presenters.furnishing import Furnish, Furnishing, no_rooms
from desktop.presenters.lateness import ask_back
from desktop.presenters.passages import Passages
from desktop.presenters.quitting import Quitting
from desktop.presenters.register import Around, Register
from desktop.presenters.rooms import RoomWays
from desktop.presenters.sync_centre import SyncCentre, Ways
from desktop.presenters.window import Window, Wishes
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.cells import Tone
from desktop.screens.customer import CustomerScreen
from desktop.screens.register import RegisterScreen
from desktop.screens.selection import These
from desktop.screens.sync_centre import SyncCentreScreen
from desktop.screens.window import Page, WindowScreen
from domain.identifiers import Instant
from sync.cache.answers import NOTHING_ASKED, OutboxCounts
from sync.cache.errors import CacheTrouble
from sync.report import Report
from sync.schedule import INTERVAL
from sync.state import Contact, Progress, Situation, SyncState, sync_state

UNDO_SECONDS = 6
"""What can be undone waits so long before it is sent by itself, so that 撤销 means something with a network too."""

type Known = tuple[OutboxCounts, Instant | None, Instant | None]
"""Of the cache: what was asked, since when the first of it waits, when the last whole pull ended."""

_LOOK_AGAIN_SECONDS = 30
"""What was fresh grows old although nothing happens; so often the state is worked out anew."""


@dataclass(frozen=True, slots=True)
class Screens:
    window: WindowScreen
    register: RegisterScreen
    customer: CustomerScreen
    sync_centre: SyncCentreScreen
    furnish: Furnish = no_rooms


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies beyond the presenters."""

    sync_now: Callable[[], None]
    save_file: Callable[[str, bytes], str]
    keep_panel_width: Callable[[int], None]
    quitting: Quitting
    state_came: Callable[[SyncState], None]
    page_opened: Callable[[Page], None]


class SignedIn:
    """Every act and every report comes through here once and reaches all who show something of it."""

    def __init__(self, screens: Screens, place: Workplace, outside: Outside) -> None:
        self._place = place
        self._outside = outside
        self._progress: Progress | None = None
        self._can_store = True
        self._known: Known = (NOTHING_ASKED, None, None)
        self._seconds_to_look = _LOOK_AGAIN_SECONDS
        self._seconds_to_sync: int | None = None
        wishes = Wishes(
            self._search, self._sync_asked, self._page_opened, self._withdrawn, self.acted, outside.quitting
        )
        self.window = Window(screens.window, place, wishes)
        self.batches = Batches(screens.register, place, self.window, self._submitted)
        self.register = Register(
            screens.register,
            place,
            self.batches,
            Around(
                lambda customer_id: self.customer.show(customer_id),
                self.window.counted,
                self._sync_asked,
                screens.window.clear_search,
                outside.keep_panel_width,
            ),
        )
        self.customer = CustomerDesk(
            screens.customer,
            place,
            self.window,
            lambda action, each: self.batches.ask(action, These((each,)), (each,)),
            self._saved,
        )
        self._passages = Passages(screens.window, place, self.window, self.register, self.customer)
        similar = self._passages.show_similar
        ask = partial(ask_back, place, self.window, self.acted)
        self.answers = Answers(screens.register, place, self.window, self._open_refused, similar, ask)
        ways = Ways(
            show_customer=self._passages.show_customer,
            show_similar=similar,
            open_page=self.window.open_page,
            claim=lambda ids: self.batches.do(Action.CLAIM, ids),
            withdrawn=self._withdrawn,
            acted=self.acted,
            retry=self._sync_asked,
            save_file=outside.save_file,
        )
        self.sync_centre = SyncCentre(screens.sync_centre, place, self.window, ways)
        self.furnishing = Furnishing(place.background, screens.furnish(place, self._room_ways()))

    def start(self, then: Callable[[], None] = lambda: None) -> None:
        """Show what the cache holds; nothing waits for the network. `then` when the first list stands."""

        def stands() -> None:
            then()
            self.furnishing.start()

        self.register.start(stands)
        self.sync_centre.refresh()
        self.furnishing.refresh()
        self._show_state(Report(), redraw=False)

    def end(self) -> None:
        """The person leaves."""
        self.furnishing.end()

    def acted(self) -> None:
        """The person did something: everything that counts it is drawn anew, and it is sent."""
        self._draw_acts()
        self._outside.sync_now()

    def reported(self, report: Report) -> None:
        """One exchange of a round is over, and the round goes on."""
        self._progress = report.progress or Progress()
        self._take(report)

    def rested(self, report: Report) -> None:
        """A round is over."""
        self._progress = None
        self._can_store = True
        self._take(Report(contact=report.contact))

    def files_came(self) -> None:
        """Files have come, or gone, or were refused: whatever shows them is drawn anew."""
        self.customer.refresh()
        self.furnishing.refresh()

    def troubled(self, trouble: CacheTrouble) -> None:
        """The disk would not take what came: say it loudly."""
        code = trouble.code.value.replace("_", "-")
        said = words.say("said-with-advice", what=words.say(f"trouble-{code}"), now=words.say(f"trouble-{code}-now"))
        self.window.tell(said, Tone.BAD)

    def failed(self, error: Exception) -> None:
        """Something broke that nobody expected; it is in the log, and the person hears of it.

        If it broke in the middle of a round, that round has no end that would be told: it is over here.
        """
        self._progress = None
        if isinstance(error, CacheTrouble):
            self._can_store = False
            self.troubled(error)
        else:
            self.window.tell(words.say("unexpected", cause=type(error).__name__), Tone.BAD)
        # From what is known: to read anew what may just have failed to be read would fail for ever.
        self._tell_state()

    def tick(self) -> None:
        """A second has passed."""
        self.window.tick()
        self._seconds_to_look -= 1
        if self._seconds_to_look <= 0:
            self._seconds_to_look = _LOOK_AGAIN_SECONDS
            self._show_state(Report(), redraw=False)
        if self._seconds_to_sync is not None:
            self._seconds_to_sync -= 1
            if self._seconds_to_sync <= 0:
                self._seconds_to_sync = None
                self._outside.sync_now()

    def say_again(self) -> None:
        """The language changed. What the last notice said stands in the sync centre, where it is said anew."""
        self.window.notice_closed()
        self.register.say_again()
        self.customer.refresh()
        self.sync_centre.refresh()
        self.furnishing.refresh()
        self._show_state(Report(), redraw=False)

    def _draw_acts(self) -> None:
        self.register.acted()
        self.customer.refresh()
        self.sync_centre.refresh()
        self.furnishing.refresh()
        self._show_state(Report(), redraw=False)

    def _room_ways(self) -> RoomWays:
        return RoomWays(
            notices=self.window,
            show_entry=self.window.show_entry,
            hide_entry=self.window.hide_entry,
            open_page=self.window.open_page,
            is_open=self.window.is_at,
            show_customer=self._passages.show_customer,
            show_whose=self._passages.show_whose,
            acted=self.acted,
            save_file=self._outside.save_file,
            lead=self.sync_centre.lead,
        )

    def _take(self, report: Report) -> None:
        was_online = self._place.is_online
        if report.contact is not Contact.NONE_YET:
            self._place.contact = report.contact
        if was_online and not self._place.is_online:
            self.answers.lost_contact()
        self.answers.hear(report.answers)
        self._show_state(report, redraw=True)

    def _show_state(self, report: Report, *, redraw: bool) -> None:
        cache = self._place.cache

        def read() -> Known:
            return cache.outbox.counts(), cache.outbox.oldest_unsent_at(), cache.scopes.last_pulled_at()

        def show(known: Known) -> None:
            self._known = known
            state = self._tell_state()
            self.window.refresh()
            if redraw:
                self._redraw(report, state)

        self._place.background.query(read, show)

    def _tell_state(self) -> SyncState:
        now, contact, needed = self._place.now(), self._place.contact, self._place.releases.oldest_client
        state = sync_state(Situation(contact, *self._known, self._progress, self._can_store, now, INTERVAL, needed))
        self.window.show_state(state)
        self.sync_centre.show_state(state)
        self._outside.state_came(state)
        return state

    def _redraw(self, report: Report, state: SyncState) -> None:
        self.register.heard(report, state)
        touched = report.changed or report.removed or report.is_sweeping or report.answers or report.dropped_scopes
        if touched:
            self.customer.refresh()
            self.furnishing.refresh()
        if touched or report.checking or report.parked or report.stale_intents or self._progress is None:
            self.sync_centre.refresh()

    def _submitted(self, action: Action, outcome: Outcome) -> None:
        self.answers.expect(action, outcome)
        if not outcome.submitted.accepted:
            return
        self._draw_acts()
        if DEEDS[action].is_undoable and self._place.is_online:
            self._seconds_to_sync = UNDO_SECONDS
        else:
            self._outside.sync_now()

    def _saved(self, customer_id: str) -> None:
        self.register.redraw(frozenset({customer_id}))
        self.sync_centre.refresh()
        self.furnishing.refresh()
        self._show_state(Report(), redraw=False)
        self._outside.sync_now()

    def _withdrawn(self, command_ids: tuple[str, ...]) -> None:
        self.answers.withdrawn(command_ids)

    def _sync_asked(self) -> None:
        """By the person: also a scope that was given up as broken is fetched once more."""
        sync = self._outside.sync_now
        self._place.background.command(self._place.cache.scopes.forgive, lambda _: sync(), lambda _: sync())

    def _search(self, text: str) -> None:
        self.register.search_asked(text)

    def _page_opened(self, page: Page) -> None:
        if page is not Page.CUSTOMERS:
            self.furnishing.finish()
        if page is Page.SYNC_CENTRE:
            self.sync_centre.refresh()
        self.furnishing.refresh(page)
        self._outside.page_opened(page)

    def _open_refused(self) -> None:
        self.window.open_page(Page.SYNC_CENTRE)
        self.sync_centre.open_refused()
