"""What whoever directs others does with keyboard and eyes."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop.screens.lists import Column
from desktop.views.act_dialog import ActDialog
from tests.journeys.rep import Rep


def choosing(*names: str) -> Callable[[ActDialog], None]:
    """Tick these people."""

    def choose(dialog: ActDialog) -> None:
        assert dialog.people is not None
        for person in dialog.people.people:
            person.box.setChecked(person.candidate.name in names)

    return choose


def deliver(manager: Rep) -> None:
    """F5: what could still be undone goes out now."""
    manager.press(Qt.Key.Key_F5, manager.window)


def synced(rep: Rep) -> None:
    rep.press(Qt.Key.Key_F5, rep.window)
    rep.wait_until_synced()


def cells(rep: Rep, row: int) -> dict[Column, str]:
    model = rep.window.register.model
    return {column: str(model.index(row, place + 1).data()) for place, column in enumerate(model.columns)}
