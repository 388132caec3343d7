"""Before a request is declined: why. What is typed stays until it is taken."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import words
from desktop.screens.review import DeclineQuestion
from desktop.views.act_dialog import NOTE_LENGTH
from desktop.views.buttons import button
from desktop.views.dialogs import PlainDialog
from desktop.views.flow_layout import FlowLayout
from desktop.views.labels import text_label


class DeclineDialog(PlainDialog):
    """Stays open until it is closed from outside or by 取消: a refusal is shown in it."""

    declined = Signal(str, str)
    """The request's id, and why."""

    def __init__(self, question: DeclineQuestion, typed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, question.title, question.text)
        self._id = question.id
        self.note = QLineEdit(typed)
        self.note.setMaxLength(NOTE_LENGTH)
        self.note.setPlaceholderText(question.hint or words.say("decline-reason-hint"))
        asked = question.note or words.say("decline-reason")
        self.note.setAccessibleName(asked)
        name = text_label("second", asked)
        name.setBuddy(self.note)
        self.trouble = text_label("trouble", wraps=True)
        self.trouble.hide()
        chips = FlowLayout()
        for reason in question.reasons:
            chip = button("choice", reason)
            chip.clicked.connect(partial(self._say, reason))
            chips.addWidget(chip)
        self.body.addWidget(name)
        self.body.addLayout(chips)
        self.body.addWidget(self.note)
        self.body.addWidget(self.trouble)
        self.add_cancel()
        self.confirm = self.add_button(question.confirm or words.say("decline-confirm"), is_weightiest=True)
        self.confirm.clicked.connect(self._take)
        self._needs_note = question.needs_note
        self.note.textChanged.connect(lambda _: self._allow())
        self._allow()
        self.note.setFocus()

    def show_trouble(self, text: str) -> None:
        """Why it could not be done; what is typed stays."""
        self.trouble.setText(text)
        self.trouble.show()
        self._allow()

    def _allow(self) -> None:
        """What has to be said is said first."""
        self.confirm.setEnabled(bool(self.note.text().strip()) or not self._needs_note)

    def _say(self, reason: str, _checked: bool = False) -> None:
        self.note.setText(reason)
        self.note.setFocus()

    def _take(self) -> None:
        self.trouble.hide()
        self.confirm.setEnabled(False)
        self.declined.emit(self._id, self.note.text().strip())
