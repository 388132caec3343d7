"""The + 筛选 menu may open before all that it offers is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.screens.register import FilterChoice, Filters
from desktop.views.filter_row import FilterRow
from tests.desktop.views.test_keys import heard

# Tests have a screen of their own, which knows no window manager.
pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

AT_ONCE = (FilterChoice("claimable", "可认领", "认领"), FilterChoice("deal:none", "从未下单", "成交"))
LATER = tuple(FilterChoice(f"region:{number}", f"地区 {number}", "地区") for number in range(60))


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[FilterRow]:
    made = FilterRow()
    made.show_filters(Filters((), AT_ONCE))
    qtbot.addWidget(made)
    # As low as a window can stand: whatever grows downwards from here leaves the screen.
    made.move(0, made.screen().availableGeometry().bottom() - 200)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made._menu.close()


def opened(row: FilterRow, qtbot: QtBot) -> QWidget:
    row._menu.popup(row._add.mapToGlobal(row._add.rect().bottomLeft()))
    qtbot.waitUntil(row._menu.isVisible)
    return row._menu


def test_opening_the_menu_asks_what_may_be_chosen(row: FilterRow, qtbot: QtBot) -> None:
    told = heard(row.choices_asked)
    opened(row, qtbot)
    assert told == [()]


def test_what_comes_while_the_menu_is_open_joins_what_stands_there(row: FilterRow, qtbot: QtBot) -> None:
    opened(row, qtbot)
    stood = row._menu.actions()
    row.show_filters(Filters((), AT_ONCE + LATER))
    stands = row._menu.actions()
    assert stands[: len(stood)] == stood
    assert [action.text() for action in stands if not action.isSeparator()] == [
        choice.text for choice in AT_ONCE + LATER
    ]
    assert [action.text() for action in stands if action.isSeparator()] == ["认领", "成交", "地区"]


def test_an_open_menu_that_grows_stays_on_the_screen(row: FilterRow, qtbot: QtBot) -> None:
    menu = opened(row, qtbot)
    row.show_filters(Filters((), AT_ONCE + LATER))
    assert menu.screen().availableGeometry().contains(menu.geometry())


def test_a_choice_that_came_later_can_be_clicked(row: FilterRow, qtbot: QtBot) -> None:
    added = heard(row.filter_added)
    opened(row, qtbot)
    row.show_filters(Filters((), AT_ONCE + LATER))
    [action] = [action for action in row._menu.actions() if action.text() == "地区 3"]
    place = row._menu.actionGeometry(action).center()
    QTest.mouseMove(row._menu, place)
    QTest.mouseClick(row._menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert added == [("region:3",)]


def test_choices_that_fell_away_leave_the_menu(row: FilterRow) -> None:
    row.show_filters(Filters((), AT_ONCE + LATER))
    row.show_filters(Filters((), AT_ONCE[:1]))
    assert [action.text() for action in row._menu.actions() if not action.isSeparator()] == ["可认领"]
