"""The dialogs over the register: one that asks before an act, one that tells what became of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.deeds import Question, Weighed
from desktop.screens.register import BatchResult
from desktop.views.act_dialog import ActDialog
from desktop.views.result_dialog import ResultDialog


class RegisterDialogs(QObject):
    """Opens them, and hands on what they are told."""

    confirmed = Signal(object, object, object)
    terms_changed = Signal(object, object, object)
    """Both `Action`, `Selection` and `Terms`."""

    customer_asked = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.opened: ActDialog | None = None
        """The question that stands open."""

    def ask(self, question: Question) -> None:
        """One question at a time: a window that asks stands over the page."""
        dialog = ActDialog(question, self._page)
        dialog.confirmed.connect(self.confirmed)
        dialog.terms_changed.connect(self.terms_changed)
        dialog.finished.connect(self._closed)
        self.opened = dialog
        dialog.open()

    def show_weighed(self, weighed: Weighed) -> None:
        """What comes after the question was closed is nobody's."""
        if self.opened is not None:
            self.opened.show_weighed(weighed)

    def show_result(self, result: BatchResult) -> None:
        """Beside the work."""
        dialog = ResultDialog(result, self._page)
        dialog.customer_asked.connect(self.customer_asked)
        dialog.show()

    def _closed(self) -> None:
        self.opened = None
