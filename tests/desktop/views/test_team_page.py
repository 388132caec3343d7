"""The team page shows what it is told in both languages, and wishes what was typed, clicked and confirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop import words
from desktop.screens.deeds import Weighed
from desktop.screens.preferences import Language
from desktop.screens.team import ROOT, DepartureQuestion, MoveQuestion, Parent, TeamScreen
from desktop.views.main_window import MainWindow
from desktop.views.spoken import say_everything_again
from desktop.views.team_dialogs import SEARCHED_FROM, DepartureDialog, MoveDialog
from desktop.views.team_page import TeamPage
from tests.desktop.views import team_scenes
from tests.desktop.views.test_keys import heard, press
from tests.desktop.views.test_screens import told_to

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

PARENTS = (Parent(ROOT, "顶级团队"), Parent("a", "销售部"), Parent("b", "华南大区", 1), Parent("c", "华南一组", 2))


@pytest.fixture
def page(stage: Callable[..., QWidget]) -> TeamPage:
    window = stage(team_scenes.admins)
    assert isinstance(window, MainWindow)
    page = window.findChild(TeamPage)
    assert page is not None
    return page


def ask(page: TeamPage, *parents: Parent) -> MoveDialog:
    weighed = Weighed("现在就在这里", "移动团队", can_confirm=False)
    page.ask_move(MoveQuestion("c", "华南一组移到哪里？", parents, "b", weighed))
    assert page.move_dialog is not None
    return page.move_dialog


def test_it_can_be_told_all_that_its_screen_says(page: TeamPage) -> None:
    screen: TeamScreen = page
    assert [name for name in told_to(TeamScreen) if not callable(getattr(screen, name, None))] == []


def test_what_is_typed_is_sought_and_what_stands_there_speaks_the_language(page: TeamPage) -> None:
    told = heard(page.search.textChanged)
    QTest.keyClicks(page.search, "wang")
    assert told[-1] == ("wang",)
    assert page.search.placeholderText() == "查找团队或人员"
    words.speak(Language.ENGLISH)
    say_everything_again()
    assert page.search.placeholderText() == "Find a team or a person"
    assert page.table.accessibleName() == "Teams and people"


def test_the_current_line_is_told_with_its_acts_and_enter_opens_its_customers(page: TeamPage) -> None:
    details, opened = heard(page.details_asked), heard(page.table.open_asked)
    page.table.go_to_place(0)
    assert details == [(page.model.id_at(0),)]
    press(page.table, "Return")
    assert opened == [(page.model.id_at(0),)]
    wished = heard(page.details.step_asked)
    [move] = [made for made in page.details.findChildren(QPushButton) if made.text() == "移动团队"]
    QTest.mouseClick(move, Qt.MouseButton.LeftButton)
    assert wished == [(page.model.id_at(0), "move")]


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_nobody_is_sent_away_before_it_is_confirmed(page: TeamPage, *, is_confirmed: bool) -> None:
    wished = heard(page.departure_confirmed)
    page.ask_departure(DepartureQuestion("x", "为王芳办理离职？", ("名下没有客户。", "不能再登录。"), "办理离职"))
    dialog = page.findChildren(DepartureDialog)[-1]
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"为王芳办理离职？", "名下没有客户。", "不能再登录。"} <= set(said)
    if is_confirmed:
        QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    else:
        # Cancel has the keyboard: a key struck once too often harms nobody.
        press(dialog.focusWidget(), "Return")
    assert wished == ([("x",)] if is_confirmed else [])


def test_another_parent_is_asked_about_and_what_cannot_be_keeps_the_choice(page: TeamPage) -> None:
    dialog = ask(page, *PARENTS)
    asked, moved = heard(page.parent_chosen), heard(page.move_confirmed)
    assert (dialog.chosen, dialog.confirm.isEnabled()) == ("b", False)
    dialog.choose("c")
    assert asked == [("c", "c")] and not dialog.confirm.isEnabled()
    page.show_weighed(Weighed("团队不能放到自己的下级里", "移动团队", can_confirm=False))
    assert (dialog.weighed.text(), dialog.chosen, dialog.confirm.isEnabled()) == (
        "团队不能放到自己的下级里",
        "c",
        False,
    )
    dialog.choose(ROOT)
    page.show_weighed(Weighed("成为顶级团队", "移动团队"))
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert (asked[-1], moved, page.move_dialog) == (("c", ROOT), [("c", ROOT)], None)


def test_among_many_teams_one_is_found_by_its_letters_and_the_chosen_one_stays_in_sight(page: TeamPage) -> None:
    dialog = ask(page, *PARENTS, *(Parent(str(number), f"分部{number}") for number in range(SEARCHED_FROM)))
    assert dialog.search.isVisible()
    dialog.search.setText("分部3")
    shown: list[Any] = [made.text() for made in dialog._teams.buttons() if made.isVisible()]
    assert shown == ["华南大区", "分部3"]
    dialog.reject()
    assert page.move_dialog is None
