"""The head of a table: words, the sorted column's mark, the box that ticks all."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop import words
from desktop.models.id_table import IdTableModel
from desktop.screens.actions import Action
from desktop.screens.lists import AT_THE_RIGHT, UNSORTABLE, Column, Sort
from desktop.screens.selection import NOBODY, AllMatching
from desktop.views.cell_delegate import left_padding
from desktop.views.paint import paint_tick_box, row_button_width, sized, text_width
from desktop.views.tokens import Space, TypeSize, tokens

HEADER_HEIGHT = 35
ON_ROWS = (Action.CLAIM, Action.RELEASE, Action.TAKE_BACK, Action.ASSIGN, Action.EXTEND, Action.CONVERT_TO_POOL)
"""What a row's button may say."""

MARK = 14
"""Room for the mark of the sorted column."""

MARK_WIDTH = 8


class TableHeader(QHeaderView):
    """Painted in the tokens; clicks are wishes."""

    sort_asked = Signal(object)
    all_ticked = Signal(bool)

    def __init__(self, model: IdTableModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._hovered = -1
        self.setFixedHeight(HEADER_HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)
        self.sectionClicked.connect(self._clicked)

    def column_at(self, section: int) -> Column | None:
        """The list's column there; None for the tick."""
        place = section - self._model.first_column
        return self._model.columns[place] if 0 <= place < len(self._model.columns) else None

    def needed_width(self, column: Column) -> int:
        """What the word and the mark need, so that a head is never cut."""
        font = sized(self.font(), TypeSize.SECOND)
        if column is Column.ACTION:
            acts = [words.say(f"act-{action.value}") for action in ON_ROWS]
            return max(row_button_width(self.font(), word) for word in acts) + 2 * Space.SMALL
        return round(text_width(font, heading(column))) + 2 * Space.SMALL + (0 if column in UNSORTABLE else MARK)

    def tick_state(self) -> Qt.CheckState:
        """What the box at the head shows."""
        ticks = self._model.ticks
        if ticks == NOBODY:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if ticks == AllMatching() else Qt.CheckState.PartiallyChecked

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One heading."""
        look, place = tokens(), QRectF(rect)
        painter.fillRect(place, QColor(look.surface))
        painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), QColor(look.line))
        column = self.column_at(section)
        if column is None:
            if self._model.first_column:
                paint_tick_box(painter, place.center(), self.tick_state(), is_hovered=section == self._hovered)
            return
        sorted_by = self._model.sorted_by
        is_sorted = sorted_by is not None and sorted_by.column is column
        is_warm = is_sorted or (section == self._hovered and column not in UNSORTABLE)
        font = sized(self.font(), TypeSize.SECOND)
        painter.setFont(font)
        painter.setPen(QColor(look.text if is_warm else look.second))
        inner = place.adjusted(left_padding(section, has_ticks=bool(self._model.first_column)), 0, 0, -1)
        width = text_width(font, heading(column))
        if column in AT_THE_RIGHT:
            inner.setLeft(inner.right() - Space.TINY - Space.SMALL - width)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, heading(column))
        if is_sorted and sorted_by is not None:
            left = inner.left() - 5 - MARK_WIDTH if column in AT_THE_RIGHT else inner.left() + width + 5
            self._mark(painter, QPointF(left, inner.center().y()), sorted_by)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Keep what is under the pointer."""
        self._hovered = self.logicalIndexAt(event.position().toPoint())
        self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        """Nothing is under the pointer."""
        self._hovered = -1
        self.viewport().update()

    @staticmethod
    def _mark(painter: QPainter, at: QPointF, sorted_by: Sort) -> None:
        up = -1 if sorted_by.is_descending else 1
        triangle = [QPointF(0, 2.5 * up), QPointF(MARK_WIDTH, 2.5 * up), QPointF(MARK_WIDTH / 2, -3 * up)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().primary))
        painter.drawPolygon(QPolygonF([corner + at for corner in triangle]))
        painter.restore()

    def _clicked(self, section: int) -> None:
        column = self.column_at(section)
        if column is None:
            self.all_ticked.emit(self.tick_state() is not Qt.CheckState.Checked)
        elif column not in UNSORTABLE:
            now = self._model.sorted_by
            turned = now is not None and now.column is column and not now.is_descending
            self.sort_asked.emit(Sort(column, is_descending=turned))


def heading(column: Column) -> str:
    """The word of a column; the row's button needs none."""
    return "" if column is Column.ACTION else words.say(f"column-{column.value}")
