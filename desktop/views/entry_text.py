"""A text field that knows input methods, and what is no text at all."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit

from desktop.views.entry_files import files_in, image_in


class EntryText(QPlainTextEdit):
    """The text; knows whether an input method is composing, whose Enter is not ours, and what is no text at all."""

    left = Signal()
    files_came = Signal(object)
    """`QMimeData` with files or a picture, pasted or let fall."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bare")
        self.setTabChangesFocus(True)
        self.is_composing = False
        self.document().setDocumentMargin(0)
        self.setFixedHeight(62)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether letters are still being composed."""
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whatever was composed has been taken or dropped."""
        self.is_composing = False
        super().focusOutEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files and pictures are taken too."""
        return bool(files_in(source)) or not image_in(source).isNull() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text is written, anything else is attached."""
        if files_in(source) or not image_in(source).isNull():
            self.files_came.emit(source)
        else:
            super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; everything else is text."""
        if event.key() == Qt.Key.Key_Escape and not self.is_composing:
            self.left.emit()
        else:
            super().keyPressEvent(event)
