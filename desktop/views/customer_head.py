"""The head of a customer: name, numbers, what it is; what can be done; that it was lost, and what was being written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.cells import Tone
from desktop.screens.customer import CustomerPanel
from desktop.views.acts_pick import ActsPick
from desktop.views.buttons import icon_button
from desktop.views.copying import copy_button
from desktop.views.flow_layout import FlowLayout
from desktop.views.icons import icon
from desktop.views.labels import StateLabel, frame, text_label, toned
from desktop.views.shortcuts import tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

_KEPT_HEIGHT = 72


class CustomerHead(Spoken):
    """Fills itself from a `CustomerPanel`."""

    window_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name, self._numbers = text_label("name", wraps=True), text_label("quiet", wraps=True)
        for label in (self._name, self._numbers):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            _fits(label)
        self._labels = FlowLayout()
        self.acts = ActsPick()
        self.window_button = icon_button("window")
        self.link_button = icon_button("link")
        self._link = ""
        self.lost = _Banner()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._name, 1)
        head.addWidget(self.acts, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.link_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.window_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._numbers)
        column.addLayout(self._labels)
        column.addWidget(self.lost)
        self.window_button.clicked.connect(self.window_asked)
        self.link_button.clicked.connect(self.copy_link)

    def copy_link(self) -> None:
        """For whoever is to be led to this customer; the button says that it was done."""
        if self._link:
            QApplication.clipboard().setText(self._link)
            self.link_button.setIcon(icon("tick", Tone.GOOD))
            self.link_button.setToolTip(words.say("copied"))

    def say_again(self) -> None:
        """The buttons name their keys."""
        super().say_again()
        self._name_link_button()
        self._name_window_button()

    def show_customer(self, panel: CustomerPanel, kept: str) -> None:
        """Show this; `kept` is what was being written and can no longer be saved."""
        if panel.link != self._link:
            self._link = panel.link
            self._name_link_button()
        self.link_button.setVisible(bool(panel.link))
        self._name_window_button()
        self._name.setText(panel.name)
        self._numbers.setText(panel.numbers)
        self._numbers.setVisible(bool(panel.numbers))
        self._labels.clear()
        for label in panel.labels:
            self._labels.addWidget(StateLabel(label))
        self.acts.show_acts(panel.acts)
        self.lost.show_words(panel.lost, kept)

    def _name_window_button(self) -> None:
        self.window_button.setAccessibleName(words.say("action-open-window"))
        self.window_button.setToolTip(tip(Action.OPEN_WINDOW))

    def _name_link_button(self) -> None:
        self.link_button.setIcon(icon("link"))
        self.link_button.setAccessibleName(words.say("action-copy-link"))
        self.link_button.setToolTip(tip(Action.COPY_LINK))


class _Banner(QWidget):
    """Hidden while nothing is lost."""

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[str, str] = ("", "")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFixedHeight(_KEPT_HEIGHT)
        self._why, self._kept = text_label("", wraps=True), text_label("second", wraps=True)
        card = frame("card", self)
        toned(card, Tone.WARNING)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self._copy = QHBoxLayout()
        self._copy.addWidget(self._kept, 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.TINY)
        column.addWidget(self._why)
        column.addLayout(self._copy)
        column.addWidget(self.text)
        self.hide()

    def show_words(self, why: str, kept: str) -> None:
        """Why it is lost, and what was being written."""
        self.setVisible(bool(why or kept))
        self._why.setText(why)
        self._why.setVisible(bool(why))
        for widget in (self._kept, self.text):
            widget.setVisible(bool(kept))
        self._kept.setText(words.say("kept-text"))
        self.text.setAccessibleName(words.say("kept-text"))
        if kept != self._said[1]:
            while self._copy.count() > 1:
                old = self._copy.takeAt(1)
                made = None if old is None else old.widget()
                if made is not None:
                    made.hide()
                    made.deleteLater()
            self.text.setPlainText(kept)
            if kept:
                self._copy.addWidget(copy_button(words.say("entry-text"), kept), 0, Qt.AlignmentFlag.AlignTop)
        self._said = why, kept


def _fits(label: QLabel) -> None:
    """As high as its text, no higher."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
