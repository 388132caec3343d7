"""What is typed is never lost, and an input method's Enter is its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.screens.customer import Draft
from desktop.views.main_window import MainWindow
from tests.desktop.views import scenes
from tests.desktop.views.invented import MINE_IDS, NOW, mine_panel
from tests.desktop.views.test_keys import heard, press

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def test_a_draft_is_told_after_a_pause_and_at_once_when_the_customer_changes(
    stage: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    panel = stage(scenes.mine).register.panel
    told = heard(panel.draft_changed)
    with qtbot.waitSignal(panel.draft_changed, timeout=2000):
        QTest.keyClicks(panel.entry.text, "Gerber")
    assert told[-1] == (MINE_IDS[0], Draft("phone", "Gerber"))
    QTest.keyClicks(panel.entry.text, " on Friday")
    panel.show_customer(mine_panel(MINE_IDS[1]))
    assert told[-1] == (MINE_IDS[0], Draft("phone", "Gerber on Friday"))
    assert panel.entry.text.toPlainText() == ""
    panel.show_customer(mine_panel(MINE_IDS[0]))
    assert panel.entry.text.toPlainText() == "Gerber on Friday"


def test_a_refresh_from_the_server_leaves_what_is_typed_alone(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    panel = stage(scenes.mine).register.panel
    panel.write_follow_up()
    QTest.keyClicks(panel.entry.text, "half a sen")
    panel.show_customer(mine_panel(draft=Draft("visit", "an older draft")))
    QTest.keyClicks(panel.entry.text, "tence")
    assert panel.entry.text.toPlainText() == "half a sentence"
    assert panel.entry.draft.kind == "phone"


def test_a_kept_draft_is_continued_after_a_restart(stage: Callable[..., MainWindow]) -> None:
    panel = stage(scenes.mine).register.panel
    draft = Draft("visit", "周五给 Gerber", NOW - timedelta(days=1, seconds=11), date(2026, 9, 18))
    panel.show_customer(mine_panel(MINE_IDS[2], draft))
    assert panel.entry.draft == draft


def test_closing_the_window_tells_what_is_typed(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = stage(scenes.mine)
    told = heard(window.register.panel.draft_changed)
    QTest.keyClicks(window.register.panel.entry.text, "x")
    window.close()
    assert told == [(MINE_IDS[0], Draft("phone", "x"))]


def test_enter_of_an_input_method_never_submits(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    panel = stage(scenes.mine).register.panel
    told = heard(panel.save_asked)
    text = panel.entry.text
    text.setPlainText("王工")
    text.setFocus()
    QApplication.sendEvent(text, QInputMethodEvent("da yang", []))
    for keys in ("Ctrl+Return", "Return"):
        press(text, keys)
    assert told == []
    commit = QInputMethodEvent("", [])
    commit.setCommitString("打样")
    QApplication.sendEvent(text, commit)
    press(text, "Ctrl+Return")
    assert len(told) == 1


def test_enter_alone_is_a_new_line(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    panel = stage(scenes.mine).register.panel
    told = heard(panel.save_asked)
    panel.write_follow_up()
    QTest.keyClicks(panel.entry.text, "a")
    QTest.keyClick(panel.entry.text, Qt.Key.Key_Return)
    QTest.keyClicks(panel.entry.text, "b")
    assert panel.entry.text.toPlainText() == "a\nb"
    assert told == []


def test_a_second_save_waits_for_the_answer_to_the_first(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    panel = stage(scenes.mine).register.panel
    told = heard(panel.save_asked)
    panel.write_follow_up()
    QTest.keyClicks(panel.entry.text, "once")
    for _ in range(3):
        press(panel.entry.text, "Ctrl+Return")
    assert len(told) == 1
    panel.show_entry_trouble(MINE_IDS[0], "磁盘已满")
    assert panel.entry.text.toPlainText() == "once"
    press(panel.entry.text, "Ctrl+Return")
    assert len(told) == 2


def test_a_saved_follow_up_empties_the_entry_and_forgets_its_draft(
    stage: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    panel = stage(scenes.mine).register.panel
    panel.write_follow_up()
    QTest.keyClicks(panel.entry.text, "kept")
    told = heard(panel.draft_changed)
    saved = heard(panel.save_asked)
    press(panel.entry.text, "Ctrl+Return")
    assert [draft.text for _, draft in saved] == ["kept"]  # type: ignore[attr-defined]
    panel.follow_up_saved(MINE_IDS[0])
    assert told[-1] == (MINE_IDS[0], Draft())
    assert Draft().is_empty
    assert panel.entry.text.toPlainText() == ""
    panel.show_customer(mine_panel(MINE_IDS[1]))
    panel.show_customer(mine_panel(MINE_IDS[0]))
    assert panel.entry.text.toPlainText() == ""


def test_saved_elsewhere_leaves_the_entry_one_looks_at_alone(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    panel = stage(scenes.mine).register.panel
    QTest.keyClicks(panel.entry.text, "mine")
    panel.follow_up_saved(MINE_IDS[7])
    assert panel.entry.text.toPlainText() == "mine"


def test_an_empty_follow_up_cannot_be_saved(stage: Callable[..., MainWindow]) -> None:
    panel = stage(scenes.mine).register.panel
    told = heard(panel.save_asked)
    panel.write_follow_up()
    panel.entry.text.setPlainText("  \n ")
    press(panel.entry.text, "Ctrl+Return")
    assert not panel.entry.save.isEnabled()
    assert told == []


def test_times_come_back_in_the_companys_zone_and_never_from_the_future(
    stage: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    entry = stage(scenes.mine).register.panel.entry
    QTest.mouseClick(entry.happened._button, Qt.MouseButton.LeftButton)
    chosen = entry.draft.happened_at
    assert chosen is not None
    assert chosen == NOW.replace(second=0)
    assert chosen.tzinfo is NOW.tzinfo
    editor = entry.happened._editor
    editor.setDateTime(editor.dateTime().addDays(3))
    assert entry.draft.happened_at == chosen
    QTest.mouseClick(entry.happened._back, Qt.MouseButton.LeftButton)
    assert entry.draft.happened_at is None


def test_the_next_follow_up_is_one_click_away(stage: Callable[..., MainWindow]) -> None:
    field = stage(scenes.mine).register.panel.entry.next
    field._fill()
    field._menu.actions()[2].trigger()
    assert field.value == date(2026, 9, 19)
    assert field._button.text() == "下次跟进：9 月 19 日"


def test_escape_leads_back_to_the_list(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(scenes.mine).register
    page.panel.write_follow_up()
    QTest.keyClick(page.panel.entry.text, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
