"""One customer that is known, or the word that none is: name, state, sentence, what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.known import KnownCard
from desktop.views.buttons import button
from desktop.views.labels import StateLabel, elided_label, frame, text_label
from desktop.views.tokens import Space


class KnownCardView(QWidget):
    """`is_small`: a line among many, whose steps are links."""

    step_asked = Signal(str)

    def __init__(self, card: KnownCard, *, is_small: bool = False) -> None:
        super().__init__()
        ground = frame("" if is_small else "card", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        column = QVBoxLayout(ground)
        margin = Space.TINY if is_small else Space.MEDIUM
        column.setContentsMargins(0 if is_small else margin, margin, 0 if is_small else margin, margin)
        column.setSpacing(Space.TINY)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        self.name, self.label = elided_label("strong", card.name), StateLabel(card.label)
        head.addWidget(self.name)
        head.addWidget(self.label)
        head.addStretch(1)
        self.text = text_label("second", card.text, wraps=True)
        self.text.setVisible(bool(card.text))
        self.steps = [button("link" if is_small else "" if place else "primary") for place, _ in enumerate(card.steps)]
        line = head if is_small else QHBoxLayout()
        line.setSpacing(Space.SMALL)
        for made, choice in zip(self.steps, card.steps, strict=True):
            made.setText(choice.text)
            made.setAccessibleName(words.say("known-step-of", step=choice.text, name=card.name))
            made.clicked.connect(partial(self._ask, choice.key))
            line.addWidget(made)
        column.addLayout(head)
        column.addWidget(self.text)
        if self.steps and not is_small:
            line.addStretch(1)
            column.addSpacing(Space.TINY)
            column.addLayout(line)

    def _ask(self, key: str, _checked: bool = False) -> None:
        self.step_asked.emit(key)
