"""A window with the real presenters on a real cache, for scenes of the rooms beside the register."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

from desktop.presenters.quitting import Quitting
from desktop.presenters.signed_in import Outside, Screens, SignedIn
from desktop.rooms import furnish
from desktop.views.main_window import MainWindow
from sync.protocol.rows import (
    CustomerRow,
    NoticeRow,
    PersonRow,
    PoolMemberRow,
    PoolRow,
    ReinstatementRow,
    Row,
    RulesetRow,
    TeamRow,
)
from sync.report import Report
from sync.state import Contact
from tests.desktop.presenters.above import ZHOU
from tests.desktop.presenters.desk import CHEN, SOUTH, TEAM, WANG, Desk
from tests.desktop.views.invented import names_and_places, told


def company() -> tuple[Row, ...]:
    """Wang and Chen of the second team in the south, which Zhou manages."""
    return (
        PersonRow(WANG, 1, told("王芳", "Wang Fang"), TEAM, ("rep",)),
        PersonRow(CHEN, 1, told("陈晓", "Chen Xiao"), TEAM, ("rep",)),
        PersonRow(ZHOU, 1, told("周强", "Zhou Qiang"), "8" * 32, ("manager",)),
        TeamRow("8" * 32, 1, told("华南大区", "South")),
        TeamRow(TEAM, 1, told("华南二组", "South 2"), "8" * 32),
        PoolRow(SOUTH, 1, told("华南公海", "South pool")),
        PoolMemberRow(f"{SOUTH}/8", 1, SOUTH, "8" * 32, True),
        RulesetRow("5" * 32, 1, SOUTH, 1, 0, {}),
    )


def named(number: int) -> str:
    """A customer's name, by its number."""
    return names_and_places()[number % len(names_and_places())][0]


def dressed(row: CustomerRow) -> CustomerRow:
    """With a name that could be true, by its number."""
    return msgspec.structs.replace(row, name=named(int(row.id, 16)))


def renamed(rows: Iterable[NoticeRow | ReinstatementRow]) -> list[Row]:
    """With the names of the customers that they are about."""
    return [msgspec.structs.replace(row, customer_name=named(int(row.customer_id, 16))) for row in rows]


def open_window(desk: Desk, width: int, height: int, *, is_online: bool) -> tuple[MainWindow, SignedIn]:
    """With every room, as the program opens it."""
    window = MainWindow()
    window.resize(width, height)
    screens = Screens(
        window,
        window.register,
        window.register.panel,
        window.sync_centre,
        lambda place, ways: furnish(window, place, ways),
    )
    outside = Outside(
        sync_now=lambda: None,
        save_file=lambda name, content: name,
        keep_panel_width=lambda width: None,
        quitting=Quitting(window, desk.place, lambda: None),
        state_came=lambda state: None,
        page_opened=lambda page: None,
    )
    presenters = SignedIn(screens, desk.place, outside)
    window.serve(presenters.window)
    window.register.serve(presenters.register)
    window.register.panel.serve(presenters.customer)
    window.sync_centre.serve(presenters.sync_centre)
    presenters.start()
    contact = Contact.GOOD if is_online else Contact.UNREACHABLE
    presenters.reported(Report(contact=contact))
    presenters.rested(Report(contact=contact))
    return window, presenters


def leave_with(window: MainWindow, desk: Desk, folder: Path) -> None:
    """The cache goes with its window."""

    def leave() -> None:
        desk.cache.close()
        shutil.rmtree(folder)

    window.destroyed.connect(leave)
