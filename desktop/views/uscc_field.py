"""The 18 characters of a unified social credit code, in the groups in which a licence can be compared with them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

LENGTH = 18
_GROUPS = (2, 8, 17)
"""A blank stands before these: who registered and what kind, where, the number itself, the check digit."""


class UsccField(QLineEdit):
    """Takes what is typed or pasted with any blanks and in small letters; the cursor stays where one writes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.textEdited.connect(self._regroup)

    @property
    def code(self) -> str:
        """Without its blanks."""
        return _bare(self.text())

    def show_code(self, code: str) -> None:
        """Show this one."""
        self.setText(_grouped(_bare(code)[:LENGTH]))

    def _regroup(self, text: str) -> None:
        before = len(_bare(text[: self.cursorPosition()]))
        code = _bare(text)[:LENGTH]
        self.setText(_grouped(code))
        self.setCursorPosition(len(_grouped(code[:before])))
        self.changed.emit()


def _bare(text: str) -> str:
    return "".join(mark for mark in text.upper() if mark.isalnum())


def _grouped(code: str) -> str:
    return "".join(f" {mark}" if place in _GROUPS else mark for place, mark in enumerate(code))
