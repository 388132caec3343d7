"""What is shown to whoever looks after others: the real presenters on a real cache, in the real window."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QWidget

from desktop.presenters.quitting import Quitting
from desktop.presenters.signed_in import Outside, Screens, SignedIn
from desktop.screens.actions import Action
from desktop.screens.deeds import Terms
from desktop.screens.register import RegisterTab
from desktop.screens.selection import These
from desktop.views.main_window import MainWindow
from domain.instants import millis
from sync.protocol.rows import CustomerRow, OwnershipEventRow
from sync.protocol.scopes import team_scope
from sync.report import Report
from sync.state import Contact
from tests.desktop.presenters.above import ZHOU, held, ordinary, sit_above, waiting
from tests.desktop.presenters.desk import CHEN, NOW, TEAM, WANG, ago, customer_id, in_pool, mine
from tests.desktop.views.invented import names_and_places
from tests.desktop.views.stage import dialog_of


def _dressed(number: int, row: CustomerRow) -> CustomerRow:
    """With a name and a place that could be true."""
    name, place = names_and_places()[number % len(names_and_places())]
    region, city = place.split()
    return msgspec.structs.replace(
        row,
        name=name,
        region=region,
        city=city,
        tags=(("多层板", "SMT"), ("HDI",), ())[number % 3],
        uscc=f"91440300MA5F2K{number:04}",
        last_order_at=(None, ago(30), ago(250))[number % 3],
    )


def _live(width: int, height: int) -> tuple[MainWindow, SignedIn]:
    """Zhou's window, with what Wang and Chen hold, what waits, and what lies in the pool."""
    folder = Path(tempfile.mkdtemp())
    theirs = [_dressed(number, held(number, (WANG, CHEN)[number % 2], 1 + number * 0.83)) for number in range(18)]
    theirs += [_dressed(number, waiting(number)) for number in range(20, 24)]
    theirs += [_dressed(number, ordinary(number, WANG)) for number in range(30, 33)]
    theirs[2] = msgspec.structs.replace(theirs[2], is_locked=True, outflow_at=None, outflow_rule=None)
    own = [_dressed(number, mine(number, 8, owner_id=ZHOU)) for number in range(40, 42)]
    pooled = [_dressed(number, in_pool(number)) for number in range(50, 70)]
    desk = sit_above(folder, ZHOU, theirs, pooled, own)
    window = MainWindow()
    window.resize(width, height)
    screens = Screens(window, window.register, window.register.panel, window.sync_centre)
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

    def leave() -> None:
        desk.cache.close()
        shutil.rmtree(folder)

    window.destroyed.connect(leave)
    midnight = millis(NOW.replace(hour=0, minute=0))
    desk.store(
        team_scope(TEAM),
        [
            OwnershipEventRow("1", 1, customer_id(17), "import", ago(90), None, None, WANG),
            OwnershipEventRow("2", 1, customer_id(17), "claim", ago(80), None, WANG, WANG),
            OwnershipEventRow(
                "3", 1, customer_id(17), "recycle", midnight - 3_000_000_000, WANG, None, None, "", "follow_up_gap", 1,
                {"due_at": midnight - 3_000_060_000, "follow_up_gap_days": 40},
            ),
            OwnershipEventRow("4", 1, customer_id(17), "assign", ago(15.1), None, CHEN, ZHOU, "老客户转介绍"),
        ],
    )  # fmt: skip
    presenters.start()
    presenters.reported(Report(contact=Contact.GOOD))
    presenters.rested(Report(contact=Contact.GOOD))
    presenters.register.whose_asked("all")
    window.show()
    return window, presenters


def assigned(width: int, height: int) -> MainWindow:
    """公海已分配 of all teams, some ticked."""
    window, presenters = _live(width, height)
    who = These(tuple(customer_id(number) for number in (17, 16, 15)))
    window.register.show_ticks(who)
    presenters.register.ticks_changed(who)
    return window


def flowing(width: int, height: int) -> MainWindow:
    """即将流出, and whose the first one was."""
    window, presenters = _live(width, height)
    presenters.register.tab_asked(RegisterTab.FLOWING)
    window.register.panel.tabs.open("history")
    return window


def pending(width: int, height: int) -> MainWindow:
    """待分配."""
    window, presenters = _live(width, height)
    presenters.register.tab_asked(RegisterTab.PENDING)
    return window


def everything(width: int, height: int) -> MainWindow:
    """全部."""
    window, presenters = _live(width, height)
    presenters.register.tab_asked(RegisterTab.ALL)
    return window


def _asked(action: Action, numbers: tuple[int, ...], width: int, height: int) -> QWidget:
    window, presenters = _live(width, height)
    ids = tuple(customer_id(number) for number in numbers)
    presenters.batches.ask(action, These(ids), ids)
    return dialog_of(window.register)


def assigning(width: int, height: int) -> QWidget:
    """Five over two people, with what will happen."""
    window, presenters = _live(width, height)
    ids = tuple(customer_id(number) for number in (20, 21, 22, 23))
    presenters.batches.ask(Action.ASSIGN, These(ids), ids)
    dialog = window.register.dialogs.opened
    assert dialog is not None and dialog.people is not None
    for person in dialog.people.people:
        person.box.setChecked(person.box.isEnabled())
    presenters.batches.weigh_anew(Action.ASSIGN, ids, Terms(people=dialog.people.chosen))
    return dialog


def extending(width: int, height: int) -> QWidget:
    """One, by days."""
    return _asked(Action.EXTEND, (17,), width, height)


def taking_back(width: int, height: int) -> QWidget:
    """Several, with a reason."""
    return _asked(Action.TAKE_BACK, (17, 16, 2), width, height)


def converting(width: int, height: int) -> QWidget:
    """Into one of two pools."""
    return _asked(Action.CONVERT_TO_POOL, (30, 31), width, height)


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "above-assigned": assigned,
    "above-flowing": flowing,
    "above-pending": pending,
    "above-all": everything,
    "dialog-assign": assigning,
    "dialog-extend": extending,
    "dialog-take-back": taking_back,
    "dialog-convert": converting,
}
