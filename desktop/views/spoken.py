"""Widgets that say their fixed words again when the language changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop import words
from desktop.views.look import body_font

# A mixin, not a QWidget of its own: a class may have one Qt base only.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Speaking(_Widget):
    """Put before a widget's class: `self.says(label.setText, "key")` says it now and after every change."""

    _sayings: dict[object, Callable[[], None]]

    def says(self, tell: Callable[[str], object], key: str, **facts: words.Value) -> None:
        """Tell the sentence now and again in every new language; a later call for the same `tell` replaces it."""
        if not hasattr(self, "_sayings"):
            self._sayings = {}

        def again() -> None:
            tell(words.say(key, **facts))

        self._sayings[tell] = again
        again()

    def say_again(self) -> None:
        """Everything this widget says by itself, in the language spoken now."""
        for again in tuple(getattr(self, "_sayings", {}).values()):
            again()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.say_again()
        super().changeEvent(event)


class Spoken(Speaking, QWidget):
    """A plain widget with fixed words."""


def say_everything_again() -> None:
    """Set the type for the language, and tell every open window that it has changed."""
    QApplication.setFont(body_font())
    for window in QApplication.topLevelWidgets():
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
