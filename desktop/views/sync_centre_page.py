"""The sync centre: what was asked, what became of it, why, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.screens.actions import Action
from desktop.screens.cells import Row
from desktop.screens.details import Details
from desktop.screens.lists import Listing
from desktop.screens.register import BlankKind
from desktop.screens.sync_centre import SyncCentreWishes, SyncCount, SyncTab
from desktop.views.buttons import button
from desktop.views.labels import elided_label, frame
from desktop.views.list_beside import ListBeside
from desktop.views.shortcuts import tip
from desktop.views.spoken import Spoken
from desktop.views.tab_strip import Tab, TabStrip
from desktop.views.tokens import Space


class SyncCentrePage(Spoken):
    """Shows what it is told, emits what is wished; see `SyncCentreScreen` and `SyncCentreWishes`."""

    details_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.tabs = TabStrip("sync-tab-", has_keys=True)
        self._list = ListBeside("sync-details-text")
        self.model, self.table = self._list.model, self._list.table
        self.nothing, self.details = self._list.nothing, self._list.details
        self._lead = elided_label("second")
        self.export, self.retry = button(), button()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.says(self.table.setAccessibleName, "table-sync")
        self.says(self.export.setText, "sync-export")
        self.says(self.export.setToolTip, "sync-export-tip")
        self.says(self.retry.setText, "sync-retry")
        self._list.details_asked.connect(self.details_asked)
        self.table.open_asked.connect(self.details_asked)
        self.say_again()

    def say_again(self) -> None:
        """The button's key stands in its tooltip."""
        super().say_again()
        self.retry.setToolTip(tip(Action.SYNC))

    def serve(self, wishes: SyncCentreWishes) -> None:
        """Bring every wish to this presenter."""
        self.model.rows_asked.connect(wishes.sync_rows_asked)
        self.tabs.tab_asked.connect(lambda key: wishes.sync_tab_asked(SyncTab(key)))
        self.table.fold_asked.connect(wishes.open_asked)
        self.details_asked.connect(wishes.details_asked)
        self.table.act_asked.connect(wishes.step_asked)
        self.details.step_asked.connect(wishes.step_asked)
        self.export.clicked.connect(lambda: wishes.export_asked())
        self.retry.clicked.connect(lambda: wishes.retry_asked())

    def show_tabs(self, tabs: Sequence[SyncCount], current: SyncTab) -> None:
        """Tabs with their counts."""
        shown = [Tab(tab.tab.value, tab.count, needs_you=tab.needs_you) for tab in tabs]
        self.tabs.show_tabs(shown, current.value)

    def show_lead(self, text: str) -> None:
        """The sentence above the list."""
        self._lead.setText(text)

    def show_listing(self, listing: Listing) -> None:
        """The list as it stands now."""
        self._list.show_listing(listing)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Rows that have come."""
        self._list.show_rows(rows)

    def show_nothing(self, title: str, text: str) -> None:
        """In place of the list."""
        self._list.show_nothing(self.model.columns, BlankKind.EMPTY, title, text)
        self.details.show_details(None)

    def show_details(self, details: Details | None) -> None:
        """One item in full."""
        self.details.show_details(details)

    def _lay_out(self) -> None:
        bar = frame("bar")
        bar.setFixedHeight(46)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.LARGE, 0, Space.LARGE, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._lead, 1)
        row.addWidget(self.export)
        row.addWidget(self.retry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(bar)
        column.addWidget(self._list, 1)
