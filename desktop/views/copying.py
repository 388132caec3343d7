"""A button that copies: a number, an address, words that could not be saved."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QToolButton

from desktop import words
from desktop.screens.cells import Tone
from desktop.views.buttons import icon_button
from desktop.views.icons import icon

_LINE_HEIGHT, _ICON = 20, 14


def in_a_line(name: str) -> QToolButton:
    """An icon button no higher than the line of text it stands in: it moves nothing there."""
    made = icon_button(name)
    made.setProperty("room", "line")
    made.setIconSize(QSize(_ICON, _ICON))
    made.setFixedHeight(_LINE_HEIGHT)
    return made


def copy_button(name: str, text: str) -> QToolButton:
    """Copies this text; says whose it is, and that it was done."""
    made = in_a_line("copy")
    made.setToolTip(words.say("copy-this", name=name))
    made.setAccessibleName(words.say("copy-this", name=name))

    def copy() -> None:
        QApplication.clipboard().setText(text)
        made.setIcon(icon("tick", Tone.GOOD))
        made.setToolTip(words.say("copied"))

    made.clicked.connect(copy)
    return made
