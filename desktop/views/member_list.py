"""Who belongs to a pool: people and teams, with what may be done about each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.screens.pools import MemberLine
from desktop.views.buttons import button
from desktop.views.labels import StateLabel, text_label
from desktop.views.line_stack import LineStack, act_button, scrolled_into
from desktop.views.spoken import Spoken
from desktop.views.tokens import ROW_HEIGHT, Space


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
            ask = partial(self.act_asked.emit, line.key, act)
            row.addWidget(act_button(f"member-{act.value}", line.name, ask))


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
        self._rows = LineStack()
        area, column = scrolled_into(self)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self._nobody)
        column.addLayout(self._rows)
        column.addStretch(1)
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
        self.views = [MemberView(line) for line in lines]
        for view in self.views:
            view.act_asked.connect(self.act_asked)
        self._rows.show_views(self.views)

    def say_again(self) -> None:
        """The words of the acts are made with the lines, which are told anew in the new language."""
        self._lines = ()
        super().say_again()
