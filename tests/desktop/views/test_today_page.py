"""今日 in the window: what is read, what is clicked, what the keyboard reaches, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.cells import Label, Tone
from desktop.screens.preferences import Language
from desktop.screens.today import TodayBlock, TodayLine, TodayPart, TodayScreen
from desktop.screens.window import Page
from desktop.views.main_window import MainWindow
from desktop.views.spoken import say_everything_again
from desktop.views.today_page import TodayPage
from tests.desktop.views import scenes, today_scenes
from tests.desktop.views.test_keys import heard, press
from tests.desktop.views.test_screens import told_to

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

type Stage = Callable[..., MainWindow]

LATE = TodayLine("plan:1", "鼎芯电子", "昨天：王工确认打样", "昨天", Label("逾期 1 天", Tone.BAD), is_new=True)
GONE = TodayLine("2", "恒讯线路板", "已流出", "今天 9:14", can_open=False)
GROUP = TodayLine("deed:3", "3 位客户", "周强分配给您", "今天 9:14", is_open=False)


def page_of(window: MainWindow) -> TodayPage:
    page = window._pages[Page.TODAY]
    assert isinstance(page, TodayPage)
    return page


@pytest.fixture
def page(stage: Stage) -> TodayPage:
    window = stage(scenes.mine)
    window.add_page(Page.TODAY, TodayPage())
    window.open_page(Page.TODAY)
    made = page_of(window)
    made.show_blocks([TodayBlock(TodayPart.PLANNED, (LATE,), 1), TodayBlock(TodayPart.CHANGES, (GROUP, GONE), 4)])
    return made


def test_it_can_be_told_all_that_its_protocol_says(page: TodayPage) -> None:
    screen: TodayScreen = page
    assert [name for name in told_to(TodayScreen) if not callable(getattr(screen, name, None))] == []


def test_a_line_says_everything_to_those_who_do_not_see_it(page: TodayPage) -> None:
    (planned,) = page.blocks[TodayPart.PLANNED].lines
    assert planned.accessibleName() == "新：逾期 1 天 · 鼎芯电子 · 昨天：王工确认打样 · 昨天"
    assert "看不到这位客户" in page.blocks[TodayPart.CHANGES].lines[1].toolTip()


def test_a_click_asks_for_the_line_and_nothing_for_whom_one_cannot_see(page: TodayPage) -> None:
    told = heard(page.line_asked)
    for view in (*page.blocks[TodayPart.PLANNED].lines, *page.blocks[TodayPart.CHANGES].lines):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton)
    assert told == [(TodayPart.PLANNED, "plan:1"), (TodayPart.CHANGES, "deed:3")]


def test_the_keyboard_goes_from_line_to_line_and_stays_when_they_are_drawn_anew(page: TodayPage, qtbot: QtBot) -> None:
    told = heard(page.line_asked)
    first = page.blocks[TodayPart.PLANNED].lines[0]
    first.setFocus()
    press(first, "Space")
    assert told == [(TodayPart.PLANNED, "plan:1")]
    page.show_blocks([TodayBlock(TodayPart.PLANNED, (LATE, GROUP), 2)])
    again = page.blocks[TodayPart.PLANNED].lines[0]
    assert again is not first
    qtbot.waitUntil(lambda: QApplication.focusWidget() is again, timeout=1000)


def test_what_has_not_changed_is_not_drawn_anew(page: TodayPage) -> None:
    before = page.blocks[TodayPart.CHANGES].lines
    page.show_blocks([TodayBlock(TodayPart.CHANGES, (GROUP, GONE), 5)])
    assert page.blocks[TodayPart.CHANGES].lines is before


def test_it_tells_when_it_is_looked_at_and_when_no_more(stage: Stage) -> None:
    window = stage(scenes.mine)
    made = TodayPage()
    window.add_page(Page.TODAY, made)
    shown, left = heard(made.shown), heard(made.left)
    window.open_page(Page.TODAY)
    assert (len(shown), len(left)) == (1, 0)
    window.open_page(Page.CUSTOMERS)
    assert (len(shown), len(left)) == (1, 1)
    window.open_page(Page.TODAY)
    window.hide()
    assert (len(shown), len(left)) == (2, 2), "a window put away is not looked at"


def test_the_button_below_a_part_asks_for_more_of_it(page: TodayPage) -> None:
    told = heard(page.more_asked)
    block = page.blocks[TodayPart.FLOWING]
    page.show_blocks([TodayBlock(TodayPart.FLOWING, (LATE,), 9, more="看全部 9 位")])
    assert block.more.isVisible()
    QTest.mouseClick(block.more, Qt.MouseButton.LeftButton)
    assert told == [(TodayPart.FLOWING,)]
    page.show_blocks([TodayBlock(TodayPart.FLOWING, nothing="没有")])
    assert not block.more.isVisible()


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [(Language.CHINESE, "今天没有要处理的", "今日"), (Language.ENGLISH, "Nothing to do today", "Today")],
)
def test_a_quiet_day_is_said_in_the_language_spoken(stage: Stage, language: Language, title: str, name: str) -> None:
    words.speak(language)
    window = stage(today_scenes.today_empty)
    page = page_of(window)
    assert page.nothing.isVisible() and page.nothing._title.text() == title
    assert window.top.title.text() == name


def test_titles_follow_the_language_at_once(stage: Stage) -> None:
    window = stage(today_scenes.today)
    titles = [view.findChildren(type(view._count))[0].text() for view in page_of(window).blocks.values()]
    assert titles == ["计划跟进", "即将流出", "与您有关的变化", "我的申请"]
    words.speak(Language.ENGLISH)
    say_everything_again()
    titles = [view.findChildren(type(view._count))[0].text() for view in page_of(window).blocks.values()]
    assert titles == ["Planned follow-ups", "About to flow out", "What changed for you", "My requests"]


def test_a_customer_is_opened_from_a_whole_day_and_the_day_is_still_there(stage: Stage) -> None:
    window = stage(today_scenes.today)
    page = page_of(window)
    line = next(view for view in page.blocks[TodayPart.PLANNED].lines)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert window.register.isVisible()
    assert window.register.panel.customer_id == line.line.id.removeprefix("plan:")


def test_in_the_narrowest_window_every_line_keeps_its_name(stage: Stage) -> None:
    window = stage(today_scenes.today, 1024, 600)
    for block in page_of(window).blocks.values():
        assert block.width() > 360
        assert all(view.width() <= block.width() for view in block.lines)
