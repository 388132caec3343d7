"""Which customers are listed now, and their rows as they come into sight. Answers overtaken by a wish are dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop.presenters.rows import columns_of, draw_rows
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Row
from desktop.screens.lists import Column, Listing, ListScreen, Sort
from desktop.screens.register import RegisterTab
from domain.identifiers import Instant
from sync.cache.asking import Shelf, Wanted

PEEK = 200
"""So many stand in the list first, while the rest is counted out."""

SCREENFUL = 64
"""So many rows come with them: more than a screen shows, and read in a few milliseconds."""

REDRAWN_AT_ONCE = 400
"""More changed rows than this are asked for again as they come into sight."""


@dataclass(frozen=True, slots=True)
class Look:
    """A list as it is asked for, and as what its rows are drawn."""

    wanted: Wanted
    tab: RegisterTab
    is_others: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """What came of asking for a list; `first` are its first rows. `data_as_of` None: nothing was ever fetched whole."""

    ids: Sequence[str]
    first: Sequence[Row]
    is_whole: bool
    data_as_of: Instant | None


class CustomerList:
    """The list of one wish at a time; `ids` stays what the person sees until a new list has come."""

    def __init__(
        self,
        screen: ListScreen,
        place: Workplace,
        on_listed: Callable[[Listed], None],
        on_trouble: Callable[[Exception], None],
    ) -> None:
        self._screen = screen
        self._place = place
        self._on_listed = on_listed
        self._on_trouble = on_trouble
        self._look: Look | None = None
        self._generation = 0
        self.ids: Sequence[str] = ()
        self.is_awaited = False
        """An answer is on its way, and will say what stands in the cache when it is read."""
        self._positions: frozenset[str] = frozenset()

    @property
    def shelf(self) -> Shelf | None:
        """Where the list is taken from; None before any was asked for."""
        return None if self._look is None else self._look.wanted.shelf

    def open(self, look: Look) -> None:
        """Another list: its first rows at once, then all of it."""
        self._look = look
        self._ask(PEEK)

    def reload(self) -> None:
        """The same list as it stands now, whole, so that nothing jumps; where nothing stands, nothing can."""
        if self._look is not None:
            self._ask(None if self.ids else PEEK)

    def rows_asked(self, ids: tuple[str, ...]) -> None:
        look = self._look
        if look is not None:
            self._place.background.query(
                lambda: self._rows(look, ids) if look == self._look else (),
                lambda rows: self._screen.show_rows(rows) if look == self._look else None,
            )

    def redraw(self, changed: Iterable[str]) -> None:
        """These customers are not what they were: where they are listed, draw them anew."""
        listed = self._positions.intersection(changed)
        if len(listed) > REDRAWN_AT_ONCE:
            self.redraw_all()
        elif listed:
            self.rows_asked(tuple(listed))

    def redraw_all(self) -> None:
        """The same customers in the same order, every row asked for again when it is looked at."""
        if self._look is not None:
            self._screen.show_listing(_listing(self._look, self.ids))

    def compare(self, then: Callable[[frozenset[str]], None]) -> None:
        """Tell who would come or go if the list were shown anew; nothing moves under the eyes by itself."""
        look, generation, seen = self._look, self._generation, self._positions
        if look is None:
            return

        def who_moved() -> frozenset[str] | None:
            if generation != self._generation:
                return None
            return seen.symmetric_difference(self._place.cache.register.ids(look.wanted, self._place.now()))

        def told(moved: frozenset[str] | None) -> None:
            if moved is not None and generation == self._generation:
                then(moved)

        self._place.background.query(who_moved, told)

    def _ask(self, limit: int | None) -> None:
        self._generation += 1
        self.is_awaited = True
        look, generation = self._look, self._generation

        def work() -> Listed | None:
            # Typing is faster than reading: a wish that was overtaken while it waited is not even begun.
            if look is None or generation != self._generation:
                return None
            ids = self._place.cache.register.ids(look.wanted, self._place.now(), limit)
            is_whole = limit is None or len(ids) < limit
            # A list that opens brings what the eye falls on; one that is shown anew has its rows on the screen.
            first = self._rows(look, tuple(ids[:SCREENFUL])) if limit is not None else ()
            return Listed(ids, first, is_whole, self._place.cache.scopes.last_pulled_at())

        def listed(answer: Listed | None) -> None:
            if answer is None or look is None or generation != self._generation:
                return
            self.is_awaited = False
            self.ids, self._positions = answer.ids, frozenset(answer.ids)
            if answer.ids:
                self._screen.show_listing(_listing(look, answer.ids))
                self._screen.show_rows(answer.first)
            self._on_listed(answer)
            if not answer.is_whole:
                self._ask(None)

        def failed(error: Exception) -> None:
            if generation == self._generation:
                self.is_awaited = False
                self._on_trouble(error)

        self._place.background.query(work, listed, failed)

    def _rows(self, look: Look, ids: tuple[str, ...]) -> Sequence[Row]:
        return draw_rows(self._place, look.tab, ids, is_others=look.is_others)


def _listing(look: Look, ids: Sequence[str]) -> Listing:
    columns, wanted = columns_of(look.tab, is_others=look.is_others), look.wanted
    return Listing(columns, ids, Sort(Column(wanted.sort.value), wanted.is_descending))
