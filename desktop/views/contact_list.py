"""联系人: everybody known at the customer; added, written anew and removed in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.screens.customer import ContactField, ContactLine
from desktop.views.buttons import button
from desktop.views.contact_card import ContactCard
from desktop.views.contact_form import ContactForm
from desktop.views.labels import text_label
from desktop.views.spoken import Speaking
from desktop.views.tokens import Space

_NEW = ContactLine("", "")


class ContactList(Speaking, QScrollArea):
    """One form at a time; what is typed in it stays whatever comes from the server."""

    contact_asked = Signal(object)
    """Keep this `ContactLine`."""

    contact_removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add = button()
        self.add.setParent(self)
        self._contacts: tuple[ContactLine, ...] = ()
        self._empty, self._may_write = "", False
        self._edited: ContactLine | None = None
        self.form: ContactForm | None = None
        self.says(self.setAccessibleName, "panel-tab-contacts")
        self.says(self.add.setText, "contact-add")
        self.add.clicked.connect(lambda: self._edit(_NEW))

    def show_contacts(self, contacts: Sequence[ContactLine], empty: str, *, may_write: bool) -> None:
        """Show these, or why there are none."""
        if not may_write:
            self._edited = None
        if (tuple(contacts), empty, may_write) == (self._contacts, self._empty, self._may_write) and self.widget():
            return
        self._contacts, self._empty, self._may_write = tuple(contacts), empty, may_write
        self._build()

    @property
    def unfinished(self) -> ContactLine | None:
        """What is typed of somebody and not kept."""
        if self.form is None or self.form.typed == replace(self.form.contact, label=None):
            return None
        return self.form.typed

    def go_on(self, typed: ContactLine) -> None:
        """Write about them again, from where it was left; whoever was removed meanwhile would be new."""
        known = next((contact for contact in self._contacts if contact.id == typed.id), _NEW)
        self._edited, self.form = known, None
        self._build(replace(typed, id=known.id))

    def stop_editing(self) -> None:
        """Give the contact back as it was."""
        self._edited, self.form = None, None
        self._build()

    def contact_saved(self, contact_id: str) -> None:
        """It is kept: its form may close."""
        if self._edited is not None and self._edited.id == contact_id:
            self.stop_editing()
            self.add.setFocus()

    def show_trouble(self, contact_id: str, field: ContactField, text: str) -> None:
        """What is wrong, in the form it was typed in."""
        if self.form is not None and self.form.contact.id == contact_id:
            self.form.show_trouble(field, text)

    def _edit(self, contact: ContactLine) -> None:
        self._edited, self.form = contact, None
        form = self._build()
        if form is not None:
            form.setFocus()
            self.ensureWidgetVisible(form)

    def _build(self, typed: ContactLine | None = None) -> ContactForm | None:
        """Returns the form that stands open."""
        scrolled = self.verticalScrollBar().value()
        typed = typed if self.form is None else self.form.typed
        focused = [] if self.form is None else [key for key, line in self.form.fields.items() if line.hasFocus()]
        self.add.setParent(self)
        form: ContactForm | None = None
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, Space.MEDIUM, Space.SMALL, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        self.add.setVisible(self._may_write and self._edited != _NEW)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        if self._edited == _NEW:
            form = self._form(_NEW, typed)
            column.addWidget(form)
        for contact in self._contacts:
            if self._edited is not None and self._edited.id == contact.id:
                form = self._form(contact, typed)
                column.addWidget(form)
            else:
                column.addWidget(self._card(contact))
        if not self._contacts and form is None and self._empty:
            column.addWidget(text_label("quiet", self._empty, wraps=True))
        column.addStretch(1)
        self.setWidget(inner)
        self.verticalScrollBar().setValue(scrolled)
        self.form = form
        if focused and form is not None:
            form.fields[focused[0]].setFocus()
        return form

    def _form(self, contact: ContactLine, typed: ContactLine | None) -> ContactForm:
        form = ContactForm(contact)
        if typed is not None and typed.id == contact.id:
            form.continue_with(typed)
        form.kept.connect(self.contact_asked)
        form.left.connect(self.stop_editing)
        return form

    def _card(self, contact: ContactLine) -> ContactCard:
        made = ContactCard(contact, may_write=self._may_write)
        made.edit_asked.connect(lambda _id: self._edit(contact))
        made.remove_asked.connect(self.contact_removed)
        return made
