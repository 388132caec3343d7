"""The window before the window; it never blocks, and nothing typed is lost to an error."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.preferences import Language
from desktop.screens.sign_in import SignInStart, SignInWishes, Trouble
from desktop.views.buttons import button
from desktop.views.diagnosis_dialog import DiagnosisView
from desktop.views.labels import frame, text_label
from desktop.views.sign_in_forms import AccountForm, StorageForm, UnlockForm
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

CARD_WIDTH = 400


class SignInWindow(Spoken):
    """Shows what it is told, emits what is wished; see `SignInScreen` and `SignInWishes`."""

    language_asked = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "backdrop")
        self.resize(720, 620)
        self.account, self.storage, self.unlock = AccountForm(), StorageForm(), UnlockForm()
        self._what, self._what_to_do = text_label("trouble", wraps=True), text_label("second", wraps=True)
        self._trouble = frame("trouble")
        self.diagnosis, self.diagnose = DiagnosisView(self), button("inline")
        self._doing, self._bar = text_label("second"), QProgressBar()
        self._bar.setMaximum(0)
        self._bar.setTextVisible(False)
        self._languages = QButtonGroup(self)
        self._lay_out()
        self.says(self.setWindowTitle, "sign-in-window")
        self.says(self._bar.setAccessibleName, "sign-in-busy")
        self.says(self.diagnose.setText, "doctor-link")
        self.diagnose.clicked.connect(lambda: self.diagnosis.diagnosis_asked.emit())
        self._languages.idClicked.connect(lambda place: self.language_asked.emit(list(Language)[place]))
        self._turn_to(self.account)

    def serve(self, wishes: SignInWishes) -> None:
        """Bring every wish to this presenter."""
        self.account.sign_in_asked.connect(wishes.sign_in_asked)
        self.account.cancel_asked.connect(wishes.cancel_asked)
        self.storage.passphrase_chosen.connect(wishes.passphrase_chosen)
        self.storage.session_only_chosen.connect(wishes.session_only_chosen)
        self.unlock.unlock_asked.connect(wishes.unlock_asked)
        self.unlock.other_account_asked.connect(wishes.other_account_asked)
        self.language_asked.connect(wishes.language_asked)
        self.diagnosis.serve(wishes.diagnosis)

    def show_start(self, start: SignInStart) -> None:
        """The form, filled as far as known."""
        self._turn_to(self.account)
        self.account.show_start(start)

    def show_busy(self, doing: str) -> None:
        """What is going on; empty: nothing any more."""
        self._doing.setText(doing)
        self._doing.setVisible(bool(doing))
        self._bar.setVisible(bool(doing))
        self.account.show_busy(is_busy=bool(doing))
        for form in (self.storage, self.unlock):
            form.setEnabled(not doing)
        if doing:
            self._trouble.hide()

    def show_trouble(self, trouble: Trouble | None) -> None:
        """What is wrong and what to do; what is typed stays."""
        self.show_busy("")
        self._trouble.setVisible(trouble is not None)
        if trouble is not None:
            self._what.setText(trouble.what)
            self._what_to_do.setText(trouble.what_to_do)
            self._what_to_do.setVisible(bool(trouble.what_to_do))

    def ask_storage(self) -> None:
        """Passphrase, or only this session?"""
        self._turn_to(self.storage)
        self.storage.first.setFocus()

    def ask_unlock(self, user_name: str) -> None:
        """Ask for the passphrase."""
        self._turn_to(self.unlock)
        self.unlock.show_who(user_name)

    def show_again(self) -> None:
        """In front, with the keyboard."""
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """Close, and forget what was typed."""
        self.account.password.clear()
        self.storage.first.clear()
        self.storage.second.clear()
        self.unlock.passphrase.clear()
        self.hide()

    def say_again(self) -> None:
        """The spoken language is the chosen one."""
        super().say_again()
        for place, language in enumerate(Language):
            self._languages.button(place).setChecked(language is words.spoken_language())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the person gave up."""
        super().closeEvent(event)
        self.closed.emit()

    def _turn_to(self, form: QWidget) -> None:
        self.show_trouble(None)
        # Shown and hidden, not stacked: a stack would give every form the height of another.
        for other in (self.account, self.storage, self.unlock):
            other.setVisible(other is form)

    def _lay_out(self) -> None:
        card = frame("card")
        card.setFixedWidth(CARD_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(Space.MEDIUM)
        for form in (self.account, self.storage, self.unlock):
            inside.addWidget(form)
        inside.addWidget(self._bar)
        inside.addWidget(self._doing)
        trouble = QVBoxLayout(self._trouble)
        trouble.setContentsMargins(0, 0, 0, 0)
        trouble.setSpacing(Space.TINY)
        trouble.addWidget(self._what)
        trouble.addWidget(self._what_to_do)
        trouble.addWidget(self.diagnose, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._trouble)
        brand = text_label("brand")
        self.says(brand.setText, "brand")
        languages = QHBoxLayout()
        languages.addStretch(1)
        for place, language in enumerate(Language):
            made = button("segment")
            made.setCheckable(True)
            self.says(made.setText, f"language-{language.value}")
            self._languages.addButton(made, place)
            languages.addWidget(made)
        languages.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(Space.LARGE)
        column.addStretch(1)
        column.addWidget(brand, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addLayout(languages)
        column.addStretch(1)
        self.say_again()
