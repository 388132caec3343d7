"""The form of a certification: what the licence says, and the licence."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.certification import Checks, Form, FormField, Licence, Typed
from desktop.views.buttons import button
from desktop.views.day_field import DayField
from desktop.views.drop_down import DropDown
from desktop.views.labels import kinded, text_label
from desktop.views.licence_field import LicenceField
from desktop.views.quick_entry import DRAFT_PAUSE_MS
from desktop.views.shortcuts import bind, tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space
from desktop.views.uscc_field import UsccField


class CertificationForm(Spoken):
    """Says under each field what is wrong with it, or what is meant by it."""

    typed_so = Signal(object)
    """`Typed`, a moment after the last letter."""

    sent = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.uscc, self.capital = QLineEdit(), UsccField(), QLineEdit()
        self.currency, self.founded_on, self.address = DropDown(), DayField("certification-founded-on"), QLineEdit()
        self.licence = LicenceField()
        self.lead, self.trouble = text_label("second", wraps=True), text_label("trouble", wraps=True)
        self.send, self.leave = button("primary"), button()
        self.said: dict[FormField, QLabel] = {}
        self._whole = False
        self._pause = QTimer(self, interval=DRAFT_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(lambda: self.typed_so.emit(self.typed))
        self._lay_out()
        for line in (self.name, self.capital, self.address):
            line.textEdited.connect(lambda _: self._touched())
        self.uscc.changed.connect(self._touched)
        self.currency.activated.connect(lambda _: self._touched())
        self.founded_on.changed.connect(self._touched)
        self.licence.found_nothing.connect(lambda: self._say_trouble(words.say("licence-nothing-to-paste")))
        self.send.clicked.connect(self._send)
        self.leave.clicked.connect(self._leave)
        bind(Action.SAVE, self, self._send)

    @property
    def typed(self) -> Typed:
        """What stands there."""
        return Typed(
            self.name.text(),
            self.uscc.code,
            self.capital.text(),
            str(self.currency.currentData() or ""),
            self.founded_on.value,
            self.address.text(),
            self.licence.licence_id,
        )

    def show_form(self, form: Form) -> None:
        """Begin with this."""
        typed = form.typed
        self.name.setText(typed.company_name)
        self.uscc.show_code(typed.uscc)
        self.capital.setText(typed.capital)
        self.currency.clear()
        for choice in form.currencies:
            self.currency.addItem(choice.text, choice.key)
        self.currency.setCurrentIndex(max(0, self.currency.findData(typed.currency)))
        self.founded_on.show_value(typed.founded_on)
        self.founded_on.show_latest(form.today)
        self.address.setText(typed.address)
        self.licence.show_licence(Licence(typed.licence_id) if typed.licence_id else None)
        self.lead.setText(form.lead)
        self.lead.setVisible(bool(form.lead))
        self.show_checks(Checks())
        self._say_trouble("")
        self.name.setFocus()

    def show_checks(self, checks: Checks) -> None:
        """What is to be said of each field."""
        for one, label in self.said.items():
            trouble, remark = checks.troubles.get(one, ""), checks.remarks.get(one, "")
            if one is FormField.FOUNDED_ON and self.founded_on.is_half_written:
                remark = words.say("day-hint")
            kinded(label, "kind", "field-trouble" if trouble else "quiet")
            label.setText(trouble or remark)
            label.setVisible(bool(trouble or remark))
        if checks.whole or self._whole:
            self._say_trouble(checks.whole)
        self._whole = bool(checks.whole)

    def show_licence(self, licence: Licence | None) -> None:
        """It came, or was taken off; how far it is on its way."""
        is_other = (licence.id if licence is not None else "") != self.licence.licence_id
        self.licence.show_licence(licence)
        if is_other:
            self._say_trouble("")
            self._touched()

    def show_missing(self, text: str, first: FormField | None) -> None:
        """Why it was not sent in."""
        self._say_trouble(text)
        self.send.setEnabled(True)
        if first is not None:
            self._fields[first].setFocus()

    def tell_if_due(self) -> None:
        """What is typed and not told, before it is left."""
        if self._pause.isActive():
            self._pause.stop()
            self.typed_so.emit(self.typed)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab, another customer, a window put away: what is typed is told first."""
        self.tell_if_due()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; what is typed is kept."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _touched(self) -> None:
        self._pause.start()

    def _send(self) -> None:
        self._pause.stop()
        self._say_trouble("")
        self.send.setEnabled(False)
        self.sent.emit(self.typed)
        self.send.setEnabled(True)

    def _leave(self) -> None:
        self.tell_if_due()
        self.left.emit()

    def _say_trouble(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _lay_out(self) -> None:
        money = QWidget()
        line = QHBoxLayout(money)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.SMALL)
        line.addWidget(self.capital, 1)
        line.addWidget(self.currency)
        self._fields: dict[FormField, QWidget] = {
            FormField.COMPANY_NAME: self.name,
            FormField.USCC: self.uscc,
            FormField.CAPITAL: self.capital,
            FormField.FOUNDED_ON: self.founded_on,
            FormField.ADDRESS: self.address,
            FormField.LICENCE: self.licence,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.MEDIUM)
        column.setSpacing(Space.TINY)
        column.addWidget(self.lead)
        for one, widget in self._fields.items():
            name = text_label("second")
            name.setBuddy(widget)
            self.says(name.setText, f"certification-{one.value}")
            column.addWidget(name)
            column.addWidget(money if one is FormField.CAPITAL else widget)
            self.said[one] = text_label("quiet", wraps=True)
            column.addWidget(self.said[one])
            column.addSpacing(Space.TINY)
        self.says(self.capital.setPlaceholderText, "certification-capital-hint")
        for each, key in ((self.name, "company-name"), (self.uscc, "uscc"), (self.capital, "capital")):
            self.says(each.setAccessibleName, f"certification-{key}")
        self.says(self.address.setAccessibleName, "certification-address")
        self.says(self.currency.setAccessibleName, "certification-currency")
        self.says(self.send.setText, "certification-send")
        self.says(self.leave.setText, "certification-leave")
        self.send.setToolTip(tip(Action.SAVE))
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.send)
        column.addWidget(self.trouble)
        column.addLayout(foot)
        column.addStretch(1)
