"""Before and after a batch: what follows if it is done; what became of each row."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from desktop import words
from desktop.models.id_table import IdTableModel
from desktop.screens.cells import Act, Named, Nothing, Row, Text
from desktop.screens.lists import Column, Listing
from desktop.screens.register import BatchResult, ReleaseQuestion, ResultRow
from desktop.views.buttons import button
from desktop.views.dialogs import DIALOG_WIDTH, PlainDialog
from desktop.views.labels import text_label
from desktop.views.table import IdTable
from desktop.views.tokens import Space

REASON_LENGTH = 200
RESULT_COLUMNS = (Column.OBJECT, Column.EXPLANATION, Column.STEP)


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
        self.setMinimumSize(QSize(760, 400) if result.others else QSize(DIALOG_WIDTH, 180))
        if result.others:
            self.body.addWidget(text_label("section", words.say("result-others", n=len(result.others))))
            self.body.addWidget(self._table(), 1)
            copy = self.add_button(words.say("result-copy"))
            copy.clicked.connect(self._copy)
        close = self.add_button(words.say("dialog-close"), is_weightiest=True)
        close.clicked.connect(self.accept)

    def _table(self) -> IdTable:
        """A table, because a batch may hold a thousand rows."""
        others = self._result.others
        model = IdTableModel(self)
        table = IdTable(model)
        table.setAccessibleName(words.say("result-others", n=len(others)))
        table.show_listing(Listing(RESULT_COLUMNS, [row.id for row in others]))
        model.show_rows([_cells(row) for row in others])
        table.act_asked.connect(lambda row_id, _key: self.customer_asked.emit(row_id))
        table.open_asked.connect(self.customer_asked)
        return table

    def _copy(self) -> None:
        lines = [f"{row.name}\t{row.reason}" for row in self._result.others]
        QApplication.clipboard().setText("\n".join(lines))


def _cells(row: ResultRow) -> Row:
    step = Act("go", row.what_now) if row.what_now else Nothing()
    return Row(row.id, (Named(row.name), Text(row.reason, is_quiet=True), step))
