"""Every key of the registry does its act, and single letters sleep while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.screens.actions import KEYS, Action, Place
from desktop.screens.cells import Label, Row
from desktop.screens.certification import Licence
from desktop.screens.examination import Examination
from desktop.screens.lists import REVIEW_COLUMNS, Listing
from desktop.screens.preferences import Theme
from desktop.screens.register import RegisterTab, TabCount
from desktop.screens.selection import AllMatching, These
from desktop.screens.window import Notice, Page
from desktop.views.examination_view import ExaminationView
from desktop.views.known import KnownView
from desktop.views.main_window import MainWindow
from desktop.views.review_page import ReviewPage
from desktop.views.shortcut_help import ShortcutHelp
from desktop.views.shortcuts import tip
from tests.desktop.views import scenes
from tests.desktop.views.invented import MINE_IDS, POOL_IDS, mine_row

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

ANSWERS = (Action.GRANT, Action.DECLINE)
"""Of another page, on which one types in a dialog alone: see `test_review_page`."""

EXAMINING = tuple(action for action, key in KEYS.items() if key.place is Place.EXAMINATION)
"""Where a certification stands in place of the list, nothing is typed."""

CASES = [(action, key) for action in Action for key in KEYS[action].keys]


def press(widget: QWidget, keys: str) -> None:
    QTest.keySequence(widget, QKeySequence(keys))


def heard(signal: Any) -> list[tuple[object, ...]]:
    told: list[tuple[object, ...]] = []
    signal.connect(lambda *values: told.append(values))
    return told


def examining(window: MainWindow) -> ExaminationView:
    """A certification with a picture, in place of the list."""
    review = ReviewPage()
    window.add_page(Page.REVIEW, review)
    window.open_page(Page.REVIEW)
    review.show_examination(Examination("1", "鼎芯", Label("待审核"), "", ()))
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    review.show_examined_licence("1", Licence("2", picture=picture))
    return review.examination


def expect(window: MainWindow, action: Action) -> Callable[[], bool]:
    """What is seen once the action has happened; arranges what it needs before."""
    page, table = window.register, window.register.table
    table.go_to_place(3)
    match action:
        case Action.SEARCH:
            return lambda: QApplication.focusWidget() is window.top.search
        case Action.TAB_1 | Action.TAB_2 | Action.TAB_3 | Action.TAB_4 | Action.TAB_5 | Action.TAB_6:
            tabs = list(RegisterTab)
            page.show_tabs([TabCount(tab) for tab in tabs], tabs[0])
            told = heard(page.tabs.tab_asked)
            return lambda: told == [(tabs[int(action.value[-1]) - 1].value,)]
        case Action.NEXT_ROW | Action.PREVIOUS_ROW:
            told = heard(page.customer_asked)
            return lambda: told == [(MINE_IDS[4 if action is Action.NEXT_ROW else 2],)]
        case Action.TICK:
            told = heard(page.ticks_changed)
            return lambda: told == [(These((MINE_IDS[3],)),)]
        case Action.TICK_ALL:
            told = heard(page.ticks_changed)
            return lambda: told == [(AllMatching(),)]
        case Action.UNTICK:
            page.show_ticks(These(MINE_IDS[:2]))
            told = heard(page.ticks_changed)
            return lambda: told == [(These(),)]
        case Action.OPEN | Action.FOLLOW_UP:
            return lambda: QApplication.focusWidget() is page.panel.entry.text
        case Action.COPY:
            QApplication.clipboard().setText("")
            return lambda: (
                QApplication.clipboard().text().startswith("厦门信达光电股份有限公司 待发送\t福建 厦门\t铝基板")
            )
        case Action.CLAIM:
            scenes.fill_pool(window)
            told = heard(page.act_asked)
            return lambda: told == [(Action.CLAIM, These((POOL_IDS[0],)))]
        case (
            Action.RELEASE
            | Action.TAKE_BACK
            | Action.ASSIGN
            | Action.EXTEND
            | Action.LOCK
            | Action.UNLOCK
            | Action.CONVERT_TO_POOL
            | Action.CONVERT_TO_ORDINARY
        ):
            row = mine_row(MINE_IDS[3])
            page.show_rows([Row(row.id, row.cells, frozenset({action.value}))])
            told = heard(page.act_asked)
            return lambda: told == [(action, These((MINE_IDS[3],)))]
        case Action.NEW_CUSTOMER:
            view = KnownView(window.top.known, window)
            told = heard(view.asked)
            return lambda: told == [()]
        case Action.TAG:
            row = mine_row(MINE_IDS[3])
            page.show_rows([Row(row.id, row.cells, frozenset({action.value}))])
            told = heard(page.tag_picker.tags_asked)
            return lambda: told == [((MINE_IDS[3],),)]
        case Action.GRANT | Action.DECLINE:
            review = ReviewPage()
            window.add_page(Page.REVIEW, review)
            window.open_page(Page.REVIEW)
            review.show_listing(Listing(REVIEW_COLUMNS, ("1",)))
            review.show_rows([Row("1", (), frozenset({action.value}))])
            review.table.go_to_place(0)
            told = heard(review.act_asked)
            return lambda: told == [("1", action.value)]
        case Action.NEXT_REQUEST | Action.PREVIOUS_REQUEST:
            told = heard(examining(window).moved)
            return lambda: told == [(1 if action is Action.NEXT_REQUEST else -1,)]
        case Action.PICTURE_LARGER | Action.PICTURE_SMALLER | Action.PICTURE_WHOLE:
            image = examining(window).picture.view
            image.larger()
            if action is not Action.PICTURE_LARGER:
                image.larger()
            first, least = image.zoom, 1.0 if action is Action.PICTURE_WHOLE else 1.2
            is_larger = action is Action.PICTURE_LARGER
            return lambda: image.zoom > first if is_larger else least <= image.zoom < first
        case Action.PICTURE_TURN:
            image = examining(window).picture.view
            return lambda: image.quarter_turns == 1
        case Action.OPEN_WINDOW:
            told = heard(page.panel.window_asked)
            return lambda: told == [(MINE_IDS[3],)]
        case Action.COPY_LINK:
            QApplication.clipboard().clear()
            return lambda: QApplication.clipboard().text() == f"gonghai:customer/{MINE_IDS[0]}"
        case Action.KIND_1 | Action.KIND_2 | Action.KIND_3 | Action.KIND_4 | Action.KIND_5:
            entry = page.panel.entry
            entry.text.setFocus()
            place = int(action.value[-1]) - 1
            entry._kinds.button(1 if place == 0 else 0).setChecked(True)
            return lambda: entry._kinds.checkedId() == place
        case Action.WHOM | Action.NEXT_DATE:
            entry = page.panel.entry
            entry.text.setFocus()
            menu = entry.whom._menu if action is Action.WHOM else entry.next._menu
            return lambda: menu.isVisible() and menu.activeAction() is menu.actions()[0]
        case Action.ATTACH:
            page.panel.entry.text.setFocus()
            return lambda: bool(window.findChildren(QFileDialog))
        case Action.SAVE:
            page.panel.entry.text.setPlainText("周五给 Gerber")
            page.panel.entry.text.setFocus()
            told = heard(page.panel.save_asked)
            return lambda: [(customer, draft.text) for customer, draft in told] == [(MINE_IDS[0], "周五给 Gerber")]  # type: ignore[attr-defined]
        case Action.UNDO:
            window.show_notice(Notice("已释放", "batch-7"))
            told = heard(window.notice.undo_asked)
            return lambda: told == [("batch-7",)]
        case Action.SYNC:
            told = heard(window.sync_asked)
            return lambda: told == [()]
        case Action.HELP:
            return lambda: bool(window.findChildren(ShortcutHelp))


@pytest.mark.parametrize(("action", "key"), CASES, ids=lambda value: str(value))
def test_a_registered_key_does_its_act(
    action: Action, key: str, stage: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = stage(scenes.mine)
    window.register.table.setFocus()
    happened = expect(window, action)
    assert not happened()
    press(QApplication.focusWidget() or window, key)
    qtbot.waitUntil(happened, timeout=1000)


@pytest.mark.parametrize(
    "action", [each for each in Action if KEYS[each].sleeps_while_typing and each not in ANSWERS + EXAMINING]
)
def test_single_letters_only_write_while_somebody_types(
    action: Action, stage: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = stage(scenes.mine)
    happened = expect(window, action)
    field = window.top.search if action is not Action.SEARCH else window.register.panel.entry.text
    field.setFocus()
    qtbot.waitUntil(field.hasFocus, timeout=1000)
    if action in (Action.OPEN, Action.FOLLOW_UP, Action.NEXT_ROW, Action.PREVIOUS_ROW):
        field = window.top.search
    QTest.keyClicks(field, KEYS[action].keys[0].lower())
    typed = field.text() if field is window.top.search else window.register.panel.entry.text.toPlainText()
    assert typed == KEYS[action].keys[0].lower()
    assert not happened()


def test_ctrl_a_in_a_text_field_selects_the_text_not_the_customers(stage: Callable[..., MainWindow]) -> None:
    window = stage(scenes.mine)
    told = heard(window.register.ticks_changed)
    window.top.search.setText("鼎芯")
    window.top.search.setFocus()
    press(window.top.search, "Ctrl+A")
    assert window.top.search.selectedText() == "鼎芯"
    assert told == []


def test_the_tab_keys_act_on_the_page_that_is_seen(stage: Callable[..., MainWindow]) -> None:
    window = stage(scenes.mine)
    told, other = heard(window.register.tabs.tab_asked), heard(window.sync_centre.tabs.tab_asked)
    press(window, "Ctrl+2")
    press(window, "Ctrl+5")
    assert (told, other) == ([("unassigned",)], [])


def test_every_action_has_a_key_and_a_tooltip() -> None:
    assert set(KEYS) == set(Action)
    assert tip(Action.RELEASE) == "释放（R）"
    assert tip(Action.SAVE) == "保存（Ctrl+Enter）"


def test_release_by_key_does_nothing_where_the_row_offers_a_claim(stage: Callable[..., MainWindow]) -> None:
    window = stage(scenes.pool)
    told = heard(window.register.act_asked)
    press(window.register.table, "R")
    press(window.register.table, "A")
    assert told == []


def test_ticked_rows_are_copied_in_the_order_seen(stage: Callable[..., MainWindow]) -> None:
    window = stage(scenes.mine)
    window.register.show_rows([mine_row(row_id) for row_id in MINE_IDS[:5]])
    window.register.show_ticks(These((MINE_IDS[1], MINE_IDS[4])))
    press(window.register.table, "Ctrl+C")
    assert [line.split("\t")[0] for line in QApplication.clipboard().text().splitlines()] == [
        "东莞市恒讯线路板有限公司",
        "长沙麓谷智能仪器有限公司",
    ]


def test_the_theme_changes_at_once_and_the_window_stays(stage: Callable[..., MainWindow], look: Any) -> None:
    window = stage(scenes.mine)
    light = window.grab().toImage().pixelColor(600, 20)
    look.choose(Theme.DARK)
    dark = window.grab().toImage().pixelColor(600, 20)
    assert light.lightness() > 200 > 60 > dark.lightness()
