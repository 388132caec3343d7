"""A manager's day: give out from the pool, extend what flows out, take back, set free; the reps see each of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.screens.lists import Column
from desktop.screens.register import RegisterTab
from tests.journeys.conftest import Sit
from tests.journeys.directing import cells, choosing, deliver, synced
from tests.server_process import ServerProcess, administer

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


def test_a_manager_deals_three_from_the_pool_evenly_over_two_reps_who_see_them(sit: Sit) -> None:
    zhou, chen = sit("zhou"), sit("chen")
    zhou.arrive("zhou")
    chen.arrive("chen")
    held = chen.count()
    zhou.open_tab(RegisterTab.UNASSIGNED)
    zhou.tick(3)
    zhou.press(Qt.Key.Key_A, zhou.window.register.table)
    said = zhou.confirm(choosing("陈晨", "林晓"))
    assert said == "2 位给林晓，1 位给陈晨", "in the order in which they are listed"
    zhou.wait(lambda: "已提交分配 3 位" in zhou.notice)
    deliver(zhou)
    zhou.wait(lambda: "已分配 3 位" in zhou.notice)
    chen.wait(lambda: chen.window.register.tabs._tabs[0].count == held + 1)
    zhou.open_tab(RegisterTab.ASSIGNED)
    zhou.look_at("陈晨")
    zhou.wait(lambda: zhou.count() == held + 1)
    assert cells(zhou, 0)[Column.OWNER] == "陈晨"


def test_a_manager_extends_and_the_rep_sees_the_new_deadline_with_its_history(sit: Sit) -> None:
    zhou, lin = sit("zhou"), sit("lin")
    zhou.arrive("zhou")
    lin.arrive("lin")
    zhou.look_at("林晓")
    zhou.open_tab(RegisterTab.FLOWING)
    zhou.wait(lambda: zhou.count() > 0 and "…" not in zhou.names()[0])
    name, before = zhou.names()[0], cells(zhou, 0)[Column.OUTFLOW_AT]
    zhou.choose_row(0)
    zhou.press(Qt.Key.Key_E, zhou.window.register.table)
    said = zhou.confirm(lambda dialog: None if dialog.days is None else dialog.days.setValue(7))
    assert said.startswith(f"回归期限由 {before} 延至 ")
    until = said.rpartition(" 延至 ")[2]
    deliver(zhou)
    zhou.wait(lambda: "已延期 1 位" in zhou.notice)
    synced(lin)
    lin.find(name)
    lin.wait(lambda: any("延期 · 周强（华南大区） 仍归我；延 7 天" in line for line in lin.history()))
    card = lin.window.register.panel._panel
    assert card is not None and card.card is not None and until in card.card.title


def test_what_is_taken_back_is_in_the_pool_and_its_former_owner_must_wait(sit: Sit) -> None:
    zhou, chen = sit("zhou"), sit("chen")
    zhou.arrive("zhou")
    chen.arrive("chen")
    held = chen.count()
    zhou.look_at("陈晨")
    zhou.wait(lambda: zhou.count() == held and "…" not in zhou.names()[0])
    name = zhou.names()[0]
    zhou.choose_row(0)
    zhou.press(Qt.Key.Key_T, zhou.window.register.table)
    said = zhou.confirm(lambda dialog: dialog.note.setText("换人跟进"))
    assert said.startswith("1 位可收回；收回后，原负责人到 ")
    deliver(zhou)
    zhou.wait(lambda: "已收回 1 位" in zhou.notice and zhou.count() == held - 1)
    synced(chen)
    chen.wait(lambda: chen.window.register.tabs._tabs[0].count == held - 1)
    chen.open_tab(RegisterTab.UNASSIGNED)
    chen.find(name)
    chen.wait(lambda: cells(chen, 0)[Column.CLAIMABLE].endswith("起"))


def test_what_is_made_ordinary_and_put_back_shows_where_it_belongs(sit: Sit) -> None:
    zhou, lin = sit("zhou"), sit("lin")
    zhou.arrive("zhou")
    lin.arrive("lin")
    zhou.look_at("林晓")
    zhou.wait(lambda: zhou.count() > 0 and "…" not in zhou.names()[0])
    name = zhou.names()[0]
    zhou.choose_row(0)
    zhou.press(Qt.Key.Key_O, zhou.window.register.table)
    zhou.confirm()
    deliver(zhou)
    zhou.wait(lambda: "已转普通 1 位" in zhou.notice)
    synced(lin)
    lin.open_tab(RegisterTab.ORDINARY)
    lin.wait(lambda: lin.names() == [name])
    zhou.open_tab(RegisterTab.ORDINARY)
    zhou.wait(lambda: zhou.names() == [name] and zhou.row_acts() == ["转公海"])
    zhou.choose_row(0)
    zhou.press(Qt.Key.Key_P, zhou.window.register.table)
    zhou.confirm()
    deliver(zhou)
    zhou.wait(lambda: "已转公海 1 位" in zhou.notice and zhou.count() == 0)
    synced(lin)
    lin.wait(lambda: RegisterTab.ORDINARY.value not in lin.tabs())


def test_what_a_rep_has_locked_a_manager_unlocks_before_taking_it_back(sit: Sit) -> None:
    zhou, chen = sit("zhou"), sit("chen")
    zhou.arrive("zhou")
    chen.arrive("chen")
    name = chen.names()[0]
    chen.choose_row(0)
    chen.press(Qt.Key.Key_H, chen.window.register.table)
    chen.wait(lambda: "已锁定 1 位" in chen.notice)
    synced(chen)
    synced(zhou)
    zhou.look_at("陈晨")
    zhou.find(name)
    zhou.wait(lambda: "已锁定" in cells(zhou, 0)[Column.OUTFLOW])
    zhou.press(Qt.Key.Key_T, zhou.window.register.table)
    zhou.wait(lambda: zhou.window.register.dialogs.opened is not None)
    dialog = zhou.window.register.dialogs.opened
    assert dialog is not None
    assert dialog.weighed.text() == "客户已锁定。先解锁，再做一次"
    assert not dialog._confirm.isEnabled()
    dialog.reject()
    zhou.press(Qt.Key.Key_U, zhou.window.register.table)
    zhou.wait(lambda: "已解锁 1 位" in zhou.notice)
    synced(zhou)
    synced(chen)
    chen.wait(lambda: any("解锁 · 周强" in line for line in chen.history()))


def test_what_somebody_who_left_held_waits_for_the_manager_who_gives_it_on(
    sit: Sit, server: ServerProcess, tmp_path: Path
) -> None:
    zhou, lin = sit("zhou"), sit("lin")
    zhou.arrive("zhou")
    lin.arrive("lin")
    held = lin.count()
    administer(f"sqlite:///{tmp_path / 'company.db'}", "person", "depart", "chen")
    synced(zhou)
    zhou.look_at("全部团队")
    zhou.open_tab(RegisterTab.PENDING)
    zhou.wait(lambda: zhou.count() > 2 and zhou.row_acts()[:1] == ["分配"])
    waiting = zhou.count()
    zhou.tick(2)
    zhou.press(Qt.Key.Key_A, zhou.window.register.table)
    assert zhou.confirm(choosing("林晓")) == "2 位给林晓"
    zhou.wait(lambda: zhou.count() == waiting - 2)
    deliver(zhou)
    zhou.wait(lambda: "已分配 2 位" in zhou.notice)
    synced(lin)
    lin.wait(lambda: lin.window.register.tabs._tabs[0].count == held + 2)
