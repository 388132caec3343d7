"""A link to a customer was opened: show them, or say that they cannot be seen here."""

from __future__ import annotations

from desktop import words
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.window import Page
from domain.identifiers import CustomerId


class Linked:
    """A `Room` without a page of its own."""

    page = Page.CUSTOMERS

    def __init__(self, place: Workplace, ways: RoomWays) -> None:
        self._place = place
        self._ways = ways
        self._wanted = ""

    def refresh(self) -> None:
        """What was not here yet may have come."""
        if self._wanted:
            self._look()

    # wishes

    def link_opened(self, customer_id: str) -> None:
        self._wanted = customer_id
        self._look()

    def _look(self) -> None:
        cache, wanted, now = self._place.cache, self._wanted, self._place.now()

        def read() -> tuple[bool, bool]:
            is_here = cache.register.customer(CustomerId(wanted), now) is not None
            return is_here, cache.scopes.last_pulled_at() is not None

        def show(found: tuple[bool, bool]) -> None:
            is_here, is_all_here = found
            # Before the first pull has ended nobody knows what there is to be seen.
            if wanted != self._wanted or not (is_here or is_all_here):
                return
            self._wanted = ""
            if is_here:
                self._ways.show_customer(wanted)
            else:
                self._ways.notices.tell(words.say("link-not-here"), Tone.WARNING)

        self._place.background.query(read, show)
