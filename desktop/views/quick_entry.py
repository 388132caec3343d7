"""The quick entry: a follow-up in under ten seconds, by keyboard alone; what is typed is never lost."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.customer import Draft, Entry
from desktop.views.buttons import button
from desktop.views.flow_layout import FlowLayout
from desktop.views.labels import frame, text_label
from desktop.views.shortcuts import bind, shown_key, tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space
from desktop.views.when_fields import HappenedField, NextField

DRAFT_PAUSE_MS = 300
"""So long after the last letter the draft is told, to be kept."""


class EntryText(QPlainTextEdit):
    """The text; knows whether an input method is composing, whose Enter is not ours."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bare")
        self.setTabChangesFocus(True)
        self.is_composing = False
        self.document().setDocumentMargin(0)
        self.setFixedHeight(62)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether letters are still being composed."""
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whatever was composed has been taken or dropped."""
        self.is_composing = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; everything else is text."""
        if event.key() == Qt.Key.Key_Escape and not self.is_composing:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class QuickEntry(Spoken):
    """Kind, text, when, next; one button."""

    save_asked = Signal(object)
    """`Draft`."""

    draft_changed = Signal(object)
    """`Draft`, a moment after the last change."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        card = frame("card", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.text = EntryText()
        self.happened, self.next = HappenedField(), NextField()
        self.save = button("primary")
        self._trouble = text_label("trouble", wraps=True)
        self._kinds = QButtonGroup(self)
        self._keys: tuple[str, ...] = ()
        self._kind_row = FlowLayout()
        self._is_filling = False
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, 10)
        column.setSpacing(Space.SMALL)
        column.addLayout(self._kind_row)
        column.addWidget(self.text)
        column.addWidget(self._trouble)
        column.addWidget(frame("line"))
        foot = QHBoxLayout()
        foot.setSpacing(0)
        when = QVBoxLayout()
        when.setSpacing(0)
        for field in (self.happened, self.next):
            when.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addLayout(when)
        foot.addStretch(1)
        foot.addWidget(self.save, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(foot)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_PAUSE_MS)
        self._pause.timeout.connect(self.tell_draft)
        self.says(self.text.setPlaceholderText, "entry-hint")
        self.says(self.text.setAccessibleName, "entry-text")
        for signal in (self.text.textChanged, self.happened.changed, self.next.changed, self._kinds.idClicked):
            signal.connect(self._changed)
        self.text.left.connect(self.left)
        self.save.clicked.connect(self._save)
        bind(Action.SAVE, self, self._save)
        self.show_trouble("")
        self.say_again()

    def say_again(self) -> None:
        """The button names its key."""
        super().say_again()
        self.save.setText(f"{words.say('action-save')} {shown_key(Action.SAVE)}")
        self.save.setToolTip(tip(Action.SAVE))

    @property
    def draft(self) -> Draft:
        """What is typed now."""
        place = self._kinds.checkedId()
        kind = self._keys[place] if 0 <= place < len(self._keys) else ""
        return Draft(kind, self.text.toPlainText(), self.happened.value, self.next.value)

    def show_entry(self, entry: Entry, draft: Draft) -> None:
        """Offer these kinds, and continue this draft."""
        self._is_filling = True
        self._show_kinds(entry, draft.kind)
        self.show_limits(entry)
        self.text.setPlainText(draft.text)
        self.happened.show_value(draft.happened_at)
        self.next.show_value(draft.next_on)
        self.show_trouble("")
        self._is_filling = False
        self._pause.stop()
        self._judge()

    def show_limits(self, entry: Entry) -> None:
        """Time went on, or the language changed; what is typed stays."""
        if [made.text() for made in self._kinds.buttons()] != [choice.text for choice in entry.kinds]:
            self._show_kinds(entry, self.draft.kind)
        self.happened.show_limits(entry.now, entry.earliest)
        self.next.show_limits(entry.now.date())

    def show_trouble(self, text: str) -> None:
        """Why it could not be kept."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
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
            self._kinds.addButton(made, place)
            self._kind_row.addWidget(made)
            made.setChecked(choice.key == chosen or (not chosen and place == 0))

    def _changed(self) -> None:
        if not self._is_filling:
            self._pause.start()
            self._judge()

    def _judge(self) -> None:
        self.save.setEnabled(bool(self.text.toPlainText().strip()))

    def _save(self) -> None:
        if self.text.is_composing or not self.save.isEnabled():
            return
        self._pause.stop()
        self.save.setEnabled(False)  # Until it is kept or refused: a second Ctrl+Enter must not write it twice.
        self.save_asked.emit(self.draft)
