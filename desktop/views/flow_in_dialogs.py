"""What is asked beside the form of flowing in: a word of the shop system's, and who gets customers in turn."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import words
from desktop.screens.flow_in import TurnQuestion, WordOf
from desktop.views.labels import text_label
from desktop.views.people_list import PeopleList
from desktop.views.pool_dialogs import PoolDialog


class WordDialog(PoolDialog):
    """A kind of activity or a source that has no name here."""

    answered = Signal(object, str)

    def __init__(self, what: WordOf, parent: QWidget | None = None) -> None:
        key = f"flow-in-word-{what.value}"
        super().__init__(parent, words.say(f"{key}-title"), words.say(f"{key}-text"))
        self._what = what
        self.word = QLineEdit()
        self.word.setAccessibleName(words.say(f"{key}-label"))
        label = text_label("second", words.say(f"{key}-label"))
        label.setBuddy(self.word)
        self.body.addWidget(label)
        self.body.addWidget(self.word)
        self.finish(words.say("flow-in-word-confirm"), self._tell)
        self.word.setFocus()

    def _tell(self) -> None:
        self.answered.emit(self._what, self.word.text())


class TurnDialog(PoolDialog):
    """People, found by name; nobody is an answer too."""

    answered = Signal(str, object)
    """The source and the people's ids, in the order in which they are listed."""

    def __init__(self, question: TurnQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent, question.title, question.text)
        self._question = question
        self.people = PeopleList(question.teams)
        for each in self.people.people:
            each.box.setChecked(each.candidate.key in question.chosen)
        self.body.addWidget(self.people, 1)
        self.finish("", self._tell)
        self.people.changed.connect(self._count)
        self._count()
        self.people.focus_first()

    def _tell(self) -> None:
        self.answered.emit(self._question.source, self.people.chosen)

    def _count(self) -> None:
        self.confirm.setText(words.say("flow-in-turn-confirm", n=len(self.people.chosen)))
