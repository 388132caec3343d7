"""The form of flowing in shows what it is told in both languages, and wishes what is typed, chosen and pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop import words
from desktop.screens.flow_in import FlowInScreen, WordOf
from desktop.screens.pools import PoolsPart
from desktop.screens.preferences import Language
from desktop.views.flow_in_dialogs import TurnDialog, WordDialog
from desktop.views.flow_in_view import FlowInView
from desktop.views.pools_page import PoolsPage
from desktop.views.spoken import say_everything_again
from tests.desktop.presenters.desk import CHEN, NORTH, SOUTH, WANG
from tests.desktop.views import flow_in_scenes, pool_scenes
from tests.desktop.views.flow_in_scenes import LIU
from tests.desktop.views.test_keys import heard, press
from tests.desktop.views.test_screens import told_to

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def view(stage: Callable[..., QWidget]) -> FlowInView:
    window = stage(flow_in_scenes.rules)
    view = window.findChild(FlowInView)
    assert view is not None
    return view


def click(made: QAbstractButton) -> None:
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


def test_it_can_be_told_all_that_its_screen_says(view: FlowInView) -> None:
    screen: FlowInScreen = view
    assert [name for name in told_to(FlowInScreen) if not callable(getattr(screen, name, None))] == []


def test_whoever_only_keeps_a_pool_is_shown_no_other_part(stage: Callable[..., QWidget]) -> None:
    page = stage(pool_scenes.looked_at).findChild(PoolsPage)
    assert page is not None
    assert not page.parts.isVisible() and not page.flow_in.isVisible()


def test_the_parts_of_the_page_are_a_click_apart(stage: Callable[..., QWidget]) -> None:
    page = stage(pool_scenes.members).findChild(PoolsPage)
    assert page is not None
    assert page.parts.isVisible() and page.list.isVisible()
    page.parts.tab_asked.emit(PoolsPart.FLOW_IN.value)
    assert page.flow_in.isVisible() and not page.list.isVisible()


def test_typing_says_the_meaning_anew_and_leaves_the_keyboard_where_it_is(view: FlowInView) -> None:
    row = next(row for row in view.form.scores if row.kind == "login")
    row.edit.setFocus()
    row.edit.selectAll()
    QTest.keyClicks(row.edit, "60")
    assert (row.edit.text(), row.edit.hasFocus(), row.edit.cursorPosition()) == ("60", True, 2)
    assert "登录 1 次（60 分）" in view.form.meaning.text()
    assert view.save.isEnabled() and view.present.isEnabled() and view.note.text() == "有改动还没有保存"
    click(view.present)
    assert (row.edit.text(), view.save.isEnabled(), view.note.text()) == ("5", False, "")


def test_a_kind_is_added_from_the_menu_and_is_typed_at_once(view: FlowInView) -> None:
    told = heard(view.form.word_asked)
    actions = view.form.add_kind.choices.actions()
    assert [action.text() for action in actions] == ["加入购物车", "其他行为…"]
    actions[0].trigger()
    added = view.form.scores[-1]
    assert (told, added.kind, added.edit.text()) == ([(WordOf.KIND, "cart")], "cart", "")
    assert added.edit.hasFocus()
    assert [action.text() for action in view.form.add_kind.choices.actions()] == ["其他行为…"]


def test_a_kind_is_removed_and_scores_no_more(view: FlowInView) -> None:
    row = next(row for row in view.form.scores if row.kind == "order")
    click(row.remove)
    assert "order" not in {row.kind for row in view.form.scores}
    assert "下单" not in view.form.meaning.text()


def test_a_word_that_cannot_be_stays_in_its_question(view: FlowInView) -> None:
    view.form.add_kind.choices.actions()[-1].trigger()
    dialog = view.question
    assert isinstance(dialog, WordDialog)
    QTest.keyClicks(dialog.word, "live_stream")
    press(dialog.word, "Return")
    assert (dialog.isVisible(), dialog.word.text(), dialog.trouble.text()) == (True, "live_stream", "已经在列表里")
    dialog.word.setText("webinar")
    press(dialog.word, "Return")
    assert view.form.scores[-1].kind == "webinar" and not dialog.isVisible()


def test_people_are_chosen_in_turn_and_nobody_is_an_answer(view: FlowInView) -> None:
    row = view.form.sources[0]
    click(row.turn)
    dialog = view.question
    assert isinstance(dialog, TurnDialog)
    assert set(dialog.people.chosen) == {WANG, CHEN}
    next(each for each in dialog.people.people if each.candidate.key == LIU).box.setChecked(True)
    assert dialog.confirm.text() == "轮流给 3 人"
    click(dialog.confirm)
    assert set(view.typed.sources[0].person_ids) == {WANG, CHEN, LIU}
    click(row.turn)
    dialog = view.question
    assert isinstance(dialog, TurnDialog)
    for each in dialog.people.people:
        each.box.setChecked(False)
    assert dialog.confirm.text() == "不轮流"
    click(dialog.confirm)
    assert (view.typed.sources[0].person_ids, view.form.sources[0].turn.text()) == ((), "轮流给…")


def test_a_pool_is_chosen_for_a_source(view: FlowInView) -> None:
    row = view.form.sources[0]
    assert [action.text() for action in row.pool.choices.actions()] == ["同上面的公海", "华南公海", "高校与研究所公海"]
    row.pool.choices.actions()[2].trigger()
    assert (view.typed.sources[0].pool_id, row.pool.text()) == (NORTH, "高校与研究所公海")
    assert (view.typed.pool_id, view.form.pool.pool.text()) == (SOUTH, "华南公海")


def test_those_who_sleep_first_are_given_to_nobody(view: FlowInView) -> None:
    shown = {row.typed.source: row.turn.isVisible() for row in view.form.sources}
    assert (shown["self_registered"], shown["enthusiast"], shown["dfm"]) == (True, False, False)


def test_what_cannot_be_is_marked_where_it_is_typed_and_brought_into_sight(view: FlowInView) -> None:
    sources = tuple(replace(each, pool_id="") for each in view.typed.sources)
    view.form.typed_anew.emit(replace(view.typed, sources=sources))
    click(view.save)
    assert [row.trouble for row in view.form.sources] == ["先选择公海", "", "", "", "先选择公海"]
    row = view.form.sources[0]
    assert row.pool.hasFocus() and row.pool.accessibleDescription() == "先选择公海"
    assert not row.pool.visibleRegion().isEmpty()


def test_the_language_changes_and_what_is_typed_stays(view: FlowInView) -> None:
    view.form.threshold.edit.setText("")
    QTest.keyClicks(view.form.threshold.edit, "75")
    words.speak(Language.ENGLISH)
    say_everything_again()
    form = view.form
    assert (form.threshold.edit.text(), form.threshold.edit.accessibleName()) == ("75", "Threshold")
    assert (view.save.text(), form.add_kind.text(), form.threshold.unit.text()) == ("Save", "Add activity", "points")
    assert form.threshold.unit.width() == form.window_days.unit.width()
