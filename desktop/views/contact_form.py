"""What is known of somebody at the customer, to be written: the trouble stands at its field."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from desktop.screens.actions import Action
from desktop.screens.customer import ContactField, ContactLine
from desktop.views.buttons import button
from desktop.views.labels import frame, kinded, text_label
from desktop.views.shortcuts import bind, tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space


class ContactForm(Spoken):
    """Stands where the contact stood, or at the head for a new one. Ctrl+Enter keeps, Esc gives back."""

    kept = Signal(object)
    """`ContactLine`."""

    left = Signal()

    def __init__(self, contact: ContactLine) -> None:
        super().__init__()
        self.contact = contact
        ground = frame("card", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self.fields: dict[ContactField, QLineEdit] = {}
        self._troubles: dict[ContactField, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.SMALL)
        grid.setVerticalSpacing(Space.TINY)
        grid.setColumnStretch(1, 1)
        for place, field in enumerate(ContactField):
            name, line, trouble = text_label("second"), QLineEdit(), text_label("trouble", wraps=True)
            line.setText(getattr(contact, field.value))
            trouble.hide()
            self.says(name.setText, f"contact-{field.value}")
            self.says(line.setAccessibleName, f"contact-{field.value}")
            line.textEdited.connect(self._mend)
            grid.addWidget(name, place * 2, 0)
            grid.addWidget(line, place * 2, 1)
            grid.addWidget(trouble, place * 2 + 1, 1)
            self.fields[field], self._troubles[field] = line, trouble
        self.keep, self.leave = button("primary"), button()
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.keep)
        column = QVBoxLayout(ground)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addLayout(grid)
        column.addLayout(foot)
        self.says(self.keep.setText, "contact-keep")
        self.says(self.leave.setText, "dialog-cancel")
        self.keep.setToolTip(tip(Action.SAVE))
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self.left)
        bind(Action.SAVE, self, self._keep)
        self.setFocusProxy(self.fields[ContactField.NAME])
        self._mend()

    @property
    def typed(self) -> ContactLine:
        """What stands in the fields."""
        said = {field: line.text().strip() for field, line in self.fields.items()}
        return ContactLine(
            self.contact.id,
            said[ContactField.NAME],
            said[ContactField.POSITION],
            said[ContactField.PHONE],
            said[ContactField.EMAIL],
            said[ContactField.WECHAT],
            said[ContactField.NOTE],
        )

    def show_trouble(self, field: ContactField, text: str) -> None:
        """What is wrong, at the field it is about; the cursor goes there."""
        self._troubles[field].setText(text)
        self._troubles[field].show()
        kinded(self.fields[field], "tone", "bad")
        self.fields[field].setFocus()
        self.fields[field].selectAll()
        self.keep.setEnabled(True)

    def continue_with(self, typed: ContactLine) -> None:
        """What had been typed before the list was drawn anew."""
        for field, line in self.fields.items():
            line.setText(getattr(typed, field.value))
        self._mend()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives back; Enter goes on as Ctrl+Enter does: each is one line."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        else:
            super().keyPressEvent(event)

    def _mend(self) -> None:
        for field, trouble in self._troubles.items():
            trouble.hide()
            kinded(self.fields[field], "tone", "")
        self.keep.setEnabled(bool(self.fields[ContactField.NAME].text().strip()))

    def _keep(self) -> None:
        if self.keep.isEnabled():
            self.keep.setEnabled(False)  # Until it is kept or refused: a second Enter must not write it twice.
            self.kept.emit(self.typed)
