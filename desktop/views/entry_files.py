"""The files of a follow-up that is being written: each with its size, its state and a cross."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.customer import FileLine
from desktop.views.buttons import icon_button
from desktop.views.labels import StateLabel, elided_label, frame
from desktop.views.pictures import encoded
from desktop.views.thumbnails import Thumbnail
from desktop.views.tokens import Space

_SIDE = 32
_ROW_HEIGHT = 36


class EntryFiles(QWidget):
    """As high as its files; hidden where there are none."""

    offered = Signal(object, str)
    """A `Path` or the bytes of a picture, and its name."""

    opened = Signal(str)
    dropped = Signal(str)
    changed = Signal()
    """Others go with the follow-up now."""

    is_full = Signal(str)
    """Why no more are taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files: tuple[FileLine, ...] = ()
        self.most = 0
        self._coming = 0
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.TINY)
        self.hide()

    def show_files(self, files: Sequence[FileLine]) -> None:
        """Show these; they stay as they are where nothing has changed."""
        if tuple(files) == self.files:
            return
        self.files = tuple(files)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(file) for file in files]
        for row in self._rows:
            self._column.addWidget(row)
        self.setFixedHeight(len(files) * (_ROW_HEIGHT + Space.TINY))
        self.setVisible(bool(files))

    def add(self, file: FileLine) -> None:
        """It is kept, and goes with this follow-up."""
        self._coming = max(0, self._coming - 1)
        self.show_files([*self.files, file])
        self.changed.emit()

    def stop_waiting(self) -> None:
        """What was offered last is not taken."""
        self._coming = max(0, self._coming - 1)

    def take(self, mime: QMimeData) -> None:
        """Offer what was pasted or let fall, as many as there is room for."""
        paths, image = [Path(name) for name in files_in(mime)], image_in(mime)
        offered: list[tuple[Path | bytes, str]] = [(path, path.name) for path in paths]
        if not offered and not image.isNull():
            offered = [(encoded(image), words.say("file-pasted", n=len(self.files) + 1) + ".png")]
        room = max(0, self.most - len(self.files) - self._coming)
        for file, name in offered[:room]:
            self._coming += 1
            self.offered.emit(file, name)
        if len(offered) > room:
            self.is_full.emit(words.say("files-full", n=self.most))

    def pick(self) -> None:
        """Choose files of this computer."""
        dialog = QFileDialog(self.window(), words.say("action-attach"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._picked)
        dialog.open()

    def _picked(self, paths: Sequence[str]) -> None:
        chosen = QMimeData()
        chosen.setUrls([QUrl.fromLocalFile(path) for path in paths])
        self.take(chosen)

    def _row(self, file: FileLine) -> QWidget:
        row = frame("file")
        row.setFixedHeight(_ROW_HEIGHT)
        picture = Thumbnail(file, _SIDE)
        picture.clicked.connect(partial(self._open, file.id))
        cross = icon_button("close")
        cross.setIconSize(QSize(11, 11))
        cross.setToolTip(words.say("file-drop", name=file.name))
        cross.setAccessibleName(words.say("file-drop", name=file.name))
        cross.clicked.connect(partial(self._drop, file.id))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(elided_label("", file.name))
        below = QHBoxLayout()
        below.setSpacing(Space.TINY)
        below.addWidget(elided_label("quiet", file.detail))
        if file.label is not None:
            below.addWidget(StateLabel(file.label))
        below.addStretch(1)
        lines.addLayout(below)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.SMALL)
        line.addWidget(picture)
        line.addLayout(lines, 1)
        line.addWidget(cross, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _open(self, file_id: str, _checked: bool = False) -> None:
        self.opened.emit(file_id)

    def _drop(self, file_id: str, _checked: bool = False) -> None:
        self.show_files([file for file in self.files if file.id != file_id])
        self.changed.emit()
        self.dropped.emit(file_id)


def files_in(mime: QMimeData) -> list[str]:
    """The files of this computer that are dragged or pasted."""
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


def image_in(mime: QMimeData) -> QImage:
    """A picture that was copied, where it is not words with a picture of them."""
    image = mime.imageData() if mime.hasImage() and not mime.hasText() else None
    return image if isinstance(image, QImage) else QImage()
