"""Our own line icons, in the colour asked for, sharp at every scale."""

from __future__ import annotations

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.views.tokens import tokens


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resources.files("desktop") / "resources" / "icons" / f"{name}.svg"
    source = drawing.read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(source.encode()))


def paint_icon(painter: QPainter, name: str, place: QRectF, colour: str) -> None:
    """Draw the icon into this place."""
    _renderer(name, colour).render(painter, place)


def icon_pixmap(name: str, size: int, colour: str = "", ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` device-independent pixels."""
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, QRectF(0, 0, size, size), colour or tokens().second)
    painter.end()
    return pixmap


def icon(name: str, colour: str = "", size: int = 16) -> QIcon:
    """The icon for a button, with a picture for every usual scale."""
    made = QIcon()
    for ratio in (1.0, 1.25, 1.5, 2.0, 3.0):
        made.addPixmap(icon_pixmap(name, size, colour, ratio))
    return made
