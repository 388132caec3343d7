"""What is asked about a pool: its name, its new members, what becomes of its customers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from desktop import words
from desktop.screens.choice import Choice
from desktop.screens.pools import CloseQuestion, MemberQuestion, NameQuestion
from desktop.views.dialogs import PlainDialog
from desktop.views.labels import text_label
from desktop.views.menu_pick import MenuPick
from desktop.views.people_list import PeopleList
from desktop.views.tick_box import TickBox
from desktop.views.tokens import Space


class PoolDialog(PlainDialog):
    """Stays open until it is closed from outside or by 取消: a refusal is shown in it."""

    def __init__(self, parent: QWidget | None, title: str, text: str = "") -> None:
        super().__init__(parent, title, text)
        self.trouble = text_label("trouble", wraps=True)
        self.trouble.hide()

    def show_trouble(self, text: str) -> None:
        """Why it cannot be done so; what was typed or chosen stays."""
        self.trouble.setText(text)
        self.trouble.show()
        self.confirm.setEnabled(True)

    def finish(self, confirm: str, tell: Callable[[], None]) -> None:
        """The trouble below what is asked, and the buttons; `tell` says what was answered, once."""
        self.body.addWidget(self.trouble)
        self.add_cancel()
        self.confirm = self.add_button(confirm, is_weightiest=True)
        self.confirm.clicked.connect(partial(self._take, tell))

    def _take(self, tell: Callable[[], None], _checked: bool = False) -> None:
        self.trouble.hide()
        self.confirm.setEnabled(False)
        tell()


class NameDialog(PoolDialog):
    """Of a new pool, or a new one of this."""

    answered = Signal(str, str)
    """The pool's id and the name."""

    def __init__(self, question: NameQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent, question.title, question.text)
        self._question = question
        self.name = QLineEdit(question.name)
        self.name.setPlaceholderText(words.say("pool-name-hint"))
        self.name.setAccessibleName(words.say("pool-name"))
        label = text_label("second", words.say("pool-name"))
        label.setBuddy(self.name)
        self.body.addWidget(label)
        self.body.addWidget(self.name)
        self.finish(question.confirm, self._tell)
        self.name.setFocus()
        self.name.selectAll()

    def _tell(self) -> None:
        self.answered.emit(self._question.pool_id, self.name.text())


class MembersDialog(PoolDialog):
    """People and whole teams, found by name."""

    answered = Signal(str, object, bool)
    """The pool's id, the keys, whether as admins."""

    def __init__(self, question: MemberQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent, question.title)
        self._question = question
        self.people = PeopleList(question.teams, "candidates")
        self.as_admin = TickBox(words.say("members-as-admin"))
        self.body.addWidget(self.people, 1)
        self.body.addWidget(self.as_admin)
        self.finish("", self._tell)
        self.people.changed.connect(self._count)
        self._count()
        self.people.focus_first()

    def _tell(self) -> None:
        self.answered.emit(self._question.pool_id, self.people.chosen, self.as_admin.isChecked())

    def _count(self) -> None:
        chosen = len(self.people.chosen)
        self.confirm.setText(words.say("members-confirm", n=chosen))
        self.confirm.setEnabled(bool(chosen))


class PlacePick(MenuPick):
    """One of several places; the first, where there is only one."""

    chosen = Signal()

    def __init__(self, choices: Sequence[Choice], name: str) -> None:
        super().__init__()
        self.key = ""
        self._name = name
        self.setText(words.say("pool-close-choose"))
        self.setAccessibleName(name)
        for choice in choices:
            self.choices.addAction(choice.text).triggered.connect(partial(self.choose, choice))
        if len(choices) == 1:
            self._show(choices[0])

    def choose(self, choice: Choice, _checked: bool = False) -> None:
        """This one."""
        self._show(choice)
        self.chosen.emit()

    def _show(self, choice: Choice) -> None:
        self.key = choice.key
        self.setText(choice.text.strip())
        self.setAccessibleName(f"{self._name} {choice.text.strip()}")


class CloseDialog(PoolDialog):
    """What becomes of the customers. Nothing is chosen beforehand: it cannot be undone."""

    answered = Signal(str, str, str)
    """The pool's id, and to which pool or to which team; one of them is empty, or both."""

    def __init__(self, question: CloseQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent, question.title, question.text)
        self._question = question
        self._ways = QButtonGroup(self)
        self.body.addWidget(text_label("second", words.say("pool-close-unassigned")))
        self.to_pool, self.pools = self._way("pool-close-to-pool", question.pools)
        self.to_team, self.teams = self._way("pool-close-to-team", question.teams)
        self.finish(words.say("pool-close-confirm"), self._tell)

    def _tell(self) -> None:
        pool = self.pools.key if self.to_pool.isChecked() else ""
        team = self.teams.key if self.to_team.isChecked() else ""
        self.answered.emit(self._question.pool_id, pool, team)

    def _way(self, key: str, choices: Sequence[Choice]) -> tuple[QRadioButton, PlacePick]:
        word = words.say(key)
        way, places = QRadioButton(word), PlacePick(choices, word)
        way.setEnabled(bool(choices))
        places.chosen.connect(partial(way.setChecked, True))
        self._ways.addButton(way)
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(way)
        line.addWidget(places)
        line.addStretch(1)
        self.body.addLayout(line)
        places.setVisible(bool(choices))
        return way, places
