"""Lines below one another in the middle of a page, no wider than is easily read, with what may be done about each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.views.buttons import button
from desktop.views.labels import frame

WIDEST = 860


class LineStack(QVBoxLayout):
    """The lines, with a thin stroke under each."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)

    def show_views(self, views: Sequence[QWidget]) -> None:
        """These, in place of those that stood here."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for view in views:
            self.addWidget(view)
            self.addWidget(frame("line"))


def scrolled_into(whole: QWidget) -> tuple[QScrollArea, QVBoxLayout]:
    """Fill this widget with an area that scrolls, and hand out the column in it; end the column with a stretch."""
    inner = QWidget()
    inner.setProperty("kind", "scrolled")
    inner.setMaximumWidth(WIDEST)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    outer = QVBoxLayout(whole)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
    return area, QVBoxLayout(inner)


def act_button(key: str, name: str, ask: Callable[[], object]) -> QPushButton:
    """One of the acts of a line; who cannot see hears whom or what it is about."""
    word = words.say(key)
    made = button("", word)
    made.setAccessibleName(f"{word} {name}")
    made.clicked.connect(lambda: ask())
    return made
