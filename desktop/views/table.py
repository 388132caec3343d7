"""The table of a register: fixed heights, painted cells, one act per row, everything by keyboard too."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from desktop.models.id_table import IdTableModel
from desktop.screens.actions import Action
from desktop.screens.cells import Act, Row, plain
from desktop.screens.lists import Listing
from desktop.screens.preferences import Density
from desktop.screens.selection import These
from desktop.views.column_widths import TICK_WIDTH, share_width
from desktop.views.header import TableHeader
from desktop.views.pointed_table import PointedTable
from desktop.views.shortcuts import bind
from desktop.views.tokens import COMPACT_ROW_HEIGHT, ROW_HEIGHT

type Index = QModelIndex | QPersistentModelIndex


class IdTable(PointedTable):
    """Shows an `IdTableModel`. One row is current; ticks are apart from that, in the model."""

    current_changed = Signal(str)
    """The id of the current row; empty for none."""

    def __init__(self, model: IdTableModel, parent: QWidget | None = None) -> None:
        self._told_current = ""  # Before Qt's own: setting the model already tells of a current row.
        super().__init__(model, parent)
        self.header = TableHeader(model, self)
        self.setHorizontalHeader(self.header)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.set_density(Density.COMFORTABLE)
        self.header.all_ticked.connect(lambda ticked: model.tick_all(ticked=ticked))
        model.dataChanged.connect(self.header.viewport().update)
        bind(Action.NEXT_ROW, self, lambda: self._move(1))
        bind(Action.PREVIOUS_ROW, self, lambda: self._move(-1))
        bind(Action.TICK, self, self._tick_current)
        bind(Action.TICK_ALL, self, lambda: model.tick_all(ticked=True))
        bind(Action.UNTICK, self, lambda: model.tick_all(ticked=False))
        bind(Action.OPEN, self, self.open_current)
        bind(Action.COPY, self, self._copy)

    @property
    def current_id(self) -> str:
        """Who is current; empty for nobody."""
        return self._model.id_at(self.currentIndex().row())

    def set_density(self, density: Density) -> None:
        """38 px rows, or 30."""
        height = ROW_HEIGHT if density is Density.COMFORTABLE else COMPACT_ROW_HEIGHT
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def show_listing(self, listing: Listing) -> None:
        """Show this list; the eye stays on the same one, or on whoever took its place. Another kind of list: none."""
        is_other_kind = listing.columns != self._model.columns
        was, place, scrolled = self.current_id, self.currentIndex().row(), self.verticalScrollBar().value()
        self._model.show_listing(listing)
        self.share_out()
        kept = self._model.place_of(was)
        self.verticalScrollBar().setValue(0 if is_other_kind else scrolled)
        if kept >= 0:
            self.go_to_place(kept)
        elif place >= 0 and listing.ids and not is_other_kind:
            self.go_to_place(min(place, len(listing.ids) - 1))
        self._tell_current()

    def go_to_place(self, place: int) -> None:
        """Make this row the current one."""
        column = min(self._model.first_column, self._model.columnCount() - 1)
        self.setCurrentIndex(self._model.index(place, column))

    def share_out(self) -> None:
        """Give every column its width."""
        room = self.viewport().width() - (TICK_WIDTH if self._model.first_column else 0)
        if self._model.first_column:
            self.setColumnWidth(0, TICK_WIDTH)
        needed = {column: self.header.needed_width(column) for column in self._model.columns}
        widths = share_width(self._model.columns, room, needed)
        for place, column in enumerate(self._model.columns, self._model.first_column):
            self.setColumnHidden(place, column not in widths)
            if column in widths:
                self.setColumnWidth(place, widths[column])

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell who is current now."""
        super().currentChanged(current, previous)
        self._delegate.current_row = current.row()
        self.viewport().update()
        self._tell_current()

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of acts here; Qt's own search would read every row."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)
        self.share_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._delegate.has_focus = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._delegate.has_focus = False
        self.viewport().update()

    def act_of(self, row_id: str) -> Act | None:
        """The row's act, if the row has come and has one that can be done."""
        row = self._model.row_at(self._model.place_of(row_id))
        acts = [cell for cell in row.cells if isinstance(cell, Act) and cell.is_enabled] if row else []
        return acts[0] if acts else None

    def can(self, row_id: str, key: str) -> bool:
        """Whether this may be done with the row: by its button, or otherwise."""
        row = self._model.row_at(self._model.place_of(row_id))
        act = self.act_of(row_id)
        return row is not None and (key in row.acts or (act is not None and act.key == key))

    def _tick_current(self) -> None:
        if self._model.first_column and self.currentIndex().isValid():
            self.tick_at(self.currentIndex().row())

    def _move(self, by: int) -> None:
        if self._model.rowCount():
            place = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
            self.go_to_place(min(max(place, 0), self._model.rowCount() - 1))

    def _copy(self) -> None:
        """The ticked rows, or else the current one, as lines for a spreadsheet."""
        ticks = self._model.ticks
        ids = ticks.ids if isinstance(ticks, These) and ticks.ids else (self.current_id,)
        rows = [row for row_id in ids if (row := self._model.row_at(self._model.place_of(row_id))) is not None]
        if rows:
            QApplication.clipboard().setText("\n".join(_line(row) for row in rows))

    def _tell_current(self) -> None:
        if self.current_id != self._told_current:
            self._told_current = self.current_id
            self.current_changed.emit(self._told_current)


def _line(row: Row) -> str:
    cells = [plain(cell) for cell in row.cells if not isinstance(cell, Act)]
    return "\t".join(" ".join(cell.split()) for cell in cells)
