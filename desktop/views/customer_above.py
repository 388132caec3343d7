"""What stands above a customer's tabs: as high as it needs, and scrolled where a window is too low for all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.views.spoken import Speaking
from desktop.views.tokens import Space

_LEAST = 160


class CustomerAbove(Speaking, QScrollArea):
    """One under the other. Nothing is ever squeezed over something else: rather a part of it is out of sight."""

    def __init__(self, widgets: Sequence[QWidget]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.MEDIUM)
        for widget in widgets:
            self._column.addWidget(widget)
        self.setWidget(inner)
        self.says(self.setAccessibleName, "panel-above")

    def sizeHint(self) -> QSize:
        """All of it at this width."""
        # A height for a width would be the least height to Qt, and nothing could be scrolled.
        return QSize(super().sizeHint().width(), self._column.totalHeightForWidth(self.viewport().width()))

    def minimumSizeHint(self) -> QSize:
        """Some of it."""
        return QSize(self._column.totalMinimumSize().width(), min(_LEAST, self.sizeHint().height()))

    def bring(self, widget: QWidget) -> None:
        """Into sight, once what has just changed is laid out."""
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget, 0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands in it needs another height now."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
