"""The program's icon: the client's own sign on a tile of its accent, in every size Windows asks for."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from desktop.views.icons import paint_icon
from desktop.views.tokens import LIGHT

SIDES: Final = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
"""Lists, taskbar and desktop at 100 to 200 %."""


def write_icon(file: Path) -> None:
    """All sizes in one file, each drawn for itself and kept as PNG, which Windows reads since Vista."""
    images = [_png(_tile(side)) for side in SIDES]
    header, offset, entries = struct.pack("<3H", 0, 1, len(images)), 6 + 16 * len(images), b""
    for side, image in zip(SIDES, images, strict=True):
        # A byte cannot say 256: nought does.
        entries += struct.pack("<4B2H2I", side % 256, side % 256, 0, 0, 1, 32, len(image), offset)
        offset += len(image)
    file.write_bytes(header + entries + b"".join(images))


def _tile(side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.primary))
    whole = QRectF(0, 0, side, side)
    painter.drawRoundedRect(whole, side / 5, side / 5)
    paint_icon(painter, "logo", whole, LIGHT.on_primary)
    painter.end()
    return image


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise OSError("the icon could not be written as PNG")
    return bytes(buffer.data().data())
