"""What may wait until the window stands before the eyes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_PATIENCE_MS = 500


class FirstPaint(QObject):
    """Calls `then` once, after the window's first paint, or after half a second where nobody sees it (minimised)."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._go)
        self._due.start(_PATIENCE_MS)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shown is not painted: a timer that is due at once may come before the paint, which the system sends."""
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            # The filter is asked before the painting.
            self._due.start(0)
        return False

    def _go(self) -> None:
        self._window.removeEventFilter(self)
        self.deleteLater()
        self._then()
