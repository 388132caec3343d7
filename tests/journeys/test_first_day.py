"""A rep's first day: sign in, see the register, claim from the pool."""

import pytest

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
    wang.open_tab(RegisterTab.POOL)
    assert wang.count() > 100
