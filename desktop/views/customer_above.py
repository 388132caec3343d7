"""What stands above a customer's tabs: as high as it needs, and scrolled where a window is too low for all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QWheelEvent
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
        self._inner = QWidget()
        self._inner.setProperty("kind", "scrolled")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.MEDIUM)
        for widget in widgets:
            self._column.addWidget(widget)
        self.setWidget(self._inner)
        self._brought: QWidget | None = None
        self.verticalScrollBar().rangeChanged.connect(self._bring_again)
        self.says(self.setAccessibleName, "panel-above")

    def sizeHint(self) -> QSize:
        """All of it at this width."""
        # A height for a width would be the least height to Qt, and nothing could be scrolled.
        return QSize(super().sizeHint().width(), self._column.totalHeightForWidth(self.viewport().width()))

    def minimumSizeHint(self) -> QSize:
        """Some of it."""
        return QSize(self._column.totalMinimumSize().width(), min(_LEAST, self.sizeHint().height()))

    def start_anew(self) -> None:
        """At the head again: it is somebody else's."""
        self._brought = None
        self.verticalScrollBar().setValue(0)

    def bring(self, widget: QWidget) -> None:
        """Into sight, and kept there while it grows, until somebody turns the wheel."""
        self._brought = widget
        self._bring_again()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Somebody wants to see something else."""
        self._brought = None
        super().wheelEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands in it needs another height now."""
        if event.type() == QEvent.Type.LayoutRequest:
            # In the next turn: what stands deeper inside is not laid out yet.
            QTimer.singleShot(0, self, self._keep_height)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._keep_height()
        self._bring_again()

    def _keep_height(self) -> None:
        """Of a column whose lines wrap Qt takes the least height for one line each, and would squeeze the rest."""
        height = self._column.totalHeightForWidth(self.viewport().width())
        if self._inner.minimumHeight() != height:
            self._inner.setMinimumHeight(height)
        self.updateGeometry()

    def _bring_again(self) -> None:
        # In the next turn: what has changed is not laid out yet.
        if self._brought is not None:
            QTimer.singleShot(0, self, self._show_brought)

    def _show_brought(self) -> None:
        if self._brought is not None:
            self.ensureWidgetVisible(self._brought, 0, 0)
