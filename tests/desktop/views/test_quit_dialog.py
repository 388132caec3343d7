"""Ending the program: the window stays until it is told to go, and each answer is told once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.screens.window import QuitQuestion
from desktop.views.main_window import MainWindow
from desktop.views.quitting import QuitDialog, QuitView
from tests.desktop.views.test_keys import heard, press

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")

SENDING, UNSENT = QuitQuestion(1, is_sending=True), QuitQuestion(1, is_sending=False)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.show_quit(None)


def opened(window: MainWindow, qtbot: QtBot, question: QuitQuestion) -> QuitDialog:
    window.show_quit(question)
    dialog = window.quitting.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow, timeout=2000)
    return dialog


def said(dialog: QuitDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_window_that_is_closed_asks_and_stays_until_the_program_ends(window: MainWindow) -> None:
    asked = heard(window.close_asked)
    assert not window.close()
    assert asked == [()] and window.isVisible()


def test_when_the_system_goes_down_nobody_is_asked(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, chosen = heard(window.close_asked), heard(window.quit_chosen)
    monkeypatch.setattr(QuitView, "must_not_wait", True)
    assert window.close()
    assert (asked, chosen) == ([()], [(True,)])


def test_enter_leaves_and_escape_stays(window: MainWindow, qtbot: QtBot) -> None:
    chosen = heard(window.quit_chosen)
    press(opened(window, qtbot, UNSENT), "Escape")
    assert (chosen, window.quitting.dialog) == ([(False,)], None)
    press(opened(window, qtbot, UNSENT), "Return")
    assert (chosen, window.quitting.dialog) == ([(False,), (True,)], None)


def test_how_things_stand_is_told_in_the_dialog_that_is_open(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot, SENDING)
    assert "正在发送 1 项工作" in said(dialog) and dialog.leave.text() == "现在就退出"
    assert opened(window, qtbot, UNSENT) is dialog
    assert "还有 1 项没有发送" in said(dialog) and dialog.leave.text() == "退出"


def test_a_question_that_is_taken_back_answers_nothing(window: MainWindow, qtbot: QtBot) -> None:
    chosen = heard(window.quit_chosen)
    opened(window, qtbot, SENDING)
    window.show_quit(None)
    QApplication.processEvents()
    assert chosen == []


def test_a_window_that_was_out_of_sight_comes_with_its_question(window: MainWindow, qtbot: QtBot) -> None:
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized, timeout=2000)
    dialog = opened(window, qtbot, UNSENT)
    assert not window.isMinimized()
    chosen = heard(window.quit_chosen)
    QTest.mouseClick(dialog.stay, Qt.MouseButton.LeftButton)
    assert chosen == [(False,)]
