"""What is asked about tags: a name and a group, with which tag a request is answered, a tag that is missed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from desktop import words
from desktop.screens.tags import GrantQuestion, TagQuestion
from desktop.views.labels import text_label
from desktop.views.pool_dialogs import PlacePick, PoolDialog
from desktop.views.tokens import Space


class TagNameDialog(PoolDialog):
    """Of a group, or of a tag with the group it stands in."""

    answered = Signal(str, str, str)
    """The key, the name, and the group where there is one to choose."""

    def __init__(self, question: TagQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent, question.title, question.text)
        self._question = question
        self.name = _line("tag-name", question.name)
        self.body.addWidget(_buddy("tag-name", self.name))
        self.body.addWidget(self.name)
        self.group = PlacePick(question.groups, words.say("tag-group"))
        self.group.setVisible(bool(question.groups))
        if question.groups:
            self.body.addWidget(text_label("second", words.say("tag-group")))
            self.body.addWidget(self.group, 0, Qt.AlignmentFlag.AlignLeft)
        for choice in question.groups:
            if choice.key == question.group:
                self.group.choose(choice)
        self.finish(question.confirm, self._tell)
        self.name.setFocus()
        self.name.selectAll()

    def _tell(self) -> None:
        self.answered.emit(self._question.key, self.name.text(), self.group.key)


class GrantDialog(PoolDialog):
    """A new tag, or one that is there already."""

    answered_new = Signal(str, str, str)
    """The request's id, the name, the group."""

    answered = Signal(str, str)
    """The request's id and the tag's."""

    def __init__(self, question: GrantQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent, question.title, question.text)
        self._question = question
        self._ways = QButtonGroup(self)
        self.new, self.existing = (
            QRadioButton(words.say("tag-grant-new")),
            QRadioButton(words.say("tag-grant-existing")),
        )
        self.name = _line("tag-name", question.name)
        self.group = PlacePick(question.groups, words.say("tag-group"))
        self.tag = PlacePick(question.tags, words.say("tag-grant-existing"))
        for pick, key in ((self.group, "tag-pick-group"), (self.tag, "tag-pick-tag")):
            if not pick.key:
                pick.setText(words.say(key))
        self.new.setEnabled(bool(question.groups))
        self.existing.setEnabled(bool(question.tags))
        self._add(self.new, self.name, self.group)
        self._add(self.existing, self.tag)
        for pick in (self.group, self.tag):
            pick.show()
        self.finish(words.say("tag-grant"), self._tell)
        self.name.textEdited.connect(lambda: self.new.setChecked(True))
        self.group.chosen.connect(lambda: self.new.setChecked(True))
        self.tag.chosen.connect(lambda: self.existing.setChecked(True))
        for pick in (self.group, self.tag):
            pick.chosen.connect(self._look)
        self._ways.buttonToggled.connect(self._look)
        (self.new if question.groups else self.existing).setChecked(True)
        self._look()

    def _add(self, way: QRadioButton, *widgets: QWidget) -> None:
        self._ways.addButton(way)
        self.body.addWidget(way)
        line = QHBoxLayout()
        line.setContentsMargins(Space.HUGE, 0, 0, Space.SMALL)
        line.setSpacing(Space.SMALL)
        for widget in widgets:
            line.addWidget(widget, int(isinstance(widget, QLineEdit)))
        if not isinstance(widgets[0], QLineEdit):
            line.addStretch(1)
        self.body.addLayout(line)

    def _look(self) -> None:
        """Nothing is answered before it is chosen with what."""
        self.confirm.setEnabled(bool(self.group.key if self.new.isChecked() else self.tag.key))

    def _tell(self) -> None:
        if self.new.isChecked():
            self.answered_new.emit(self._question.id, self.name.text(), self.group.key)
        else:
            self.answered.emit(self._question.id, self.tag.key)


class AskTagDialog(PoolDialog):
    """Which tag is missed, and what for."""

    answered = Signal(str, str)
    """The name, and why."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, words.say("tag-ask-title"), words.say("tag-ask-text"))
        self.name, self.why = _line("tag-name", name), _line("tag-ask-why", "")
        for key, line in (("tag-name", self.name), ("tag-ask-why", self.why)):
            self.body.addWidget(_buddy(key, line))
            self.body.addWidget(line)
        self.finish(words.say("tag-ask-confirm"), lambda: self.answered.emit(self.name.text(), self.why.text().strip()))
        (self.why if name else self.name).setFocus()


def _line(key: str, text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setPlaceholderText(words.say(f"{key}-hint"))
    made.setAccessibleName(words.say(key))
    return made


def _buddy(key: str, line: QLineEdit) -> QWidget:
    label = text_label("second", words.say(key))
    label.setBuddy(line)
    return label
