"""Before and after a batch: what follows if it is done; what became of each row."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.register import BatchResult, ReleaseQuestion, ResultRow
from desktop.views.buttons import button
from desktop.views.dialogs import PlainDialog
from desktop.views.labels import elided_label, frame, text_label
from desktop.views.tokens import Space

REASON_LENGTH = 200


class ReleaseDialog(PlainDialog):
    """How many, what follows, and why if one likes to say."""

    confirmed = Signal(object, str)
    """`Selection` and the reason, which may be empty."""

    def __init__(self, question: ReleaseQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent, question.title, question.consequence)
        self._question = question
        self._reason = QLineEdit()
        self._reason.setMaxLength(REASON_LENGTH)
        self._reason.setPlaceholderText(words.say("release-reason-hint"))
        self._reason.setAccessibleName(words.say("release-reason"))
        name = text_label("second", words.say("release-reason"))
        name.setBuddy(self._reason)
        self.body.addWidget(name)
        chips = QHBoxLayout()
        chips.setSpacing(Space.TINY)
        for reason in question.reasons:
            chip = button("choice", reason)
            chip.clicked.connect(partial(self._take, reason))
            chips.addWidget(chip)
        chips.addStretch(1)
        if question.reasons:
            self.body.addLayout(chips)
        self.body.addWidget(self._reason)
        self.add_cancel()
        confirm = self.add_button(question.confirm or words.say("action-release"), is_weightiest=True)
        confirm.clicked.connect(self._confirm)
        self._reason.setFocus()

    def _take(self, reason: str, _checked: bool = False) -> None:
        self._reason.setText(reason)
        self._reason.setFocus()

    def _confirm(self) -> None:
        self.confirmed.emit(self._question.selection, self._reason.text().strip())
        self.accept()


class ResultDialog(PlainDialog):
    """What became of a batch: so many done, each other row with its reason. Stands beside the work, stops nothing."""

    customer_asked = Signal(str)

    def __init__(self, result: BatchResult, parent: QWidget | None = None) -> None:
        super().__init__(parent, result.title, result.done, is_modal=False)
        self._result = result
        self.setMinimumSize(QSize(560, 220 if not result.others else 360))
        if result.others:
            self.body.addWidget(text_label("section", words.say("result-others", n=len(result.others))))
            self.body.addWidget(self._list(result.others), 1)
            copy = self.add_button(words.say("result-copy"))
            copy.clicked.connect(self._copy)
        close = self.add_button(words.say("dialog-close"), is_weightiest=True)
        close.clicked.connect(self.accept)

    def _list(self, rows: tuple[ResultRow, ...]) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.setSpacing(0)
        for row in rows:
            line = QHBoxLayout()
            line.setContentsMargins(0, 7, 0, 7)
            line.setSpacing(Space.MEDIUM)
            name = elided_label("strong", row.name)
            name.setFixedWidth(200)
            line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            why = text_label("", row.reason, wraps=True)
            line.addWidget(why, 1)
            if row.what_now:
                step = button("link", row.what_now)
                step.setAccessibleName(f"{row.name}: {row.what_now}")
                step.clicked.connect(partial(self._go, row.id))
                line.addWidget(step, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
            column.addWidget(frame("line"))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(words.say("result-others", n=len(rows)))
        area.setWidget(inner)
        return area

    def _go(self, row_id: str, _checked: bool = False) -> None:
        self.customer_asked.emit(row_id)

    def _copy(self) -> None:
        lines = [f"{row.name}\t{row.reason}" for row in self._result.others]
        QApplication.clipboard().setText("\n".join(lines))
