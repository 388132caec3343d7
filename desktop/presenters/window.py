"""The main window around the pages: where one is, how things stand, what just happened and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from desktop import words
from desktop.presenters.notices import More
from desktop.presenters.pill import as_of, pill, title
from desktop.presenters.quitting import Quitting
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.window import Notice, Page, Quota, Quotas, RailEntry, StatusLine, WindowScreen
from sync.cache.answers import CommandState, QuotaView
from sync.state import SyncState


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the window passes on."""

    search: Callable[[str], None]
    sync: Callable[[], None]
    page_opened: Callable[[Page], None]
    withdrawn: Callable[[tuple[str, ...]], None]
    acted: Callable[[], None]
    quitting: Quitting


class Window:
    """Obeys `WindowWishes` and offers `Notices` to the other presenters."""

    def __init__(self, screen: WindowScreen, place: Workplace, wishes: Wishes) -> None:
        self._screen = screen
        self._place = place
        self._wishes = wishes
        self._numbers = count(1)
        self._key = ""
        self._undo: tuple[str, ...] = ()
        self._more: More | None = None
        self._said = Notice("")
        self._state: SyncState | None = None
        self._name = ""
        self._rows = (0, 0)
        self._page = Page.CUSTOMERS
        self._quota: QuotaView | None = None
        self._entries = {page: RailEntry(page) for page in (Page.CUSTOMERS, Page.SYNC_CENTRE, Page.SETTINGS)}

    # what came about

    def show_state(self, state: SyncState) -> None:
        """The pill, the title and the rail's counts."""
        self._state = state
        self._show_title()
        self._screen.show_pill(pill(state, self._place.local_now()))
        counts = state.counts
        self.show_entry(RailEntry(Page.SYNC_CENTRE, counts.for_you or counts.waiting, needs_you=counts.for_you > 0))
        self._show_status()

    def show_entry(self, entry: RailEntry) -> None:
        """A page stands in the rail, with its count."""
        self._entries[entry.page] = entry
        self._show_rail()

    def hide_entry(self, page: Page) -> None:
        """A page is not for this person, or not any more; who is there goes back to the customers."""
        if self._entries.pop(page, None) is not None:
            self._show_rail()
            if page is self._page:
                self.open_page(Page.CUSTOMERS)

    def refresh(self) -> None:
        """Quotas as they are now, the person's name, and whether what was just done can still be undone."""
        cache, now, undo = self._place.cache, self._place.now(), self._undo

        def read() -> tuple[QuotaView | None, str, bool]:
            person = cache.directory.person(self._place.person_id)
            items = [cache.outbox.item(each) for each in undo]
            is_undoable = any(item is not None and item.state is CommandState.QUEUED for item in items)
            # Whoever may not hold customers has no places to count, and without an open pool nobody has.
            counts = (person is None or person.may_own) and any(
                pool.is_open for pool in cache.directory.all_pools().values()
            )
            return cache.bench.quota(now) if counts else None, "" if person is None else person.name, is_undoable

        def show(answer: tuple[QuotaView | None, str, bool]) -> None:
            self._quota, self._name, is_undoable = answer
            self._screen.show_quotas(_quotas(self._quota))
            self._show_title()
            if undo and undo == self._undo and not is_undoable:
                self._undo = ()
                self._screen.show_notice(Notice(self._said.text, "", self._said.tone, *self._more_of()))

        self._place.background.query(read, show)

    def counted(self, rows: int, ticked: int) -> None:
        """So many are listed, so many ticked."""
        self._rows = rows, ticked
        self._show_status()

    def tick(self) -> None:
        """A second has passed."""
        self._show_status()

    def tell(
        self, text: str, tone: Tone = Tone.NEUTRAL, *, undo: tuple[str, ...] = (), more: More | None = None
    ) -> None:
        """See `desktop.presenters.notices.Notices`."""
        self._key = str(next(self._numbers))
        self._undo, self._more = undo, more
        self._said = Notice(text, self._key if undo else "", tone, *self._more_of())
        self._screen.show_notice(self._said)

    @property
    def offers_undo(self) -> bool:
        """Whether what the foot says now can be taken back."""
        return bool(self._undo)

    def is_at(self, page: Page) -> bool:
        """Whether the person is on this page now."""
        return self._page is page

    def open_page(self, page: Page) -> None:
        self._screen.open_page(page)
        self.page_asked(page)

    # wishes

    def page_asked(self, page: Page) -> None:
        self._page = page
        self._wishes.page_opened(page)
        self._show_status()

    def search_asked(self, text: str) -> None:
        self._wishes.search(text)

    def sync_asked(self) -> None:
        self._wishes.sync()

    def undo_asked(self, key: str) -> None:
        undo, self._undo = self._undo, ()
        if key != self._key or not undo:
            return

        def done(withdrawn: tuple[str, ...]) -> None:
            late = len(undo) - len(withdrawn)
            said = "undone" if not late else "undone-some" if withdrawn else "undone-none"
            self.tell(words.say(said, n=len(withdrawn), late=late))
            self._wishes.withdrawn(withdrawn)
            self._wishes.acted()

        self._place.background.command(lambda: self._place.cache.outbox.withdraw(undo), done)

    def more_asked(self, key: str) -> None:
        if key == self._key and self._more is not None:
            self._more.act()

    def notice_closed(self) -> None:
        self._undo, self._more = (), None
        self._screen.show_notice(None)

    def close_asked(self) -> None:
        self._wishes.quitting.asked()

    def quit_chosen(self, leaves: bool) -> None:
        self._wishes.quitting.chosen(leaves=leaves)

    def _more_of(self) -> tuple[str, str]:
        return ("", "") if self._more is None else (self._key, self._more.word)

    def _show_rail(self) -> None:
        self._screen.show_rail([self._entries[page] for page in Page if page in self._entries])

    def _show_title(self) -> None:
        self._screen.show_title(title(self._name, self._state, self._place.local_now()))

    def _show_status(self) -> None:
        rows, ticked = self._rows
        on_list = self._page is Page.CUSTOMERS
        now = self._place.local_now()
        if self._page is Page.SYNC_CENTRE and self._state is not None and self._state.data_as_of is not None:
            right = words.say("status-last-sync", time=as_of(self._state, now))
        else:
            heard = self._place.clock.has_heard
            right = words.say("status-server-time" if heard else "status-estimated-time", time=words.clock(now))
        self._screen.show_status(
            StatusLine(
                words.say("status-rows", n=rows) if on_list else "",
                words.say("status-selected", n=ticked) if on_list and ticked else "",
                right,
            )
        )


def _quotas(quota: QuotaView | None) -> Quotas | None:
    if quota is None:
        return None
    return Quotas(
        Quota(quota.claimed_today, quota.daily_limit), Quota(quota.holding, quota.cap), quota.deals_not_counted
    )
