"""What stands under the tabs of an order: invoicing, shipping and signing, each with its state and what is known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.order import Deed
from desktop.views.buttons import button
from desktop.views.follow_up_list import fact_grid
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.tokens import Space


class DeedsView(QWidget):
    """One card under the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deeds: tuple[Deed, ...] | None = None
        self.copies: list[QPushButton] = []
        self._cards: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.MEDIUM, Space.SMALL, Space.MEDIUM)
        self._column.setSpacing(Space.SMALL)
        self._column.addStretch(1)

    def show_deeds(self, deeds: Sequence[Deed]) -> None:
        """Show these; they stay as they are where nothing has changed."""
        if tuple(deeds) == self._deeds:
            return
        self._deeds = tuple(deeds)
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.copies = []
        self._cards = [self._card(deed) for deed in deeds]
        for place, card in enumerate(self._cards):
            self._column.insertWidget(place, card)

    def _card(self, deed: Deed) -> QWidget:
        card = frame("card")
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(text_label("section", deed.name))
        head.addWidget(StateLabel(deed.state, card))
        head.addStretch(1)
        if deed.to_copy:
            head.addWidget(self._copy(deed.to_copy))
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        if deed.facts:
            column.addLayout(fact_grid(deed.facts, name_width=76))
        return card

    def _copy(self, text: str) -> QPushButton:
        made = button("", words.say("order-copy"))
        made.clicked.connect(partial(_copied, made, text))
        self.copies.append(made)
        return made


def scrolling(content: QWidget) -> QScrollArea:
    """Downwards, where it does not fit."""
    content.setProperty("kind", "scrolled")
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(content)
    return made


def _copied(made: QPushButton, text: str, _checked: bool = False) -> None:
    QApplication.clipboard().setText(text)
    made.setText(words.say("order-copied"))
