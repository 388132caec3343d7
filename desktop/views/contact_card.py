"""Somebody at the customer, finished: called, written to and copied with a click."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.customer import ContactLine
from desktop.views.buttons import icon_button
from desktop.views.copying import copy_button, in_a_line
from desktop.views.labels import StateLabel, elided_label, frame, text_label
from desktop.views.tokens import Space


class ContactCard(QWidget):
    """One contact; with edit and remove where the person may."""

    edit_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, contact: ContactLine, *, may_write: bool) -> None:
        super().__init__()
        self.contact = contact
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.SMALL)
        column.setSpacing(Space.HAIR)
        column.addLayout(self._head(may_write=may_write))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.TINY)
        grid.setVerticalSpacing(Space.HAIR)
        grid.setColumnStretch(1, 1)
        for key, value, scheme in (
            ("phone", contact.phone, "tel"),
            ("email", contact.email, "mailto"),
            ("wechat", contact.wechat, ""),
        ):
            if value:
                self._add_line(grid, words.say(f"contact-{key}"), value, scheme)
        if grid.count():
            column.addLayout(grid)
        if contact.note:
            column.addWidget(text_label("second", contact.note, wraps=True))
        column.addSpacing(Space.SMALL)
        column.addWidget(frame("line"))

    def _head(self, *, may_write: bool) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(elided_label("strong", self.contact.name))
        if self.contact.position:
            head.addWidget(elided_label("quiet", self.contact.position))
        if self.contact.label is not None:
            head.addWidget(StateLabel(self.contact.label))
        head.addStretch(1)
        if may_write:
            for name, signal in (("edit", self.edit_asked), ("remove", self.remove_asked)):
                made = icon_button(name)
                made.setToolTip(words.say(f"contact-{name}", name=self.contact.name))
                made.setAccessibleName(words.say(f"contact-{name}", name=self.contact.name))
                made.clicked.connect(lambda _checked=False, told=signal: told.emit(self.contact.id))
                head.addWidget(made)
        return head

    def _add_line(self, grid: QGridLayout, name: str, value: str, scheme: str) -> None:
        row = grid.rowCount()
        said = text_label("", value, wraps=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(text_label("second", name), row, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignVCenter)
        if scheme:
            reach = in_a_line("call" if scheme == "tel" else "mail")
            reach.setToolTip(words.say(f"contact-{scheme}", value=value))
            reach.setAccessibleName(words.say(f"contact-{scheme}", value=value))
            reach.clicked.connect(partial(_reach, scheme, value))
            grid.addWidget(reach, row, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(copy_button(name, value), row, 3, Qt.AlignmentFlag.AlignTop)


def _reach(scheme: str, value: str, _checked: bool = False) -> None:
    """Hand it to the telephone or mail program of this computer."""
    kept = "".join(mark for mark in value if mark in "+0123456789") if scheme == "tel" else quote(value.strip(), "@")
    QDesktopServices.openUrl(QUrl(f"{scheme}:{kept}"))
