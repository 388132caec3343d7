"""Which customers are listed now, and their rows as they come into sight. Answers overtaken by a wish are dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop.presenters.cells import mine_row, pool_row
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Row
from desktop.screens.lists import MINE_COLUMNS, POOL_COLUMNS, Column, Listing, ListScreen, Sort
from domain.identifiers import Instant
from sync.cache.asking import Mine, Wanted

PEEK = 200
"""So many stand in the list first, while the rest is counted out."""

SCREENFUL = 64
"""So many rows come with them: more than a screen shows, and read in a few milliseconds."""

REDRAWN_AT_ONCE = 400
"""More changed rows than this are asked for again as they come into sight."""


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
        self._wanted: Wanted | None = None
        self._generation = 0
        self.ids: Sequence[str] = ()
        self.is_awaited = False
        """An answer is on its way, and will say what stands in the cache when it is read."""
        self._positions: frozenset[str] = frozenset()

    def open(self, wanted: Wanted) -> None:
        """Another list: its first rows at once, then all of it."""
        self._wanted = wanted
        self._ask(PEEK)

    def reload(self) -> None:
        """The same list as it stands now, whole, so that nothing jumps; where nothing stands, nothing can."""
        if self._wanted is not None:
            self._ask(None if self.ids else PEEK)

    def rows_asked(self, ids: tuple[str, ...]) -> None:
        wanted = self._wanted
        if wanted is not None:
            self._place.background.query(
                lambda: self._rows(wanted, ids) if wanted == self._wanted else (),
                lambda rows: self._screen.show_rows(rows) if wanted == self._wanted else None,
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
        if self._wanted is not None:
            self._screen.show_listing(_listing(self._wanted, self.ids))

    def compare(self, then: Callable[[frozenset[str]], None]) -> None:
        """Tell who would come or go if the list were shown anew; nothing moves under the eyes by itself."""
        wanted, generation, seen = self._wanted, self._generation, self._positions
        if wanted is None:
            return

        def who_moved() -> frozenset[str] | None:
            if generation != self._generation:
                return None
            return seen.symmetric_difference(self._place.cache.register.ids(wanted, self._place.now()))

        def told(moved: frozenset[str] | None) -> None:
            if moved is not None and generation == self._generation:
                then(moved)

        self._place.background.query(who_moved, told)

    def _ask(self, limit: int | None) -> None:
        self._generation += 1
        self.is_awaited = True
        wanted, generation = self._wanted, self._generation

        def work() -> Listed | None:
            # Typing is faster than reading: a wish that was overtaken while it waited is not even begun.
            if wanted is None or generation != self._generation:
                return None
            ids = self._place.cache.register.ids(wanted, self._place.now(), limit)
            is_whole = limit is None or len(ids) < limit
            # A list that opens brings what the eye falls on; one that is shown anew has its rows on the screen.
            first = self._rows(wanted, tuple(ids[:SCREENFUL])) if limit is not None else ()
            return Listed(ids, first, is_whole, self._place.cache.scopes.last_pulled_at())

        def listed(answer: Listed | None) -> None:
            if answer is None or wanted is None or generation != self._generation:
                return
            self.is_awaited = False
            self.ids, self._positions = answer.ids, frozenset(answer.ids)
            if answer.ids:
                self._screen.show_listing(_listing(wanted, answer.ids))
                self._screen.show_rows(answer.first)
            self._on_listed(answer)
            if not answer.is_whole:
                self._ask(None)

        def failed(error: Exception) -> None:
            if generation == self._generation:
                self.is_awaited = False
                self._on_trouble(error)

        self._place.background.query(work, listed, failed)

    def _rows(self, wanted: Wanted, ids: tuple[str, ...]) -> Sequence[Row]:
        now, local = self._place.now(), self._place.local_now()
        views = self._place.cache.register.rows(ids, now)
        if isinstance(wanted.shelf, Mine):
            return [mine_row(view, self._place.ruleset(view.row.pool_id), local) for view in views]
        return [pool_row(view, local) for view in views]


def _listing(wanted: Wanted, ids: Sequence[str]) -> Listing:
    columns = MINE_COLUMNS if isinstance(wanted.shelf, Mine) else POOL_COLUMNS
    return Listing(columns, ids, Sort(Column(wanted.sort.value), wanted.is_descending))
