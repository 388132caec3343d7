"""What managers choose with: whose customers, which people, how many days, which pool, what with this one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop.screens.actions import Action
from desktop.screens.cells import Act
from desktop.screens.choice import Choice
from desktop.screens.deeds import Candidate, Question, Team, Terms, Weighed
from desktop.screens.register import BatchAct, BatchBar, Whose
from desktop.screens.selection import These
from desktop.views.act_dialog import ActDialog
from desktop.views.main_window import MainWindow
from tests.desktop.views import above_scenes, scenes
from tests.desktop.views.invented import MINE_IDS, mine_panel
from tests.desktop.views.test_keys import heard

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

WHO = These(MINE_IDS[:2])
CAN, CANNOT = Weighed("2 位给陈晨", "分配 2 位"), Weighed("选一位同事", "分配", can_confirm=False)
CHEN, FULL = Candidate("c", "陈晨", "空 3", "陈晨 一组"), Candidate("f", "满满", "已满", "满满 一组", is_enabled=False)
LIN = Candidate("l", "林晓", "空 9", "林晓 二组")
CROWD = tuple(Candidate(f"p{number}", f"同事{number}", "", f"同事{number} 三组") for number in range(8))


def ask(stage: Callable[..., MainWindow], question: Question) -> tuple[ActDialog, MainWindow]:
    window = stage(scenes.mine)
    window.register.ask(question)
    dialog = window.register.dialogs.opened
    assert dialog is not None
    return dialog, window


def confirm_of(dialog: ActDialog) -> QPushButton:
    return dialog.findChildren(QPushButton)[-1]


def test_who_is_ticked_is_told_and_confirmed_once_it_is_known_to_be_possible(stage: Callable[..., MainWindow]) -> None:
    question = Question(
        Action.ASSIGN,
        WHO,
        "分配 2 位客户",
        CANNOT,
        has_note=True,
        teams=(Team("一组", (CHEN, FULL)), Team("二组", (LIN,))),
    )
    dialog, window = ask(stage, question)
    told, done = heard(window.register.dialogs.terms_changed), heard(window.register.dialogs.confirmed)
    assert dialog.people is not None
    assert not confirm_of(dialog).isEnabled() and confirm_of(dialog).toolTip() == "选一位同事"
    boxes = {person.candidate.name: person.box for person in dialog.people.people}
    assert not boxes["满满"].isEnabled()
    QTest.mouseClick(boxes["林晓"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(boxes["陈晨"], Qt.MouseButton.LeftButton)
    assert told == [(Action.ASSIGN, WHO, Terms(people=("l",))), (Action.ASSIGN, WHO, Terms(people=("c", "l")))]
    assert not confirm_of(dialog).isEnabled(), "nobody has said yet what would become of it"
    window.register.show_weighed(CAN)
    assert (dialog.weighed.text(), confirm_of(dialog).text()) == ("2 位给陈晨", "分配 2 位")
    dialog.note.setText(" 老客户 ")
    QTest.mouseClick(confirm_of(dialog), Qt.MouseButton.LeftButton)
    assert done == [(Action.ASSIGN, WHO, Terms("老客户", people=("c", "l")))]
    window.register.show_weighed(CANNOT)
    assert window.register.dialogs.opened is None, "what comes after it was closed disturbs nobody"


def test_many_people_are_found_by_a_few_letters_and_the_ticked_stay_in_sight(
    stage: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    dialog, _ = ask(
        stage, Question(Action.ASSIGN, WHO, "分配", CANNOT, teams=(Team("一组", (CHEN,)), Team("三组", CROWD)))
    )
    people = dialog.people
    assert people is not None and people.search.isVisible()
    people.people[0].box.setChecked(True)
    QTest.keyClicks(people.search, "7")
    assert [each.candidate.name for each in people.people if each.isVisible()] == ["陈晨", "同事7"]
    people.search.setText("没有这个人")
    assert [each.candidate.name for each in people.people if each.isVisible()] == ["陈晨"]
    dialog.activateWindow()
    qtbot.waitUntil(people.search.hasFocus, timeout=2000)
    QTest.keyClick(people.search, Qt.Key.Key_Down)
    qtbot.waitUntil(people.people[0].box.hasFocus, timeout=2000)


def test_days_and_pools_are_chosen_within_what_is_possible(stage: Callable[..., MainWindow]) -> None:
    dialog, window = ask(stage, Question(Action.EXTEND, WHO, "延期", CAN, days=30, chosen=Terms(days=30)))
    told = heard(window.register.dialogs.terms_changed)
    assert dialog.days is not None and (dialog.days.minimum(), dialog.days.maximum(), dialog.days.value()) == (
        1,
        30,
        30,
    )
    dialog.days.setValue(7)
    assert told == [(Action.EXTEND, WHO, Terms(days=7))]
    dialog.reject()
    window.register.ask(
        Question(
            Action.CONVERT_TO_POOL,
            WHO,
            "转公海",
            CAN,
            pools=(Choice("n", "华北公海"), Choice("s", "华南公海")),
            chosen=Terms(pool="n"),
        )
    )
    opened = window.register.dialogs.opened
    assert opened is not None and opened.terms == Terms(pool="n")
    QTest.mouseClick(opened.pools.buttons()[1], Qt.MouseButton.LeftButton)
    assert told[-1] == (Action.CONVERT_TO_POOL, WHO, Terms(pool="s"))


def test_the_chooser_of_whose_is_hidden_where_there_is_nothing_to_choose(stage: Callable[..., MainWindow]) -> None:
    page = stage(scenes.mine).register
    told = heard(page.filters.whose_asked)
    pick = page.filters.whose
    assert not pick.isVisible()
    choices = (
        Whose("mine", "我的"),
        Whose("all", "全部团队"),
        Whose("t", "一组全队", "一组"),
        Whose("c", "陈晨", "一组"),
    )
    page.show_whose(choices, "c")
    assert pick.isVisible() and pick.text() == "客户：陈晨"
    before = pick.choices.actions()
    page.show_whose(choices, "c")
    assert pick.choices.actions() == before, "an open menu is not built anew for nothing"
    top = [line.text() for line in before]
    assert top == ["我的", "全部团队", "一组"]
    submenu = before[2].menu()
    assert isinstance(submenu, QMenu)
    assert [(line.text(), line.isChecked()) for line in submenu.actions()] == [("一组全队", False), ("陈晨", True)]
    submenu.actions()[0].trigger()
    before[0].trigger()
    assert told == [("t",), ("mine",)]
    page.show_whose((), "")
    assert not pick.isVisible()


def test_the_lighter_acts_of_a_batch_are_in_a_menu(stage: Callable[..., MainWindow]) -> None:
    page = stage(scenes.mine).register
    page.show_ticks(WHO)
    light = [BatchAct(action, action.value) for action in (Action.EXTEND, Action.LOCK, Action.ASSIGN)]
    page.show_batch(BatchBar("已选 2 位", acts=(*light, BatchAct(Action.RELEASE, "释放", is_weightiest=True))))
    assert page.batch.more.isVisible()
    assert [line.text() for line in page.batch.menu.actions()] == ["extend", "lock"]
    told = heard(page.act_asked)
    page.batch.menu.actions()[0].trigger()
    assert told == [(Action.EXTEND, WHO)]
    page.show_batch(BatchBar("已选 2 位", acts=(BatchAct(Action.RELEASE, "释放", is_weightiest=True),)))
    assert not page.batch.more.isVisible()


def test_the_panel_s_menu_names_its_acts_with_their_keys(stage: Callable[..., MainWindow]) -> None:
    panel = stage(scenes.mine).register.panel
    assert not panel.head.acts.isVisible()
    shown = mine_panel()
    panel.show_customer(replace(shown, acts=(Act("lock", "锁定"), Act("assign", "分配"))))
    assert panel.head.acts.isVisible()
    assert [line.text() for line in panel.head.acts.choices.actions()] == ["锁定\tH", "分配\tA"]
    told = heard(panel.act_asked)
    panel.head.acts.choices.actions()[1].trigger()
    assert told == [(shown.customer_id, "assign")]


def test_the_row_of_one_about_to_flow_out_leads_to_the_entry(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(scenes.mine).register
    page.table.act_asked.emit(MINE_IDS[4], "follow-up")
    assert page.table.current_id == MINE_IDS[4]
    qtbot.waitUntil(page.panel.entry.text.hasFocus, timeout=2000)


def test_a_manager_s_window_shows_the_history_of_whose_it_was(stage: Callable[..., MainWindow]) -> None:
    window = stage(above_scenes.flowing)
    lines = window.register.panel.tabs.history._lines
    assert [line.head.split(" · ")[1] for line in lines] == ["分配", "系统回收", "认领", "导入"]
    assert window.register.panel.tabs.history.isVisible()
