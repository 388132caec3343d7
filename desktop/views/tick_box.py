"""A box to tick with words beside it, painted as those of the tables."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from desktop.views.paint import paint_tick_box
from desktop.views.tokens import Radius, tokens

BOX = 24
"""Room for the box before the words."""


class TickBox(QCheckBox):
    """The system's own box is hardly seen on a dark ground."""

    def sizeHint(self) -> QSize:
        """The words, and the box before them."""
        words = self.fontMetrics().size(0, self.text())
        return QSize(words.width() + BOX + 10, max(words.height(), 16) + 8)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The words belong to the box."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, words, and where the keyboard is."""
        look, place, painter = tokens(), QRectF(self.rect()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = place.center().y()
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.primary), 1))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        painter.setOpacity(1 if self.isEnabled() else 0.4)
        paint_tick_box(painter, QPointF(12, middle), self.checkState(), is_hovered=self.underMouse())
        painter.setOpacity(1)
        painter.setPen(QColor(look.text if self.isEnabled() else look.third))
        painter.drawText(place.adjusted(BOX, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
