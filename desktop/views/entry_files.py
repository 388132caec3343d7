"""The files of a follow-up that is being written: each with its size, its state and a cross."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.customer import FileLine
from desktop.views.buttons import icon_button
from desktop.views.labels import StateLabel, elided_label, frame
from desktop.views.spoken import Speaking
from desktop.views.thumbnails import Thumbnail
from desktop.views.tokens import Space

_SIDE = 32
_ROW_HEIGHT = 36
_STEP = _ROW_HEIGHT + Space.TINY
MOST_HEIGHT = 3 * _STEP - _ROW_HEIGHT // 2
"""Three rows stand in full; of more, two and a half, so that one sees there are more."""


class EntryFiles(Speaking, QScrollArea):
    """As high as its files up to a bound, then it scrolls; hidden where there are none."""

    offered = Signal(object, str)
    """A `Path` or a picture that was copied, and its name."""

    opened = Signal(str)
    dropped = Signal(str)
    changed = Signal()
    """Others go with the follow-up now."""

    grown = Signal()
    is_full = Signal(str)
    """Why no more are taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files: tuple[FileLine, ...] = ()
        self.most = 0
        self._coming: list[str] = []
        self._rows: list[QWidget] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.TINY)
        self._column.addStretch(1)
        self.setWidget(inner)
        self.says(self.setAccessibleName, "entry-files")
        self._follows = False
        """Whether the last one is shown, as it has just come."""

        self.verticalScrollBar().rangeChanged.connect(self._show_last)
        self.hide()

    @property
    def is_waiting(self) -> bool:
        """Something that was offered has been neither kept nor refused."""
        return bool(self._coming)

    def show_files(self, files: Sequence[FileLine]) -> None:
        """Show these; they stay as they are where nothing has changed."""
        if tuple(files) == self.files:
            return
        self.files = tuple(files)
        self._build()

    def begin(self, files: Sequence[FileLine]) -> None:
        """Those of another draft: nothing is awaited for it."""
        self._coming.clear()
        self.files = tuple(files)
        self._build()

    def add(self, file: FileLine) -> None:
        """It is kept, and goes with this follow-up."""
        del self._coming[:1]
        self.show_files([*self.files, file])
        self.changed.emit()

    def stop_waiting(self) -> None:
        """What was offered first of all that is awaited is not taken: they are answered in their order."""
        if self._coming:
            del self._coming[:1]
            self._build()

    def take(self, mime: QMimeData) -> None:
        """Offer what was pasted or let fall, as many as there is room for."""
        paths, image = [Path(name) for name in files_in(mime)], image_in(mime)
        offered: list[tuple[Path | QImage, str]] = [(path, path.name) for path in paths]
        there = len(self.files) + len(self._coming)
        if not offered and not image.isNull():
            offered = [(image, words.say("file-pasted", n=there + 1) + ".png")]
        room = max(0, self.most - there)
        # All at once, before the first answer can come.
        self._coming += [name for _, name in offered[:room]]
        self._build()
        for file, name in offered[:room]:
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

    def _build(self) -> None:
        had = len(self._rows)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        coming = [FileLine("", name, words.say("file-being-taken")) for name in self._coming]
        self._rows = [self._row(file) for file in (*self.files, *coming)]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(place, row)
        height = len(self._rows) * _STEP - Space.TINY
        self.setFixedHeight(max(0, height if len(self._rows) <= 3 else MOST_HEIGHT))
        self.setVisible(bool(self._rows))
        if len(self._rows) != had:
            self._follows = len(self._rows) > had
        if self._follows:
            self._show_last()
            self.grown.emit()

    def _show_last(self) -> None:
        """Also once it is laid out."""
        if self._follows:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _row(self, file: FileLine) -> QWidget:
        """Of one that is being taken there is nothing to open or to take off yet."""
        row = frame("file")
        row.setFixedHeight(_ROW_HEIGHT)
        picture = Thumbnail(file, _SIDE)
        picture.setEnabled(bool(file.id))
        picture.clicked.connect(partial(self._open, file.id))
        cross = icon_button("close")
        cross.setIconSize(QSize(11, 11))
        cross.setToolTip(words.say("file-drop", name=file.name))
        cross.setAccessibleName(words.say("file-drop", name=file.name))
        cross.clicked.connect(partial(self._drop, file.id))
        cross.setVisible(bool(file.id))
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
        line.addSpacing(Space.SMALL)
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
