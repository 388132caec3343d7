"""A list, or what stands in its place, with one of its lines in full beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.models.id_table import IdTableModel
from desktop.screens.cells import Row
from desktop.screens.lists import Column, Listing
from desktop.screens.register import BlankKind
from desktop.views.blank import BlankPage
from desktop.views.details import DetailsView
from desktop.views.table import IdTable
from desktop.views.tokens import PANEL_WIDTH

_LEAST_DETAILS = 300


class ListBeside(QSplitter):
    """`text_key` names what somebody wrote, in the details."""

    details_asked = Signal(str)
    """Of the row one came to, or clicked."""

    def __init__(self, text_key: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.model = IdTableModel(self)
        self.table = IdTable(self.model)
        self.nothing = BlankPage()
        self.details = DetailsView(text_key)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.nothing)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(self._body)
        self.addWidget(self.details)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([2 * PANEL_WIDTH, PANEL_WIDTH])
        self.details.setMinimumWidth(_LEAST_DETAILS)
        self.table.current_changed.connect(self.details_asked)
        # The row may be the current one already, its details closed.
        self.table.clicked.connect(lambda index: self.details_asked.emit(self.model.id_at(index.row())))
        self.details.closed.connect(self._close_details)

    def show_listing(self, listing: Listing) -> None:
        """The list as it stands now."""
        self._body.setCurrentWidget(self.table)
        self.table.show_listing(listing)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Rows that have come."""
        self.model.show_rows(rows)

    def show_nothing(self, columns: Sequence[Column], kind: BlankKind, title: str, text: str) -> None:
        """In place of the list."""
        self.table.show_listing(Listing(tuple(columns), ()))
        self.nothing.show_words(kind, title, text)
        self._body.setCurrentWidget(self.nothing)

    def _close_details(self) -> None:
        self.details.show_details(None)
        self.table.setFocus()
