"""Customers in windows of their own: several at once, each following its customer, none losing what is typed."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.customer_panel import CustomerPanelView
from desktop.views.customer_window import CustomerWindow
from desktop.views.labels import StateLabel
from desktop.views.main_window import MainWindow
from sync.protocol.rows import CustomerRow
from sync.protocol.scopes import person_scope
from sync.report import Report
from tests.desktop.presenters.desk import WANG, Desk, customer_id
from tests.desktop.views import half_typed
from tests.desktop.views.at_a_customer import Stage, sit_down
from tests.desktop.views.customer_lost_scenes import lose, lose_to_the_pool
from tests.desktop.views.customer_scenes import ONE
from tests.desktop.views.test_keys import press

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


def windows(window: MainWindow) -> list[CustomerWindow]:
    return [made for made in window.findChildren(CustomerWindow) if made.isVisible()]


def opened(stage: Stage) -> tuple[CustomerWindow, Desk]:
    window, desk = sit_down(stage)
    press(window.register.table, "Ctrl+Return")
    (made,) = windows(window)
    return made, desk


def tabs_of(made: CustomerWindow) -> list[str]:
    return [tab.key for tab in made.panel.tabs.strip._tabs] if made.panel.tabs.strip.isVisible() else []


def texts(where: QWidget, kind: type[QLabel] = QLabel) -> list[str]:
    return [label.text() for label in where.findChildren(kind) if label.isVisible()]


def gone(qtbot: QtBot, window: MainWindow, count: int) -> None:
    """Wait until so many are left."""
    qtbot.waitUntil(lambda: len(windows(window)) == count, timeout=2000)


def hear_anew(desk: Desk, **fields: object) -> None:
    """The server tells the first customer otherwise."""
    view = desk.cache.register.customer(ONE, desk.place.now())
    assert view is not None
    desk.store(person_scope(WANG), [msgspec.structs.replace(view.row, version=view.row.version + 1, **fields)])
    desk.hear(Report(changed={CustomerRow.kind: frozenset({str(ONE)})}))


def test_ctrl_enter_opens_a_customer_and_another_beside_it_but_none_twice(stage: Stage, qtbot: QtBot) -> None:
    window, _ = sit_down(stage)
    for customer in (ONE, customer_id(3), ONE):
        window.register.go_to(customer)
        window.activateWindow()
        window.register.table.setFocus()
        qtbot.waitUntil(window.register.table.hasFocus, timeout=2000)
        press(window.register.table, "Ctrl+Return")
    assert {made.panel.customer_id for made in windows(window)} == {str(ONE), customer_id(3)}
    assert len(windows(window)) == 2
    assert all(made.windowTitle() in texts(made.panel.head) for made in windows(window))


def test_a_window_follows_its_customer_while_it_stands_open(stage: Stage) -> None:
    made, desk = opened(stage)
    made.panel.entry.text.setPlainText("half a sentence")
    hear_anew(desk, name="鼎芯科技（深圳）有限公司", certification="customer")
    assert made.windowTitle() == "鼎芯科技（深圳）有限公司"
    assert "鼎芯科技（深圳）有限公司" in texts(made.panel.head)
    assert made.panel.entry.text.toPlainText() == "half a sentence"


@pytest.mark.parametrize(
    ("standing", "word"), [("submitted", "待审核"), ("profile", "已认证"), ("customer", "客户认证")]
)
def test_how_a_customer_is_certified_stands_with_its_name(stage: Stage, standing: str, word: str, qtbot: QtBot) -> None:
    made, desk = opened(stage)
    hear_anew(desk, certification=standing)
    qtbot.waitUntil(lambda: word in texts(made.panel.head, StateLabel), timeout=2000)
    hear_anew(desk, certification="")
    assert word not in texts(made.panel.head, StateLabel)


def test_the_next_window_is_as_large_as_the_last_one_was_left(stage: Stage, qtbot: QtBot) -> None:
    window, desk = sit_down(stage)
    press(window.register.table, "Ctrl+Return")
    (made,) = windows(window)
    made.resize(640, 560)
    qtbot.waitUntil(lambda: (made.width(), made.height()) == (640, 560), timeout=2000)
    made.close()
    gone(qtbot, window, 0)
    assert desk.cache.settings.get("customer-window") == "640x560"
    window.register.panel.window_asked.emit(customer_id(3))
    (other,) = windows(window)
    assert (other.width(), other.height()) == (640, 560)


def test_escape_closes_a_window_and_what_was_typed_in_it_is_kept(stage: Stage, qtbot: QtBot) -> None:
    made, desk = opened(stage)
    window = made.parent()
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(made.isActiveWindow, timeout=2000)
    made.panel.entry.text.setFocus()
    QTest.keyClicks(made.panel.entry.text, "to be continued")
    QTest.keyClick(made.panel.entry.text, Qt.Key.Key_Escape)
    assert made.isVisible() and made.hasFocus(), "it is the editor that has been left"
    QTest.keyClick(made, Qt.Key.Key_Escape)
    gone(qtbot, window, 0)
    kept = desk.cache.drafts.load(ONE)
    assert kept is not None and kept.text == "to be continued"


def test_a_customer_that_is_gone_leaves_its_name_and_what_was_typed(stage: Stage) -> None:
    made, desk = opened(stage)
    made.panel.entry.text.setPlainText("they are in a hurry")
    made.panel.entry.tell_draft()
    lose(desk)
    assert made.isVisible() and tabs_of(made) == []
    assert not made.panel.entry.isVisible()
    assert made.windowTitle() in texts(made.panel.head)
    assert made.panel.head.lost.isVisible()
    assert made.panel.head.lost.text.toPlainText() == "they are in a hurry"
    desk.hear(Report(changed={CustomerRow.kind: frozenset({customer_id(3)})}))
    assert made.panel.head.lost.text.toPlainText() == "they are in a hurry"


@pytest.mark.parametrize("write", half_typed.ALL)
def test_one_lost_to_the_pool_shows_what_may_be_seen_and_what_was_being_written(
    stage: Stage, write: Callable[[CustomerPanelView], str]
) -> None:
    made, desk = opened(stage)
    written = write(made.panel)
    lose_to_the_pool(desk)
    assert tabs_of(made) == ["profile"]
    assert made.panel.tabs.current == "profile" and made.panel.tabs.facts.isVisible()
    assert "138****5678" in texts(made.panel.tabs.facts)
    assert made.panel.head.lost.text.toPlainText() == written
    desk.hear(Report(changed={CustomerRow.kind: frozenset({str(ONE)})}))
    assert made.panel.head.lost.text.toPlainText() == written


def test_a_customer_that_comes_back_has_all_its_tabs_again(stage: Stage) -> None:
    made, desk = opened(stage)
    before = tabs_of(made)
    view = desk.cache.register.customer(ONE, desk.place.now())
    assert view is not None
    lose(desk)
    desk.store(person_scope(WANG), [msgspec.structs.replace(view.row, version=9)])
    desk.hear(Report(changed={CustomerRow.kind: frozenset({str(ONE)})}))
    assert tabs_of(made) == before
    assert made.panel.entry.isVisible() and not made.panel.head.lost.isVisible()
