"""A file in a window of its own: an image to look at closely, any other to be saved and opened elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.customer import OpenedFile
from desktop.views.buttons import button
from desktop.views.labels import IconView, elided_label, frame, text_label
from desktop.views.picture_view import PictureView
from desktop.views.tokens import Space

_SIZE, _SMALL = QSize(900, 680), QSize(420, 220)


class FileWindow(QWidget):
    """Beside the work, gone when closed."""

    kept = Signal(object)
    """A `Path`: write it there."""

    def __init__(self, file: OpenedFile, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "page")
        self.setWindowTitle(file.name)
        self._file = file
        self.picture = PictureView()
        self.save = button("primary", words.say("file-save"))
        foot_ground = frame("foot")
        foot = QHBoxLayout(foot_ground)
        foot.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        foot.addWidget(elided_label("", file.name))
        foot.addWidget(text_label("quiet", file.detail))
        foot.addStretch(1)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        image = file.picture if isinstance(file.picture, QImage) else None
        if image is not None:
            self.picture.show_picture(image)
            column.addWidget(self.picture, 1)
        else:
            self.picture.hide()
            column.addLayout(_sheet(words.say("file-elsewhere")), 1)
        column.addWidget(foot_ground)
        self.resize(_SIZE if image is not None else _SMALL)
        self.save.clicked.connect(self._ask_where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, words.say("file-save"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self._file.name)
        dialog.fileSelected.connect(lambda name: self.kept.emit(Path(name)))
        dialog.open()


def _sheet(text: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(Space.HUGE, Space.HUGE, Space.HUGE, Space.HUGE)
    column.addStretch(1)
    column.addWidget(IconView("file", 40), 0, Qt.AlignmentFlag.AlignHCenter)
    said = text_label("second", text, wraps=True)
    said.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(said)
    column.addStretch(1)
    return column
