"""What is asked, or only told, when the program is to end and something is not sent yet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.screens.window import QuitQuestion
from desktop.views.dialogs import PlainDialog
from desktop.views.labels import text_label
from desktop.views.spoken import Speaking


class QuitView(QObject):
    """Opens the dialog over its window; see `QuitScreen`."""

    chosen = Signal(bool)
    """Whether the person leaves."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: QuitDialog | None = None

    @property
    def must_not_wait(self) -> bool:
        """The system itself goes down: a question would hold it up, and what waits is kept anyway."""
        application = QGuiApplication.instance()
        return isinstance(application, QGuiApplication) and application.isSavingSession()

    def show_quit(self, question: QuitQuestion | None) -> None:
        """At first in sight, also where the window was not; what follows takes the keyboard from nobody."""
        if question is None:
            dialog, self.dialog = self.dialog, None
            if dialog is not None:
                dialog.close()
            return
        if self.dialog is not None:
            self.dialog.show_question(question)
            return
        self.dialog = QuitDialog(self._window)
        self.dialog.leave.clicked.connect(lambda: self._answer(leaves=True))
        self.dialog.finished.connect(lambda: self._answer(leaves=False))
        self.dialog.show_question(question)
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self.dialog.open()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _answer(self, *, leaves: bool) -> None:
        # Once: what is closed because it is answered answers nothing.
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.close()
            self.chosen.emit(leaves)


class QuitDialog(Speaking, PlainDialog):
    """Says how much is not sent; Esc stays, and Enter leaves unless it is just being sent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "")
        self.lead = text_label("", wraps=True)
        self.body.addWidget(self.lead)
        self.stay = self.add_button("")
        self.stay.clicked.connect(self.reject)
        self.leave = self.add_button("", is_weightiest=True)
        self.says(self.stay.setText, "quit-stay")

    def show_question(self, question: QuitQuestion) -> None:
        """How things stand with what waits."""
        what = "sending" if question.is_sending else "unsent"
        self.says(self.setWindowTitle, f"quit-{what}-title", n=question.waiting)
        self.says(self.title.setText, f"quit-{what}-title", n=question.waiting)
        self.says(self.lead.setText, f"quit-{what}-text")
        self.says(self.leave.setText, "quit-leave-now" if question.is_sending else "quit-leave")
        # Nobody strikes a key to leave behind what is just being sent.
        (self.stay if question.is_sending else self.leave).setDefault(True)
