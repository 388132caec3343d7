"""The window is closed: what waits arrives first, or one is told that it waits for the next start."""

import pytest
from PySide6.QtCore import Qt

from desktop.screens.register import RegisterTab
from desktop.views.quitting import QuitDialog
from tests.journeys.conftest import Sit
from tests.journeys.rep import Rep

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


def question(rep: Rep) -> QuitDialog:
    """What is asked over the window."""
    rep.wait(lambda: rep.window.quitting.dialog is not None)
    dialog = rep.window.quitting.dialog
    assert dialog is not None
    return dialog


def test_a_release_that_could_still_be_undone_arrives_before_the_program_ends(sit: Sit) -> None:
    wang, chen = sit("wang"), sit("chen")
    wang.arrive("wang")
    held, name = wang.count(), wang.names()[0]
    wang.choose_row(0)
    wang.release()
    wang.wait(lambda: wang.window.notice._undo.isVisible() and wang.count() == held - 1)
    wang.end(wang.window.close)
    chen.arrive("chen")
    chen.open_tab(RegisterTab.UNASSIGNED)
    chen.search(name)
    assert chen.names() == [name]


def test_without_a_network_one_is_told_stays_or_leaves_and_nothing_is_lost(sit: Sit) -> None:
    wang = sit("wang")
    wang.arrive("wang")
    wang.cut()
    wang.choose_row(0)
    name = wang.names()[0]
    wang.write_follow_up("called from the train")
    wang.wait(lambda: "1 项待发送" in wang.pill)
    wang.window.close()
    dialog = question(wang)
    assert "还有 1 项没有发送" in wang.told(dialog)
    wang.press(Qt.Key.Key_Escape, dialog)
    wang.wait(lambda: wang.window.quitting.dialog is None)
    assert wang.window.isVisible()
    wang.window.close()
    wang.end(question(wang).leave.click)

    again = sit(machine="wang")
    again.wait(lambda: again.program.window is not None and "1 项待发送" in again.pill)
    again.mend()
    again.wait_until_synced()
    again.find(name)
    again.wait(lambda: sum("called from the train" in line for line in again.panel_lines()) == 1)
