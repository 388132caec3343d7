"""The card of the side panel: the deadline, or that a customer can be claimed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.screens.cells import Act
from desktop.screens.customer import Card
from desktop.views.buttons import button
from desktop.views.labels import text_label, toned
from desktop.views.tokens import Space


class CardView(QFrame):
    """The deadline card, or the claim card with its button."""

    act_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title, self._text = text_label("card-title", wraps=True), text_label("second", wraps=True)
        self.act = button("primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, 10, Space.MEDIUM, 10)
        column.setSpacing(Space.TINY)
        for widget in (self._title, self._text):
            column.addWidget(widget)
        self._act_line = QWidget()
        act_line = QHBoxLayout(self._act_line)
        act_line.setContentsMargins(0, Space.TINY, 0, 0)
        act_line.addWidget(self.act)
        act_line.addStretch(1)
        column.addWidget(self._act_line)
        self.act.clicked.connect(self.act_clicked)

    def show_card(self, card: Card | None, act: Act | None) -> None:
        """Show it, or nothing."""
        self.setVisible(card is not None)
        if card is not None:
            self._title.setText(card.title)
            self._text.setText(card.text)
            self._text.setVisible(bool(card.text))
            toned(self, card.tone)
            toned(self._title, card.tone)
        self._act_line.setVisible(act is not None)
        if act is not None:
            self.act.setText(act.word)
            self.act.setEnabled(act.is_enabled)
            self.act.setToolTip(act.tooltip)
