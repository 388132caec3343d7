"""One line of a list in full; what was written can be read and copied out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.screens.details import Details
from desktop.views.buttons import button, icon_button
from desktop.views.flow_layout import FlowLayout
from desktop.views.follow_up_list import fact_grid
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

TEXT_HEIGHT = 240


class DetailsView(Spoken):
    """Title, result, explanation, facts, the text written (its name is the message `text_key`), the next steps."""

    step_asked = Signal(str, str)
    closed = Signal()

    def __init__(self, text_key: str) -> None:
        super().__init__()
        ground = frame("panel", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self._id = ""
        self._title, self._result = text_label("name", wraps=True), StateLabel()
        self._explanation = text_label("", wraps=True)
        self._facts_place = QVBoxLayout()
        self._facts = QWidget()
        self._facts_place.addWidget(self._facts)
        self._text_name = text_label("section")
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setMaximumHeight(TEXT_HEIGHT)
        self._copy, self._close = button(), icon_button("close")
        self._steps = FlowLayout(gap=Space.SMALL)
        head = QHBoxLayout()
        head.addWidget(self._result)
        head.addStretch(1)
        head.addWidget(self._close)
        text_head = QHBoxLayout()
        text_head.addWidget(self._text_name)
        text_head.addStretch(1)
        text_head.addWidget(self._copy)
        column = QVBoxLayout(ground)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self._title)
        column.addWidget(self._explanation)
        column.addLayout(self._steps)
        column.addSpacing(Space.SMALL)
        column.addLayout(self._facts_place)
        column.addSpacing(Space.SMALL)
        column.addLayout(text_head)
        column.addWidget(self._text, 3)
        column.addStretch(1)
        self.says(self._text_name.setText, text_key)
        self.says(self._text.setAccessibleName, text_key)
        self.says(self._copy.setText, "details-copy")
        self.says(self._close.setAccessibleName, "details-close")
        self.says(self._close.setToolTip, "details-close")
        self._copy.clicked.connect(lambda: QApplication.clipboard().setText(self._text.toPlainText()))
        self._close.clicked.connect(self.closed)
        self.hide()

    def show_details(self, details: Details | None) -> None:
        """Show this one, or hide."""
        self.setVisible(details is not None)
        if details is None:
            return
        self._id = details.id
        self._title.setText(details.title)
        self._result.show_label(details.result)
        self._explanation.setText(details.explanation)
        self._explanation.setVisible(bool(details.explanation))
        old, self._facts = self._facts, QWidget()
        grid = fact_grid(details.facts)
        grid.setContentsMargins(0, 0, 0, 0)
        self._facts.setLayout(grid)
        self._facts_place.replaceWidget(old, self._facts)
        old.deleteLater()
        self._text.setPlainText(details.text)
        for widget in (self._text_name, self._text, self._copy):
            widget.setVisible(bool(details.text))
        self._steps.clear()
        for place, step in enumerate(details.steps):
            self._steps.addWidget(self._step(step.key, step.text, is_first=place == 0))

    def _step(self, key: str, word: str, *, is_first: bool) -> QPushButton:
        made = button("primary" if is_first else "", word)
        made.clicked.connect(partial(self._ask, key))
        return made

    def _ask(self, key: str, _checked: bool = False) -> None:
        self.step_asked.emit(self._id, key)
