"""The end of the program while something waits: it is being sent, or nobody can be told now."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.screens.window import QuitQuestion
from tests.desktop.views.stage import window


def quitting(width: int, height: int, waiting: int, *, is_sending: bool) -> QWidget:
    """The dialog over the window."""
    made = window(width, height)
    made.show()
    made.show_quit(QuitQuestion(waiting, is_sending))
    dialog = made.quitting.dialog
    assert dialog is not None
    return dialog


SCENES = {
    "quit-sending": partial(quitting, waiting=1, is_sending=True),
    "quit-unsent": partial(quitting, waiting=12, is_sending=False),
}
