"""Hands and eyes outside a test run: what pytest-qt's `qtbot` gives a journey, for a program that runs by itself."""

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_GLANCE_MS = 10
_PATIENCE_MS = 60_000


class Unmet(AssertionError):
    """What was waited for did not come about in time."""


class Hands:
    """Presses, clicks and waits with a deadline; never sleeps longer than a glance."""

    def waitUntil(self, until: Callable[[], bool], *, timeout: int) -> None:
        # A tour may be told on a busy machine: it is more patient than a test.
        deadline = QDeadlineTimer(max(timeout, _PATIENCE_MS))
        while not until():
            if deadline.hasExpired():
                raise Unmet("what was waited for did not come about in time")
            # A loop of its own hands out everything that is due, and what is only to be deleted too.
            glance = QEventLoop()
            QTimer.singleShot(_GLANCE_MS, glance.quit)
            glance.exec()

    def keyClick(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.keyClick(widget, key, modifier)

    def keyClicks(self, widget: QWidget, text: str) -> None:
        """As an input method commits it: Chinese has no keys of its own."""
        committed = QInputMethodEvent()
        committed.setCommitString(text)
        QApplication.sendEvent(widget, committed)

    def mouseClick(self, widget: QWidget, button: Qt.MouseButton) -> None:
        QTest.mouseClick(widget, button)
