"""The whole program under a policy, and led by a link: with real windows and real files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.administration import Files
from desktop.app import Program
from desktop.links import link_to
from sync.profile import Profile, known_profiles
from tests.desktop.conftest import PATIENCE_MS, Start
from tests.desktop.presenters.desk import customer_id, mine, open_desk

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "does not support (propagateSizeHints|raise)")

SERVER = "https://crm.example.com"
SECOND = 2


def policy(folder: Path, **values: object) -> Files:
    (folder / "policy.json").write_text(json.dumps(values), encoding="utf-8")
    return Files(folder)


@pytest.fixture(autouse=True)
def two_customers(profile: Profile) -> None:
    """The first row is shown by itself once its window is in front; the other one only to whom asks for it."""
    open_desk(profile.folder, [mine(1, held_days=10), mine(SECOND)]).cache.close()


def wait_for_wang(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.reception.stay is not None, timeout=PATIENCE_MS)
    assert program.window is not None
    model = program.window.register.model
    qtbot.waitUntil(lambda: model.rowCount() == 2, timeout=PATIENCE_MS)


def shown_customer(program: Program) -> str:
    assert program.window is not None
    return program.window.register.panel.customer_id


def notice(program: Program) -> str:
    assert program.window is not None
    return program.window.notice._text.text()


def test_a_policy_for_another_server_keeps_everybody_out_and_everything_where_it_is(
    start: Start, profile: Profile, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start(shelf=policy(tmp_path, ServerUrl=SERVER), server="https://elsewhere.example")
    window = program.sign_in_window
    qtbot.waitUntil(window._trouble.isVisible, timeout=PATIENCE_MS)
    assert window._what.text() == f"这台电脑现在只能登录 {SERVER}"
    assert profile.server in window._what_to_do.text()
    form = window.account
    assert (form.server.currentText(), form.server.isEnabled(), form.server.count()) == (SERVER, False, 0)
    assert form.fixed.isVisible() and form.fixed.text() == "由管理员设置"
    assert program.reception.stay is None
    assert program.window is not None and not program.window.isVisible()
    assert [known.folder for known in known_profiles(tmp_path / "profiles")] == [profile.folder]
    assert program.preferences.chosen.profile == profile.folder.name, "it comes back by itself once it may"


def test_a_policy_for_ones_own_server_changes_nothing_and_says_whose_it_is(
    start: Start, profile: Profile, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start(shelf=policy(tmp_path, ServerUrl=profile.server, UpdateNotice=0))
    wait_for_wang(program, qtbot)
    assert program.window is not None
    page = program.window.settings
    qtbot.waitUntil(lambda: bool(page.machine.lines), timeout=PATIENCE_MS)
    lines = {line.key: (line.value, line.source) for line in page.machine.lines}
    assert lines["ServerUrl"] == (profile.server, "由管理员设置")
    assert lines["UpdateNotice"] == ("不显示", "由管理员设置")
    assert not program.settings.tells_of_updates


def test_the_notice_of_new_versions_is_chosen_on_the_page_and_remembered(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start()
    wait_for_wang(program, qtbot)
    assert program.window is not None
    page = program.window.settings
    qtbot.waitUntil(lambda: bool(page.machine.lines), timeout=PATIENCE_MS)
    page.machine.setting_chosen.emit("UpdateNotice", "0")
    qtbot.waitUntil(lambda: page.machine.lines[3].source == "您的选择", timeout=PATIENCE_MS)
    assert not program.settings.tells_of_updates
    assert json.loads((tmp_path / "preferences.json").read_bytes())["settings"] == {"UpdateNotice": "0"}


def test_a_link_opens_the_program_at_the_customer(start: Start, qtbot: QtBot) -> None:
    program = start(link=link_to(customer_id(SECOND)))
    wait_for_wang(program, qtbot)
    qtbot.waitUntil(lambda: shown_customer(program) == customer_id(SECOND), timeout=PATIENCE_MS)


def test_a_link_opened_later_is_shown_by_the_window_that_is_open(start: Start, qtbot: QtBot) -> None:
    program = start()
    wait_for_wang(program, qtbot)
    assert shown_customer(program) != customer_id(SECOND)
    start(link=link_to(customer_id(SECOND)), is_first=False)
    qtbot.waitUntil(lambda: shown_customer(program) == customer_id(SECOND), timeout=PATIENCE_MS)


@pytest.mark.parametrize("link", ["gonghai:", "gonghai:server/elsewhere.example", "--server elsewhere.example"])
def test_any_other_link_only_brings_the_window_up(start: Start, qtbot: QtBot, link: str) -> None:
    program = start()
    wait_for_wang(program, qtbot)
    assert program.window is not None
    program.window.register.table.go_to_place(1)
    qtbot.waitUntil(lambda: bool(shown_customer(program)), timeout=PATIENCE_MS)
    shown = shown_customer(program)
    program.window.showMinimized()
    qtbot.waitUntil(program.window.isMinimized, timeout=PATIENCE_MS)
    start(link=link, is_first=False)
    qtbot.waitUntil(lambda: not program.window.isMinimized(), timeout=PATIENCE_MS)  # type: ignore[union-attr]
    assert (shown_customer(program), notice(program)) == (shown, "")


def test_a_customer_who_cannot_be_seen_here_is_said_to_be(start: Start, qtbot: QtBot) -> None:
    program = start(link=link_to(customer_id(999)))
    wait_for_wang(program, qtbot)
    qtbot.waitUntil(lambda: notice(program).startswith("链接里的客户在这里看不到"), timeout=PATIENCE_MS)
