"""The question that stands open over a page: one at a time, until it is answered or let be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.views.decline_dialog import DeclineDialog
from desktop.views.pool_dialogs import PoolDialog

# A mixin, not a QWidget of its own: a class may have one Qt base only.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Questioning(_Widget):
    """Put before a widget's class: what is typed into its question stays there while the answer is refused."""

    question: PoolDialog | DeclineDialog | None = None
    """The question that stands open."""

    def put_question(self, dialog: PoolDialog | DeclineDialog) -> None:
        """Open it."""
        dialog.finished.connect(self._question_over)
        self.question = dialog
        dialog.open()

    def refuse_answer(self, text: str) -> None:
        """Say in the question why not."""
        if self.question is not None:
            self.question.show_trouble(text)

    def take_answer(self) -> None:
        """It is answered, and goes."""
        if self.question is not None:
            self.question.accept()

    def _question_over(self) -> None:
        self.question = None
