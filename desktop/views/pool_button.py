"""A pool among those on the left: its state, its figures and its rules in short."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent

from desktop.screens.pools import PoolLine
from desktop.views.opening_list import OpeningButton
from desktop.views.paint import label_width, paint_label, sized
from desktop.views.tokens import TypeSize, tokens

SIZE = QSize(280, 76)
_LINES = (32, 52)


class PoolButton(OpeningButton[PoolLine]):
    """One pool; the opened one is checked."""

    def __init__(self, line: PoolLine) -> None:
        super().__init__(line, SIZE)

    def show_line(self, line: PoolLine) -> None:
        """Show this state of it."""
        super().show_line(line)
        self.setAccessibleName(f"{line.name} {line.label.text}")
        self.setAccessibleDescription(f"{line.figures} {line.rules}")
        self.setToolTip(f"{line.figures}\n{line.rules}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name and state, figures, rules; what does not fit is told by the tooltip."""
        painter = QPainter(self)
        inner = self.paint_ground(painter)
        bold = sized(self.font(), TypeSize.BODY, bold=True)
        width = label_width(self.font(), self.line.label.text)
        name = QFontMetricsF(bold).elidedText(self.line.name, Qt.TextElideMode.ElideRight, inner.width() - width - 8)
        painter.setFont(bold)
        painter.setPen(self.ink)
        painter.drawText(QRectF(inner.left(), 8, inner.width(), 22), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(self.font())
        paint_label(painter, inner.right() - width, 19, self.line.label)
        small = sized(self.font(), TypeSize.SECOND)
        painter.setFont(small)
        painter.setPen(QColor(tokens().second))
        for top, text in zip(_LINES, (self.line.figures, self.line.rules), strict=True):
            shown = QFontMetricsF(small).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRectF(inner.left(), top, inner.width(), 18), Qt.AlignmentFlag.AlignVCenter, shown)
