"""The dialog for one's own password. What is typed stays as long as it stands, and goes with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.screens.password import PasswordEntries, PasswordField, PasswordForm, PasswordTrouble, PasswordWishes
from desktop.views.dialogs import PlainDialog
from desktop.views.labels import kinded, text_label
from desktop.views.spoken import Speaking
from desktop.views.tick_box import TickBox
from desktop.views.tokens import Space

_SECRET = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
    | Qt.InputMethodHint.ImhHiddenText
)


class PasswordView(QObject):
    """Opens the dialog over its window; see `PasswordScreen` and `PasswordWishes`."""

    asked = Signal()
    confirmed = Signal(object)
    """`PasswordEntries`."""

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: PasswordDialog | None = None

    def serve(self, wishes: PasswordWishes) -> None:
        """Bring every wish to this presenter."""
        self.asked.connect(wishes.password_asked)
        self.confirmed.connect(wishes.password_confirmed)
        self.closed.connect(wishes.password_closed)

    def open_password(self, form: PasswordForm) -> None:
        """With the keyboard in it."""
        if self.dialog is None:
            made = self.dialog = PasswordDialog(self._window.window())
            made.confirmed.connect(self.confirmed)
            made.finished.connect(self._gone)
        self.dialog.show_form(form)
        self.dialog.open()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def show_busy(self) -> None:
        """Where it is open."""
        if self.dialog is not None:
            self.dialog.show_busy()

    def show_trouble(self, trouble: PasswordTrouble) -> None:
        """Where it is open."""
        if self.dialog is not None:
            self.dialog.show_trouble(trouble)

    def close_password(self) -> None:
        """Nobody wishes it."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.close()

    def _gone(self) -> None:
        if self.dialog is not None:
            self.dialog = None
            self.closed.emit()


class PasswordDialog(Speaking, PlainDialog):
    """Three fields; each trouble stands at its own until something is typed there."""

    confirmed = Signal(object)
    """`PasswordEntries`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "")
        self._is_busy, self._is_temporary = False, False
        self.lead, self.rule = text_label("", wraps=True), text_label("quiet", wraps=True)
        self.trouble = text_label("trouble", wraps=True)
        self.fields = {field: QLineEdit() for field in PasswordField}
        self.troubles = {field: text_label("trouble", wraps=True) for field in PasswordField}
        self.shown = TickBox()
        self.later, self.confirm = self.add_button(""), self.add_button("", is_weightiest=True)
        self._lay_out()
        self._show_typed(is_shown=False)
        self.says(self.setWindowTitle, "password-title")
        self.says(self.title.setText, "password-title")
        self.says(self.lead.setText, "password-temporary")
        self.says(self.shown.setText, "password-show")
        self.says(self.confirm.setText, "password-confirm")
        self.shown.toggled.connect(lambda is_shown: self._show_typed(is_shown=is_shown))
        self.later.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._confirm)
        self._allow()
        self.fields[PasswordField.OLD].setFocus()

    def show_form(self, form: PasswordForm) -> None:
        """Whose password it is, and what a new one needs."""
        self._is_temporary = form.is_temporary
        self.lead.setVisible(form.is_temporary)
        self.says(self.rule.setText, "password-rule", n=form.shortest)
        self._name_leaving()

    def show_busy(self) -> None:
        """The server is asked; it can still be closed."""
        self._rest(is_busy=True)

    def show_trouble(self, trouble: PasswordTrouble) -> None:
        """At its field, with the keyboard there; what is typed stays."""
        self._rest(is_busy=False)
        label = self.trouble if trouble.field is None else self.troubles[trouble.field]
        label.setText(trouble.text)
        label.show()
        if trouble.field is None:
            self.confirm.setFocus()
            return
        field = self.fields[trouble.field]
        kinded(field, "tone", "bad")
        field.setAccessibleDescription(trouble.text)
        field.setFocus()
        field.selectAll()

    def _rest(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        for field in self.fields.values():
            field.setEnabled(not is_busy)
        self.says(self.confirm.setText, "password-busy" if is_busy else "password-confirm")
        if is_busy:
            self.later.setFocus()
            for place in PasswordField:
                self._forget_trouble(place)
        self._name_leaving()
        self._allow()

    def _name_leaving(self) -> None:
        # What has been sent cannot be cancelled: closing only stops waiting for the answer.
        key = "dialog-close" if self._is_busy else "password-later" if self._is_temporary else "dialog-cancel"
        self.says(self.later.setText, key)

    def _forget_trouble(self, place: PasswordField) -> None:
        self.trouble.hide()
        self.troubles[place].hide()
        kinded(self.fields[place], "tone", "")
        self.fields[place].setAccessibleDescription("")

    def _changed(self, place: PasswordField) -> None:
        self._forget_trouble(place)
        self._allow()

    def _empty(self) -> list[QLineEdit]:
        return [field for field in self.fields.values() if not field.text()]

    def _allow(self) -> None:
        self.confirm.setEnabled(not self._is_busy and not self._empty())

    def _next(self) -> None:
        # Where nothing is empty, the same Enter presses the button that answers to it.
        if empty := self._empty():
            empty[0].setFocus()

    def _confirm(self) -> None:
        typed = {place.value: field.text() for place, field in self.fields.items()}
        self.confirmed.emit(PasswordEntries(**typed))

    def _show_typed(self, *, is_shown: bool) -> None:
        for field in self.fields.values():
            field.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
            # Shown or not, no input method may learn it.
            field.setInputMethodHints(_SECRET)

    def _lay_out(self) -> None:
        self.body.addWidget(self.lead)
        for place, field in self.fields.items():
            name = text_label("second")
            name.setBuddy(field)
            self.says(name.setText, f"password-{place.value}")
            self.says(field.setAccessibleName, f"password-{place.value}")
            field.textChanged.connect(lambda _, place=place: self._changed(place))
            field.returnPressed.connect(self._next)
            below: list[QLabel] = [self.troubles[place]]
            if place is PasswordField.NEW:
                below.insert(0, self.rule)
            column = QVBoxLayout()
            column.setSpacing(Space.TINY)
            for widget in (name, field, *below):
                column.addWidget(widget)
            self.body.addLayout(column)
        self.body.addWidget(self.shown, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.trouble)
        for label in (self.trouble, *self.troubles.values()):
            label.hide()
