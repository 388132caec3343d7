"""The frame of our few dialogs: a title, what it is about, buttons with the weightiest last."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import words
from desktop.views.buttons import button
from desktop.views.labels import frame, text_label
from desktop.views.tokens import Space

DIALOG_WIDTH = 440


class PlainDialog(QDialog):
    """Stands over its window without stopping the program: shown, never executed, gone when closed."""

    def __init__(self, parent: QWidget | None, title: str, text: str = "", *, is_modal: bool = True) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal if is_modal else Qt.WindowModality.NonModal)
        self.setWindowTitle(title)
        self.title = text_label("name", title, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.HUGE, Space.HUGE, Space.HUGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        # Not the dialog's own least width: that one would stand even where its contents need more.
        column.addStrut(DIALOG_WIDTH - 2 * Space.HUGE)
        column.addWidget(self.title)
        if text:
            self.text = text_label("", text, wraps=True)
            column.addWidget(self.text)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.SMALL)
        column.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(Space.SMALL)
        self.buttons.addStretch(1)
        column.addSpacing(Space.TINY)
        column.addWidget(frame("line"))
        column.addLayout(self.buttons)

    def add_button(self, text: str, *, is_weightiest: bool = False) -> QPushButton:
        """A button at the foot; the weightiest answers to Enter."""
        made = button("primary" if is_weightiest else "", text)
        made.setDefault(is_weightiest)
        self.buttons.addWidget(made)
        return made

    def add_cancel(self, word_key: str = "dialog-cancel") -> QPushButton:
        """The button that only closes."""
        made = self.add_button(words.say(word_key))
        made.clicked.connect(self.reject)
        return made
