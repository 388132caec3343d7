"""Whom to give customers to: people by team, with their places; one or several, found by a few letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.deeds import Candidate, Team
from desktop.views.labels import text_label
from desktop.views.tick_box import TickBox
from desktop.views.tokens import Space

SHOWN_HEIGHT = 230
SEARCHED_FROM = 8
"""Fewer people than this are seen at a glance."""


class Person(QWidget):
    """A box to tick, and the figures; who is full cannot be ticked."""

    def __init__(self, candidate: Candidate) -> None:
        super().__init__()
        self.candidate = candidate
        self.box = TickBox(candidate.name)
        self.box.setEnabled(candidate.is_enabled)
        self.box.setAccessibleDescription(candidate.figures)
        figures = text_label("quiet", candidate.figures)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, 0, Space.MEDIUM, 0)
        row.addWidget(self.box)
        row.addStretch(1)
        row.addWidget(figures)


class PeopleList(QWidget):
    """Tells who is ticked, in the order in which they are listed."""

    changed = Signal()

    def __init__(self, teams: Sequence[Team], prefix: str = "people") -> None:
        """Its words are the messages `<prefix>-search`, `-list` and `-none`."""
        super().__init__()
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.setPlaceholderText(words.say(f"{prefix}-search"))
        self.search.setAccessibleName(words.say(f"{prefix}-search"))
        self.search.setClearButtonEnabled(True)
        self.people: list[Person] = []
        self._heads: list[tuple[QWidget, list[Person]]] = []
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, Space.TINY, 0, Space.TINY)
        lines.setSpacing(Space.TINY)
        for team in teams:
            self._add_team(team, lines)
        self._nobody = text_label("quiet", words.say(f"{prefix}-none"), wraps=True)
        lines.addWidget(self._nobody)
        lines.addStretch(1)
        area = QScrollArea()
        area.setProperty("kind", "listed")
        area.setWidgetResizable(True)
        area.setMinimumHeight(min(SHOWN_HEIGHT, 30 * (len(self.people) + len(self._heads)) + 2 * Space.MEDIUM))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(words.say(f"{prefix}-list"))
        area.setWidget(inner)
        self._area = area
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.search)
        column.addWidget(area, 1)
        self.search.setVisible(len(self.people) >= SEARCHED_FROM)
        self.search.textChanged.connect(self._narrow)
        self._narrow("")

    @property
    def chosen(self) -> tuple[str, ...]:
        """Who is ticked."""
        return tuple(each.candidate.key for each in self.people if each.box.isChecked())

    def focus_first(self) -> None:
        """To the search, or to the first who can be chosen."""
        if not self.search.isHidden():
            self.search.setFocus()
            return
        for each in self.people:
            if each.box.isEnabled():
                each.box.setFocus()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from one who can be chosen to the next; from the search to the first."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        open_to = [each for each in self.people if each.isVisible() and each.box.isEnabled()]
        if not step or not open_to:
            super().keyPressEvent(event)
            return
        at = next((place for place, each in enumerate(open_to) if each.box.hasFocus()), -1 if step > 0 else 0)
        chosen = open_to[min(max(at + step, 0), len(open_to) - 1)]
        chosen.box.setFocus()
        self._area.ensureWidgetVisible(chosen)

    def _add_team(self, team: Team, lines: QVBoxLayout) -> None:
        head = text_label("second", team.name)
        head.setContentsMargins(Space.SMALL, Space.TINY, 0, 0)
        lines.addWidget(head)
        own = [Person(candidate) for candidate in team.candidates]
        for each in own:
            each.box.toggled.connect(self.changed)
            lines.addWidget(each)
        self.people += own
        self._heads.append((head, own))

    def _narrow(self, text: str) -> None:
        """Only those whose name, team or letters hold this; who is ticked stays in sight."""
        sought = text.strip().casefold()
        found = {each for each in self.people if sought in each.candidate.found_by.casefold() or each.box.isChecked()}
        for each in self.people:
            each.setVisible(each in found)
        for head, own in self._heads:
            head.setVisible(any(each in found for each in own))
        self._nobody.setVisible(not found)
