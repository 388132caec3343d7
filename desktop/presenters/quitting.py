"""The end of the program: what waits is sent before it, and whoever leaves something waiting is told so first."""

from __future__ import annotations

from collections.abc import Callable

from desktop.presenters.workplace import Workplace
from desktop.screens.window import QuitQuestion, QuitScreen
from sync.state import Contact

_ROUNDS = 2
"""The first may have been under way before what waits was asked."""


class Quitting:
    """`end` ends the program. Nothing is lost either way: what waits stays on this machine."""

    def __init__(self, screen: QuitScreen, place: Workplace, end: Callable[[], None]) -> None:
        self._screen = screen
        self._place = place
        self._end = end
        self._is_asked = False
        self._rounds_left = 0

    def asked(self) -> None:
        """The person wants the program to end, perhaps once more: then what is asked comes to the front again."""
        self._screen.show_quit(None)
        self._is_asked = True
        self._rounds_left = _ROUNDS if self._place.is_online else 0
        self._look()

    def chosen(self, *, leaves: bool) -> None:
        """As the person answers the question; whatever is under way goes on."""
        self._is_asked = False
        self._screen.show_quit(None)
        if leaves:
            self._end()

    def rested(self, contact: Contact) -> None:
        """A round is over."""
        if not self._is_asked:
            return
        self._rounds_left = max(0, self._rounds_left - 1) if contact is Contact.GOOD else 0
        self._look()

    def _look(self) -> None:
        # Where nothing can be read, nothing can be asked either: nobody is kept in a program that is broken.
        outbox = self._place.cache.outbox
        self._place.background.query(lambda: outbox.counts().waiting, self._show, lambda _: self._show(0))

    def _show(self, waiting: int) -> None:
        if not self._is_asked:
            return
        if waiting:
            self._screen.show_quit(QuitQuestion(waiting, is_sending=self._rounds_left > 0))
            if self._rounds_left:
                self._place.background.sync_now()
        else:
            self.chosen(leaves=True)
