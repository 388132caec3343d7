"""Customers in windows of their own: each follows its customer live, and is as large as the last one was left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.presenters.customer import CustomerDesk
from desktop.presenters.customer_sections import Section
from desktop.presenters.workplace import Workplace
from desktop.screens.customer_window import CustomerWindowScreen
from desktop.screens.window import Page

_SIZE = "customer-window"
"""The setting that remembers how large it was left."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A window with whoever looks after it."""

    screen: CustomerWindowScreen
    desk: CustomerDesk
    sections: Sequence[Section]


class CustomerWindows:
    """A `Room` without a page of its own. `open_window` makes one, all wired."""

    page = Page.CUSTOMERS

    def __init__(self, place: Workplace, open_window: Callable[[str], Opened]) -> None:
        self._place = place
        self._open = open_window
        self._windows: dict[str, Opened] = {}
        self._size = ""

    def refresh(self) -> None:
        for opened in self._windows.values():
            opened.desk.refresh()
            for section in opened.sections:
                section.refresh()

    def close_all(self) -> None:
        """Nobody is in any more."""
        for opened in tuple(self._windows.values()):
            opened.screen.leave()

    # wishes

    def window_asked(self, customer_id: str) -> None:
        """Open it, or bring the one that stands open to the front."""
        known = self._windows.get(customer_id)
        if known is not None:
            known.screen.come()
        elif customer_id:
            self._place.background.query(self._last_size, lambda size: self._show(customer_id, size))

    def size_changed(self, width: int, height: int) -> None:
        self._size = f"{width}x{height}"

    def closed(self, customer_id: str) -> None:
        self._windows.pop(customer_id, None)
        size, settings = self._size, self._place.cache.settings
        if size:
            self._place.background.command(lambda: settings.put(_SIZE, size), lambda _: None)

    def _last_size(self) -> tuple[int, int] | None:
        width, _, height = (self._size or self._place.cache.settings.get(_SIZE)).partition("x")
        return (int(width), int(height)) if width.isdigit() and height.isdigit() else None

    def _show(self, customer_id: str, size: tuple[int, int] | None) -> None:
        if customer_id in self._windows:
            self._windows[customer_id].screen.come()
            return
        opened = self._windows[customer_id] = self._open(customer_id)
        if size is not None:
            opened.screen.show_size(*size)
        opened.desk.show(customer_id)
        opened.screen.come()
