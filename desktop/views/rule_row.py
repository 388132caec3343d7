"""One number of the rules: its word, where it is typed, its unit, and why it cannot be so."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from desktop import words
from desktop.screens.rules import FieldKind, RuleField
from desktop.views.labels import text_label
from desktop.views.spoken import Spoken
from desktop.views.tick_box import TickBox
from desktop.views.tokens import Space

NUMBER_WIDTH = 76
TEXT_WIDTH = 160


class RuleRow(Spoken):
    """A rule that may be off has a box before it; switched off, its number stays, to be switched on with."""

    changed = Signal()

    def __init__(self, field: RuleField) -> None:
        super().__init__()
        self.field = field
        self.box = TickBox() if field.kind in (FieldKind.OPTIONAL, FieldKind.SWITCH) else None
        self.edit = QLineEdit() if field.kind is not FieldKind.SWITCH else None
        self.unit = text_label("quiet") if self.edit is not None and field.unit else None
        self._trouble = text_label("trouble", wraps=True)
        self._trouble.hide()
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        word = f"setting-{field.setting.replace('_', '-')}"
        if self.box is not None:
            self.says(self.box.setText, word)
            self.box.toggled.connect(self._toggle)
            row.addWidget(self.box)
        else:
            label = text_label("")
            self.says(label.setText, word)
            row.addWidget(label)
        row.addStretch(1)
        if self.edit is not None:
            self._add_edit(row, self.edit, word)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addLayout(row)
        column.addWidget(self._trouble)
        self.say_again()

    def say_again(self) -> None:
        """Units as wide as the longest, so that numbers stand in one column in every language."""
        super().say_again()
        if self.unit is not None:
            named = (words.say(f"unit-name-{unit}") for unit in ("days", "hours", "times", "customers"))
            self.unit.setFixedWidth(max(map(self.unit.fontMetrics().horizontalAdvance, named)) + Space.TINY)

    @property
    def text(self) -> str:
        """What is typed, also while the rule is off."""
        return "" if self.edit is None else self.edit.text()

    @property
    def is_ticked(self) -> bool:
        return self.box is not None and self.box.isChecked()

    def show_value(self, text: str, *, is_ticked: bool) -> None:
        """In place of what is typed."""
        if self.edit is not None:
            self.edit.setText(text)
        if self.box is not None:
            self.box.setChecked(is_ticked)
            self._toggle()

    def show_trouble(self, text: str) -> None:
        """Why it cannot be so; what is typed stays."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
        if self.edit is not None:
            self.edit.setAccessibleDescription(text)

    @property
    def trouble(self) -> str:
        return "" if self._trouble.isHidden() else self._trouble.text()

    def _add_edit(self, row: QHBoxLayout, edit: QLineEdit, word: str) -> None:
        is_text = self.field.kind is FieldKind.TEXT
        edit.setFixedWidth(TEXT_WIDTH if is_text else NUMBER_WIDTH)
        if not is_text:
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.says(edit.setAccessibleName, word)
        edit.textEdited.connect(self.changed)
        row.addWidget(edit)
        if self.unit is not None:
            self.says(self.unit.setText, f"unit-name-{self.field.unit}")
            row.addWidget(self.unit)

    def _toggle(self) -> None:
        if self.edit is not None and self.box is not None:
            self.edit.setEnabled(self.box.isChecked())
        self.changed.emit()
