"""The page 订单: which tab, by which filter, in which order; the order one looks at beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop import words
from desktop.presenters.circle import seen_teams
from desktop.presenters.order_details import order_in_full
from desktop.presenters.order_filters import ChosenOrders
from desktop.presenters.order_list import ListedOrders
from desktop.presenters.rooms import RoomWays
from desktop.presenters.row_list import Listed, RowList
from desktop.presenters.workplace import Workplace
from desktop.screens.lists import Column, Sort
from desktop.screens.order import OrderDetails
from desktop.screens.orders import OrdersCount, OrdersScreen, OrdersTab
from desktop.screens.register import Blank, BlankKind
from desktop.screens.window import Page, RailEntry
from domain.identifiers import Instant
from sync.cache.order_asking import OrderShelf, OrderSort, WantedOrders
from sync.state import Contact

_FIRST_SORT = Sort(Column.ORDERED, is_descending=True)
_OWN = frozenset({OrdersTab.MINE, OrdersTab.MY_CUSTOMERS})


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the list."""

    tabs: tuple[OrdersTab, ...]
    counts: tuple[OrdersCount, ...] = ()
    statuses: tuple[str, ...] = ()


class Orders:
    """Obeys `OrdersWishes`; a `Room`. For whoever may hold customers or sees what others hold."""

    page = Page.ORDERS

    def __init__(self, screen: OrdersScreen, place: Workplace, ways: RoomWays) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._list = RowList(screen, place, ListedOrders(place), self._listed, self._could_not_list)
        self._tabs: tuple[OrdersTab, ...] = ()
        self._counts: tuple[OrdersCount, ...] = ()
        self._statuses: tuple[str, ...] = ()
        self._tab: OrdersTab | None = None
        self._chosen = ChosenOrders()
        self._sort = _FIRST_SORT
        self._current = ""
        self._is_whole = False
        self._was_open = False

    def refresh(self) -> None:
        """Opened, the page shows what there is; looked at, only rows change in place and a strip tells of the rest."""
        is_open, is_here_already = self._ways.is_open(self.page), self._was_open
        self._was_open = is_open

        def show(tabs: tuple[OrdersTab, ...]) -> None:
            self._tabs = tabs
            if not tabs:
                self._was_open = False
                self._ways.hide_entry(self.page)
                return
            self._ways.show_entry(RailEntry(self.page))
            if is_open:
                self._follow(is_here_already=is_here_already)

        self._place.background.query(self._open_tabs, show)

    # wishes

    def tab_asked(self, tab: OrdersTab) -> None:
        """The same tab again looks anew without losing the place."""
        if tab is self._tab and self._list.ids:
            self._list.reload()
            return
        self._tab = tab
        self._open()

    def search_asked(self, text: str) -> None:
        self._filter(self._chosen.searching(text))

    def filter_added(self, key: str) -> None:
        self._filter(self._chosen.added(key))

    def filter_removed(self, key: str) -> None:
        self._filter(self._chosen.removed(key))

    def filters_cleared(self) -> None:
        self._screen.clear_search()
        self._filter(ChosenOrders())

    def filter_choices_asked(self) -> None:
        self._read_frame()

    def sort_asked(self, sort: Sort) -> None:
        self._sort = sort
        self._open()

    def rows_asked(self, ids: tuple[str, ...]) -> None:
        self._list.rows_asked(ids)

    def refresh_asked(self) -> None:
        self._list.reload()

    def blank_act_asked(self, kind: BlankKind) -> None:
        """Filtered-empty takes the filters away, every other page tries again."""
        if kind is BlankKind.FILTERED_EMPTY:
            self.filters_cleared()
        else:
            self._ways.acted()
            self._list.reload()

    def order_asked(self, order_id: str) -> None:
        """Also a sub-order or a parent that the list does not show."""
        self._current = order_id

        def show(order: OrderDetails | None) -> None:
            if order_id == self._current:
                self._screen.show_order(order)

        self._place.background.query(lambda: order_in_full(self._place, order_id) if order_id else None, show)

    def customer_asked(self, customer_id: str) -> None:
        self._ways.show_customer(customer_id)

    # what came about

    def _follow(self, *, is_here_already: bool) -> None:
        if self._tab not in self._tabs:
            self._tab = self._tabs[0]
            self._open()
            return
        self._read_frame()
        self.order_asked(self._current)
        if not (is_here_already and self._list.ids and self._is_whole):
            self._list.reload()
            return
        self._show_lead()
        self._list.redraw_all()
        self._list.compare(lambda moved: self._screen.show_changed(len(moved)))

    def _filter(self, chosen: ChosenOrders) -> None:
        self._chosen = chosen
        self._open()

    def _open(self) -> None:
        """List what is wanted now, from its first row."""
        if self._tab is None:
            return
        self._show_frame()
        self._screen.show_lead("")
        sort = OrderSort(self._sort.column.value)
        shelf = OrderShelf(self._tab.value)
        self._list.open(WantedOrders(shelf, self._chosen.filter, sort, self._sort.is_descending))
        self._read_frame()

    def _listed(self, listed: Listed) -> None:
        self._is_whole = listed.is_whole
        self._show_lead()
        if not listed.ids:
            self._screen.show_blank(self._why_blank(listed.data_as_of))
            self.order_asked("")

    def _could_not_list(self, error: Exception) -> None:
        self._screen.show_blank(Blank(BlankKind.ERROR, str(error)))

    def _show_lead(self) -> None:
        count = len(self._list.ids)
        self._screen.show_lead(words.say("orders-lead", n=count) if count and self._is_whole else "")

    def _why_blank(self, as_of: Instant | None) -> Blank:
        """Nothing was fetched yet, or nothing matches, or there is nothing."""
        if as_of is None:
            is_offline = self._place.contact is Contact.UNREACHABLE
            return Blank(BlankKind.OFFLINE if is_offline else BlankKind.NEVER_SYNCED)
        if not self._chosen.filter.is_empty:
            return Blank(BlankKind.FILTERED_EMPTY)
        return Blank(BlankKind.EMPTY, words.say("data-as-of", when=self._place.said(as_of)))

    def _read_frame(self) -> None:
        """Counts and choices take a look at every order: after the list, which the person waits for."""
        tab, tabs = self._tab, self._tabs

        def read() -> _Frame | None:
            if tab is None or tab is not self._tab:
                return None
            orders = self._place.cache.orders
            counts = [OrdersCount(each, orders.count(WantedOrders(OrderShelf(each.value)))) for each in tabs]
            return _Frame(tabs, tuple(counts), tuple(orders.statuses(OrderShelf(tab.value))))

        def show(frame: _Frame | None) -> None:
            if frame is not None and frame.tabs == self._tabs:
                self._counts, self._statuses = frame.counts, frame.statuses
                self._show_frame()

        self._place.background.query(read, show, self._could_not_list)

    def _show_frame(self) -> None:
        if self._tab is not None:
            self._screen.show_tabs(_counted(self._tabs, self._counts), self._tab)
            self._screen.show_filters(self._chosen.shown(self._statuses))

    def _open_tabs(self) -> tuple[OrdersTab, ...]:
        """Those that could hold something for this person. Reads the cache."""
        directory = self._place.cache.directory
        actor = directory.actor()
        if actor is not None and actor.may_own:
            return tuple(OrdersTab)
        return tuple(tab for tab in OrdersTab if tab not in _OWN) if seen_teams(directory) else ()


def _counted(tabs: Sequence[OrdersTab], counts: Sequence[OrdersCount]) -> list[OrdersCount]:
    known = {each.tab: each for each in counts}
    return [known.get(tab, OrdersCount(tab)) for tab in tabs]
