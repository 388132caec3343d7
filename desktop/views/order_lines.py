"""Orders one under the other, each opened with a click: the sub-orders of one, or those of a customer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.order import OrderLine
from desktop.views.buttons import button
from desktop.views.labels import StateLabel, elided_label, frame, text_label
from desktop.views.tokens import Space


class OrderLines(QWidget):
    """As high as its lines; whoever holds it lets it scroll."""

    order_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[OrderLine, ...] | None = None
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def show_lines(self, lines: Sequence[OrderLine]) -> None:
        """Show these; they stay as they are where nothing has changed."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(line) for line in lines]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(place, row)

    def _row(self, line: OrderLine) -> QWidget:
        row = QWidget()
        number = button("inline", line.number)
        number.setAccessibleName(words.say("order-open", number=line.number))
        number.clicked.connect(lambda: self.order_asked.emit(line.id))
        head = QHBoxLayout()
        head.setSpacing(Space.TINY)
        head.addWidget(number)
        if line.label is not None:
            head.addWidget(StateLabel(line.label, row))
        head.addStretch(1)
        if line.state.text:
            head.addWidget(StateLabel(line.state, row))
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        foot.addWidget(elided_label("second", line.detail), 1)
        foot.addWidget(text_label("", line.amount), 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, Space.SMALL, 0, Space.SMALL)
        column.setSpacing(Space.HAIR)
        column.addLayout(head)
        column.addLayout(foot)
        column.addSpacing(Space.TINY)
        column.addWidget(frame("line"))
        return row
