"""审核 in the window: the two answers by button and by key, and a reason that is never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.cells import plain
from desktop.screens.preferences import Language
from desktop.screens.review import DeclineQuestion, ReviewAct, ReviewScreen, ReviewTab
from desktop.screens.window import Page
from desktop.views.decline_dialog import DeclineDialog
from desktop.views.main_window import MainWindow
from desktop.views.review_page import ReviewPage
from tests.desktop.views import review_scenes
from tests.desktop.views.test_keys import heard, press
from tests.desktop.views.test_screens import told_to

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

type Stage = Callable[..., MainWindow]


def page_of(window: MainWindow) -> ReviewPage:
    page = window._pages[Page.REVIEW]
    assert isinstance(page, ReviewPage)
    return page


def dialog_of(page: ReviewPage) -> DeclineDialog:
    assert page.asking is not None
    return page.asking


def click(where: QWidget, word: str) -> None:
    [made] = [made for made in where.findChildren(QPushButton) if made.text() == word and made.isVisible()]
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


def states(page: ReviewPage) -> list[str]:
    rows = [page.model.row_at(place) for place in range(page.model.rowCount())]
    return [plain(row.cells[0]) for row in rows if row is not None]


def test_it_can_be_told_all_that_its_protocol_says(stage: Stage) -> None:
    screen: ReviewScreen = page_of(stage(review_scenes.review))
    assert [name for name in told_to(ReviewScreen) if not callable(getattr(screen, name, None))] == []


def test_a_request_is_read_in_full_and_granted_by_its_button(stage: Stage, qtbot: QtBot) -> None:
    window = stage(review_scenes.review)
    page = page_of(window)
    qtbot.waitUntil(lambda: page.details.isVisible(), timeout=2000)
    assert "王工确认 6 层板打样" in page.details._text.toPlainText()
    click(page.details, "批准")
    qtbot.waitUntil(lambda: "批准待发送" in states(page), timeout=2000)
    assert not [made for made in page.details.findChildren(QPushButton) if made.text() == "批准" and made.isVisible()]


def test_g_grants_and_d_asks_why_of_the_current_one(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage(review_scenes.review))
    qtbot.waitUntil(lambda: len(states(page)) == 4, timeout=2000)
    told = heard(page.act_asked)
    current = page.table.current_id
    press(page.table, "G")
    assert told == [(current, ReviewAct.GRANT.value)]
    page.table.go_to_place(0)
    press(page.table, "D")
    assert told[1:] == [(page.table.current_id, ReviewAct.DECLINE.value)]
    assert page.asking is not None


def test_what_can_only_be_declined_is_not_granted_by_key(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage(review_scenes.review))
    qtbot.waitUntil(lambda: states(page)[-1:] == ["已无法恢复"], timeout=2000)
    told = heard(page.act_asked)
    page.table.go_to_place(3)
    press(page.table, "G")
    assert told == []


def test_letters_typed_into_the_reason_answer_nothing(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage(review_scenes.review))
    page.ask_why(DeclineQuestion("1", "驳回？", "王芳会看到"))
    told = heard(page.act_asked)
    dialog = dialog_of(page)
    qtbot.waitUntil(dialog.note.hasFocus, timeout=2000)
    QTest.keyClicks(dialog.note, "gd")
    assert (dialog.note.text(), told) == ("gd", [])


def test_a_reason_is_taken_from_a_chip_or_typed_and_sent_by_enter(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage(review_scenes.review))
    told = heard(page.declined)
    page.ask_why(DeclineQuestion("1", "驳回？", "王芳会看到", ("已另行安排",)))
    dialog = dialog_of(page)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=2000)
    click(dialog, "已另行安排")
    QTest.keyClicks(dialog.note, "!")
    QTest.keyClick(dialog.note, Qt.Key.Key_Return)
    assert told == [("1", "已另行安排!")]
    assert dialog.trouble.text() == "这份申请已经不在这里" and dialog.note.text() == "已另行安排!"


def test_what_was_typed_stays_through_a_refusal_and_a_cancel(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage(review_scenes.review))
    question = DeclineQuestion("1", "驳回？", "王芳会看到")
    page.ask_why(question)
    dialog_of(page).note.setText("间隔太久")
    click(dialog_of(page), "驳回")
    page.show_why_trouble("这份申请已经批准过")
    dialog = dialog_of(page)
    assert dialog.trouble.isVisible() and dialog.note.text() == "间隔太久" and dialog.confirm.isEnabled()
    click(dialog, "取消")
    assert page.asking is None
    page.ask_why(question)
    assert dialog_of(page).note.text() == "间隔太久"
    page.why_taken("1")
    assert page.asking is None
    page.ask_why(question)
    assert dialog_of(page).note.text() == ""


def test_declining_a_real_request_closes_the_dialog_and_waits_to_be_sent(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage(review_scenes.review))
    qtbot.waitUntil(lambda: len(states(page)) == 4, timeout=2000)
    page.table.go_to_place(0)
    press(page.table, "D")
    dialog_of(page).note.setText("间隔太久")
    click(dialog_of(page), "驳回")
    qtbot.waitUntil(lambda: page.asking is None and "驳回待发送" in states(page), timeout=2000)


def test_the_answered_ones_stand_on_their_own_tab(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage(review_scenes.review_answered))
    assert page.tabs.current == ReviewTab.ANSWERED.value
    qtbot.waitUntil(lambda: states(page) == ["已驳回"], timeout=2000)
    page.details.closed.emit()
    assert not page.details.isVisible()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table, timeout=2000)


@pytest.mark.parametrize(
    ("language", "title", "tab"),
    [(Language.CHINESE, "没有等您处理的申请", "待处理"), (Language.ENGLISH, "No request waits for you", "To do")],
)
def test_nothing_to_answer_is_said_in_the_language_spoken(
    stage: Stage, language: Language, title: str, tab: str
) -> None:
    words.speak(language)
    page = page_of(stage(review_scenes.review_empty))
    assert page.nothing.isVisible() and page.nothing._title.text() == title
    assert page.tabs._buttons[0].text() == tab


def test_in_the_narrowest_window_the_name_the_asker_and_the_answer_are_left(stage: Stage) -> None:
    page = page_of(stage(review_scenes.review, 1024, 600))
    hidden = [column for place, column in enumerate(page.model.columns) if page.table.isColumnHidden(place)]
    assert {"object", "asker", "request-state", "action"}.isdisjoint(hidden)
    width = sum(page.table.columnWidth(place) for place in range(len(page.model.columns)))
    assert width <= page.table.viewport().width()
