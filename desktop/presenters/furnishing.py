"""The rooms of the house: some stand at once, each page is made behind the first list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.presenters.background import Background
from desktop.presenters.rooms import Room, RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.window import Page

type MakeRooms = Callable[[], Sequence[Room]]
"""Makes a page and whoever looks after it."""


@dataclass(frozen=True, slots=True)
class Furnished:
    """`behind` tells, from any thread, what makes the pages that come behind the first list."""

    at_once: Sequence[Room] = ()
    behind: Callable[[], Sequence[MakeRooms]] = tuple


type Furnish = Callable[[Workplace, RoomWays], Furnished]


def no_rooms(_place: Workplace, _ways: RoomWays) -> Furnished:
    """A house of the register alone."""
    return Furnished()


class Furnishing:
    """`rooms` are those made so far."""

    def __init__(self, background: Background, furnished: Furnished) -> None:
        self.rooms = list(furnished.at_once)
        self._background = background
        self._behind = furnished.behind
        self._to_come: list[MakeRooms] | None = None
        self._is_over = False

    def start(self) -> None:
        """Make one page after the other, and between two of them whatever the person does."""
        self._background.query(self._behind, self._told)

    def finish(self) -> None:
        """Somebody goes where a page may be wanted: make what is not made yet."""
        if self._to_come is None:
            self._to_come = list(self._behind())
        while self._to_come:
            self._make_next()

    def end(self) -> None:
        """Its person leaves: nothing is made any more."""
        self._is_over = True

    def refresh(self, page: Page | None = None) -> None:
        """Something may have changed: for every room, or for this page."""
        for room in self.rooms:
            if page is None or room.page is page:
                room.refresh()

    def _told(self, makers: Sequence[MakeRooms]) -> None:
        if self._to_come is None:
            self._to_come = list(makers)
        self._go_on()

    def _go_on(self) -> None:
        if self._to_come and not self._is_over:
            self._make_next()
            self._background.query(lambda: None, lambda _: self._go_on())

    def _make_next(self) -> None:
        assert self._to_come, "asked while there is one to come"
        made = self._to_come.pop(0)()
        self.rooms += made
        for room in made:
            room.refresh()
