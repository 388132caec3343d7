"""What is listed now, and its rows as they come into sight. Answers overtaken by a wish are dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Row
from desktop.screens.lists import Listing, ListScreen
from domain.identifiers import Instant

PEEK = 200
"""So many stand in the list first, while the rest is counted out."""

SCREENFUL = 64
"""So many rows come with them: more than a screen shows, and read in a few milliseconds."""

REDRAWN_AT_ONCE = 400
"""More changed rows than this are asked for again as they come into sight."""


class Source[Look](Protocol):
    """Where rows are read from. A look says which are wanted, in which order, and as what they are drawn."""

    def ids(self, look: Look, limit: int | None) -> Sequence[str]:
        """Those that are wanted, in their order. Reads the cache."""
        ...

    def rows(self, look: Look, ids: Sequence[str], listed: frozenset[str]) -> Sequence[Row]:
        """As they are now; `listed` are all that stand in the list. Reads the cache."""
        ...

    def listing(self, look: Look, ids: Sequence[str]) -> Listing: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """What came of asking for a list; `first` are its first rows. `data_as_of` None: nothing was ever fetched whole."""

    ids: Sequence[str]
    first: Sequence[Row]
    is_whole: bool
    data_as_of: Instant | None


class RowList[Look]:
    """The list of one wish at a time; `ids` stays what the person sees until a new list has come."""

    def __init__(
        self,
        screen: ListScreen,
        place: Workplace,
        source: Source[Look],
        on_listed: Callable[[Listed], None],
        on_trouble: Callable[[Exception], None],
    ) -> None:
        self._screen = screen
        self._place = place
        self._source = source
        self._on_listed = on_listed
        self._on_trouble = on_trouble
        self._generation = 0
        self._positions: frozenset[str] = frozenset()
        self.look: Look | None = None
        """None before any was asked for."""
        self.ids: Sequence[str] = ()
        self.is_awaited = False
        """An answer is on its way, and will say what stands in the cache when it is read."""

    def open(self, look: Look) -> None:
        """Another list: its first rows at once, then all of it."""
        self.look = look
        self._ask(PEEK)

    def reload(self) -> None:
        """The same list as it stands now, whole, so that nothing jumps; where nothing stands, nothing can."""
        if self.look is not None:
            self._ask(None if self.ids else PEEK)

    def rows_asked(self, ids: tuple[str, ...]) -> None:
        look, listed = self.look, self._positions
        if look is not None:
            self._place.background.query(
                lambda: self._source.rows(look, ids, listed) if look == self.look else (),
                lambda rows: self._screen.show_rows(rows) if look == self.look else None,
            )

    def redraw(self, changed: Iterable[str]) -> None:
        """These are not what they were: where they are listed, draw them anew."""
        listed = self._positions.intersection(changed)
        if len(listed) > REDRAWN_AT_ONCE:
            self.redraw_all()
        elif listed:
            self.rows_asked(tuple(listed))

    def redraw_all(self) -> None:
        """The same ones in the same order, every row asked for again when it is looked at."""
        if self.look is not None and self.ids:
            self._screen.show_listing(self._source.listing(self.look, self.ids))

    def compare(self, then: Callable[[frozenset[str]], None]) -> None:
        """Tell who would come or go if the list were shown anew; nothing moves under the eyes by itself."""
        look, generation, seen = self.look, self._generation, self._positions
        if look is None:
            return

        def who_moved() -> frozenset[str] | None:
            if generation != self._generation:
                return None
            return seen.symmetric_difference(self._source.ids(look, None))

        def told(moved: frozenset[str] | None) -> None:
            if moved is not None and generation == self._generation:
                then(moved)

        self._place.background.query(who_moved, told)

    def _ask(self, limit: int | None) -> None:
        self._generation += 1
        self.is_awaited = True
        look, generation = self.look, self._generation

        def work() -> Listed | None:
            # Typing is faster than reading: a wish that was overtaken while it waited is not even begun.
            if look is None or generation != self._generation:
                return None
            ids = self._source.ids(look, limit)
            is_whole = limit is None or len(ids) < limit
            # A list that opens brings what the eye falls on; one that is shown anew has its rows on the screen.
            first = self._source.rows(look, ids[:SCREENFUL], frozenset(ids)) if limit is not None else ()
            return Listed(ids, first, is_whole, self._place.cache.scopes.last_pulled_at())

        def listed(answer: Listed | None) -> None:
            if answer is None or look is None or generation != self._generation:
                return
            self.is_awaited = False
            self.ids, self._positions = answer.ids, frozenset(answer.ids)
            if answer.ids:
                self._screen.show_listing(self._source.listing(look, answer.ids))
                self._screen.show_rows(answer.first)
            self._on_listed(answer)
            if not answer.is_whole:
                self._ask(None)

        def failed(error: Exception) -> None:
            if generation == self._generation:
                self.is_awaited = False
                self._on_trouble(error)

        self._place.background.query(work, listed, failed)
