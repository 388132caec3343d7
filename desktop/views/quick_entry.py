"""The quick entry: a follow-up in under ten seconds, by keyboard alone; what is typed is never lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.customer import Draft, Entry, FileLine
from desktop.views.buttons import button, icon_button
from desktop.views.entry_files import EntryFiles, files_in
from desktop.views.entry_text import EntryText
from desktop.views.flow_layout import FlowLayout
from desktop.views.labels import frame, text_label
from desktop.views.shortcuts import bind, shown_key, tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space
from desktop.views.when_fields import HappenedField, NextField
from desktop.views.whom_field import WhomField

DRAFT_PAUSE_MS = 300
"""So long after the last letter the draft is told, to be kept."""

KIND_ACTIONS = (Action.KIND_1, Action.KIND_2, Action.KIND_3, Action.KIND_4, Action.KIND_5)


class QuickEntry(Spoken):
    """Kind, text, files, when, whom, next; one button."""

    save_asked = Signal(object)
    """`Draft`."""

    draft_changed = Signal(object)
    """`Draft`, a moment after the last change."""

    left = Signal()
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        card = frame("card", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.text = EntryText()
        self.happened, self.whom, self.next = HappenedField(), WhomField(), NextField()
        self.files, self.attach = EntryFiles(), icon_button("attach")
        self.save = button("primary")
        self._trouble = text_label("trouble", wraps=True)
        self._kinds = QButtonGroup(self)
        self._keys: tuple[str, ...] = ()
        self._kind_row = FlowLayout()
        self._is_filling = False
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, 10)
        column.setSpacing(Space.SMALL)
        top = QHBoxLayout()
        top.setSpacing(Space.TINY)
        top.addLayout(self._kind_row, 1)
        top.addWidget(self.whom, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.text)
        column.addWidget(self.files)
        column.addWidget(self._trouble)
        column.addWidget(frame("line"))
        foot = QHBoxLayout()
        foot.setSpacing(Space.TINY)
        when = QVBoxLayout()
        when.setSpacing(0)
        for field in (self.happened, self.next):
            when.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addLayout(when)
        foot.addStretch(1)
        for widget in (self.attach, self.save):
            foot.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_PAUSE_MS)
        self._pause.timeout.connect(self.tell_draft)
        self.says(self.text.setPlaceholderText, "entry-hint")
        self.says(self.text.setAccessibleName, "entry-text")
        fields = (self.happened.changed, self.whom.changed, self.next.changed)
        for signal in (self.text.textChanged, *fields, self._kinds.idClicked):
            signal.connect(self._changed)
        self.text.left.connect(self.left)
        self.text.files_came.connect(self.files.take)
        self.files.changed.connect(self._files_changed)
        self.files.offered.connect(self._judge)
        self.files.grown.connect(self.grown)
        self.files.is_full.connect(self.show_trouble)
        self.attach.clicked.connect(self.files.pick)
        self.save.clicked.connect(self._save)
        self.setAcceptDrops(True)
        keys: dict[Action, Callable[[], object]] = {
            Action.SAVE: self._save,
            Action.WHOM: self.whom.offer,
            Action.NEXT_DATE: self.next.offer,
            Action.ATTACH: self.files.pick,
        }
        keys |= {action: partial(self._choose_kind, place) for place, action in enumerate(KIND_ACTIONS)}
        for action, do in keys.items():
            bind(action, self, do)
        self.show_trouble("")
        self.say_again()

    def say_again(self) -> None:
        """The button names its key."""
        super().say_again()
        self.save.setText(f"{words.say('action-save')} {shown_key(Action.SAVE)}")
        self.save.setToolTip(tip(Action.SAVE))
        self.attach.setAccessibleName(words.say("action-attach"))
        self.attach.setToolTip(tip(Action.ATTACH))

    @property
    def draft(self) -> Draft:
        """What is typed now."""
        place = self._kinds.checkedId()
        kind = self._keys[place] if 0 <= place < len(self._keys) else ""
        files = tuple(file.id for file in self.files.files)
        return Draft(kind, self.text.toPlainText(), self.happened.value, self.next.value, self.whom.value, files)

    def show_entry(self, entry: Entry, draft: Draft) -> None:
        """Offer these kinds, and continue this draft."""
        self._is_filling = True
        self._show_kinds(entry, draft.kind)
        self.show_limits(entry)
        self.text.setPlainText(draft.text)
        self.happened.show_value(draft.happened_at)
        self.next.show_value(draft.next_on)
        self.whom.show_value(draft.contact)
        known = {file.id: file for file in (*entry.files, *self.files.files)}
        self.files.begin([known.get(key, FileLine(key, words.say("file-unknown"))) for key in draft.files])
        self.show_trouble("")
        self._is_filling = False
        self._pause.stop()
        self._judge()

    def show_limits(self, entry: Entry) -> None:
        """Time went on, or the language changed; what is typed stays."""
        if [made.text() for made in self._kinds.buttons()] != [choice.text for choice in entry.kinds]:
            self._show_kinds(entry, self.draft.kind)
        self.happened.show_limits(entry.now, entry.earliest)
        self.whom.show_names(entry.contacts)
        self.next.show_limits(entry.now.date())
        self.files.most = entry.most_files
        fresh = {file.id: file for file in entry.files}
        self.files.show_files([fresh.get(file.id, file) for file in self.files.files])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be let fall anywhere on the card."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach them."""
        self.files.take(event.mimeData())
        event.acceptProposedAction()

    def show_trouble(self, text: str) -> None:
        """Why it could not be kept."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
        if text:
            self.grown.emit()
        self._judge()

    def tell_draft(self) -> None:
        """Tell what is typed, now."""
        self._pause.stop()
        self.draft_changed.emit(self.draft)

    def tell_if_due(self) -> None:
        """Tell what is typed, if that has not been told."""
        if self._pause.isActive():
            self.tell_draft()

    def _show_kinds(self, entry: Entry, chosen: str) -> None:
        self._keys = tuple(choice.key for choice in entry.kinds)
        for old in self._kinds.buttons():
            self._kinds.removeButton(old)
        self._kind_row.clear()
        for place, choice in enumerate(entry.kinds):
            made = button("choice", choice.text)
            made.setCheckable(True)
            made.setToolTip(tip(KIND_ACTIONS[place], choice.text) if place < len(KIND_ACTIONS) else "")
            self._kinds.addButton(made, place)
            self._kind_row.addWidget(made)
            made.setChecked(choice.key == chosen or (not chosen and place == 0))

    def _files_changed(self) -> None:
        self._changed()
        # At once: the file would lie about, belonging to nothing, were the program to end now.
        self.tell_draft()

    def _choose_kind(self, place: int) -> None:
        made = self._kinds.button(place)
        if made is not None:
            made.setChecked(True)
            self._changed()

    def _changed(self) -> None:
        if not self._is_filling:
            self._pause.start()
            self._judge()

    def _judge(self) -> None:
        self.save.setEnabled(bool(self.text.toPlainText().strip()) and not self.files.is_waiting)

    def _save(self) -> None:
        if self.text.is_composing or not self.save.isEnabled():
            return
        self._pause.stop()
        self.save.setEnabled(False)  # Until it is kept or refused: a second Ctrl+Enter must not write it twice.
        self.save_asked.emit(self.draft)
