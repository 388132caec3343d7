"""A button that copies: a number, an address, words that could not be saved."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QToolButton

from desktop import words
from desktop.screens.cells import Tone
from desktop.views.buttons import icon_button
from desktop.views.icons import icon

LINE_HEIGHT = 20
"""No higher than a line of text: beside one it moves nothing."""


def copy_button(name: str, text: str) -> QToolButton:
    """Copies this text; says whose it is, and that it was done."""
    made = icon_button("copy")
    made.setIconSize(QSize(14, 14))
    made.setFixedHeight(LINE_HEIGHT)
    made.setToolTip(words.say("copy-this", name=name))
    made.setAccessibleName(words.say("copy-this", name=name))

    def copy() -> None:
        QApplication.clipboard().setText(text)
        made.setIcon(icon("tick", Tone.GOOD))
        made.setToolTip(words.say("copied"))

    made.clicked.connect(copy)
    return made
