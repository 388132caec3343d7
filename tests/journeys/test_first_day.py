"""A rep's first day: sign in, see the register, claim from the pool."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.screens.register import RegisterTab
from tests.journeys.conftest import Sit

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


def test_the_first_sign_in_shows_the_register(sit: Sit) -> None:
    wang = sit("wang")
    assert wang.program.sign_in_window.isVisible()
    wang.arrive("wang")
    assert not wang.program.sign_in_window.isVisible()
    wang.wait(lambda: wang.count() > 0 and "…" not in wang.names()[0])
    assert wang.window.windowTitle() == "公海 · 王芳"
    assert wang.row_acts()[0] == "释放"
    wang.open_tab(RegisterTab.UNASSIGNED)
    assert wang.count() > 100


def test_a_claim_from_the_pool_is_mine_once_the_server_says_so(sit: Sit) -> None:
    wang = sit("wang")
    wang.arrive("wang")
    wang.open_tab(RegisterTab.UNASSIGNED)
    in_pool, name = wang.count(), wang.names()[0]
    wang.choose_row(0)
    wang.press_claim()
    wang.wait(lambda: f"已认领「{name}」" in wang.notice)
    wang.wait(lambda: wang.count() == in_pool - 1 and name not in wang.names()[:3])
    # The count of claims is the server's own, and comes with the next pull.
    wang.wait(lambda: wang.window.top.claims._quota.used == 1)
    wang.open_tab(RegisterTab.ASSIGNED)
    wang.search(name)
    assert wang.names() == [name]


def test_a_batch_claim_tells_the_reason_of_every_row_that_was_not_done(sit: Sit) -> None:
    wang, chen = sit("wang"), sit("chen")
    wang.arrive("wang")
    chen.arrive("chen")
    wang.open_tab(RegisterTab.UNASSIGNED)
    names = wang.names()[:4]
    # Wang's program hears nothing of what Chen does meanwhile, and still believes that all four are there.
    wang.link.cut()
    chen.open_tab(RegisterTab.UNASSIGNED)
    chen.tick(2)
    chen.press_claim()
    chen.wait(lambda: "已认领 2 位" in chen.notice)
    wang.tick(4)
    wang.link.mend()
    wang.press_claim()
    dialog = wang.dialog()
    told = wang.told(dialog)
    assert "已认领 2 位" in told
    assert told.count("已被陈晨") == 2
    assert all(name in told for name in names[:2])
    dialog.close()


@pytest.mark.parametrize(
    ("password", "is_cut", "said"),
    [("not-the-password", False, "用户名或密码不对"), ("gonghai-demo", True, "连不上服务器")],
)
def test_a_sign_in_that_does_not_come_about_says_why_and_keeps_what_was_typed(
    sit: Sit, password: str, is_cut: bool, said: str
) -> None:
    wang = sit("wang")
    if is_cut:
        wang.link.cut()
    wang.sign_in("wang", password)
    window = wang.program.sign_in_window
    wang.wait(lambda: said in wang.told(window))
    assert window.isVisible()
    assert (window.account.user_name.text(), window.account.password.text()) == ("wang", password)
    if is_cut:
        wang.link.mend()
    window.account.password.setText("gonghai-demo")
    wang.sign_in("wang")
    wang.wait_until_synced()
    assert window.account.password.text() == "", "a password is not kept longer than it is needed"


def test_who_closes_the_sign_in_window_has_closed_the_program(sit: Sit) -> None:
    wang = sit("wang")
    assert wang.program.sign_in_window.isVisible()
    wang.give_up()
    assert [window for window in QApplication.topLevelWidgets() if window.isVisible()] == []
