"""The orders page: tabs, search, filters, the list, and beside it one order in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.id_table import IdTableModel
from desktop.screens.cells import Row
from desktop.screens.lists import Listing
from desktop.screens.order import OrderDetails
from desktop.screens.orders import OrdersCount, OrdersTab, OrdersWishes
from desktop.screens.register import Blank, BlankKind, Filters
from desktop.views.blank import BlankPage
from desktop.views.changed_strip import ChangedStrip
from desktop.views.filter_row import FilterRow
from desktop.views.labels import frame, text_label
from desktop.views.order_view import OrderView
from desktop.views.spoken import Spoken
from desktop.views.tab_strip import Tab, TabStrip
from desktop.views.table import IdTable
from desktop.views.tokens import Space
from desktop.views.top_bar import SearchBox

SEARCH_WIDTH = 240
ORDER_WIDTH = 344
_LEAST_LIST, _LEAST_ORDER = 420, 340


class OrdersPage(Spoken):
    """Shows what it is told, emits what is wished; see `OrdersScreen` and `OrdersWishes`."""

    order_asked = Signal(str)
    """Of the row one came to, or clicked, or of a link in the order that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.tabs = TabStrip("orders-tab-", has_keys=True)
        self.search = SearchBox()
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.filters = FilterRow()
        self._lead = text_label("quiet")
        self.changed = ChangedStrip("orders-changed")
        self.model = IdTableModel(self)
        self.table = IdTable(self.model)
        self.blank = BlankPage()
        self.order = OrderView()
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.blank)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.says(self.search.setPlaceholderText, "orders-search")
        self.says(self.search.setAccessibleName, "orders-search")
        self.says(self.search.setToolTip, "orders-search-tip")
        self.says(self.table.setAccessibleName, "table-orders")
        self.table.current_changed.connect(self.order_asked)
        self.table.open_asked.connect(self._open)
        # The row may be the current one already, its order closed.
        self.table.clicked.connect(lambda index: self.order_asked.emit(self.model.id_at(index.row())))
        self.search.left.connect(self.table.setFocus)
        self.order.order_asked.connect(self.order_asked)
        self.order.closed.connect(self._close_order)

    def serve(self, wishes: OrdersWishes) -> None:
        """Bring every wish to this presenter."""
        self.model.rows_asked.connect(wishes.rows_asked)
        self.table.header.sort_asked.connect(wishes.sort_asked)
        self.tabs.tab_asked.connect(lambda key: wishes.tab_asked(OrdersTab(key)))
        self.search.search_asked.connect(wishes.search_asked)
        self.filters.serve(wishes)
        self.blank.act_asked.connect(wishes.blank_act_asked)
        self.changed.refresh_asked.connect(wishes.refresh_asked)
        self.order_asked.connect(wishes.order_asked)
        self.order.customer_asked.connect(wishes.customer_asked)

    def show_tabs(self, tabs: Sequence[OrdersCount], current: OrdersTab) -> None:
        """Tabs with their counts."""
        self.tabs.show_tabs([Tab(tab.tab.value, tab.count) for tab in tabs], current.value)

    def show_filters(self, filters: Filters) -> None:
        """Chips and menu."""
        self.filters.show_filters(filters)

    def show_lead(self, text: str) -> None:
        """How many match."""
        self._lead.setText(text)

    def show_listing(self, listing: Listing) -> None:
        """The list as it stands now."""
        self._body.setCurrentWidget(self.table)
        self.setFocusProxy(self.table)
        self.changed.show_count(0)
        self.table.show_listing(listing)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Rows that have come."""
        self.model.show_rows(rows)

    def show_blank(self, blank: Blank) -> None:
        """No list, but a reason."""
        self.changed.show_count(0)
        self.table.show_listing(Listing(self.model.columns, (), self.model.sorted_by))
        is_of_tab = blank.kind is BlankKind.EMPTY
        self.blank.show_blank(blank, f"orders-{self.tabs.current}" if is_of_tab else "orders")
        self._body.setCurrentWidget(self.blank)
        self.setFocusProxy(self.blank)

    def show_changed(self, count: int) -> None:
        """So many came or went meanwhile."""
        self.changed.show_count(count)

    def show_order(self, order: OrderDetails | None) -> None:
        """One order in full."""
        self.order.show_order(order)

    def clear_search(self) -> None:
        """Empty the search box without a wish."""
        self.search.clear_quietly()

    def _open(self, order_id: str) -> None:
        """The keyboard goes into the order, from where Esc and Shift+Tab lead back."""
        self.order_asked.emit(order_id)
        self.order.take_keyboard()

    def _close_order(self) -> None:
        self.order_asked.emit("")
        self.table.setFocus()

    def _lay_out(self) -> None:
        searching = frame("bar")
        searching.setFixedHeight(46)
        box = QHBoxLayout(searching)
        box.setContentsMargins(Space.LARGE, 0, 0, 0)
        box.addWidget(self.search)
        counting = frame("bar")
        lead = QHBoxLayout(counting)
        lead.setContentsMargins(0, 0, Space.LARGE, 0)
        lead.addWidget(self._lead)
        bar = QHBoxLayout()
        bar.setSpacing(0)
        for widget in (searching, self.filters, counting):
            bar.addWidget(widget, 1 if widget is self.filters else 0)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.changed)
        column.addWidget(self._body, 1)
        left.setMinimumWidth(_LEAST_LIST)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.order)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([3 * ORDER_WIDTH, ORDER_WIDTH])
        self.order.setMinimumWidth(_LEAST_ORDER)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs)
        whole.addLayout(bar)
        whole.addWidget(splitter, 1)
