"""A company is looked up before it is entered; a new one is its rep's once the server says so, offline and online."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.presenters.reasons import Step
from desktop.screens.new_customer import EntryField
from desktop.screens.register import RegisterTab
from desktop.screens.window import Page
from desktop.views.known_dialog import KnownDialog
from desktop.views.new_customer_dialog import NewCustomerDialog
from tests.journeys.conftest import Sit
from tests.journeys.rep import Rep

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

NEW = "惠州市联诚试验电路有限公司"


def look_up(rep: Rep, text: str, expected: str) -> KnownDialog:
    """Press N, type, and wait for this answer."""
    rep.press(Qt.Key.Key_N, rep.window.register.table)
    dialog = rep.dialog()
    assert isinstance(dialog, KnownDialog)
    dialog.field.setText(text)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    rep.wait(lambda: bool(dialog.cards) and dialog.cards[0].label.text() == expected)
    return dialog


def form_of(rep: Rep) -> NewCustomerDialog:
    rep.wait(lambda: isinstance(rep.dialog(), NewCustomerDialog))
    dialog = rep.dialog()
    assert isinstance(dialog, NewCustomerDialog)
    return dialog


def enter(rep: Rep, form: NewCustomerDialog, field: EntryField, text: str) -> None:
    editor = form.fields[field]
    editor.setFocus()
    QTest.keyClicks(editor, text)


def confirm(rep: Rep, form: NewCustomerDialog) -> None:
    rep.wait(form.confirm.isEnabled)
    QTest.mouseClick(form.confirm, Qt.MouseButton.LeftButton)


def test_what_a_colleague_holds_is_named_and_what_nobody_knows_becomes_ones_own(sit: Sit) -> None:
    wang, chen = sit("wang"), sit("chen")
    wang.arrive("wang")
    chen.arrive("chen")
    theirs = chen.names()[0]
    dialog = look_up(wang, theirs, "已有负责人")
    assert dialog.source.text().startswith("服务器的答复") and "陈" in dialog.cards[0].text.text()
    assert dialog.cards[0].steps == []
    dialog.close()

    held = wang.count()
    dialog = look_up(wang, NEW, "未找到")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    form = form_of(wang)
    assert form.values()[EntryField.NAME] == NEW and "占 1 个名额" in form.cost.text()
    enter(wang, form, EntryField.PHONE, "139-0000-7788")
    confirm(wang, form)
    wang.wait(lambda: "已登记，是您的客户" in wang.notice)
    wang.wait(lambda: wang.count() == held + 1)

    dialog = look_up(chen, "联诚试验电路", "未找到")
    chen.wait(lambda: len(dialog.cards) > 1)
    assert (dialog.cards[1].name.text(), dialog.cards[1].label.text()) == (NEW, "已有负责人")
    dialog.close()
    look_up(chen, "13900007788", "已有负责人").close()


def test_entered_offline_it_waits_and_when_refused_the_form_opens_again_with_everything_typed(sit: Sit) -> None:
    wang, chen = sit("wang"), sit("chen")
    wang.arrive("wang")
    chen.arrive("chen")
    wang.cut()
    wang.wait(lambda: "离线" in wang.pill)
    dialog = look_up(wang, NEW, "本机未找到")
    assert "不能确定" in dialog.source.text()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    form = form_of(wang)
    enter(wang, form, EntryField.NOTE, "met at the fair")
    confirm(wang, form)
    wang.wait(lambda: "登记待确认" in wang.notice)

    QTest.keyClick(look_up(chen, NEW, "未找到").field, Qt.Key.Key_Return)
    confirm(chen, form_of(chen))
    chen.wait(lambda: "已登记，是您的客户" in chen.notice)

    held = wang.count()
    wang.mend()
    wang.open_page(Page.SYNC_CENTRE)
    page = wang.window.sync_centre
    wang.wait(lambda: str(page.model.index(0, 0).data()) == "被拒绝")
    assert wang.names(page.table) == [NEW]
    page.table.act_asked.emit(page.model.id_at(0), Step.TAKE_UP.value)
    form = form_of(wang)
    assert form.values()[EntryField.NOTE] == "met at the fair"
    assert "陈" in form.troubles[EntryField.NAME].text()
    enter(wang, form, EntryField.NAME, "B")
    confirm(wang, form)
    wang.wait(lambda: "已登记，是您的客户" in wang.notice)
    wang.open_tab(RegisterTab.ASSIGNED)
    wang.wait(lambda: wang.count() == held + 1)


def test_a_form_left_half_way_is_there_again_after_a_restart(sit: Sit) -> None:
    wang = sit("wang")
    wang.arrive("wang")
    QTest.keyClick(look_up(wang, NEW, "未找到").field, Qt.Key.Key_Return)
    form = form_of(wang)
    enter(wang, form, EntryField.ADDRESS, "Road 7")
    form.close()
    wang.leave()

    again = sit(machine="wang")
    again.wait_until_synced()
    again.press(Qt.Key.Key_N, again.window.register.table)
    dialog = again.dialog()
    assert isinstance(dialog, KnownDialog)
    again.wait(lambda: bool(dialog.cards))
    QTest.mouseClick(dialog.cards[0].steps[0], Qt.MouseButton.LeftButton)
    form = form_of(again)
    assert (form.values()[EntryField.NAME], form.values()[EntryField.ADDRESS]) == (NEW, "Road 7")
