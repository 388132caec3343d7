"""What waits for the first paint comes after it, once, and also where nobody looks."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.views.first_paint import FirstPaint

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


class Painted(QWidget):
    """Notes when it is painted."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self._order = order

    def paintEvent(self, event: QPaintEvent) -> None:
        self._order.append("painted")


def test_it_comes_after_the_first_paint_and_once(qtbot: QtBot) -> None:
    order: list[str] = []
    window = Painted(order)
    qtbot.addWidget(window)
    FirstPaint(window, lambda: order.append("then"))
    window.show()
    qtbot.waitUntil(lambda: "then" in order)
    assert order[:2] == ["painted", "then"]
    window.repaint()
    qtbot.waitUntil(lambda: order.count("painted") > 1)
    assert order.count("then") == 1


def test_a_window_that_nobody_sees_is_not_waited_for_in_vain(qtbot: QtBot) -> None:
    order: list[str] = []
    window = Painted(order)
    qtbot.addWidget(window)
    FirstPaint(window, lambda: order.append("then"))
    qtbot.waitUntil(lambda: order == ["then"])


def test_a_window_that_is_gone_is_no_longer_waited_for(qtbot: QtBot) -> None:
    order: list[str] = []
    window, other = Painted(order), Painted(order)
    qtbot.addWidget(other)
    FirstPaint(window, lambda: order.append("gone"))
    window.deleteLater()
    FirstPaint(other, lambda: order.append("other"))
    qtbot.waitUntil(lambda: bool(order))
    assert order == ["other"]
