"""What is settled for this machine: each with its value and who has settled it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QWidget

from desktop.screens.settings import MachineLine
from desktop.views.buttons import button
from desktop.views.labels import text_label
from desktop.views.tokens import Space

_NAME_WIDTH = 120


class MachineLines(QWidget):
    """Made anew whenever one of them changes."""

    setting_chosen = Signal(str, str)
    """The key of a setting, and what was chosen of it."""

    def __init__(self, lines: Sequence[MachineLine], trouble: str) -> None:
        super().__init__()
        self.lines, self.trouble = tuple(lines), trouble
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.MEDIUM)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        for line in lines:
            self._add(line)
        if trouble:
            self._grid.addWidget(text_label("differs", trouble, wraps=True), self._grid.rowCount(), 0, 1, 3)

    def has_focus(self) -> bool:
        """Whether the keyboard is at one of the choices."""
        return any(made.hasFocus() for made in self.findChildren(QPushButton))

    def take_focus(self) -> None:
        """To what is chosen: whoever chose by the keyboard goes on from there."""
        for made in self.findChildren(QPushButton):
            if made.isChecked():
                made.setFocus()

    def _choose(self, key: str, choice: str, _checked: bool = False) -> None:
        self.setting_chosen.emit(key, choice)

    def _add(self, line: MachineLine) -> None:
        row, top = self._grid.rowCount(), Qt.AlignmentFlag.AlignTop
        middle = Qt.AlignmentFlag.AlignVCenter if line.choices else top
        self._grid.addWidget(text_label("second", line.name), row, 0, middle)
        if line.choices:
            self._grid.addWidget(self._choices(line), row, 1, Qt.AlignmentFlag.AlignLeft | middle)
        else:
            value = text_label("", line.value, wraps=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(value, row, 1, middle)
        self._grid.addWidget(text_label("quiet", line.source), row, 2, Qt.AlignmentFlag.AlignRight | middle)

    def _choices(self, line: MachineLine) -> QWidget:
        place = QWidget()
        beside = QHBoxLayout(place)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.TINY)
        group = QButtonGroup(place)
        for key, word in line.choices:
            made = button("segment", word)
            made.setCheckable(True)
            made.setChecked(key == line.chosen)
            made.setAccessibleName(f"{line.name} {word}")
            made.clicked.connect(partial(self._choose, line.key, key))
            group.addButton(made)
            beside.addWidget(made)
        return place
