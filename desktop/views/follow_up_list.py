"""The facts of a profile or an account: names left, values right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.customer import Fact
from desktop.views.copying import copy_button
from desktop.views.labels import text_label
from desktop.views.spoken import Speaking
from desktop.views.tokens import Space

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


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
        if fact.can_copy:
            grid.addWidget(copy_button(fact.name, fact.value), row, 2, Qt.AlignmentFlag.AlignTop)
    return grid
