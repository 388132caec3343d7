"""One's own follow-up said otherwise: kind, words, whom, next date. When it happened stays."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from desktop.screens.actions import Action
from desktop.screens.customer import Draft, Entry
from desktop.views.buttons import button
from desktop.views.entry_text import EntryText
from desktop.views.flow_layout import FlowLayout
from desktop.views.labels import frame, text_label
from desktop.views.shortcuts import bind, tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space
from desktop.views.when_fields import NextField
from desktop.views.whom_field import WhomField


class WordsEditor(Spoken):
    """Stands in the place of the line. Ctrl+Enter keeps, Esc gives back."""

    kept = Signal(object)
    """`Draft`."""

    left = Signal()

    def __init__(self, entry: Entry, words_now: Draft) -> None:
        super().__init__()
        ground = frame("card", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self._entry = entry
        self._kinds = QButtonGroup(self)
        kinds = FlowLayout()
        for place, choice in enumerate(entry.kinds):
            made = button("choice", choice.text)
            made.setCheckable(True)
            made.setChecked(choice.key == words_now.kind)
            self._kinds.addButton(made, place)
            kinds.addWidget(made)
        self.text, self.whom, self.next = EntryText(), WhomField(), NextField()
        self.text.setPlainText(words_now.text)
        self.whom.show_names(entry.contacts)
        self.whom.show_value(words_now.contact)
        # A day that has passed by now stays unless another is chosen.
        self.next.show_limits(min(filter(None, (entry.now.date(), words_now.next_on))))
        self.next.show_value(words_now.next_on)
        self._trouble = text_label("trouble", wraps=True)
        self._trouble.hide()
        self.keep, self.leave = button("primary"), button()
        column = QVBoxLayout(ground)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addLayout(kinds)
        column.addWidget(self.text)
        column.addWidget(self._trouble)
        for field in (self.whom, self.next):
            column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.keep)
        column.addLayout(foot)
        self.says(self.text.setAccessibleName, "entry-text")
        self.says(self.keep.setText, "words-keep")
        self.says(self.leave.setText, "dialog-cancel")
        self.keep.setToolTip(tip(Action.SAVE))
        self.text.textChanged.connect(lambda: self.keep.setEnabled(bool(self.text.toPlainText().strip())))
        self.text.left.connect(self.left)
        self.leave.clicked.connect(self.left)
        self.keep.clicked.connect(self._keep)
        bind(Action.SAVE, self, self._keep)

    @property
    def draft(self) -> Draft:
        """What stands there now."""
        kind = self._entry.kinds[self._kinds.checkedId()].key
        return Draft(kind, self.text.toPlainText(), None, self.next.value, self.whom.value)

    def show_trouble(self, text: str) -> None:
        """Why it could not be kept; what is typed stays."""
        self._trouble.setText(text)
        self._trouble.show()
        self.keep.setEnabled(True)

    def _keep(self) -> None:
        if self.keep.isEnabled() and not self.text.is_composing:
            self.keep.setEnabled(False)
            self.kept.emit(self.draft)
