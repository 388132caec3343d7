"""Before an act: what follows from it, and what is to be chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QSpinBox, QWidget

from desktop import words
from desktop.screens.deeds import Question, Terms, Weighed
from desktop.views.buttons import button
from desktop.views.dialogs import PlainDialog
from desktop.views.flow_layout import FlowLayout
from desktop.views.labels import kinded, text_label
from desktop.views.people_list import PeopleList
from desktop.views.tokens import Space

NOTE_LENGTH = 200


class ActDialog(PlainDialog):
    """Shows of a `Question` what it asks for. Where another choice has other consequences, they are asked for."""

    confirmed = Signal(object, object, object)
    """`Action`, `Selection` and `Terms`."""

    terms_changed = Signal(object, object, object)
    """The same, of what is chosen now."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent, question.title)
        self._question = question
        self.people = PeopleList(question.teams) if question.teams else None
        self.days = self._days() if question.days else None
        self.pools = QButtonGroup(self)
        self.note = QLineEdit(self)
        self.note.setVisible(question.has_note)
        self.weighed = text_label("second", wraps=True)
        if self.people is not None:
            self.body.addWidget(self.people, 1)
            self.people.changed.connect(self._tell)
        if question.pools:
            self._add_pools()
        if question.has_note:
            self._add_note()
        self.body.insertWidget(0 if not question.is_weighed_anew else self.body.count(), self.weighed)
        self.add_cancel()
        self._confirm = self.add_button("", is_weightiest=True)
        self._confirm.clicked.connect(self._take)
        self.show_weighed(question.weighed)
        first = self.days if self.days is not None else self.note if question.has_note else self._confirm
        first.setFocus()
        if self.people is not None:
            self.people.focus_first()

    @property
    def terms(self) -> Terms:
        """What is chosen now."""
        pool = self.pools.checkedButton()
        return Terms(
            note=self.note.text().strip(),
            days=0 if self.days is None else self.days.value(),
            pool="" if pool is None else str(pool.property("key")),
            people=() if self.people is None else self.people.chosen,
        )

    def show_weighed(self, weighed: Weighed) -> None:
        """What follows from it."""
        self.weighed.setText(weighed.text)
        kinded(self.weighed, "kind", "second" if weighed.can_confirm else "trouble")
        self._confirm.setText(weighed.confirm)
        self._confirm.setEnabled(weighed.can_confirm)
        self._confirm.setToolTip("" if weighed.can_confirm else weighed.text)

    def _days(self) -> QSpinBox:
        field = QSpinBox()
        field.setRange(1, self._question.days)
        field.setValue(self._question.chosen.days)
        field.setSuffix(words.say("days-suffix"))
        # ↑ and ↓ count; the style's own little arrows do not go with our border.
        field.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        field.setAccessibleName(words.say("extend-days"))
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(text_label("", words.say("extend-days")))
        line.addWidget(field)
        line.addWidget(text_label("quiet", words.say("extend-days-most", n=self._question.days)))
        line.addStretch(1)
        self.body.addLayout(line)
        field.valueChanged.connect(self._tell)
        return field

    def _add_pools(self) -> None:
        self.body.addWidget(text_label("second", words.say("convert-to-which")))
        for pool in self._question.pools:
            made = QRadioButton(pool.text)
            made.setProperty("key", pool.key)
            made.setChecked(pool.key == self._question.chosen.pool)
            self.pools.addButton(made)
            self.body.addWidget(made)
        self.pools.buttonClicked.connect(self._tell)

    def _add_note(self) -> None:
        action = self._question.action.value
        name = words.say(f"{action}-reason")
        self.note.setMaxLength(NOTE_LENGTH)
        self.note.setPlaceholderText(words.say(f"{action}-reason-hint"))
        self.note.setAccessibleName(name)
        label = text_label("second", name)
        label.setBuddy(self.note)
        self.body.addWidget(label)
        if self._question.reasons:
            chips = FlowLayout()
            for reason in self._question.reasons:
                chip = button("choice", reason)
                chip.clicked.connect(partial(self._say, reason))
                chips.addWidget(chip)
            self.body.addLayout(chips)
        self.body.addWidget(self.note)

    def _say(self, reason: str, _checked: bool = False) -> None:
        self.note.setText(reason)
        self.note.setFocus()

    def _tell(self, *_: object) -> None:
        # Until the answer has come nobody knows whether this can be done.
        self._confirm.setEnabled(False)
        self.terms_changed.emit(self._question.action, self._question.selection, self.terms)

    def _take(self) -> None:
        self.confirmed.emit(self._question.action, self._question.selection, self.terms)
        self.accept()
