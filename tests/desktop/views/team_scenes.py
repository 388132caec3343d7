"""The team page as an admin and a manager see it: the real presenter on a real cache, in the real window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.presenters.signed_in import SignedIn
from desktop.presenters.staff_rows import StaffStep
from desktop.screens.window import Page
from desktop.views.main_window import MainWindow
from desktop.views.team_page import TeamPage
from sync.protocol.rows import PersonRow, PoolMemberRow, PoolRow, Row, RulesetRow, TeamRow
from tests.desktop.presenters.above import ZHOU, held, sit_above, waiting
from tests.desktop.presenters.desk import CHEN, SOUTH, TEAM, WANG
from tests.desktop.views.invented import told
from tests.desktop.views.live import leave_with, open_window
from tests.desktop.views.stage import dialog_of

ADMIN, HAN, LIU, MA, GAO, LEFT = ("0" * 31 + letter for letter in "abcdef")
HEAD, REGION, EAST, FIRST = ("9" * 31 + letter for letter in "abcd")


def _company() -> list[Row]:
    people = [
        (ADMIN, told("何敏", "He Min"), HEAD, ("system_admin",)),
        (HAN, told("韩雪", "Han Xue"), HEAD, ("sales_support", "tag_admin")),
        (ZHOU, told("周强", "Zhou Qiang"), REGION, ("manager",)),
        (WANG, told("王芳", "Wang Fang"), TEAM, ("rep",)),
        (CHEN, told("陈晓", "Chen Xiao"), TEAM, ("rep",)),
        (LIU, told("刘洋", "Liu Yang"), FIRST, ("rep", "pool_admin")),
        (GAO, told("高远", "Gao Yuan"), EAST, ("manager", "rep")),
    ]
    teams = [
        (HEAD, told("销售部", "Sales"), None),
        (REGION, told("华南大区", "South"), HEAD),
        (FIRST, told("华南一组", "South 1"), REGION),
        (TEAM, told("华南二组", "South 2"), REGION),
        (EAST, told("华东大区", "East"), HEAD),
    ]
    return [
        *(PersonRow(person_id, 1, name, team_id, roles) for person_id, name, team_id, roles in people),
        PersonRow(MA, 1, told("马骏", "Ma Jun"), FIRST, ("rep",), True),
        PersonRow(LEFT, 1, told("范离", "Fan Li"), TEAM, ("rep",), False, True),
        *(TeamRow(team_id, 1, name, parent_id) for team_id, name, parent_id in teams),
        PoolRow(SOUTH, 1, told("华南公海", "South pool")),
        PoolMemberRow(f"{SOUTH}/{HEAD}", 1, SOUTH, HEAD, True),
        RulesetRow("5" * 32, 1, SOUTH, 1, 0, {"holding_cap": 20}),
    ]


def _live(width: int, height: int, person_id: str = ADMIN, *, is_online: bool = True) -> tuple[TeamPage, SignedIn]:
    """Its page open, with what everybody holds and what waits."""
    folder = Path(tempfile.mkdtemp())
    owners = [WANG] * 20 + [CHEN] * 7 + [LIU] * 13 + [GAO] * 2 + [MA] * 31
    theirs = [held(number, owner) for number, owner in enumerate(owners, 1)]
    theirs += [waiting(number) for number in range(100, 112)]
    desk = sit_above(folder, person_id, theirs, company=_company())
    window, presenters = open_window(desk, width, height, is_online=is_online)
    leave_with(window, desk, folder)
    presenters.window.open_page(Page.TEAM)
    window.show()
    page = window.findChild(TeamPage)
    assert page is not None
    return page, presenters


def _at(page: TeamPage, line_id: str) -> None:
    page.table.go_to_place(page.model.place_of(line_id))


def admins(width: int, height: int) -> QWidget:
    """Somebody chosen, a move on its way, a departure on its way."""
    page, _ = _live(width, height)
    page.move_confirmed.emit(FIRST, EAST)
    page.departure_confirmed.emit(CHEN)
    _at(page, WANG)
    return page.window()


def managers(width: int, height: int) -> QWidget:
    """Their own teams, nothing to change; offline."""
    page, _ = _live(width, height, ZHOU, is_online=False)
    _at(page, TEAM)
    return page.window()


def offline(width: int, height: int) -> QWidget:
    """An admin on a train: what is on its way can be taken back."""
    page, _ = _live(width, height, is_online=False)
    page.move_confirmed.emit(TEAM, HEAD)
    _at(page, TEAM)
    return page.window()


def nothing_found(width: int, height: int) -> QWidget:
    """Nobody is called so."""
    page, _ = _live(width, height)
    page.search.setText(told("谁也不是", "nobody"))
    return page.window()


def departing(width: int, height: int) -> QWidget:
    """What follows."""
    page, _ = _live(width, height)
    page.details.step_asked.emit(WANG, StaffStep.DEPART)
    return dialog_of(page)


def moving(width: int, height: int) -> QWidget:
    """Under a team below it: refused, and the choice stays."""
    page, _ = _live(width, height)
    page.details.step_asked.emit(REGION, StaffStep.MOVE)
    assert page.move_dialog is not None
    page.move_dialog.choose(TEAM)
    return page.move_dialog


def in_the_sync_centre(width: int, height: int) -> QWidget:
    """Company acts among the rest, one in full."""
    page, presenters = _live(width, height, is_online=False)
    page.move_confirmed.emit(FIRST, EAST)
    page.departure_confirmed.emit(CHEN)
    presenters.window.open_page(Page.SYNC_CENTRE)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.sync_centre.table.go_to_place(0)
    return window


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "team-admin": admins,
    "team-manager": managers,
    "team-offline": offline,
    "team-nothing": nothing_found,
    "team-sync-centre": in_the_sync_centre,
    "dialog-departure": departing,
    "dialog-move-team": moving,
}
