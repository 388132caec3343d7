"""The help of `?`: every key, from the registry."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop import words
from desktop.screens.actions import KEYS, Action
from desktop.views.dialogs import PlainDialog
from desktop.views.labels import text_label
from desktop.views.shortcuts import written
from desktop.views.tokens import Space

_COLUMNS = 3
_WIDTH = 812


class ShortcutHelp(PlainDialog):
    """All keys in three columns, which a low screen holds; Esc closes. Whom keys do not help the diagnosis may."""

    diagnosis_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, words.say("help-title"), words.say("help-lead"), is_modal=False)
        self.body.addStrut(_WIDTH)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.HUGE)
        grid.setVerticalSpacing(Space.SMALL)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column * 2 + 1, 1)
        rows = -(-len(Action) // _COLUMNS)
        for place, action in enumerate(Action):
            row, side = place % rows, place // rows * 2
            grid.addLayout(_keycaps(action), row, side, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(text_label("", words.say(f"action-{action.value}")), row, side + 1)
        self.body.addLayout(grid)
        self.diagnose = self.add_button(words.say("doctor-open"))
        self.diagnose.clicked.connect(self._diagnose)
        close = self.add_button(words.say("dialog-close"), is_weightiest=True)
        close.clicked.connect(self.accept)

    def _diagnose(self) -> None:
        self.accept()
        self.diagnosis_asked.emit()


def _keycaps(action: Action) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.TINY)
    shown = dict.fromkeys(written(sequence) for sequence in KEYS[action].keys)
    for key in shown:
        row.addWidget(text_label("keycap", key))
    return row
