"""The whole program on a machine where somebody has worked before, with nobody at the server's address."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.presenters.kept_sessions import SESSION
from desktop.views.customer_window import CustomerWindow
from desktop.views.main_window import MainWindow
from desktop.views.tray import TrayMenu
from domain.identifiers import CustomerId
from sync.cache.opening import open_cache
from sync.identity import RandomIdentity
from sync.profile import Profile, own
from tests.desktop.conftest import KEY, PATIENCE_MS, Start
from tests.desktop.presenters.desk import WANG, customer_id

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "does not support (propagateSizeHints|raise)")


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def menu_of(program: Program) -> TrayMenu:
    assert program._tray.menu is not None
    return program._tray.menu


def tooltip(program: Program) -> str:
    icon = program._tray.icon
    return "" if icon is None or not icon.isVisible() else icon.toolTip()


def draft_of(profile: Profile) -> str:
    """What was being written about the one customer, as the next start finds it."""
    cache = open_cache(profile.folder, KEY, person_id=WANG, identity=RandomIdentity())
    draft = cache.drafts.load(CustomerId(customer_id(1)))
    cache.close()
    return "" if draft is None else draft.text


@pytest.fixture
def program(start: Start, qtbot: QtBot) -> Program:
    """Wang is in, and the server has been found missing."""
    begun = start()
    qtbot.waitUntil(lambda: window_of(begun).top.pill.text().startswith("离线"), timeout=PATIENCE_MS)
    return begun


def line(program: Program, text: str) -> QAction:
    return next(action for action in menu_of(program).actions() if action.text() == text)


def test_the_tray_says_what_the_window_says_and_names_nobody(program: Program, qtbot: QtBot) -> None:
    window = window_of(program)
    qtbot.waitUntil(lambda: window.register.model.rowCount() == 1, timeout=PATIENCE_MS)
    assert tooltip(program) == f"公海 · {window.top.pill.text()}"
    assert "王芳" in window.windowTitle() and "王芳" not in tooltip(program)
    assert "我的客户" not in tooltip(program)


def test_a_system_without_a_tray_has_a_window_as_always(start: Start, qtbot: QtBot) -> None:
    program = start(has_tray=False)
    qtbot.waitUntil(lambda: window_of(program).top.pill.text().startswith("离线"), timeout=PATIENCE_MS)
    assert tooltip(program) == "" and program._tray.icon is None


def test_a_minimised_window_comes_back_from_the_tray(program: Program, qtbot: QtBot) -> None:
    window_of(program).showMinimized()
    qtbot.waitUntil(window_of(program).isMinimized, timeout=PATIENCE_MS)
    line(program, "打开公海").trigger()
    assert window_of(program).isVisible() and not window_of(program).isMinimized()
    qtbot.waitUntil(window_of(program).isActiveWindow, timeout=PATIENCE_MS)


def test_the_tray_has_a_round_begun_at_once(program: Program, qtbot: QtBot) -> None:
    rounds: list[int] = []

    def turn() -> float:
        rounds.append(1)
        return 3600.0

    program.background.keep_syncing(turn)
    qtbot.waitUntil(lambda: len(rounds) == 1, timeout=PATIENCE_MS)
    line(program, "立即同步").trigger()
    qtbot.waitUntil(lambda: len(rounds) == 2, timeout=PATIENCE_MS)


def test_who_quits_from_the_tray_loses_nothing_typed_and_leaves_no_icon(
    program: Program, profile: Profile, qtbot: QtBot
) -> None:
    register = window_of(program).register
    qtbot.waitUntil(lambda: register.model.rowCount() == 1, timeout=PATIENCE_MS)
    register.table.go_to_place(0)
    qtbot.waitUntil(lambda: register.panel.customer_id == customer_id(1), timeout=PATIENCE_MS)
    register.panel.entry.text.setPlainText("王工说下周再谈")
    icon = program._tray.icon
    assert icon is not None
    with qtbot.waitSignal(program.ended, timeout=PATIENCE_MS):
        line(program, "退出").trigger()
    assert program._tray.icon is None
    assert draft_of(profile) == "王工说下周再谈"


def test_what_is_typed_in_a_window_of_its_own_is_kept_when_the_program_ends(
    program: Program, profile: Profile, qtbot: QtBot
) -> None:
    window = window_of(program)
    qtbot.waitUntil(lambda: window.register.model.rowCount() == 1, timeout=PATIENCE_MS)
    window.register.panel.window_asked.emit(customer_id(1))
    qtbot.waitUntil(lambda: bool(window.findChildren(CustomerWindow)), timeout=PATIENCE_MS)
    (own_window,) = window.findChildren(CustomerWindow)
    qtbot.waitUntil(lambda: own_window.panel.customer_id == customer_id(1), timeout=PATIENCE_MS)
    own_window.panel.entry.text.setPlainText("王工说下周再谈")
    with qtbot.waitSignal(program.ended, timeout=PATIENCE_MS):
        window.close()
    assert draft_of(profile) == "王工说下周再谈"


def test_when_somebody_signs_out_the_tray_goes_on_without_them(program: Program, qtbot: QtBot) -> None:
    program.reception.leave(False)
    qtbot.waitUntil(program.sign_in_window.isVisible, timeout=PATIENCE_MS)
    assert tooltip(program) == "公海 Gonghai"
    assert not line(program, "立即同步").isEnabled()
    program.sign_in_window.showMinimized()
    line(program, "打开公海").trigger()
    assert not program.sign_in_window.isMinimized() and not window_of(program).isVisible()
    with qtbot.waitSignal(program.ended, timeout=PATIENCE_MS):
        line(program, "退出").trigger()


@pytest.mark.parametrize("erase", [False, True])
def test_who_leaves_and_ends_the_program_at_once_has_left(
    program: Program, profile: Profile, qtbot: QtBot, erase: bool
) -> None:
    """A round hangs on its server meanwhile, as on a train."""
    hangs, goes_on = threading.Event(), threading.Event()

    def turn() -> float:
        hangs.set()
        goes_on.wait(PATIENCE_MS / 1000)
        return 3600.0

    program.background.keep_syncing(turn)
    assert hangs.wait(PATIENCE_MS / 1000)
    secrets = program._options.secrets()
    assert secrets is not None
    program.reception.leave(erase)
    threading.Timer(0.2, goes_on.set).start()
    with qtbot.waitSignal(program.ended, timeout=PATIENCE_MS):
        line(program, "退出").trigger()
    name = profile.folder.name
    assert (secrets.read(name, SESSION), profile.folder.exists()) == (None, not erase)
    if not erase:
        own(profile).close()  # nobody else holds it any more


def test_a_wipe_that_was_cut_short_is_ended_by_the_next_start(start: Start, profile: Profile, qtbot: QtBot) -> None:
    left = profile.folder.with_name("0123456789abcdef01234567.1.gone")
    left.mkdir()
    (left / "me.db").write_bytes(b"x")
    program = start()
    qtbot.waitUntil(lambda: not left.exists(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: program.reception.stay is not None, timeout=PATIENCE_MS)
    assert profile.folder.exists()


def test_who_closes_the_window_before_they_are_in_ends_the_program(start: Start, qtbot: QtBot) -> None:
    program = start()
    assert program.reception.stay is None
    with qtbot.waitSignal(program.ended, timeout=PATIENCE_MS):
        window_of(program).close()
