"""A follow-up is written by keyboard alone, offline, in at most 12 keystrokes beyond its text."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from domain.commands import AddFollowUp, FollowUpKind
from tests.journeys.conftest import Sit
from tests.journeys.rep import Rep

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

MOST_KEYSTROKES = 12
TEXT = "met the buyer"

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Keyboard:
    """Strikes keys wherever the keyboard is. Ctrl and Alt are keystrokes too."""

    def __init__(self, rep: Rep) -> None:
        self._rep = rep
        self.strokes = 0

    def strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.strokes += 1 if modifier is Qt.KeyboardModifier.NoModifier else 2
        QTest.keyClick(self._where(), key, modifier)

    def write(self, text: str) -> None:
        """The text itself is not counted."""
        QTest.keyClicks(self._where(), text)

    def _where(self) -> QWidget:
        """As a window system does: an open menu takes the keys, else what has the focus."""
        self._rep.wait(lambda: (QApplication.activePopupWidget() or QApplication.focusWidget()) is not None)
        where = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert where is not None
        return where


def test_a_follow_up_of_another_kind_with_a_next_date_takes_few_keystrokes(sit: Sit) -> None:
    wang = sit("wang")
    wang.arrive("wang")
    wang.cut()
    wang.choose_row(0)
    wang.window.activateWindow()
    wang.wait(wang.window.isActiveWindow)
    wang.window.register.table.setFocus()
    customer_id = wang.window.register.table.current_id
    entry = wang.window.register.panel.entry
    assert entry.draft.kind == FollowUpKind.PHONE

    keys = Keyboard(wang)
    keys.strike(Qt.Key.Key_L)
    wang.wait(entry.text.hasFocus)
    keys.strike(Qt.Key.Key_3, ALT)
    keys.write(TEXT)
    keys.strike(Qt.Key.Key_N, ALT)
    wang.wait(lambda: QApplication.activePopupWidget() is not None)
    keys.strike(Qt.Key.Key_Down)
    keys.strike(Qt.Key.Key_Return)
    wang.wait(lambda: QApplication.activePopupWidget() is None and entry.next.value is not None)
    keys.strike(Qt.Key.Key_Return, CTRL)
    wang.wait(lambda: not entry.text.toPlainText())

    assert keys.strokes <= MOST_KEYSTROKES
    stay = wang.program.reception.stay
    assert stay is not None
    asked = [item for group in stay.entered.cache.outbox.groups() for item in group.items]
    (written,) = [item.command for item in asked if isinstance(item.command, AddFollowUp)]
    today = entry.happened._now
    assert today is not None
    assert (written.customer_id, written.kind, written.text) == (customer_id, FollowUpKind.VISIT, TEXT)
    assert written.next_on == today.date() + timedelta(days=3)
    wang.wait(lambda: any(TEXT in line and "待发送" in line for line in wang.panel_lines()))
