"""流入规则, a part of the page of the pools: points, the threshold, the sources, and what all that means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.flow_in import (
    FlowInForm,
    FlowInState,
    FlowInWishes,
    TurnQuestion,
    TypedFlowIn,
    WordOf,
)
from desktop.screens.register import BlankKind
from desktop.views.blank import BlankPage
from desktop.views.buttons import button
from desktop.views.flow_in_dialogs import TurnDialog, WordDialog
from desktop.views.flow_in_form import FlowInFormView
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.spoken import Spoken
from desktop.views.standing_question import Questioning
from desktop.views.tokens import ROW_HEIGHT, Space

WIDEST = 980


class FlowInView(Questioning, Spoken):
    """Shows what it is told, emits what is wished; see `FlowInScreen` and `FlowInWishes`."""

    offered = Signal(bool)
    """Whether whoever sits here has anything to do with it."""

    opened = Signal()
    word_given = Signal(object, str)
    turn_given = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._version, self._label = text_label("name"), StateLabel()
        self.note = text_label("second")
        self.form = FlowInFormView()
        self.present, self.save = button(), button("primary")
        self.nothing = BlankPage()
        self._body = QStackedWidget()
        self._area = QScrollArea()
        self._lay_out()
        self.says(self.present.setText, "flow-in-present")
        self.says(self.save.setText, "flow-in-save")

    def serve(self, wishes: FlowInWishes) -> None:
        """Bring every wish to this presenter."""
        self.form.typed_anew.connect(wishes.flow_in_typed)
        self.form.word_asked.connect(wishes.word_asked)
        self.form.turn_asked.connect(wishes.turn_asked)
        self.word_given.connect(wishes.word_given)
        self.turn_given.connect(wishes.turn_given)
        self.present.clicked.connect(lambda: wishes.present_asked())
        self.save.clicked.connect(lambda: wishes.save_flow_in_asked())

    @property
    def typed(self) -> TypedFlowIn:
        """The form as it stands."""
        return self.form.typed

    def show_flow_in(self, form: FlowInForm, state: FlowInState) -> None:
        """The form, and how it stands."""
        self.form.show_form(form)
        self.form.show_troubles(state.troubles)
        self._version.setText(state.version)
        self._label.show_label(state.label)
        self.note.setText(state.note)
        self.form.show_meaning(state.meaning)
        self.present.setEnabled(state.is_typed)
        self.save.setEnabled(state.is_typed)
        self._body.setCurrentIndex(0)
        self.offered.emit(True)

    def hide_flow_in(self) -> None:
        """Not for whoever sits here."""
        self.offered.emit(False)

    def open_flow_in(self) -> None:
        """Turn to it."""
        self.opened.emit()

    def show_flow_in_broken(self, text: str) -> None:
        """In place of the form."""
        self.nothing.show_words(BlankKind.ERROR, words.say("pools-part-flow-in"), text)
        self._body.setCurrentWidget(self.nothing)
        self.offered.emit(True)

    def point_to(self, field_name: str) -> None:
        """With the sentence below it, for which the form has just made room."""
        field = self.form.field_of(field_name)
        if field is None:
            return
        field.setFocus()
        if (inner := self._area.widget()) is not None and (layout := inner.layout()) is not None:
            layout.activate()
        self._area.ensureWidgetVisible(field, 0, 2 * ROW_HEIGHT)

    def ask_word(self, what: WordOf) -> None:
        """By which word the shop system tells it."""
        dialog = WordDialog(what, self)
        dialog.answered.connect(self.word_given)
        self.put_question(dialog)

    def ask_turn(self, question: TurnQuestion) -> None:
        """Who gets them."""
        dialog = TurnDialog(question, self)
        dialog.answered.connect(self.turn_given)
        # Whoever is chosen is only put into the form: nothing can be refused yet.
        dialog.answered.connect(dialog.accept)
        self.put_question(dialog)

    def show_word_trouble(self, text: str) -> None:
        """Why not."""
        self.refuse_answer(text)

    def close_word(self) -> None:
        """It is answered."""
        self.take_answer()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        inner.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addLayout(self._head())
        lead = text_label("second", wraps=True)
        self.says(lead.setText, "flow-in-lead")
        column.addWidget(lead)
        column.addWidget(self.form)
        column.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self.says(self._area.setAccessibleName, "pools-part-flow-in")
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addWidget(self._foot())
        self._body.addWidget(whole)
        self._body.addWidget(self.nothing)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._body)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._version)
        head.addWidget(self._label)
        head.addStretch(1)
        return head

    def _foot(self) -> QWidget:
        foot = frame("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.note, 1)
        row.addWidget(self.present)
        row.addWidget(self.save)
        return foot
