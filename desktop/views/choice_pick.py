"""A button with a menu, of which one choice always stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal

from desktop.screens.choice import Choice
from desktop.views.menu_pick import MenuPick

PICK_WIDTH = 190
_AROUND = 44
"""Room for the arrow and the edges."""


class ChoicePick(MenuPick):
    """One of several, by its key; as wide in every row, so that they stand in one column."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self._shown: tuple[Choice, ...] = ()
        self.setFixedWidth(PICK_WIDTH)

    def show_choices(self, choices: Sequence[Choice], key: str, otherwise: str) -> None:
        """These, and this one of them; `otherwise` stands where none of them is it."""
        if tuple(choices) != self._shown:
            self._shown = tuple(choices)
            self.choices.clear()
            for choice in choices:
                self.choices.addAction(choice.text).triggered.connect(partial(self._choose, choice.key))
        self.key = key
        text = next((choice.text for choice in choices if choice.key == key), otherwise)
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, PICK_WIDTH - _AROUND))
        self.setToolTip(text if self.text() != text else "")

    def _choose(self, key: str, _checked: bool = False) -> None:
        self.key = key
        self.chosen.emit(key)
