"""A row of tabs with counts, by mouse, by arrow keys and by Ctrl+1…6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop import words
from desktop.screens.actions import Action
from desktop.views.buttons import TabButton
from desktop.views.flow_layout import FlowLayout
from desktop.views.labels import frame
from desktop.views.shortcuts import bind, tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

TAB_ACTIONS = (Action.TAB_1, Action.TAB_2, Action.TAB_3, Action.TAB_4, Action.TAB_5, Action.TAB_6)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab by its key; its word is the message `<prefix><key>`."""

    key: str
    count: int | None = None
    needs_you: bool = False


class TabStrip(Spoken):
    """Tabs whose words are the messages `<prefix><key>`."""

    tab_asked = Signal(str)

    def __init__(
        self,
        prefix: str,
        *,
        has_keys: bool,
        is_small: bool = False,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._prefix, self._is_small, self._has_keys = prefix, is_small, has_keys
        self._height = 28 if wraps else None
        self._tabs: tuple[Tab, ...] = ()
        self._buttons: list[TabButton] = []
        ground = frame("tabs", self)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        # Where they do not fit side by side, those of a narrow place go on in a second row.
        self._row = FlowLayout(ground, gap=10, line_gap=0) if wraps else _side_by_side(ground, is_small=is_small)
        if has_keys:
            for place, action in enumerate(TAB_ACTIONS):
                bind(action, self, partial(self._ask, place))

    @property
    def current(self) -> str:
        """The key of the chosen tab."""
        chosen = [tab.key for tab, made in zip(self._tabs, self._buttons, strict=True) if made.isChecked()]
        return chosen[0] if chosen else ""

    def show_tabs(self, tabs: Sequence[Tab], current: str) -> None:
        """Show these; the row is built anew only where the tabs differ."""
        if [tab.key for tab in tabs] != [tab.key for tab in self._tabs]:
            self._build(len(tabs))
        self._tabs = tuple(tabs)
        for made, tab in zip(self._buttons, tabs, strict=True):
            made.setChecked(tab.key == current)
        self.say_again()

    def say_again(self) -> None:
        """Words and tooltips in the language spoken now."""
        super().say_again()
        for place, (made, tab) in enumerate(zip(self._buttons, self._tabs, strict=True)):
            word = words.say(self._prefix + tab.key)
            made.show_tab(word, tab.count, needs_you=tab.needs_you)
            if self._has_keys and place < len(TAB_ACTIONS):
                made.setToolTip(tip(TAB_ACTIONS[place], word))

    def take_keyboard(self) -> None:
        """To the chosen tab, from where arrows go on."""
        for made in self._buttons:
            if made.isChecked():
                made.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, key: str) -> None:
        """Mark this one, without a wish."""
        for made, tab in zip(self._buttons, self._tabs, strict=True):
            made.setChecked(tab.key == key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from tab to tab."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and self._tabs:
            keys = [tab.key for tab in self._tabs]
            place = (keys.index(self.current) + step) % len(keys)
            self._buttons[place].setFocus()
            self._ask(place)
        else:
            super().keyPressEvent(event)

    def _build(self, count: int) -> None:
        for made in self._buttons:
            self._row.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._buttons = [TabButton(is_small=self._is_small, height=self._height, parent=self) for _ in range(count)]
        for place, made in enumerate(self._buttons):
            if isinstance(self._row, QHBoxLayout):
                self._row.insertWidget(place, made)
            else:
                self._row.addWidget(made)
            made.clicked.connect(lambda _checked=False, place=place: self._ask(place))

    def _ask(self, place: int) -> None:
        if place < len(self._tabs):
            for other, made in enumerate(self._buttons):
                made.setChecked(other == place)
            self.tab_asked.emit(self._tabs[place].key)


def _side_by_side(ground: QFrame, *, is_small: bool) -> QHBoxLayout:
    row = QHBoxLayout(ground)
    row.setContentsMargins(0 if is_small else Space.LARGE, 0, Space.SMALL, 0)
    row.setSpacing(20 if is_small else Space.HUGE)
    row.addStretch(1)
    return row
