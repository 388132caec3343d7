"""A field with a list to choose from, with the same arrow as our other choosers."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from desktop.views.icons import paint_icon
from desktop.views.tokens import Space, tokens

_ARROW = 12


class DropDown(QComboBox):
    """The stylesheet takes Fusion's arrow away with its edges; without one nobody sees that there is a choice."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and the arrow at its end."""
        super().paintEvent(event)
        place = QRectF(self.width() - _ARROW - Space.SMALL, (self.height() - _ARROW) / 2, _ARROW, _ARROW)
        colour = tokens().second if self.isEnabled() else tokens().third
        paint_icon(QPainter(self), "chevron-down", place, colour)
