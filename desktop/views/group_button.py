"""A group of tags among those on the left, with how many tags it has."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent

from desktop.screens.tags import GroupLine
from desktop.views.opening_list import OpeningButton
from desktop.views.paint import sized, text_width
from desktop.views.tokens import Space, TypeSize, tokens

SIZE = QSize(180, 38)


class GroupButton(OpeningButton[GroupLine]):
    """One group; the opened one is checked."""

    def __init__(self, line: GroupLine) -> None:
        super().__init__(line, SIZE)

    def show_line(self, line: GroupLine) -> None:
        """Show this state of it."""
        super().show_line(line)
        self.setAccessibleName(f"{line.name} {line.figures}")
        self.setToolTip(line.name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, and its figures at the end."""
        painter = QPainter(self)
        inner = self.paint_ground(painter)
        bold, small = sized(self.font(), TypeSize.BODY, bold=True), sized(self.font(), TypeSize.SECOND)
        room = inner.width() - text_width(small, self.line.figures) - Space.SMALL
        painter.setFont(bold)
        painter.setPen(self.ink)
        name = QFontMetricsF(bold).elidedText(self.line.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(small)
        painter.setPen(QColor(tokens().second))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.line.figures)
