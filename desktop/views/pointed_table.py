"""What the pointer does in a table: ticks, a row's act, a batch's mark."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTableView, QWidget

from desktop.models.id_table import IdTableModel, Role
from desktop.screens.cells import Act, Named
from desktop.views.cell_delegate import CellDelegate, marker_place
from desktop.views.paint import row_button_place
from desktop.views.table_tips import tooltip_of

type Index = QModelIndex | QPersistentModelIndex


class PointedTable(QTableView):
    """A table whose painted buttons and boxes can be pointed at."""

    act_asked = Signal(str, str)
    """A row's id and the key of its act."""

    open_asked = Signal(str)
    """Enter or a double click."""

    fold_asked = Signal(str)
    """Open or close the rows under this one."""

    def __init__(self, model: IdTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = CellDelegate(self)
        self._delegate.has_ticks = bool(model.first_column)
        self._anchor = -1
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Warm what is under the pointer."""
        index = self.indexAt(event.position().toPoint())
        self._delegate.hovered = (index.row(), index.column())
        is_on_act = self._is_on_act(index, event)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_on_act else Qt.CursorShape.ArrowCursor)
        self.setToolTip(tooltip_of(index, self.visualRect(index), self.font()))
        self.viewport().update()

    def leaveEvent(self, event: object) -> None:
        """Nothing is under the pointer."""
        self._delegate.hovered = (-1, -1)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tick, a row's act, a batch's mark, or simply another current row."""
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            super().mousePressEvent(event)
        elif index.column() < self._model.first_column:
            self.tick_at(index.row(), is_range=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif self._is_on_act(index, event):
            self._delegate.pressed = (index.row(), index.column())
            self.viewport().update()
        elif self._is_on_mark(index, event):
            self.fold_asked.emit(self._model.id_at(index.row()))
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The act of the row whose button was pressed and let go."""
        index = self.indexAt(event.position().toPoint())
        pressed, self._delegate.pressed = self._delegate.pressed, (-1, -1)
        if pressed == (index.row(), index.column()) and self._is_on_act(index, event):
            self.act_asked.emit(self._model.id_at(index.row()), index.data(Role.CELL).key)
        self.viewport().update()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open; twice on a tick or an act is two clicks."""
        index = self.indexAt(event.position().toPoint())
        if index.column() < self._model.first_column or self._is_on_act(index, event):
            self.mousePressEvent(event)
        else:
            self.open_current()

    def tick_at(self, place: int, *, is_range: bool = False) -> None:
        """Turn this row's tick; with Shift, tick all from the last one turned."""
        first = self._anchor if is_range and 0 <= self._anchor < self._model.rowCount() else place
        ticked = is_range or not self._model.is_ticked(place)
        self._anchor = place
        self._model.tick(min(first, place), max(first, place), ticked=ticked)

    def open_current(self) -> None:
        """Open the current row: a batch unfolds, any other row asks to be opened."""
        place = self.currentIndex().row()
        if place >= 0:
            row = self._model.row_at(place)
            holds_rows = row is not None and any(isinstance(c, Named) and c.is_open is not None for c in row.cells)
            (self.fold_asked if holds_rows else self.open_asked).emit(self._model.id_at(place))

    def _is_on_act(self, index: Index, event: QMouseEvent) -> bool:
        cell = index.data(Role.CELL) if index.isValid() else None
        if not isinstance(cell, Act) or not cell.is_enabled:
            return False
        return row_button_place(QRectF(self.visualRect(index)), self.font(), cell.word).contains(event.position())

    def _is_on_mark(self, index: Index, event: QMouseEvent) -> bool:
        cell = index.data(Role.CELL)
        if not isinstance(cell, Named) or cell.is_open is None:
            return False
        return marker_place(QRectF(self.visualRect(index))).contains(event.position())
