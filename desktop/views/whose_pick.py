"""Whose customers are listed: one's own, everybody's, a team's or a person's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.screens.register import Whose
from desktop.views.menu_pick import MenuPick


class WhosePick(MenuPick):
    """A button with a menu; a team opens to its people. Hidden where there is nothing to choose."""

    whose_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._submenus: list[QMenu] = []
        self._shown: tuple[tuple[Whose, ...], str] = ((), "")
        self.hide()

    def show_choices(self, choices: Sequence[Whose], current: str) -> None:
        """These may be chosen; built anew only where they differ, for the menu may be open."""
        self.setVisible(len(choices) > 1)
        if (tuple(choices), current) == self._shown:
            return
        self._shown = tuple(choices), current
        self.choices.clear()
        for submenu in self._submenus:
            submenu.deleteLater()
        self._submenus = []
        for group, lines in groupby(choices, key=lambda choice: choice.group):
            menu = self._submenu(group) if group else self.choices
            for choice in lines:
                line = self._add(menu, choice)
                line.setChecked(choice.key == current)
        for choice in choices:
            if choice.key == current:
                self.says(self.setText, "whose-chooser", name=choice.text)

    def _submenu(self, group: str) -> QMenu:
        made = self.choices.addMenu(group)
        self._submenus.append(made)
        return made

    def _add(self, menu: QMenu, choice: Whose) -> QAction:
        line = menu.addAction(choice.text)
        line.setCheckable(True)
        line.triggered.connect(partial(self._ask, choice.key))
        return line

    def _ask(self, key: str, _checked: bool = False) -> None:
        self.whose_asked.emit(key)
