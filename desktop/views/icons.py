"""Our own line icons, in a colour of the look worn at the time, sharp at every scale."""

from __future__ import annotations

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.screens.cells import Tone
from desktop.views.tokens import tokens


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resources.files("desktop") / "resources" / "icons" / f"{name}.svg"
    source = drawing.read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(source.encode()))


def paint_icon(painter: QPainter, name: str, place: QRectF, colour: str) -> None:
    """Draw the icon into this place."""
    _renderer(name, colour).render(painter, place)


class _Drawn(QIconEngine):
    """Draws at painting time, so that a button follows the theme without being told."""

    def __init__(self, name: str, tone: Tone) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = tokens().third if mode is QIcon.Mode.Disabled else tokens().tint(self._tone).ink
        paint_icon(painter, self._name, QRectF(rect), colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Drawn(self._name, self._tone)


def icon(name: str, tone: Tone = Tone.NEUTRAL) -> QIcon:
    """The icon for a button."""
    return QIcon(_Drawn(name, tone))
