"""The settings page: language, look, account."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.customer import Fact
from desktop.screens.preferences import Density, Language, Theme
from desktop.screens.settings import SettingsValues, SettingsWishes, SignOutChoice, SignOutQuestion
from desktop.views.buttons import button
from desktop.views.diagnosis_dialog import DiagnosisView
from desktop.views.dialogs import PlainDialog
from desktop.views.follow_up_list import fact_grid
from desktop.views.labels import frame, text_label
from desktop.views.machine_card import MachineLines
from desktop.views.password_dialog import PasswordView
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

COLUMN_WIDTH = 620


class ChoiceRow(Spoken):
    """A few choices side by side, one of them chosen."""

    chosen = Signal(str)

    def __init__(self, name_key: str, prefix: str, keys: list[str]) -> None:
        super().__init__()
        self._name = text_label("")
        self._group = QButtonGroup(self)
        self._keys = keys
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TINY)
        row.addWidget(self._name)
        row.addStretch(1)
        self.says(self._name.setText, name_key)
        for place, key in enumerate(keys):
            made = button("segment")
            made.setCheckable(True)
            self.says(made.setText, prefix + key)
            self._group.addButton(made, place)
            row.addWidget(made)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._keys[place]))

    def show_choice(self, key: str) -> None:
        """This one is chosen."""
        self._group.button(self._keys.index(key)).setChecked(True)


class FactPlace(QVBoxLayout):
    """Facts in two columns, others in place of those that stood here."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = QWidget()
        self.addWidget(self._shown)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """These."""
        old, self._shown = self._shown, QWidget()
        grid = fact_grid(facts, name_width=120)
        grid.setContentsMargins(0, 0, 0, 0)
        self._shown.setLayout(grid)
        self.replaceWidget(old, self._shown)
        old.hide()
        old.deleteLater()


class SettingsPage(Spoken):
    """Every change takes effect at once; see `SettingsScreen` and `SettingsWishes`."""

    language_asked = Signal(object)
    theme_asked = Signal(object)
    density_asked = Signal(object)
    machine_setting_chosen = Signal(str, str)
    sign_out_asked = Signal()
    sign_out_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.language = ChoiceRow("settings-language", "language-", [language.value for language in Language])
        self.theme = ChoiceRow("settings-theme", "theme-", [theme.value for theme in Theme])
        self.density = ChoiceRow("settings-density", "density-", [density.value for density in Density])
        self.sign_out = button()
        self.change_password, self.password = button(), PasswordView(self)
        self.diagnose, self.diagnosis = button(), DiagnosisView(self)
        self._account, self._versions = FactPlace(), FactPlace()
        self._machine_place = QVBoxLayout()
        self.machine = MachineLines((), "")
        self._machine_place.addWidget(self.machine)
        self._lay_out()
        self.says(self.sign_out.setText, "settings-sign-out")
        self.says(self.change_password.setText, "password-open")
        self.says(self.diagnose.setText, "doctor-open")
        self.diagnose.clicked.connect(lambda: self.diagnosis.diagnosis_asked.emit())
        self.language.chosen.connect(lambda key: self.language_asked.emit(Language(key)))
        self.theme.chosen.connect(lambda key: self.theme_asked.emit(Theme(key)))
        self.density.chosen.connect(lambda key: self.density_asked.emit(Density(key)))
        self.sign_out.clicked.connect(lambda: self.sign_out_asked.emit())
        self.change_password.clicked.connect(lambda: self.password.asked.emit())

    def serve(self, wishes: SettingsWishes) -> None:
        """Bring every wish to this presenter."""
        self.language_asked.connect(wishes.language_asked)
        self.theme_asked.connect(wishes.theme_asked)
        self.density_asked.connect(wishes.density_asked)
        self.machine_setting_chosen.connect(wishes.machine_setting_chosen)
        self.sign_out_asked.connect(wishes.sign_out_asked)
        self.sign_out_chosen.connect(wishes.sign_out_chosen)
        self.diagnosis.serve(wishes.diagnosis)
        self.password.serve(wishes.password)

    def show_settings(self, values: SettingsValues) -> None:
        """What is chosen, and who is signed in where."""
        self.language.show_choice(values.language.value)
        self.theme.show_choice(values.theme.value)
        self.density.show_choice(values.density.value)
        self._account.show_facts(values.account)
        self._versions.show_facts(values.versions)
        if (self.machine.lines, self.machine.trouble) != (values.machine, values.machine_trouble):
            self._show_machine(MachineLines(values.machine, values.machine_trouble))

    def ask_sign_out(self, question: SignOutQuestion) -> None:
        """Work waits: what is to become of it?"""
        dialog = PlainDialog(
            self, words.say("sign-out-title", n=question.waiting), words.say("sign-out-text", n=question.waiting)
        )
        dialog.add_cancel()
        for choice in (SignOutChoice.EXPORT, SignOutChoice.KEEP, SignOutChoice.SEND_FIRST):
            is_best = choice is (SignOutChoice.SEND_FIRST if question.can_send else SignOutChoice.KEEP)
            made = dialog.add_button(words.say(f"sign-out-{choice.value}"), is_weightiest=is_best)
            made.setToolTip(words.say(f"sign-out-{choice.value}-tip"))
            made.setEnabled(question.can_send or choice is not SignOutChoice.SEND_FIRST)
            made.clicked.connect(partial(self._choose, dialog, choice))
        dialog.open()

    def _show_machine(self, lines: MachineLines) -> None:
        earlier, self.machine = self.machine, lines
        lines.setting_chosen.connect(self.machine_setting_chosen)
        self._machine_place.replaceWidget(earlier, lines)
        if earlier.has_focus():
            lines.take_focus()
        # Hidden first: it would stand over the new one until it goes.
        earlier.hide()
        earlier.deleteLater()

    def _choose(self, dialog: PlainDialog, choice: SignOutChoice, _checked: bool = False) -> None:
        dialog.accept()
        self.sign_out_chosen.emit(choice)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        inner.setMaximumWidth(COLUMN_WIDTH + 2 * Space.LARGE)
        column = QVBoxLayout(inner)
        column.setContentsMargins(Space.LARGE, Space.HUGE, Space.LARGE, Space.HUGE)
        column.setSpacing(Space.SMALL)
        look = self._card(column, "settings-look")
        for place, row in enumerate((self.language, self.theme, self.density)):
            if place:
                look.addWidget(frame("line"))
            look.addWidget(row)
        column.addSpacing(Space.MEDIUM)
        account = self._card(column, "settings-account")
        account.addLayout(self._account)
        account.addWidget(frame("line"))
        acts = QHBoxLayout()
        acts.setSpacing(Space.SMALL)
        acts.addWidget(self.change_password)
        acts.addWidget(self.sign_out)
        acts.addStretch(1)
        account.addLayout(acts)
        column.addSpacing(Space.MEDIUM)
        self._card(column, "machine-settings").addLayout(self._machine_place)
        column.addSpacing(Space.MEDIUM)
        about = self._card(column, "settings-about")
        about.addLayout(self._versions)
        about.addWidget(frame("line"))
        about.addWidget(self.diagnose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self.says(area.setAccessibleName, "page-settings")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _card(self, column: QVBoxLayout, title_key: str) -> QVBoxLayout:
        title = text_label("section")
        self.says(title.setText, title_key)
        column.addWidget(title)
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, Space.MEDIUM, 16, Space.MEDIUM)
        inside.setSpacing(10)
        column.addWidget(card)
        return inside
