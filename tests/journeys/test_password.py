"""Whoever was given a password by an administrator is asked for one of their own; anybody may change theirs."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.screens.password import PasswordField
from desktop.screens.window import Page
from desktop.views.password_dialog import PasswordDialog
from tests.journeys.conftest import Sit
from tests.journeys.rep import PASSWORD, Rep
from tests.server_process import administer, password_in

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")

OWN = "siebenundzwanzig Schafe"


def reset(folder: Path, login: str) -> str:
    """What an administrator gives to whoever has forgotten theirs."""
    return password_in(administer(f"sqlite:///{folder / 'company.db'}", "person", "reset-password", login))


def asked(rep: Rep) -> PasswordDialog | None:
    """The dialog, where it is open."""
    window = rep.program.window
    return None if window is None else window.settings.password.dialog


def opened(rep: Rep) -> PasswordDialog:
    rep.wait(lambda: asked(rep) is not None)
    dialog = asked(rep)
    assert dialog is not None
    return dialog


def write(rep: Rep, field: QLineEdit, text: str) -> None:
    """In place of what stands there, and Enter."""
    field.selectAll()
    QTest.keyClicks(field, text)
    rep.press(Qt.Key.Key_Return, field)


def change(rep: Rep, old: str) -> None:
    """Type the old one, and one's own twice."""
    fields = opened(rep).fields
    for place, text in zip(PasswordField, (old, OWN, OWN), strict=True):
        write(rep, fields[place], text)


def sign_out(rep: Rep) -> None:
    rep.open_page(Page.SETTINGS)
    rep.window.settings.sign_out.click()
    rep.wait(rep.program.sign_in_window.isVisible)


def test_who_was_given_a_password_is_asked_for_their_own_and_never_again(sit: Sit, tmp_path: Path) -> None:
    given = reset(tmp_path, "wang")
    wang = sit("wang")
    wang.sign_in("wang", given)
    assert "这个密码是管理员给的，现在就改成您自己的。" in wang.told(opened(wang))
    change(wang, given)
    wang.wait(lambda: "密码已修改" in wang.notice)
    assert asked(wang) is None
    wang.wait_until_synced()
    sign_out(wang)
    wang.sign_in("wang", given)
    wang.wait(lambda: "用户名或密码不对" in wang.told(wang.program.sign_in_window))
    wang.sign_in("wang", OWN)
    wang.wait(lambda: not wang.program.sign_in_window.isVisible())
    wang.wait_until_synced()
    assert asked(wang) is None


def test_later_is_the_next_sign_in_and_not_the_next_start(sit: Sit, tmp_path: Path) -> None:
    given = reset(tmp_path, "wang")
    wang = sit("wang")
    wang.sign_in("wang", given)
    wang.click(opened(wang).later)
    wang.wait_until_synced()
    wang.leave()

    again = sit(machine="wang")
    again.wait_until_synced()
    assert asked(again) is None
    sign_out(again)
    again.sign_in("wang", given)
    assert "管理员" in again.told(opened(again))
    again.wait_until_synced()


def test_a_password_that_is_reset_while_its_person_works_is_asked_for_where_they_are(sit: Sit, tmp_path: Path) -> None:
    wang = sit("wang")
    wang.arrive("wang")
    window = wang.window
    given = reset(tmp_path, "wang")
    wang.press(Qt.Key.Key_F5, window)
    wang.wait(wang.program.sign_in_window.isVisible)
    wang.sign_in("wang", given)
    change(wang, given)
    wang.wait(lambda: "密码已修改" in wang.notice)
    assert wang.window is window, "and everything stands as it did"
    wang.wait_until_synced()


def test_a_changed_password_signs_out_every_other_device_and_not_this_one(sit: Sit) -> None:
    desk, laptop = sit("wang", machine="desk"), sit("wang", machine="laptop")
    desk.arrive("wang")
    laptop.arrive("wang")
    desk.cut()
    desk.open_page(Page.SETTINGS)
    desk.click(desk.window.settings.change_password)
    change(desk, "not-the-password")
    dialog = opened(desk)
    # A connection that still stood may break only under the question: then nobody knows yet what became of it.
    desk.wait(lambda: any(said in desk.told(dialog) for said in ("连不上服务器", "没等到服务器的答复")))
    typed = [field.text() for field in dialog.fields.values()]
    assert typed == ["not-the-password", OWN, OWN], "nothing typed is lost"
    desk.link.mend()
    desk.click(dialog.confirm)
    desk.wait(lambda: "旧密码不对" in desk.told(dialog))
    write(desk, dialog.fields[PasswordField.OLD], PASSWORD)
    desk.wait(lambda: "密码已修改" in desk.notice)

    laptop.press(Qt.Key.Key_F5, laptop.window)
    laptop.wait(laptop.program.sign_in_window.isVisible)
    laptop.sign_in("wang", OWN)
    laptop.wait_until_synced()
    desk.press(Qt.Key.Key_F5, desk.window)
    desk.wait_until_synced()
    assert not desk.program.sign_in_window.isVisible()
