"""Who belongs to a pool: people and teams, with what may be done about each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.pools import MemberAct, MemberLine
from desktop.views.buttons import button
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.spoken import Spoken
from desktop.views.tokens import ROW_HEIGHT, Space

WIDEST = 860


class MemberView(QWidget):
    """One member: name, what else to know, labels, acts."""

    act_asked = Signal(str, object)

    def __init__(self, line: MemberLine) -> None:
        super().__init__()
        self.line = line
        self.setMinimumHeight(ROW_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.TINY, Space.SMALL, Space.TINY)
        row.setSpacing(Space.SMALL)
        row.addWidget(text_label("strong", line.name))
        row.addWidget(text_label("quiet", line.detail))
        for label in line.labels:
            row.addWidget(StateLabel(label))
        row.addStretch(1)
        for act in line.acts:
            word = words.say(f"member-{act.value}")
            made = button("", word)
            made.setAccessibleName(f"{word} {line.name}")
            made.clicked.connect(partial(self._ask, act))
            row.addWidget(made)

    def _ask(self, act: MemberAct, _checked: bool = False) -> None:
        self.act_asked.emit(self.line.key, act)


class MemberList(Spoken):
    """All members, and the button to add some."""

    act_asked = Signal(str, object)
    """The member's key and a `MemberAct`."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[MemberLine, ...] = ()
        self.views: list[MemberView] = []
        self.add = button("primary")
        self._nobody = text_label("quiet", wraps=True)
        head = QHBoxLayout()
        head.addWidget(self.add)
        head.addStretch(1)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        inner.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self._nobody)
        column.addLayout(self._rows)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.says(self.add.setText, "members-add")
        self.says(self._nobody.setText, "members-none")
        self.says(area.setAccessibleName, "pool-tab-members")

    def show_members(self, lines: Sequence[MemberLine], *, may_change: bool) -> None:
        """These; built anew only where something about them differs."""
        self.add.setVisible(may_change)
        self._nobody.setVisible(not lines)
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.views = [MemberView(line) for line in lines]
        for view in self.views:
            view.act_asked.connect(self.act_asked)
            self._rows.addWidget(view)
            self._rows.addWidget(frame("line"))

    def say_again(self) -> None:
        """The words of the acts are made with the lines, which are told anew in the new language."""
        self._lines = ()
        super().say_again()
