"""Two people on one machine: nobody's work travels under another's name."""

import pytest

from desktop.screens.settings import SignOutChoice
from desktop.screens.window import Page
from tests.journeys.conftest import Sit

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


def test_work_that_waits_is_never_sent_by_the_next_person(sit: Sit) -> None:
    wang = sit("wang")
    wang.arrive("wang")
    wang.cut()
    wang.choose_row(0)
    name = wang.names()[0]
    wang.write_follow_up("only mine to send")
    wang.wait(lambda: "1 项待发送" in wang.pill)
    wang.open_page(Page.SETTINGS)
    wang.window.settings.sign_out.click()
    dialog = wang.dialog()
    assert "还有 1 项没有发送" in wang.told(dialog)
    wang.window.settings.sign_out_chosen.emit(SignOutChoice.KEEP)
    dialog.close()
    wang.wait(wang.program.sign_in_window.isVisible)
    assert not wang.window.isVisible()

    wang.link.mend()
    wang.arrive("chen")
    assert wang.window.windowTitle() == "公海 · 陈晨"
    wang.open_page(Page.SYNC_CENTRE)
    wang.wait(lambda: wang.window.sync_centre.model.rowCount() == 0)
    assert name not in wang.names(), "and Chen's list holds none of Wang's customers"
    wang.leave()

    again = sit(machine="wang")
    again.wait_until_synced()
    assert again.window.windowTitle() == "公海 · 陈晨"
    again.open_page(Page.SETTINGS)
    again.window.settings.sign_out.click()
    again.wait(again.program.sign_in_window.isVisible)
    again.arrive("wang")
    again.find(name)
    again.wait(lambda: sum("only mine to send" in line for line in again.panel_lines()) == 1)
    again.wait(lambda: not any("待发送" in line for line in again.panel_lines()))
