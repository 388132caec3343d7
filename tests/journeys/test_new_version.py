"""A newer version is told once and quietly; below the floor work is still delivered, and the diagnosis says why."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.screens.window import Page
from tests.crash import follow_ups_at
from tests.journeys.conftest import Sit
from tests.server_process import ServerProcess

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")

PLACE = r"\\files\软件\公海"


@pytest.mark.timeout(300)
def test_a_rep_hears_of_a_new_version_and_works_on_below_the_floor(
    sit: Sit, server: ServerProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang = sit("wang", version="1.3.0")
    wang.arrive("wang")
    assert wang.notice == ""
    monkeypatch.setenv("GONGHAI_NEWEST_CLIENT", "1.4.0")
    monkeypatch.setenv("GONGHAI_NEWEST_CLIENT_AT", PLACE)
    server.restart()
    wang.press(Qt.Key.Key_F5, wang.window)
    wang.wait(lambda: wang.notice == "有新版本 1.4.0，请联系管理员安装")
    assert wang.press_notice() == "看详情"
    settings = wang.window.settings
    wang.wait(lambda: settings.isVisible() and PLACE in [label.text() for label in settings.findChildren(QLabel)])

    monkeypatch.setenv("GONGHAI_OLDEST_CLIENT", "1.4.0")
    server.restart()
    wang.open_page(Page.CUSTOMERS)
    wang.press(Qt.Key.Key_F5, wang.window)
    wang.wait(lambda: wang.pill == "需要升级客户端")
    assert "至少 1.4.0 版。写过的工作照常发送" in wang.window.top.pill.toolTip()
    before = follow_ups_at(f"sqlite:///{tmp_path / 'company.db'}")
    wang.choose_row(0)
    wang.write_follow_up("delivered all the same")
    wang.wait(lambda: len(follow_ups_at(f"sqlite:///{tmp_path / 'company.db'}")) == len(before) + 1)

    wang.click(settings.diagnose)
    wang.wait(lambda: settings.diagnosis.dialog is not None and settings.diagnosis.dialog.export.isEnabled())
    assert settings.diagnosis.dialog is not None
    told = wang.told(settings.diagnosis.dialog)
    assert "本机 1.3.0 太旧，服务器要求至少 1.4.0" in told and f"请管理员升级客户端：{PLACE}" in told
    assert "本机数据 · 王芳" in told and "完好" in told
    settings.diagnosis.dialog.close()
    wang.leave()

    upgraded = sit(machine="wang", version="1.4.0")
    upgraded.wait_until_synced()
    assert upgraded.notice == ""
