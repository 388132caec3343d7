"""What reps ask for: each request with its two answers, or with the one it got."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.tags import TagRequestLine
from desktop.views.buttons import button
from desktop.views.labels import StateLabel, text_label
from desktop.views.line_stack import LineStack, scrolled_into
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space


class TagRequestView(QWidget):
    """Which tag, who asks since when, what for; how it was answered."""

    grant_asked = Signal(str)
    decline_asked = Signal(str)

    def __init__(self, line: TagRequestLine) -> None:
        super().__init__()
        self.line = line
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(text_label("strong", line.name))
        for label in line.labels:
            head.addWidget(StateLabel(label))
        head.addStretch(1)
        self.decline, self.grant = button("", words.say("tag-decline")), button("primary", words.say("tag-grant"))
        for made in (self.decline, self.grant):
            made.setAccessibleName(f"{made.text()} {line.name}")
            made.setVisible(line.is_open)
            head.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.TINY)
        column.addLayout(head)
        column.addWidget(text_label("quiet", line.who))
        for text in filter(None, (line.why, line.answer)):
            column.addWidget(text_label("second" if text == line.answer else "", text, wraps=True))
        self.grant.clicked.connect(lambda: self.grant_asked.emit(line.id))
        self.decline.clicked.connect(lambda: self.decline_asked.emit(line.id))


class TagRequestList(Spoken):
    """All requests, the open ones first."""

    grant_asked = Signal(str)
    decline_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[TagRequestLine, ...] = ()
        self.views: list[TagRequestView] = []
        self._none = text_label("quiet", wraps=True)
        self._rows = LineStack()
        area, column = scrolled_into(self)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.LARGE)
        column.addWidget(self._none)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.says(self._none.setText, "tag-requests-none")
        self.says(area.setAccessibleName, "tags-tab-requests")

    def show_requests(self, lines: Sequence[TagRequestLine]) -> None:
        """These; built anew only where something about them differs."""
        self._none.setVisible(not lines)
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self.views = [TagRequestView(line) for line in lines]
        for view in self.views:
            view.grant_asked.connect(self.grant_asked)
            view.decline_asked.connect(self.decline_asked)
        self._rows.show_views(self.views)

    def say_again(self) -> None:
        """The words of the answers are made with the lines, which are told anew in the new language."""
        self._lines = ()
        super().say_again()
