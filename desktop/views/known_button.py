"""The button 查客户 beside the search."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop import words
from desktop.screens.actions import Action
from desktop.views.icons import icon
from desktop.views.shortcuts import tip
from desktop.views.spoken import Speaking


class KnownButton(Speaking, QPushButton):
    """A plus with its word; where there is little room the plus alone."""

    def __init__(self) -> None:
        super().__init__()
        self._has_word = True
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setIcon(icon("plus"))
        self.setIconSize(QSize(12, 12))
        self.say_again()

    def show_word(self, *, is_shown: bool) -> None:
        """The word, or only the sign."""
        if is_shown != self._has_word:
            self._has_word = is_shown
            self.say_again()

    def say_again(self) -> None:
        """Its name is known to readers either way; the tooltip names the key."""
        super().say_again()
        word = words.say("known-open")
        self.setText(word if self._has_word else "")
        self.setAccessibleName(word)
        self.setToolTip(tip(Action.NEW_CUSTOMER))
