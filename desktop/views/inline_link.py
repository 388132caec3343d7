"""A name among facts that leads somewhere."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy


class InlineLink(QPushButton):
    """Stands flush with the text above and below; where there is no room for all of it, it ends in dots."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = text
        self.setProperty("kind", "inline")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ensurePolished()
        self.setText(text)

    def sizeHint(self) -> QSize:
        """Room for all of it, however little is shown now."""
        missing = self.fontMetrics().horizontalAdvance(self._whole) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(missing, 0)

    def minimumSizeHint(self) -> QSize:
        """Some letters and the dots."""
        return QSize(48, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as fits."""
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - 4))
