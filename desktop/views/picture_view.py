"""An image that can be looked at closely: larger, smaller, turned, moved about."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.tokens import Radius, tokens

LARGEST = 8.0
"""So many times as large as it fits."""

_STEP = 1.25
_NOTCH = 120


class PictureView(QWidget):
    """Fits at first. The wheel makes it larger around the pointer, with Ctrl where a page is scrolled around it
    (`is_amid`); a larger one is moved by dragging."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_amid: bool = False) -> None:
        super().__init__(parent)
        self._is_amid = is_amid
        self._image: QImage | None = None
        self._turned: QImage | None = None
        self._drawn: QImage | None = None
        """As large as it is shown: made small in one step it would lose its thin lines."""
        self.zoom = 1.0
        self.quarter_turns = 0
        self._offset = QPointF()
        self._held: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)

    @property
    def has_picture(self) -> bool:
        return self._image is not None

    def show_picture(self, image: QImage | None) -> None:
        """Show this one as it fits; the same one again stays as it is turned."""
        if image is self._image:
            return
        self._image, self.quarter_turns = image, 0
        self._turn()

    def larger(self) -> None:
        self._zoom_by(_STEP, QPointF(self.rect().center()))

    def smaller(self) -> None:
        self._zoom_by(1 / _STEP, QPointF(self.rect().center()))

    def fit(self) -> None:
        """All of it, as large as there is room."""
        self.zoom, self._offset = 1.0, QPointF()
        self._changed()

    def turn(self) -> None:
        """A quarter to the right."""
        self.quarter_turns = (self.quarter_turns + 1) % 4
        self._turn()

    def sizeHint(self) -> QSize:
        """Something like a page across."""
        return QSize(320, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        """On a ground of its own: white paper has an edge."""
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.line))
        painter.setBrush(QColor(look.background))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        if self._turned is not None:
            painter.setClipRect(self.rect().adjusted(1, 1, -1, -1))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            place = self._place()
            painter.drawImage(place, self._sized(place.size().toSize() * self.devicePixelRatio()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Larger and smaller, around what is pointed at."""
        is_ours = not self._is_amid or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        event.setAccepted(is_ours and self._image is not None)
        if event.isAccepted():
            self._zoom_by(_STEP ** (event.angleDelta().y() / _NOTCH), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it along."""
        if self._held is not None:
            self._offset += event.position() - self._held
            self._held = event.position()
            self._changed()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Closer, and back."""
        if self.zoom > 1.0:
            self.fit()
        else:
            self._zoom_by(_STEP**4, event.position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Nothing of it is lost out of sight."""
        super().resizeEvent(event)
        self._changed()

    def _zoom_by(self, factor: float, around: QPointF) -> None:
        zoom = min(LARGEST, max(1.0, self.zoom * factor))
        from_centre = around - QPointF(self.rect().center()) - self._offset
        self._offset -= from_centre * (zoom / self.zoom - 1)
        self.zoom = zoom
        self._changed()

    def _turn(self) -> None:
        turned = QTransform().rotate(90 * self.quarter_turns)
        self._turned = None if self._image is None else self._image.transformed(turned)
        self._drawn = None
        self.fit()

    def _changed(self) -> None:
        """Keep it in sight: no further than its edge."""
        if self._turned is not None:
            place = self._place()
            spare_x = max(0.0, (place.width() - self.width()) / 2)
            spare_y = max(0.0, (place.height() - self.height()) / 2)
            x = min(spare_x, max(-spare_x, self._offset.x()))
            self._offset = QPointF(x, min(spare_y, max(-spare_y, self._offset.y())))
        self.setCursor(Qt.CursorShape.OpenHandCursor if self.zoom > 1.0 else Qt.CursorShape.ArrowCursor)
        self.update()
        self.zoomed.emit()

    def _sized(self, size: QSize) -> QImage:
        assert self._turned is not None, "there is something to size"
        if size.width() >= self._turned.width():
            return self._turned
        if self._drawn is None or self._drawn.size() != size:
            smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
            self._drawn = self._turned.scaled(size, whole, smooth)
        return self._drawn

    def _place(self) -> QRectF:
        assert self._turned is not None, "there is something to place"
        size = QSize(self._turned.size()).scaled(self.size() - QSize(8, 8), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width() * self.zoom, size.height() * self.zoom)
        place.moveCenter(QPointF(self.rect().center()) + self._offset)
        return place
