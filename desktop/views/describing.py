"""标签与备注: what people call the customer, and what they noted down, written in its place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.choice import Choice
from desktop.screens.customer import CustomerPanel, Note
from desktop.views.buttons import button
from desktop.views.entry_text import EntryText
from desktop.views.flow_layout import FlowLayout
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.shortcuts import bind, tip
from desktop.views.spoken import Speaking
from desktop.views.tokens import Space

_NOTE_HEIGHT = 132


class DescribingView(Speaking, QScrollArea):
    """Tags as chips with a cross, the note below; Ctrl+Enter keeps the note, Esc gives back what it was."""

    tags_asked = Signal(object, object)
    """The button, and the place over which the picker opens."""

    tag_taken = Signal(str)
    note_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._customer_id = ""
        self._note = Note()
        self._tags: tuple[Choice, ...] | None = None
        self._may_tag = False
        self._chips = FlowLayout(gap=6)
        self.add, self._no_tags = button("add"), text_label("quiet")
        self.note = EntryText()
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setProperty("kind", "note")
        self._written, self._label = text_label("", wraps=True), StateLabel()
        self._written.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._trouble = text_label("trouble", wraps=True)
        self.keep, self.leave = button("primary"), button()
        self._foot = QWidget()
        self._lay_out()
        for tell, key in (
            (self.setAccessibleName, "panel-tab-describing"),
            (self.add.setText, "tags-put"),
            (self.note.setAccessibleName, "note-text"),
            (self.note.setPlaceholderText, "note-hint"),
            (self.leave.setText, "dialog-cancel"),
            (self.keep.setText, "note-keep"),
        ):
            self.says(tell, key)
        self.keep.setToolTip(tip(Action.SAVE))
        self.add.clicked.connect(lambda: self.tags_asked.emit(self.add, QPoint(0, -Space.SMALL)))
        self.note.textChanged.connect(self._judge)
        self.note.left.connect(self._give_back)
        self.leave.clicked.connect(self._give_back)
        self.keep.clicked.connect(self._keep)
        bind(Action.SAVE, self, self._keep)

    def show_customer(self, panel: CustomerPanel) -> None:
        """Tags and note of this customer; a note being written stays as it is typed."""
        is_changed = self.is_being_written and panel.customer_id == self._customer_id and panel.may_describe
        self._customer_id = panel.customer_id
        self._note = panel.note
        self._show_tags(panel.tags, may_tag=panel.may_tag)
        self.note.setVisible(panel.may_describe)
        self._written.setVisible(not panel.may_describe)
        self._written.setText(panel.note.text or words.say("note-none"))
        self._label.show_label(panel.note.label)
        if not is_changed:
            self._give_back()

    @property
    def is_being_written(self) -> bool:
        """Whether the field says something else than what is kept."""
        return self.note.toPlainText().strip() != self._note.text.strip()

    @property
    def unfinished(self) -> str | None:
        """The note as it is being written, where it is not what is kept."""
        return self.note.toPlainText().strip() if self.is_being_written else None

    def go_on(self, typed: str) -> None:
        """Write the note again, from where it was left."""
        self.note.setPlainText(typed)

    def note_saved(self) -> None:
        """It is kept as it stands."""
        self._note = Note(self.note.toPlainText().strip(), self._note.label)
        self._judge()

    def show_trouble(self, text: str) -> None:
        """Why it could not be kept; what is typed stays."""
        self._trouble.setText(text)
        self._trouble.show()
        self.keep.setEnabled(True)

    def _show_tags(self, tags: tuple[Choice, ...], *, may_tag: bool) -> None:
        self.add.setVisible(may_tag)
        self._no_tags.setVisible(not tags)
        self._no_tags.setText("" if tags else words.say("tags-put-none"))
        if (tags, may_tag) == (self._tags, self._may_tag):
            return
        self._tags, self._may_tag = tags, may_tag
        self._chips.clear()
        for tag in tags:
            made = button("chip", f"{tag.text}  ✕" if may_tag else tag.text)
            made.setEnabled(may_tag)
            if may_tag:
                made.setToolTip(words.say("tag-take-off", name=tag.text))
                made.setAccessibleName(words.say("tag-take-off", name=tag.text))
                made.clicked.connect(partial(self._take, tag.key))
            self._chips.addWidget(made)

    def _take(self, key: str, _checked: bool = False) -> None:
        self.tag_taken.emit(key)

    def _judge(self) -> None:
        self._trouble.hide()
        self._foot.setVisible(self.is_being_written and not self.note.isHidden())
        self.keep.setEnabled(True)

    def _give_back(self) -> None:
        if self.is_being_written:
            self.note.setPlainText(self._note.text)
        self._judge()

    def _keep(self) -> None:
        if self.is_being_written and self.keep.isEnabled() and not self.note.is_composing:
            self.keep.setEnabled(False)
            self.note_asked.emit(self.note.toPlainText())

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, Space.MEDIUM, Space.SMALL, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        column.addWidget(self._no_tags)
        column.addLayout(self._chips)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(frame("line"))
        head = QHBoxLayout()
        title = text_label("section")
        self.says(title.setText, "note-title")
        head.addWidget(title)
        head.addWidget(self._label)
        head.addStretch(1)
        column.addLayout(head)
        for widget in (self._written, self.note, self._trouble):
            column.addWidget(widget)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.keep)
        column.addWidget(self._foot)
        column.addStretch(1)
        self.setWidget(inner)
