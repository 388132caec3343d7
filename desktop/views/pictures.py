"""Images as they are shown: decoded within bounds, away from the UI thread."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

LONGEST_SIDE = 3000
"""Sharp enough to read a licence by at four times its size on a screen; a camera's whole picture is not needed."""

_MEGABYTES = 256


def decoded(content: bytes) -> QImage | None:
    """The image upright, its longest side bounded; None where it is none. For any thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    # A small file may unfold to more than the machine has: it is refused by what it says of itself.
    QImageReader.setAllocationLimit(_MEGABYTES)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LONGEST_SIDE:
        reader.setScaledSize(size.scaled(QSize(LONGEST_SIDE, LONGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def encoded(image: object) -> bytes:
    """As PNG: what was pasted has no file of its own. For any thread; empty for what is no image of a view's."""
    if not isinstance(image, QImage):
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
