"""The diagnosis fills line by line beside the work; sign-in offers it where something is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.diagnosis import CheckLine, Outcome
from desktop.screens.settings import SettingsValues
from desktop.screens.sign_in import SignInStart, Trouble
from desktop.views.diagnosis_dialog import BUNDLE_NAME, DiagnosisDialog, DiagnosisView
from desktop.views.main_window import MainWindow
from desktop.views.settings_page import SettingsPage
from desktop.views.shortcut_help import ShortcutHelp
from desktop.views.sign_in_window import SignInWindow
from tests.desktop.presenters.test_settings import Chosen

# The platform without a screen says so each time.
pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")

GOOD = CheckLine("代理", Outcome.GOOD, "不经代理")
TO_DO = CheckLine("磁盘空间", Outcome.TO_DO, "只剩 312 MB", "腾出至少 500 MB")


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[DiagnosisView]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = DiagnosisView(window)
    yield made
    if made.dialog is not None:
        made.dialog.close()


def opened(view: DiagnosisView) -> DiagnosisDialog:
    view.open_diagnosis()
    assert view.dialog is not None
    return view.dialog


def shown(dialog: DiagnosisDialog) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_lines_come_one_after_the_other_and_then_it_can_be_used(view: DiagnosisView) -> None:
    dialog = opened(view)
    assert dialog.isVisible() and not dialog.isModal()
    assert not any(made.isEnabled() for made in (dialog.again, dialog.copy, dialog.export))
    view.add_line(GOOD)
    view.add_line(TO_DO)
    assert {"正在检查…", "正常", "不经代理", "待处理", "现在：腾出至少 500 MB"} <= set(shown(dialog))
    view.show_end("1 项需要处理")
    assert "1 项需要处理" in shown(dialog) and "正在检查…" not in shown(dialog)
    assert all(made.isEnabled() for made in (dialog.again, dialog.copy, dialog.export))


def test_what_is_to_be_done_is_in_sight_at_the_end(view: DiagnosisView, qtbot: QtBot) -> None:
    dialog = opened(view)
    for _ in range(30):
        view.add_line(GOOD)
    view.add_line(TO_DO)
    QApplication.processEvents()
    view.show_end("1 项需要处理")
    (line,) = (label for label in dialog.findChildren(QLabel) if label.text() == "只剩 312 MB")
    qtbot.waitUntil(lambda: not line.visibleRegion().isEmpty(), timeout=2000)


def test_each_button_has_its_wish(view: DiagnosisView, qtbot: QtBot) -> None:
    dialog = opened(view)
    view.show_end("一切正常")
    for made, wish in ((dialog.again, view.diagnosis_asked), (dialog.copy, view.copy_asked)):
        with qtbot.waitSignal(wish, timeout=1000):
            made.click()
    dialog.export.click()
    asking = dialog.findChild(QFileDialog)
    assert isinstance(asking, QFileDialog) and asking.selectedFiles()[0].endswith(BUNDLE_NAME)
    with qtbot.waitSignal(view.export_asked, timeout=1000) as told:
        asking.fileSelected.emit("/tmp/a.zip")
    asking.close()
    assert told.args == [Path("/tmp/a.zip")]


def test_looking_again_empties_the_dialog_that_is_open(view: DiagnosisView) -> None:
    dialog = opened(view)
    view.add_line(GOOD)
    view.show_exported("已导出到 /tmp/a.zip")
    assert "已导出到 /tmp/a.zip" in shown(dialog)
    assert opened(view) is dialog
    QApplication.processEvents()
    assert "不经代理" not in shown(dialog) and "已导出到 /tmp/a.zip" not in shown(dialog)


def test_a_copy_can_be_pasted(view: DiagnosisView) -> None:
    dialog = opened(view)
    view.copy_text("[正常] 代理")
    assert QApplication.clipboard().text() == "[正常] 代理"
    assert "已复制" in shown(dialog)


def test_whoever_closes_it_is_heard_and_what_comes_later_is_shown_nowhere(view: DiagnosisView, qtbot: QtBot) -> None:
    dialog = opened(view)
    with qtbot.waitSignal(view.diagnosis_closed, timeout=1000):
        dialog.close()
    view.add_line(GOOD)
    view.show_end("一切正常")
    view.copy_text("spät")
    assert view.dialog is None


def test_sign_in_offers_it_only_where_something_is_wrong(qtbot: QtBot) -> None:
    window = SignInWindow()
    qtbot.addWidget(window)
    window.show_start(SignInStart())
    window.show()
    assert not window.diagnose.isVisible()
    window.show_trouble(Trouble("连不上", "检查网络"))
    assert window.diagnose.isVisible()
    with qtbot.waitSignal(window.diagnosis.diagnosis_asked, timeout=1000):
        window.diagnose.click()


def test_the_settings_page_offers_it(qtbot: QtBot) -> None:
    page, chosen = SettingsPage(), Chosen()
    qtbot.addWidget(page)
    page.show_settings(SettingsValues(words.spoken_language(), chosen.theme, chosen.density))
    with qtbot.waitSignal(page.diagnosis.diagnosis_asked, timeout=1000):
        page.diagnose.click()


def test_the_help_of_keys_offers_it_too(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_help()
    (shown,) = window.findChildren(ShortcutHelp)
    with qtbot.waitSignal(window.settings.diagnosis.diagnosis_asked, timeout=1000):
        shown.diagnose.click()
    assert not shown.isVisible()
