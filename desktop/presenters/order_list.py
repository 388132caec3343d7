"""Which orders a list asks for, and as what they are drawn in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.presenters.order_rows import draw_order_rows
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Row
from desktop.screens.lists import ORDER_COLUMNS, Column, Listing, Sort
from desktop.screens.orders import OrdersTab

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.order_asking import WantedOrders


class ListedOrders:
    """A `Source` of them."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def ids(self, look: WantedOrders, limit: int | None) -> Sequence[str]:
        return self._place.cache.orders.ids(look, limit)

    def rows(self, look: WantedOrders, ids: Sequence[str], listed: frozenset[str]) -> Sequence[Row]:
        return draw_order_rows(self._place, OrdersTab(look.shelf.value), ids, listed)

    def listing(self, look: WantedOrders, ids: Sequence[str]) -> Listing:
        return Listing(ORDER_COLUMNS, ids, Sort(Column(look.sort.value), look.is_descending))
