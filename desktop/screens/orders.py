"""The orders page: all orders, one's own, one's customers', those of boards with their sub-orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.lists import ListScreen, ListWishes
from desktop.screens.order import OrderScreen, OrderWishes
from desktop.screens.register import Blank, BlankKind, Filters, FilterWishes


class OrdersTab(StrEnum):
    """In the order shown; the word is the message `orders-tab-<value>`."""

    ALL = "all"
    MINE = "mine"
    MY_CUSTOMERS = "my-customers"
    PCB = "pcb"


@dataclass(frozen=True, slots=True)
class OrdersCount:
    """A tab one may use and how many orders stand in it; None while not known yet."""

    tab: OrdersTab
    count: int | None = None


class OrdersScreen(ListScreen, OrderScreen, Protocol):
    """What may be told to the orders page. Its rows have the cells of `ORDER_COLUMNS`."""

    def show_tabs(self, tabs: Sequence[OrdersCount], current: OrdersTab) -> None: ...

    def show_filters(self, filters: Filters) -> None: ...

    def show_lead(self, text: str) -> None:
        """How many match, beside the filters; empty while that is not known."""

    def show_blank(self, blank: Blank) -> None:
        """In place of the list, until `show_listing`."""

    def show_changed(self, count: int) -> None:
        """So many came or went while one looks; 0 hides the strip."""

    def clear_search(self) -> None:
        """Empty the search box without a wish."""


class OrdersWishes(ListWishes, FilterWishes, OrderWishes, Protocol):
    """What the orders page asks for. `order_asked` with an empty id: none is the current one."""

    def tab_asked(self, tab: OrdersTab) -> None: ...

    def search_asked(self, text: str) -> None: ...

    def blank_act_asked(self, kind: BlankKind) -> None:
        """The one act of a blank page."""

    def refresh_asked(self) -> None:
        """Show the changed list now; answer with `show_listing`."""
