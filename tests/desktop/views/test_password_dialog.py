"""Three fields and one button: troubles stand at their field, and nothing typed is lost by them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.password import PasswordEntries, PasswordField, PasswordForm, PasswordTrouble
from desktop.screens.preferences import Language
from desktop.views.main_window import MainWindow
from desktop.views.password_dialog import PasswordDialog, PasswordView
from desktop.views.settings_page import SettingsPage
from desktop.views.spoken import say_everything_again

# The platform without a screen says so each time.
pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")

OWN, GIVEN = PasswordForm(is_temporary=False, shortest=8), PasswordForm(is_temporary=True, shortest=8)
OLD, NEW, AGAIN = PasswordField
TYPED = {OLD: "geheim", NEW: "geheimer", AGAIN: "geheimer"}


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PasswordView]:
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window.settings.password
    window.settings.password.close_password()


def opened(view: PasswordView, qtbot: QtBot, form: PasswordForm = OWN) -> PasswordDialog:
    view.open_password(form)
    dialog = view.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow, timeout=2000)
    return dialog


def filled(view: PasswordView, qtbot: QtBot) -> PasswordDialog:
    dialog = opened(view, qtbot)
    for place, text in TYPED.items():
        QTest.keyClicks(dialog.fields[place], text)
    return dialog


def shown(dialog: PasswordDialog) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.text()]


def typed(dialog: PasswordDialog) -> list[str]:
    return [field.text() for field in dialog.fields.values()]


def test_the_settings_page_leads_to_it(qtbot: QtBot) -> None:
    page = SettingsPage()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.password.asked, timeout=1000):
        page.change_password.click()


def test_it_begins_in_the_old_password_and_shows_nothing_of_it(view: PasswordView, qtbot: QtBot) -> None:
    dialog = filled(view, qtbot)
    assert [field.displayText() for field in dialog.fields.values()] == ["●" * 6, "●" * 8, "●" * 8]
    assert shown(dialog) == ["修改密码", "旧密码", "新密码", "至少 8 个字符，不能和用户名一样", "再输一次新密码"]


def test_the_switch_shows_what_is_typed_and_hides_it_again(view: PasswordView, qtbot: QtBot) -> None:
    dialog = filled(view, qtbot)
    dialog.shown.click()
    assert [field.displayText() for field in dialog.fields.values()] == list(TYPED.values())
    for field in dialog.fields.values():
        assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData, "no input method may learn it"
    dialog.shown.click()
    assert {field.echoMode() for field in dialog.fields.values()} == {QLineEdit.EchoMode.Password}


def test_enter_goes_from_field_to_field_and_then_confirms_once(view: PasswordView, qtbot: QtBot) -> None:
    dialog = opened(view, qtbot)
    confirmed: list[PasswordEntries] = []
    view.confirmed.connect(confirmed.append)
    for place, text in TYPED.items():
        assert dialog.focusWidget() is dialog.fields[place]
        assert not dialog.confirm.isEnabled()
        QTest.keyClicks(dialog.fields[place], text)
        QTest.keyClick(dialog.fields[place], Qt.Key.Key_Return)
    assert confirmed == [PasswordEntries("geheim", "geheimer", "geheimer")]


def test_a_trouble_stands_at_its_field_until_something_is_typed_there(view: PasswordView, qtbot: QtBot) -> None:
    dialog = filled(view, qtbot)
    view.show_busy()
    view.show_trouble(PasswordTrouble("旧密码不对", OLD))
    field = dialog.fields[OLD]
    assert "旧密码不对" in shown(dialog) and typed(dialog) == list(TYPED.values())
    assert dialog.focusWidget() is field and field.selectedText() == "geheim"
    assert field.accessibleDescription() == "旧密码不对"
    label = dialog.troubles[OLD]
    assert field.geometry().bottom() < label.geometry().top() < dialog.fields[NEW].geometry().top()
    assert dialog.confirm.isEnabled()
    QTest.keyClicks(field, "n")
    assert "旧密码不对" not in shown(dialog)
    assert field.accessibleDescription() == ""


def test_a_trouble_about_no_field_keeps_what_is_typed_and_can_be_tried_again(view: PasswordView, qtbot: QtBot) -> None:
    dialog = filled(view, qtbot)
    view.show_busy()
    view.show_trouble(PasswordTrouble("连不上服务器"))
    assert "连不上服务器" in shown(dialog) and typed(dialog) == list(TYPED.values())
    assert dialog.later.text() == "取消"
    with qtbot.waitSignal(view.confirmed, timeout=1000):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_while_the_server_is_asked_the_fields_rest_and_it_can_be_closed(view: PasswordView, qtbot: QtBot) -> None:
    dialog = filled(view, qtbot)
    view.show_trouble(PasswordTrouble("旧密码不对", OLD))
    view.show_busy()
    assert not any(field.isEnabled() for field in dialog.fields.values())
    assert (dialog.confirm.text(), dialog.confirm.isEnabled()) == ("正在修改…", False)
    assert dialog.later.text() == "关闭", "what is asked is not cancelled by it"
    assert "旧密码不对" not in shown(dialog), "it was said of the last try"
    with qtbot.waitSignal(view.closed, timeout=1000):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert view.dialog is None


def test_what_was_typed_goes_with_the_dialog(view: PasswordView, qtbot: QtBot) -> None:
    filled(view, qtbot).later.click()
    assert typed(opened(view, qtbot)) == ["", "", ""]


def test_closing_it_from_outside_wishes_nothing(view: PasswordView, qtbot: QtBot) -> None:
    opened(view, qtbot)
    with qtbot.assertNotEmitted(view.closed):
        view.close_password()
    assert view.dialog is None


def test_a_password_from_an_administrator_says_so_and_may_wait(view: PasswordView, qtbot: QtBot) -> None:
    dialog = opened(view, qtbot, GIVEN)
    assert "这个密码是管理员给的，现在就改成您自己的。" in shown(dialog)
    assert dialog.later.text() == "以后再说" and dialog.isModal()
    with qtbot.waitSignal(view.closed, timeout=1000):
        dialog.later.click()


def test_asked_for_again_it_keeps_what_is_typed(view: PasswordView, qtbot: QtBot) -> None:
    dialog = filled(view, qtbot)
    assert opened(view, qtbot, GIVEN) is dialog
    assert typed(dialog) == list(TYPED.values()) and dialog.later.text() == "以后再说"


def test_it_speaks_another_language_at_once(view: PasswordView, qtbot: QtBot) -> None:
    dialog = filled(view, qtbot)
    words.speak(Language.ENGLISH)
    say_everything_again()
    assert shown(dialog) == [
        "Change password",
        "Old password",
        "New password",
        "At least 8 characters, and not your user name",
        "New password once more",
    ]
    assert typed(dialog) == list(TYPED.values())
