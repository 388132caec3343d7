"""The form of a new customer. What is typed stays whatever becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.screens.actions import Action
from desktop.screens.choice import Choice
from desktop.screens.new_customer import EntryChecks, EntryField, EntryForm
from desktop.views.dialogs import PlainDialog
from desktop.views.labels import text_label
from desktop.views.menu_pick import MenuPick
from desktop.views.shortcuts import bind
from desktop.views.spoken import Speaking
from desktop.views.tokens import Space

SIZE = QSize(640, 560)
TYPING_PAUSE_MS = 250
LONGEST_NAME, LONGEST_LINE = 200, 400
NOTE_HEIGHT = 62

_PLACES = {
    EntryField.NAME: (0, 0, 2),
    EntryField.USCC: (1, 0, 1),
    EntryField.SOURCE: (1, 1, 1),
    EntryField.REGION: (2, 0, 1),
    EntryField.CITY: (2, 1, 1),
    EntryField.INDUSTRY: (3, 0, 1),
    EntryField.CONTACT_NAME: (3, 1, 1),
    EntryField.PHONE: (4, 0, 1),
    EntryField.EMAIL: (4, 1, 1),
    EntryField.WECHAT: (5, 0, 1),
    EntryField.ADDRESS: (5, 1, 1),
    EntryField.NOTE: (6, 0, 2),
}
"""Row, column and breadth of each field; Tab goes through them in this order."""


class NewCustomerDialog(Speaking, PlainDialog):
    """Shows an `EntryForm` and, as it is typed in, its `EntryChecks`."""

    typed = Signal(object, str)
    """What stands in the fields, and the pool."""

    confirmed = Signal(object, str)

    def __init__(self, form: EntryForm, checks: EntryChecks, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", is_modal=False)
        self._pool = form.pool
        self._pools = form.pools
        self.fields: dict[EntryField, QLineEdit | QPlainTextEdit] = {}
        self.troubles = {field: text_label("trouble", wraps=True) for field in EntryField}
        self.pool, self.only_pool = MenuPick(), text_label("strong")
        self.cost, self.trouble = text_label("second", wraps=True), text_label("trouble", wraps=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.LARGE)
        self._grid.setVerticalSpacing(Space.SMALL)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        for field, place in _PLACES.items():
            self._add(field, place, form.typed.get(field, ""), form.proposals.get(field, ()))
        self.body.addLayout(self._grid)
        self.body.addLayout(self._pool_line())
        self.body.addWidget(self.cost)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)
        self.later = self.add_button("")
        self.later.clicked.connect(self.reject)
        self.confirm = self.add_button("", is_weightiest=True)
        self.confirm.clicked.connect(self._confirm)
        bind(Action.SAVE, self, self._confirm)
        self.says(self.setWindowTitle, "entry-title")
        self.says(self.title.setText, "entry-title")
        self.says(self.later.setText, "entry-later")
        self.says(self.later.setToolTip, "entry-later-tip")
        self.says(self.confirm.setText, "entry-confirm")
        self._pause = QTimer(self, interval=TYPING_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._tell)
        self._show_pools(form.pools)
        self.resize(SIZE)
        self.show_checks(checks)
        self._listen()
        self._first_empty().setFocus()

    def values(self) -> dict[EntryField, str]:
        """What stands in the fields now."""
        return {
            field: editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()
            for field, editor in self.fields.items()
        }

    @property
    def chosen_pool(self) -> str:
        """The pool's key; empty where there is none to choose."""
        return self._pool

    def show_checks(self, checks: EntryChecks) -> None:
        """Of what was typed last."""
        self.cost.setVisible(bool(checks.cost))
        self.cost.setText(checks.cost)
        self.trouble.setVisible(bool(checks.trouble))
        self.trouble.setText(checks.trouble)
        for field, label in self.troubles.items():
            said = checks.troubles.get(field, "")
            label.setVisible(bool(said))
            label.setText(said)
            self.fields[field].setAccessibleDescription(said)
        self.confirm.setEnabled(checks.can_confirm)

    def _add(self, field: EntryField, place: tuple[int, int, int], text: str, proposals: Sequence[str]) -> None:
        name = text_label("second")
        editor: QLineEdit | QPlainTextEdit
        if field is EntryField.NOTE:
            editor = QPlainTextEdit(text)
            editor.setTabChangesFocus(True)
            editor.setFixedHeight(NOTE_HEIGHT)
        else:
            editor = QLineEdit(text)
            editor.setMaxLength(LONGEST_NAME if field is EntryField.NAME else LONGEST_LINE)
            if proposals:
                completer = QCompleter(list(proposals), editor)
                completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                completer.setFilterMode(Qt.MatchFlag.MatchContains)
                editor.setCompleter(completer)
        name.setBuddy(editor)
        key = field.value.replace("_", "-")
        self.says(name.setText, f"entry-{key}")
        self.says(editor.setAccessibleName, f"entry-{key}")
        self.fields[field] = editor
        column = QVBoxLayout()
        column.setSpacing(Space.TINY)
        for widget in (name, editor, self.troubles[field]):
            column.addWidget(widget)
        column.addStretch(1)
        row, at, breadth = place
        self._grid.addLayout(column, row, at, 1, breadth)

    def _pool_line(self) -> QVBoxLayout:
        name = text_label("second")
        self.says(name.setText, "entry-pool")
        self.says(self.pool.setAccessibleName, "entry-pool")
        column = QVBoxLayout()
        column.setSpacing(Space.TINY)
        if not self._pools:
            name.hide()
        line = QHBoxLayout()
        line.addWidget(self.pool)
        line.addWidget(self.only_pool)
        line.addStretch(1)
        column.addWidget(name)
        column.addLayout(line)
        return column

    def _show_pools(self, pools: Sequence[Choice]) -> None:
        """A chooser where there is something to choose."""
        name = next((pool.text for pool in pools if pool.key == self._pool), "")
        self.pool.setVisible(len(pools) > 1)
        self.pool.setText(name)
        self.only_pool.setVisible(len(pools) == 1)
        self.only_pool.setText(name)
        for pool in pools:
            self.pool.choices.addAction(pool.text).triggered.connect(partial(self._choose, pool))

    def _choose(self, pool: Choice, _checked: bool = False) -> None:
        self._pool = pool.key
        self.pool.setText(pool.text)
        self._tell()

    def _listen(self) -> None:
        for editor in self.fields.values():
            editor.textChanged.connect(self._changed)

    def _changed(self) -> None:
        # What was said of the former text is not said of this one, and nothing goes unchecked.
        self.confirm.setEnabled(False)
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        self.typed.emit(self.values(), self._pool)

    def _confirm(self) -> None:
        if self._pause.isActive():
            self._tell()
        elif self.confirm.isEnabled():
            self.confirm.setEnabled(False)
            self.confirmed.emit(self.values(), self._pool)

    def _first_empty(self) -> QWidget:
        return next((editor for field, editor in self.fields.items() if not self.values()[field]), self.confirm)
