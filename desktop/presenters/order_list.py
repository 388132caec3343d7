"""Which orders are listed now, and their rows as they come into sight. Answers overtaken by a wish are dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.presenters.order_rows import draw_order_rows
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Row
from desktop.screens.lists import ORDER_COLUMNS, Column, Listing, Sort
from desktop.screens.orders import OrdersScreen, OrdersTab
from domain.identifiers import Instant

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.order_asking import WantedOrders

PEEK = 200
"""So many stand in the list first, while the rest is read."""

SCREENFUL = 64
"""So many rows come with them."""


@dataclass(frozen=True, slots=True)
class OrdersListed:
    """What came of asking for a list. `data_as_of` None: nothing was ever fetched whole."""

    ids: Sequence[str]
    first: Sequence[Row]
    is_whole: bool
    data_as_of: Instant | None


class OrderList:
    """The list of one wish at a time; `ids` stays what the person sees until a new list has come."""

    def __init__(
        self,
        screen: OrdersScreen,
        place: Workplace,
        on_listed: Callable[[OrdersListed], None],
        on_trouble: Callable[[Exception], None],
    ) -> None:
        self._screen = screen
        self._place = place
        self._on_listed = on_listed
        self._on_trouble = on_trouble
        self._wanted: WantedOrders | None = None
        self._generation = 0
        self.ids: Sequence[str] = ()
        self._listed: frozenset[str] = frozenset()

    def open(self, wanted: WantedOrders) -> None:
        """Another list: its first rows at once, then all of it."""
        self._wanted = wanted
        self._ask(PEEK)

    def reload(self) -> None:
        """The same list as it stands now, whole, so that nothing jumps."""
        if self._wanted is not None:
            self._ask(None if self.ids else PEEK)

    def rows_asked(self, ids: tuple[str, ...]) -> None:
        wanted, listed = self._wanted, self._listed
        if wanted is not None:
            self._place.background.query(
                lambda: self._rows(wanted, ids, listed) if wanted == self._wanted else [],
                lambda rows: self._screen.show_rows(rows) if wanted == self._wanted else None,
            )

    def redraw(self) -> None:
        """The same orders in the same places, every row asked for again when it is looked at."""
        if self._wanted is not None and self.ids:
            self._screen.show_listing(_listing(self._wanted, self.ids))

    def compare(self, then: Callable[[int], None]) -> None:
        """Tell how many would come or go if the list were shown anew; nothing moves under the eyes by itself."""
        wanted, generation, seen = self._wanted, self._generation, self._listed
        if wanted is None:
            return

        def moved() -> int | None:
            if generation != self._generation:
                return None
            return len(seen.symmetric_difference(self._place.cache.orders.ids(wanted)))

        def told(count: int | None) -> None:
            if count is not None and generation == self._generation:
                then(count)

        self._place.background.query(moved, told)

    def _ask(self, limit: int | None) -> None:
        self._generation += 1
        wanted, generation = self._wanted, self._generation

        def work() -> OrdersListed | None:
            # Typing is faster than reading: a wish that was overtaken while it waited is not even begun.
            if wanted is None or generation != self._generation:
                return None
            ids = self._place.cache.orders.ids(wanted, limit)
            is_whole = limit is None or len(ids) < limit
            # A list that opens brings what the eye falls on; one that is shown anew has its rows on the screen.
            first = self._rows(wanted, tuple(ids[:SCREENFUL]), frozenset(ids)) if limit is not None else ()
            return OrdersListed(ids, first, is_whole, self._place.cache.scopes.last_pulled_at())

        def listed(answer: OrdersListed | None) -> None:
            if answer is None or wanted is None or generation != self._generation:
                return
            self.ids, self._listed = answer.ids, frozenset(answer.ids)
            if answer.ids:
                self._screen.show_listing(_listing(wanted, answer.ids))
                self._screen.show_rows(answer.first)
            self._on_listed(answer)
            if not answer.is_whole:
                self._ask(None)

        def failed(error: Exception) -> None:
            if generation == self._generation:
                self._on_trouble(error)

        self._place.background.query(work, listed, failed)

    def _rows(self, wanted: WantedOrders, ids: Sequence[str], listed: frozenset[str]) -> Sequence[Row]:
        return draw_order_rows(self._place, OrdersTab(wanted.shelf.value), ids, listed)


def _listing(wanted: WantedOrders, ids: Sequence[str]) -> Listing:
    return Listing(ORDER_COLUMNS, ids, Sort(Column(wanted.sort.value), wanted.is_descending))
