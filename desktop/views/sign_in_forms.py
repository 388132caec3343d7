"""The forms of the sign-in window: who are you; where may secrets be kept; unlock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.sign_in import Credentials, SignInStart
from desktop.views.buttons import button
from desktop.views.drop_down import DropDown
from desktop.views.labels import kinded, text_label
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

LEAST_PASSPHRASE = 10
"""Letters a passphrase needs; the cache's key is stretched from it."""


class _Form(Spoken):
    """Fields under their names, one filled button."""

    def __init__(self, title_key: str, lead_key: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.TINY)
        title, lead = text_label("title"), text_label("second", wraps=True)
        self.says(title.setText, title_key)
        self.says(lead.setText, lead_key)
        self.column.addWidget(title)
        self.column.addWidget(lead)
        self.column.addSpacing(Space.MEDIUM)

    def add_field[Field: QWidget](self, field: Field, name_key: str) -> Field:
        """A field under its name."""
        name = text_label("second")
        name.setBuddy(field)
        self.says(name.setText, name_key)
        self.says(field.setAccessibleName, name_key)
        self.column.addWidget(name)
        self.column.addWidget(field)
        self.column.addSpacing(Space.SMALL)
        return field

    def add_button(self, key: str, kind: str = "primary") -> QPushButton:
        """A button over the whole width; the filled one answers to Enter."""
        made = button(kind)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setMinimumHeight(34)
        made.setDefault(kind == "primary")
        self.says(made.setText, key)
        self.column.addWidget(made)
        return made


class AccountForm(_Form):
    """Server, user name, password."""

    sign_in_asked = Signal(object)
    """`Credentials`."""

    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__("sign-in-title", "sign-in-lead")
        self._is_busy = False
        self._is_server_fixed = False
        self.server = self.add_field(DropDown(), "sign-in-server")
        self.server.setEditable(True)
        self.server.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.fixed = text_label("quiet")
        self.says(self.fixed.setText, "set-by-administrator")
        self.column.insertWidget(self.column.count() - 1, self.fixed)
        self.user_name = self.add_field(QLineEdit(), "sign-in-user-name")
        self.password = self.add_field(QLineEdit(), "sign-in-password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhHiddenText)
        line = self.server.lineEdit()
        assert line is not None
        self._server_line = line
        self.says(line.setPlaceholderText, "sign-in-server-hint")
        self.says(line.setAccessibleName, "sign-in-server")
        self.column.addSpacing(Space.TINY)
        self.go = self.add_button("sign-in-go")
        self.go.clicked.connect(self._go)
        for field in (line, self.user_name, self.password):
            field.textChanged.connect(self._judge)
            field.returnPressed.connect(self._next)
        self._judge()

    def show_start(self, start: SignInStart) -> None:
        """Fill in what is known; the first empty field has the focus."""
        self._is_server_fixed = start.is_server_fixed
        self.server.clear()
        self.server.addItems(list(start.servers))
        self.server.setEditText(start.server)
        self.fixed.setVisible(start.is_server_fixed)
        line = self._server_line
        self.says(line.setPlaceholderText, "set-by-administrator" if start.is_server_fixed else "sign-in-server-hint")
        line.setAccessibleDescription(words.say("set-by-administrator") if start.is_server_fixed else "")
        self.user_name.setText(start.user_name)
        self.password.clear()
        self.show_busy(is_busy=False)
        self._focus_first_empty()

    def show_busy(self, *, is_busy: bool) -> None:
        """The fields rest; the button cancels."""
        self._is_busy = is_busy
        self.server.setEnabled(not is_busy and not self._is_server_fixed)
        self.user_name.setEnabled(not is_busy)
        self.password.setEnabled(not is_busy)
        self.says(self.go.setText, "sign-in-cancel" if is_busy else "sign-in-go")
        kinded(self.go, "kind", "" if is_busy else "primary")
        self._judge()

    def _judge(self) -> None:
        self.go.setEnabled(self._is_busy or not self._empty_fields())

    def _empty_fields(self) -> list[QLineEdit]:
        fields = (self._server_line, self.user_name, self.password)
        return [field for field in fields if not field.text().strip()]

    def _focus_first_empty(self) -> None:
        empty = self._empty_fields()
        (empty[0] if empty else self.password).setFocus()

    def _next(self) -> None:
        if self._empty_fields():
            self._focus_first_empty()
        else:
            self._go()

    def _go(self) -> None:
        if self._is_busy:
            self.cancel_asked.emit()
        elif not self._empty_fields():
            server, user_name = self.server.currentText().strip(), self.user_name.text().strip()
            self.sign_in_asked.emit(Credentials(server, user_name, self.password.text()))


class StorageForm(_Form):
    """This machine keeps no secrets safely: a passphrase, or only for this session?"""

    passphrase_chosen = Signal(str)
    session_only_chosen = Signal()

    def __init__(self) -> None:
        super().__init__("storage-title", "storage-lead")
        self.first = self.add_field(QLineEdit(), "storage-passphrase")
        self.second = self.add_field(QLineEdit(), "storage-again")
        self._hint = text_label("quiet", wraps=True)
        self.column.addWidget(self._hint)
        self.column.addSpacing(Space.SMALL)
        self.keep = self.add_button("storage-keep")
        self.session_only = self.add_button("storage-session-only", "")
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.textChanged.connect(self._judge)
            field.returnPressed.connect(self._choose)
        self.keep.clicked.connect(self._choose)
        self.session_only.clicked.connect(lambda: self.session_only_chosen.emit())
        self._judge()

    def _judge(self) -> None:
        first, second = self.first.text(), self.second.text()
        is_long, is_equal = len(first) >= LEAST_PASSPHRASE, first == second
        differs = is_long and bool(second) and not is_equal
        self.says(self._hint.setText, "storage-differs" if differs else "storage-hint", n=LEAST_PASSPHRASE)
        self.keep.setEnabled(is_long and is_equal)

    def _choose(self) -> None:
        if self.keep.isEnabled():
            self.passphrase_chosen.emit(self.first.text())


class UnlockForm(_Form):
    """The cache is kept under a passphrase."""

    unlock_asked = Signal(str)
    other_account_asked = Signal()

    def __init__(self) -> None:
        super().__init__("unlock-title", "unlock-lead")
        self._who = text_label("strong")
        self.column.addWidget(self._who)
        self.column.addSpacing(Space.SMALL)
        self.passphrase = self.add_field(QLineEdit(), "storage-passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.unlock = self.add_button("unlock-go")
        self.other = self.add_button("unlock-other", "link")
        self.unlock.setEnabled(False)
        self.passphrase.textChanged.connect(lambda text: self.unlock.setEnabled(bool(text)))
        self.passphrase.returnPressed.connect(self._go)
        self.unlock.clicked.connect(self._go)
        self.other.clicked.connect(lambda: self.other_account_asked.emit())

    def show_who(self, user_name: str) -> None:
        """Whose cache it is."""
        self._who.setText(user_name)
        self.passphrase.clear()
        self.passphrase.setFocus()

    def _go(self) -> None:
        if self.passphrase.text():
            self.unlock_asked.emit(self.passphrase.text())
