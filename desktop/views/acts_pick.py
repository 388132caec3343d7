"""What else can be done with the customer in the panel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from desktop.screens.actions import Action
from desktop.screens.cells import Act
from desktop.views.icons import icon
from desktop.views.shortcuts import shown_key
from desktop.views.spoken import Speaking


class ActsPick(Speaking, QPushButton):
    """A button with a menu; hidden where nothing can be done."""

    act_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "pick")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setIcon(icon("chevron-down"))
        self.setIconSize(QSize(12, 12))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.choices = QMenu(self)
        self.choices.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMenu(self.choices)
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
