"""Small images of files: made away from the screen, shown on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop import words
from desktop.screens.customer import FileLine
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, tokens

SIDE = 56
_EDGE = 192
"""Sharp also where a screen doubles its pixels."""
_QUALITY = 80


def shrunk(file: bytes | Path) -> bytes | None:
    """A small JPEG of an image; None where it is none. Draws on no screen: for any thread."""
    if isinstance(file, Path):
        reader = QImageReader(str(file))
        image = _read(reader)
    else:
        image = _read_bytes(file)
    if image.isNull():
        return None
    kept = QByteArray()
    out = QBuffer(kept)
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.white)
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    writer = QImageWriter(out, QByteArray(b"JPEG"))
    writer.setQuality(_QUALITY)
    return bytes(kept.data()) if writer.write(ground) else None


def _read_bytes(content: bytes) -> QImage:
    held = QByteArray(content)
    device = QBuffer(held)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    return _read(QImageReader(device))


def _read(reader: QImageReader) -> QImage:
    """Decoded small at once, as it was held when it was taken."""
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _EDGE:
        reader.setScaledSize(size.scaled(QSize(_EDGE, _EDGE), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class Thumbnail(QAbstractButton):
    """A file as a small square: its image, or its kind in letters. Opens with a click."""

    def __init__(self, file: FileLine, side: int = SIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._image = QImage() if file.thumbnail is None else QImage.fromData(file.thumbnail)
        self.setFixedSize(side, side)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        said = [file.name, file.detail, file.label.text if file.label else ""]
        self.setToolTip("\n".join(filter(None, said)))
        self.setAccessibleName(words.say("file-open", name=file.name))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The image, cut to the square; else a sheet with the ending of its name."""
        look, painter = tokens(), QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        frame = QPainterPath()
        frame.addRoundedRect(place, Radius.LABEL, Radius.LABEL)
        painter.fillPath(frame, QColor(look.faint_line))
        if self._image.isNull():
            self._paint_kind(painter, place)
        else:
            painter.setClipPath(frame)
            whole = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            left, top = (self.width() - whole.width()) / 2, (self.height() - whole.height()) / 2
            painter.drawImage(QRectF(left, top, whole.width(), whole.height()), self._image)
            painter.setClipping(False)
        edge = look.primary if self.hasFocus() or self.underMouse() else look.line
        painter.setPen(QPen(QColor(edge), 1))
        painter.drawPath(frame)

    def _paint_kind(self, painter: QPainter, place: QRectF) -> None:
        look = tokens()
        icon = min(22.0, place.height() * 0.5)
        ending = self._file.name.rpartition(".")[2][:4].upper() if "." in self._file.name else ""
        shows_ending = bool(ending) and self.height() >= SIDE
        top = place.center().y() - icon / 2 - (7 if shows_ending else 0)
        paint_icon(painter, "file", QRectF(place.center().x() - icon / 2, top, icon, icon), look.second)
        if shows_ending:
            font = painter.font()
            font.setPixelSize(10)
            painter.setFont(font)
            painter.setPen(QColor(look.second))
            line = QRectF(place.left(), top + icon + 2, place.width(), 14)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, ending)
