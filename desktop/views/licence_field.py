"""Where the licence goes: dropped, pasted or picked; then it is looked at here."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.certification import Licence
from desktop.views.buttons import button
from desktop.views.picture_pane import PicturePane
from desktop.views.pictures import encoded
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

PICTURE_HEIGHT, EMPTY_HEIGHT = 270, 140


class LicenceField(Spoken):
    """Emits what came; shows a `Licence`."""

    chosen = Signal(object)
    """The paths of files."""

    pasted = Signal(bytes)
    dropped = Signal()
    """Taken off again."""

    found_nothing = Signal()
    """The clipboard holds neither a file nor an image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pane = PicturePane(is_amid=True)
        self.pick, self.paste, self.drop = button(), button(), button("link")
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        for each in (self.pick, self.paste, self.drop):
            line.addWidget(each)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        column.addWidget(self.pane)
        column.addLayout(line)
        self.says(self.pick.setText, "licence-pick")
        self.says(self.paste.setText, "licence-paste")
        self.says(self.drop.setText, "licence-drop")
        self.says(self.setAccessibleName, "certification-licence")
        self.pick.clicked.connect(self._pick)
        self.paste.clicked.connect(self._paste)
        self.drop.clicked.connect(self.dropped)

    @property
    def licence_id(self) -> str:
        return "" if self.pane.licence is None else self.pane.licence.id

    def show_licence(self, licence: Licence | None) -> None:
        """This one, or the place for one."""
        self.pane.show_licence(licence)
        self.drop.setVisible(licence is not None)
        self.pane.setFixedHeight(EMPTY_HEIGHT if licence is None else PICTURE_HEIGHT)
        if licence is None:
            self.pane.remark.setText(words.say("licence-drop-here"))

    def take(self, came: QMimeData) -> bool:
        """Files or an image from elsewhere; whether there was something to take."""
        paths = [url.toLocalFile() for url in came.urls() if url.isLocalFile()]
        if paths:
            self.chosen.emit(paths)
            return True
        image = came.imageData()
        if isinstance(image, QImage) and not image.isNull():
            self.pasted.emit(encoded(image))
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and images."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def _paste(self) -> None:
        if not self.take(QGuiApplication.clipboard().mimeData()):
            self.found_nothing.emit()

    def _pick(self) -> None:
        kinds = f"{words.say('certification-licence')} (*.jpg *.jpeg *.png *.pdf)"
        path, _ = QFileDialog.getOpenFileName(self, words.say("licence-pick"), "", kinds)
        if path:
            self.chosen.emit([path])
