"""After a batch: what became of each row."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop import words
from desktop.models.id_table import IdTableModel
from desktop.screens.cells import Act, Named, Nothing, Row, Text
from desktop.screens.lists import Column, Listing
from desktop.screens.register import BatchResult, ResultRow
from desktop.views.dialogs import DIALOG_WIDTH, PlainDialog
from desktop.views.labels import text_label
from desktop.views.table import IdTable

RESULT_COLUMNS = (Column.OBJECT, Column.EXPLANATION, Column.STEP)


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
