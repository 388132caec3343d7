"""The customer register: tabs, filters, the list, the bar over ticked rows, the panel beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.id_table import IdTableModel
from desktop.screens.actions import DEEDS, Action
from desktop.screens.cells import Row
from desktop.screens.choice import Choice
from desktop.screens.deeds import Question, Weighed
from desktop.screens.lists import Listing
from desktop.screens.register import (
    BatchBar,
    BatchResult,
    Blank,
    Filters,
    RegisterTab,
    RegisterWishes,
    TabCount,
    Whose,
)
from desktop.screens.selection import NOBODY, Selection, These
from desktop.views.batch_bar import BatchBarView
from desktop.views.blank import BlankPage
from desktop.views.changed_strip import ChangedStrip
from desktop.views.customer_panel import CustomerPanelView
from desktop.views.filter_row import FilterRow
from desktop.views.register_dialogs import RegisterDialogs
from desktop.views.register_tags import RegisterTags
from desktop.views.shortcuts import bind
from desktop.views.spoken import Spoken
from desktop.views.tab_strip import Tab, TabStrip
from desktop.views.table import IdTable
from desktop.views.tokens import PANEL_WIDTH


class RegisterPage(Spoken):
    """Shows what it is told, emits what is wished; see `RegisterScreen` and `RegisterWishes`."""

    act_asked = Signal(object, object)
    """`Action` and `Selection`."""

    customer_asked = Signal(str)
    ticks_changed = Signal(object)
    panel_width_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.tabs = TabStrip("tab-", has_keys=True)
        self.filters = FilterRow()
        self.changed = ChangedStrip()
        self.model = IdTableModel(self, has_ticks=True)
        self.table = IdTable(self.model)
        self.blank = BlankPage()
        self.batch = BatchBarView()
        self.panel = CustomerPanelView()
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.blank)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self.dialogs = RegisterDialogs(self)
        self.dialogs.customer_asked.connect(self.go_to)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.says(self.table.setAccessibleName, "table-customers")
        self.table.act_asked.connect(self._act_on_row)
        self.table.current_changed.connect(self.customer_asked)
        self.table.open_asked.connect(self._open)
        self.panel.left.connect(self.table.setFocus)
        self.model.ticks_changed.connect(self.ticks_changed)
        self.batch.act_asked.connect(lambda action: self.act_asked.emit(action, self.model.ticks))
        self.batch.all_asked.connect(lambda: self.model.tick_all(ticked=True))
        self.batch.none_asked.connect(lambda: self.model.tick_all(ticked=False))
        for action in DEEDS:
            bind(action, self, partial(self._act, action))
        bind(Action.FOLLOW_UP, self, self.panel.write_follow_up)
        bind(Action.OPEN_WINDOW, self.table, lambda: self.panel.window_asked.emit(self.table.current_id))
        bind(Action.COPY_LINK, self, self.panel.head.copy_link)
        self.tag_picker = RegisterTags(self, self.table, self.batch)

    def serve(self, wishes: RegisterWishes) -> None:
        """Bring every wish to this presenter; the panel has its own."""
        self.model.rows_asked.connect(wishes.rows_asked)
        self.table.header.sort_asked.connect(wishes.sort_asked)
        self.tabs.tab_asked.connect(lambda key: wishes.tab_asked(RegisterTab(key)))
        self.filters.pool_asked.connect(wishes.pool_asked)
        self.filters.whose_asked.connect(wishes.whose_asked)
        self.filters.serve(wishes)
        self.blank.act_asked.connect(wishes.blank_act_asked)
        self.changed.refresh_asked.connect(wishes.refresh_asked)
        self.ticks_changed.connect(wishes.ticks_changed)
        self.act_asked.connect(wishes.act_asked)
        self.dialogs.terms_changed.connect(wishes.terms_changed)
        self.dialogs.confirmed.connect(wishes.act_confirmed)
        self.customer_asked.connect(wishes.customer_asked)
        self.panel_width_changed.connect(wishes.panel_width_changed)

    def show_tabs(self, tabs: Sequence[TabCount], current: RegisterTab) -> None:
        """Tabs with their counts."""
        self.tabs.show_tabs([Tab(tab.tab.value, tab.count, tab.needs_you) for tab in tabs], current.value)

    def show_pools(self, pools: Sequence[Choice], current: str) -> None:
        """The pool chooser."""
        self.filters.show_pools(pools, current)

    def show_whose(self, choices: Sequence[Whose], current: str) -> None:
        """The chooser of whose customers are listed."""
        self.filters.whose.show_choices(choices, current)

    def show_filters(self, filters: Filters) -> None:
        """Chips and menu."""
        self.filters.show_filters(filters)

    def show_listing(self, listing: Listing) -> None:
        """The list as it stands now."""
        self._body.setCurrentWidget(self.table)
        self.setFocusProxy(self.table)
        self.changed.show_count(0)
        self.table.show_listing(listing)
        if not self.table.currentIndex().isValid() and listing.ids:
            self.table.go_to_place(0)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Rows that have come."""
        self.model.show_rows(rows)

    def show_blank(self, blank: Blank) -> None:
        """No list, but a reason."""
        self.changed.show_count(0)
        self.batch.show_batch(None)
        self.table.show_listing(Listing(self.model.columns, (), self.model.sorted_by))
        self.blank.show_blank(blank, self.tabs.current)
        self._body.setCurrentWidget(self.blank)
        self.setFocusProxy(self.blank)

    def show_changed(self, count: int) -> None:
        """So many came or went meanwhile."""
        self.changed.show_count(count)

    def show_ticks(self, ticks: Selection) -> None:
        """Tick exactly these."""
        self.model.show_ticks(ticks)

    def show_batch(self, bar: BatchBar | None) -> None:
        """What the ticks allow."""
        self.batch.show_batch(bar)

    def go_to(self, customer_id: str) -> None:
        """Select this customer's row, if listed."""
        place = self.model.place_of(customer_id)
        if place >= 0:
            self.table.go_to_place(place)
            self.table.setFocus()

    def ask(self, question: Question) -> None:
        """Ask before it is done."""
        self.dialogs.ask(question)

    def show_weighed(self, weighed: Weighed) -> None:
        """What follows from what is chosen now."""
        self.dialogs.show_weighed(weighed)

    def show_result(self, result: BatchResult) -> None:
        """What became of a batch, beside the work."""
        self.dialogs.show_result(result)

    def show_panel_width(self, width: int) -> None:
        """As wide as it was left."""
        whole = max(self._splitter.width(), width + 400)
        self._splitter.setSizes([whole - width, width])

    def _act_on_row(self, row_id: str, key: str) -> None:
        if key == Action.FOLLOW_UP.value:
            self.go_to(row_id)
            self._open(row_id)
        else:
            self.act_asked.emit(Action(key), These((row_id,)))

    def _act(self, action: Action) -> None:
        """The key acts on the ticks, or where there are none on the current row, if that can be done with it."""
        if self.model.ticks != NOBODY:
            self.act_asked.emit(action, self.model.ticks)
        elif self.table.can(self.table.current_id, action.value):
            self.act_asked.emit(action, These((self.table.current_id,)))

    def _open(self, customer_id: str) -> None:
        self.customer_asked.emit(customer_id)
        self.panel.write_follow_up()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.changed)
        column.addWidget(self._body, 1)
        column.addWidget(self.batch)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.panel)
        self._splitter.setHandleWidth(1)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setChildrenCollapsible(False)
        self.panel.setMinimumWidth(320)
        self._splitter.splitterMoved.connect(lambda: self.panel_width_changed.emit(self.panel.width()))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs)
        whole.addWidget(self.filters)
        whole.addWidget(self._splitter, 1)
        self.show_panel_width(PANEL_WIDTH)
