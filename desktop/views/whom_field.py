"""Whom at the customer it was about: one of the contacts by name, or nobody in particular."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu

from desktop import words
from desktop.screens.actions import Action
from desktop.views.buttons import button
from desktop.views.icons import icon
from desktop.views.shortcuts import tip
from desktop.views.spoken import Spoken

_WIDEST = 150


class WhomField(Spoken):
    """A button with a menu of names; hidden where nobody is known."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._value = ""
        self._button = button("field")
        self._button.setIcon(icon("person"))
        self._button.setIconSize(QSize(13, 13))
        self._menu = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        self._button.clicked.connect(self.offer)
        self.say_again()

    @property
    def value(self) -> str:
        """The name chosen; empty for nobody in particular."""
        return self._value

    def show_names(self, names: Sequence[str]) -> None:
        """These can be chosen; whoever is chosen stays, also when they are gone."""
        self._names = tuple(names)
        self.say_again()

    def show_value(self, value: str) -> None:
        """Show this name."""
        self._value = value
        self.say_again()
        self.changed.emit()

    def say_again(self) -> None:
        """The name, or that nobody is chosen."""
        super().say_again()
        self.setVisible(bool(self._names or self._value))
        name = self._button.fontMetrics().elidedText(self._value, Qt.TextElideMode.ElideRight, _WIDEST)
        self._button.setText(words.say("entry-whom", name=name) if name else words.say("entry-whom-nobody"))
        self._button.setToolTip(tip(Action.WHOM))

    def offer(self) -> None:
        """Open the menu, its first line chosen: the keyboard goes on from there."""
        if self.isHidden():
            return
        self._menu.clear()
        for name in self._names:
            self._menu.addAction(name.replace("&", "&&")).triggered.connect(partial(self._choose, name))
        if self._value:
            self._menu.addSeparator()
            self._menu.addAction(words.say("entry-whom-nobody")).triggered.connect(partial(self._choose, ""))
        self._menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
        self._menu.setActiveAction(self._menu.actions()[0])

    def _choose(self, name: str, _checked: bool = False) -> None:
        self.show_value(name)
