"""Sign-in, sync centre, settings, the foot: each shows what it is told and wishes what was clicked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.cells import Tone
from desktop.screens.preferences import Density, Language, Theme
from desktop.screens.settings import SignOutChoice, SignOutQuestion
from desktop.screens.sign_in import Credentials, SignInStart, Trouble
from desktop.screens.window import Notice, Page, Quota, Quotas, RailEntry, SyncPill
from desktop.views.main_window import MainWindow
from desktop.views.sign_in_window import SignInWindow
from tests.desktop.views import other_scenes, scenes
from tests.desktop.views.invented import SYNC_IDS, sync_rows
from tests.desktop.views.stage import dialog_of
from tests.desktop.views.test_keys import heard, press

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def click_word(qtbot: QtBot, where: QWidget, word: str) -> None:
    [made] = [made for made in where.findChildren(QPushButton) if made.text() == word and made.isVisible()]
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


def test_signing_in_by_keyboard_alone_goes_from_field_to_field(
    stage: Callable[..., SignInWindow], qtbot: QtBot
) -> None:
    window = stage(other_scenes.sign_in)
    window.show_start(SignInStart())
    told = heard(window.account.sign_in_asked)
    for typed in ("crm.example.com", "wangfang", "geheim"):
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, typed)
        press(field, "Return")
    assert told == [(Credentials("crm.example.com", "wangfang", "geheim"),)]


def test_while_busy_the_button_cancels_and_the_window_stays_alive(stage: Callable[..., Any], qtbot: QtBot) -> None:
    window = stage(lambda width, height: other_scenes.sign_in(width, height, "busy"))
    told, asked = heard(window.account.cancel_asked), heard(window.account.sign_in_asked)
    click_word(qtbot, window, "取消")
    assert (told, asked) == ([()], [])
    assert not window.account.password.isEnabled()


def test_trouble_keeps_what_was_typed_and_ends_busy(stage: Callable[..., Any]) -> None:
    window = stage(lambda width, height: other_scenes.sign_in(width, height, "busy"))
    window.show_trouble(Trouble("服务器连不上", "检查地址和网络"))
    assert window.account.password.text() == "geheim"
    assert window.account.password.isEnabled()
    assert window._what.isVisible()
    window.show_trouble(None)
    assert not window._what.isVisible()


def test_a_server_fixed_by_the_machine_cannot_be_changed(stage: Callable[..., SignInWindow]) -> None:
    window = stage(other_scenes.sign_in)
    window.show_start(SignInStart(server="https://crm.example.com", user_name="w", is_server_fixed=True))
    assert not window.account.server.isEnabled()
    assert window.account.server.currentText() == "https://crm.example.com"
    assert window.account.password.hasFocus()


@pytest.mark.parametrize(
    ("first", "second", "may"),
    [
        ("", "", False),
        ("short", "short", False),
        ("long enough!", "long enough?", False),
        ("long enough!", "long enough!", True),
    ],
)
def test_a_passphrase_is_long_and_typed_twice(
    first: str, second: str, may: bool, stage: Callable[..., Any], qtbot: QtBot
) -> None:
    window = stage(lambda width, height: other_scenes.sign_in(width, height, "storage"))
    told, session = heard(window.storage.passphrase_chosen), heard(window.storage.session_only_chosen)
    window.storage.first.setText(first)
    window.storage.second.setText(second)
    press(window.storage.second, "Return")
    assert window.storage.keep.isEnabled() is may
    assert told == ([(first,)] if may else [])
    click_word(qtbot, window, "只用这一次")
    assert session == [()]


def test_unlocking_and_leaving_for_another_account(stage: Callable[..., Any], qtbot: QtBot) -> None:
    window = stage(lambda width, height: other_scenes.sign_in(width, height, "unlock"))
    told, other = heard(window.unlock.unlock_asked), heard(window.unlock.other_account_asked)
    QTest.keyClicks(window.unlock.passphrase, "long enough!")
    press(window.unlock.passphrase, "Return")
    click_word(qtbot, window, "用别的账号登录")
    assert (told, other) == ([("long enough!",)], [()])
    window.leave()
    assert window.unlock.passphrase.text() == ""
    assert not window.isVisible()


def test_the_language_can_be_switched_before_signing_in(stage: Callable[..., SignInWindow], qtbot: QtBot) -> None:
    window = stage(other_scenes.sign_in)
    told = heard(window.language_asked)
    click_word(qtbot, window, "English")
    assert told == [(Language.ENGLISH,)]


def test_a_batch_unfolds_by_click_and_by_enter(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(other_scenes.sync_centre).sync_centre
    told = heard(page.table.fold_asked)
    place = SYNC_IDS.index("b1")
    mark = page.table.visualRect(page.model.index(place, 2)).topLeft() + QPoint(10, 18)
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=mark)
    page.table.go_to_place(place)
    press(page.table, "Return")
    assert told == [("b1",), ("b1",)]


def test_a_step_of_a_row_and_of_the_details_is_the_same_wish(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(other_scenes.sync_details).sync_centre
    row, details = heard(page.table.act_asked), heard(page.details.step_asked)
    page.show_rows(sync_rows())
    act = page.table.act_of("r1")
    assert act is not None
    page.table.act_asked.emit("r1", act.key)
    click_word(qtbot, page.details, "看相似客户")
    assert row == details == [("r1", "similar")]


def test_a_refused_text_can_be_read_and_copied(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(other_scenes.sync_details).sync_centre
    QApplication.clipboard().setText("")
    click_word(qtbot, page.details, "复制")
    assert QApplication.clipboard().text() == "王工确认 6 层板打样，周五给 Gerber；对方希望账期 30 天。"
    assert page.details._text.isReadOnly()


def test_a_long_way_through_the_sync_centre_asks_for_details_once_each(stage: Callable[..., MainWindow]) -> None:
    page = stage(other_scenes.sync_centre).sync_centre
    told = heard(page.details_asked)
    for _ in range(3):
        press(page.table, "J")
    assert told == [(row_id,) for row_id in SYNC_IDS[1:4]]
    page.show_nothing("没有等待的事项", "")
    assert told[-1] == ("",)
    assert not page.details.isVisible()


def test_settings_take_effect_by_a_click(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(other_scenes.settings).settings
    told = [heard(signal) for signal in (page.language_asked, page.theme_asked, page.density_asked)]
    for word in ("English", "深色", "紧凑"):
        click_word(qtbot, page, word)
    assert told == [[(Language.ENGLISH,)], [(Theme.DARK,)], [(Density.COMPACT,)]]


@pytest.mark.parametrize("choice", list(SignOutChoice))
def test_signing_out_with_work_waiting_asks_what_becomes_of_it(
    choice: SignOutChoice, stage: Callable[..., Any], qtbot: QtBot
) -> None:
    dialog = stage(other_scenes.sign_out)
    told = heard(dialog.parentWidget().sign_out_chosen)
    click_word(qtbot, dialog, words.say(f"sign-out-{choice.value}"))
    assert told == [(choice,)]


def test_offline_nothing_can_be_sent_before_signing_out(stage: Callable[..., MainWindow]) -> None:
    page = stage(other_scenes.settings).settings
    page.ask_sign_out(SignOutQuestion(1, can_send=False))
    enabled = {made.text(): made.isEnabled() for made in dialog_of(page).findChildren(QPushButton)}
    assert enabled == {"取消": True, "导出…": True, "保留在本机": True, "发送后退出": False}


def test_the_notice_undoes_leads_on_and_goes(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = stage(scenes.mine)
    undone, more, closed = (
        heard(signal) for signal in (window.notice.undo_asked, window.notice.more_asked, window.notice.closed)
    )
    window.show_notice(Notice("已释放 40 位，联网后生效", "u", Tone.GOOD, "m", "看结果"))
    click_word(qtbot, window.notice, "撤销")
    click_word(qtbot, window.notice, "看结果")
    QTest.mouseClick(window.notice._close, Qt.MouseButton.LeftButton)
    assert (undone, more, closed) == ([("u",)], [("m",)], [()])
    assert not window.notice.isVisible()
    window.show_notice(Notice("已发送"))
    window.notice.undo()
    assert undone == [("u",)]


def test_the_pill_and_the_rail_lead_to_the_sync_centre(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = stage(scenes.mine)
    told = heard(window.page_asked)
    window.show_pill(SyncPill("离线 · 3 项待发送", Tone.WARNING))
    QTest.mouseClick(window.top.pill, Qt.MouseButton.LeftButton)
    assert window.sync_centre.isVisible()
    QTest.mouseClick(window.rail._buttons[Page.CUSTOMERS], Qt.MouseButton.LeftButton)
    assert window.register.isVisible()
    assert told == [(Page.SYNC_CENTRE,), (Page.CUSTOMERS,)]
    assert window.rail._buttons[Page.SYNC_CENTRE].accessibleName() == "同步中心 2 项等您处理"


def test_a_page_that_comes_late_to_the_rail_stands_where_it_belongs(stage: Callable[..., MainWindow]) -> None:
    window = stage(scenes.mine)
    window.show_rail([RailEntry(page) for page in (Page.CUSTOMERS, Page.SYNC_CENTRE, Page.SETTINGS)])
    window.show_rail([RailEntry(page) for page in Page])
    QApplication.processEvents()
    shown = sorted(window.rail._buttons, key=lambda page: window.rail._buttons[page].y())
    assert shown == list(Page)


def test_quotas_are_said_in_full_and_hidden_from_those_who_claim_nothing(stage: Callable[..., MainWindow]) -> None:
    window = stage(scenes.mine)
    window.show_quotas(Quotas(Quota(12, 300), Quota(1431, 5000), 57))
    assert window.top.claims.accessibleName() == "今日认领 12 / 300"
    assert window.top.holding.accessibleName() == "保有 1,431 / 5,000 成交 57 不计"
    window.show_quotas(None)
    assert not window.top.claims.isVisible()


def test_the_search_is_told_after_a_pause_and_once(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = stage(scenes.mine)
    told = heard(window.top.search.search_asked)
    with qtbot.waitSignal(window.top.search.search_asked, timeout=2000):
        QTest.keyClicks(window.top.search, "dx")
    press(window.top.search, "Return")
    assert told == [("dx",)]
    window.top.search.setFocus()
    QTest.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert window.register.table.hasFocus()
    window.clear_search()
    qtbot.waitUntil(lambda: not window.top.search._pause.isActive(), timeout=1000)
    assert told == [("dx",)]
