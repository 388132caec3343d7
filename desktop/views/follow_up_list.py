"""The history of a customer, and the facts of its profile: two lists that scroll by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.customer import Fact, FollowUpLine
from desktop.views.buttons import button
from desktop.views.labels import StateLabel, elided_label, frame, text_label
from desktop.views.spoken import Speaking
from desktop.views.tokens import Space

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class FollowUpList(Speaking, QScrollArea):
    """What happened, the newest first; older ones on demand. `name_key`: the message that names the list."""

    more_asked = Signal()

    def __init__(self, name_key: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._more = button("link")
        self._lines: list[FollowUpLine] = []
        self._count = 0
        self._empty = ""
        self.says(self.setAccessibleName, name_key)
        self.says(self._more.setText, "follow-ups-more")
        self._more.clicked.connect(self.more_asked)
        self._more.setParent(self)
        self._more.hide()

    def show_lines(self, lines: Sequence[FollowUpLine], count: int, empty: str) -> None:
        """Show these of so many; or the sentence for none."""
        if list(lines) == self._lines and (count, empty) == (self._count, self._empty) and self.widget() is not None:
            return
        self._lines, self._count, self._empty = list(lines), count, empty
        self._build()

    def add_lines(self, lines: Sequence[FollowUpLine]) -> None:
        """Older ones, below; those already there are left out."""
        known = {line.id for line in self._lines}
        self._lines += [line for line in lines if line.id not in known]
        self._build()

    def _build(self) -> None:
        scrolled = self.verticalScrollBar().value()
        self._more.setParent(self)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, Space.MEDIUM, Space.SMALL, Space.MEDIUM)
        column.setSpacing(Space.MEDIUM)
        thread = frame("thread")
        lines = QVBoxLayout(thread)
        lines.setContentsMargins(Space.MEDIUM, 0, 0, 0)
        lines.setSpacing(14)
        for line in self._lines:
            lines.addLayout(_line(line))
        if self._lines:
            column.addWidget(thread)
        elif self._empty:
            column.addWidget(text_label("quiet", self._empty, wraps=True))
        self._more.setVisible(len(self._lines) < self._count)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(inner)
        self.verticalScrollBar().setValue(scrolled)


def _line(line: FollowUpLine) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(Space.HAIR)
    head = QHBoxLayout()
    head.setSpacing(Space.TINY)
    head.addWidget(elided_label("quiet", line.head))
    if line.label is not None:
        head.addWidget(StateLabel(line.label))
    head.addStretch(1)
    column.addLayout(head)
    text = text_label("", line.text, wraps=True)
    text.setTextInteractionFlags(_SELECTABLE)
    column.addWidget(text)
    return column


class FactList(Speaking, QScrollArea):
    """The profile: names left, values right; masked ones with the reason above."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.says(self.setAccessibleName, "panel-tab-profile")

    def show_facts(self, facts: Sequence[Fact], because: str = "") -> None:
        """Show these."""
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, Space.MEDIUM, Space.SMALL, Space.MEDIUM)
        column.setSpacing(Space.MEDIUM)
        if because:
            column.addWidget(text_label("second", because, wraps=True))
        column.addLayout(fact_grid(facts))
        column.addStretch(1)
        self.setWidget(inner)


def fact_grid(facts: Sequence[Fact], *, name_width: int = 92) -> QGridLayout:
    """Facts as two columns."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.MEDIUM)
    grid.setVerticalSpacing(Space.SMALL)
    grid.setColumnMinimumWidth(0, name_width)
    grid.setColumnStretch(1, 1)
    for row, fact in enumerate(facts):
        name = text_label("second", fact.name)
        value = text_label("second" if fact.is_masked else "", fact.value, wraps=True)
        value.setTextInteractionFlags(_SELECTABLE)
        if fact.is_masked:
            value.setToolTip(words.say("fact-masked"))
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
    return grid
