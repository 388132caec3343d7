"""The small window 查客户: one field, below it the answer and names like the one typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.cells import Label
from desktop.screens.known import KnownCard, KnownState
from desktop.views.buttons import button
from desktop.views.dialogs import PlainDialog
from desktop.views.known_card import KnownCardView
from desktop.views.labels import StateLabel, text_label
from desktop.views.spoken import Speaking
from desktop.views.tokens import Space

SIZE = QSize(620, 560)
TYPING_PAUSE_MS = 200
"""After so long a pause it is looked up: a name is typed in many small steps."""

LONGEST = 200


class KnownDialog(Speaking, PlainDialog):
    """Shows a `KnownState`. Enter takes the first step of the answer."""

    typed = Signal(str)
    step_asked = Signal(str)
    retry_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", is_modal=False)
        self.lead = text_label("second", wraps=True)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST)
        self.field.setClearButtonEnabled(True)
        self._pause = QTimer(self, interval=TYPING_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._tell)
        self.source, self.retry = StateLabel(), button("link")
        self.cards: list[KnownCardView] = []
        self.near_title = text_label("section")
        self._list = QWidget()
        self._list.setProperty("kind", "scrolled")
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, Space.SMALL, 0)
        self._column.setSpacing(Space.SMALL)
        self._lay_out()
        self.says(self.setWindowTitle, "known-title")
        self.says(self.title.setText, "known-title")
        self.says(self.lead.setText, "known-lead")
        self.says(self.field.setPlaceholderText, "known-hint")
        self.says(self.field.setAccessibleName, "known-hint")
        self.field.textChanged.connect(lambda: self._pause.start())
        self.field.returnPressed.connect(self._enter)
        self.retry.clicked.connect(lambda: self.retry_asked.emit())
        self.resize(SIZE)
        self.show_state(KnownState())
        self.field.setFocus()

    def show_state(self, state: KnownState) -> None:
        """Everything as it is now."""
        self._state = state
        self.source.show_label(Label(state.source, state.tone) if state.source else None)
        self.retry.setVisible(bool(state.retry))
        self.retry.setText(state.retry)
        self._clear()
        for card in (state.draft, state.answer):
            if card is not None:
                self._add(card, is_small=False)
        if state.near:
            self.near_title = text_label("section", words.say("known-near", n=len(state.near)))
            self._column.addWidget(self.near_title)
            for card in state.near:
                self._add(card, is_small=True)
        self._column.addStretch(1)

    def take_focus(self) -> None:
        """For another question."""
        self.field.selectAll()
        self.field.setFocus()

    def _enter(self) -> None:
        if self._pause.isActive() or self.field.text().strip() != self._state.typed:
            self._tell()
        elif self._state.answer is not None and self._state.answer.steps:
            self.step_asked.emit(self._state.answer.steps[0].key)

    def _tell(self) -> None:
        self._pause.stop()
        self.typed.emit(self.field.text())

    def _add(self, card: KnownCard, *, is_small: bool) -> None:
        view = KnownCardView(card, is_small=is_small)
        view.step_asked.connect(self.step_asked)
        self.cards.append(view)
        self._column.addWidget(view)

    def _clear(self) -> None:
        self.cards = []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(self.source)
        line.addWidget(self.retry)
        line.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.says(scroll.setAccessibleName, "known-answers")
        scroll.setWidget(self._list)
        self.body.addWidget(self.lead)
        self.body.addWidget(self.field)
        self.body.addLayout(line)
        self.body.addWidget(scroll, 1)
        close = self.add_button("")
        self.says(close.setText, "dialog-close")
        close.clicked.connect(self.reject)
