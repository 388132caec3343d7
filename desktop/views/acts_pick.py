"""What else can be done with the customer in the panel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from desktop.screens.actions import Action
from desktop.screens.cells import Act
from desktop.views.menu_pick import MenuPick
from desktop.views.shortcuts import shown_key


class ActsPick(MenuPick):
    """A button with a menu; hidden where nothing can be done."""

    act_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._acts: tuple[Act, ...] = ()
        self.says(self.setText, "panel-acts")
        self.hide()

    def show_acts(self, acts: Sequence[Act]) -> None:
        """These; built anew only where they differ, for the menu may be open."""
        self.setVisible(bool(acts))
        if tuple(acts) == self._acts:
            return
        self._acts = tuple(acts)
        self.choices.clear()
        for act in acts:
            # The key stands beside the word; it is bound elsewhere, and twice it would be deaf.
            line = self.choices.addAction(f"{act.word}\t{shown_key(Action(act.key))}")
            line.setEnabled(act.is_enabled)
            line.triggered.connect(partial(self._ask, act.key))

    def _ask(self, key: str, _checked: bool = False) -> None:
        self.act_asked.emit(key)
