"""Paints the finished cells of a row; asks nothing but the model, decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.id_table import IdTableModel, Role
from desktop.screens.cells import Act, Cell, Label, Labels, Meter, Named, Nothing, Ruled, Text
from desktop.views.icons import paint_icon
from desktop.views.paint import (
    ButtonState,
    label_width,
    paint_label,
    paint_meter,
    paint_row_button,
    paint_tick_box,
    row_button_place,
    sized,
)
from desktop.views.tokens import Space, TypeSize, tokens

type Index = QModelIndex | QPersistentModelIndex

MARKER = 18
"""Room for the mark that opens a batch."""


class CellDelegate(QStyledItemDelegate):
    """Ground and line of the row, then the cell."""

    hovered: tuple[int, int] = (-1, -1)
    """Row and column under the pointer, kept by the table."""

    pressed: tuple[int, int] = (-1, -1)
    current_row = -1
    has_focus = False
    has_ticks = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        assert isinstance(model, IdTableModel)
        place = QRectF(option.rect)
        font = QFont(option.font)
        row, column = index.row(), index.column()
        painter.setFont(font)
        self._ground(painter, place, model, row, column)
        if column < model.first_column:
            state = Qt.CheckState.Checked if model.is_ticked(row) else Qt.CheckState.Unchecked
            paint_tick_box(painter, place.center(), state, is_hovered=self.hovered == (row, column))
            return
        painter.save()
        painter.setClipRect(place)
        self._cell(painter, place, index.data(Role.CELL), (row, column))
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Nothing of Fusion's: everything is painted here."""

    def _ground(self, painter: QPainter, place: QRectF, model: IdTableModel, row: int, column: int) -> None:
        look = tokens()
        ground = look.surface
        if model.is_ticked(row) or (row == self.current_row and not model.first_column):
            ground = look.selected_row
        elif row == self.hovered[0] or row == self.current_row:
            ground = look.hover
        painter.fillRect(place, QColor(ground))
        painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), QColor(look.faint_line))
        if row == self.current_row and column == 0:
            bar = look.primary if self.has_focus else look.third
            painter.fillRect(QRectF(place.left(), place.top(), 3, place.height() - 1), QColor(bar))

    def _cell(self, painter: QPainter, place: QRectF, cell: Cell | None, at: tuple[int, int]) -> None:
        inner = place.adjusted(left_padding(at[1], has_ticks=self.has_ticks), 0, -Space.TINY, -1)
        middle = inner.center().y()
        match cell:
            case None:
                self._line(painter, inner, "…", tokens().third)
            case Text(text=text):
                self._text(painter, inner, cell, text)
            case Label(text=text, tone=tone):
                paint_label(painter, inner.left(), middle, Label(_cut(painter.font(), text, inner.width()), tone))
            case Named():
                self._named(painter, inner, cell)
            case Labels(labels=labels):
                self._labels(painter, inner, labels)
            case Ruled(label=label, rule=rule):
                used = paint_label(painter, inner.left(), middle, label)
                painter.setFont(sized(painter.font(), TypeSize.SECOND))
                self._line(painter, inner.adjusted(used + 5, 0, 0, 0), rule, tokens().third)
            case Meter(text=text):
                self._line(painter, inner.adjusted(0, 0, 0, -5), text, tokens().second)
                paint_meter(painter, QRectF(inner.left(), middle + 8, inner.width() - Space.MEDIUM, 3), cell)
            case Act(word=word, is_enabled=is_enabled):
                state = ButtonState(is_enabled, self.hovered == at, self.pressed == at)
                paint_row_button(painter, row_button_place(place, painter.font(), word), word, state)
            case Nothing():
                pass

    def _text(self, painter: QPainter, inner: QRectF, cell: Text, text: str) -> None:
        if cell.is_strong:
            painter.setFont(sized(painter.font(), TypeSize.BODY, bold=True))
        colour = tokens().second if cell.is_quiet else tokens().text
        if cell.is_at_right:
            self._line(painter, inner.adjusted(0, 0, -Space.SMALL, 0), text, colour, Qt.AlignmentFlag.AlignRight)
        else:
            self._line(painter, inner, text, colour)

    def _named(self, painter: QPainter, inner: QRectF, cell: Named) -> None:
        if cell.is_open is not None:
            mark = QRectF(inner.left() - 2, inner.center().y() - 7, 14, 14)
            paint_icon(painter, "chevron-down" if cell.is_open else "chevron-right", mark, tokens().second)
            inner = inner.adjusted(MARKER - 2, 0, 0, 0)
        elif cell.depth:
            inner = inner.adjusted(MARKER * cell.depth + 2, 0, 0, 0)
        font = painter.font()
        kept = _counted(cell.labels) if cell.is_cut_last else cell.labels
        labels_width = sum(label_width(font, label.text) + 5 for label in kept)
        painter.setFont(sized(font, TypeSize.BODY, bold=cell.is_strong or not cell.depth))
        room = inner.adjusted(0, 0, -labels_width, 0)
        used = self._line(painter, room, cell.text, tokens().third if cell.is_quiet else tokens().text)
        painter.setFont(font)
        left = inner.left() + used + 6
        if cell.is_cut_last:
            self._labels(painter, inner.adjusted(used + 6, 0, 0, 0), cell.labels)
            return
        for label in cell.labels:
            left += paint_label(painter, left, inner.center().y(), label) + 4

    def _labels(self, painter: QPainter, inner: QRectF, labels: tuple[Label, ...]) -> None:
        left = inner.left()
        for done, label in enumerate(labels):
            rest = len(labels) - done
            more = Label(f"+{rest}")
            needed = label_width(painter.font(), label.text)
            reserve = label_width(painter.font(), f"+{rest - 1}") + 4 if rest > 1 else 0
            if left + needed + reserve > inner.right() + 1:
                paint_label(painter, left, inner.center().y(), more)
                return
            left += paint_label(painter, left, inner.center().y(), label) + 4

    def _line(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        colour: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> float:
        """One line, elided where it must be; returns the width used."""
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, place.width()))
        painter.setPen(QColor(colour))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side, shown)
        return metrics.horizontalAdvance(shown)


def _counted(labels: tuple[Label, ...]) -> tuple[Label, ...]:
    """The first, and how many others there are."""
    return labels if len(labels) < 2 else (labels[0], Label(f"+{len(labels) - 1}"))


def _cut(font: QFont, text: str, room: float) -> str:
    """What of a label's text fits: words of the shop system may be of any length."""
    spent = label_width(font, "")
    metrics = QFontMetricsF(sized(font, TypeSize.LABEL))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room - spent))


def left_padding(column: int, *, has_ticks: bool) -> int:
    """Room before a cell's text; where no tick stands before it, the first column keeps the page's margin."""
    return Space.SMALL if column or has_ticks else Space.LARGE


def marker_place(cell: QRectF) -> QRectF:
    """Where a batch row is opened."""
    return QRectF(cell.topLeft(), QPointF(cell.left() + Space.SMALL + MARKER, cell.bottom()))
