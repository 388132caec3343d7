"""A picture with what is done with it: larger, smaller, turned, saved; or the words that stand in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.certification import Licence
from desktop.views.buttons import button, icon_button
from desktop.views.labels import StateLabel, elided_label, frame, text_label
from desktop.views.picture_view import PictureView
from desktop.views.shortcuts import tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space


class PicturePane(Spoken):
    """Shows one `Licence`; `is_amid` a page that scrolls. Where whoever holds it `has_keys`, its buttons name them."""

    save_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, is_amid: bool = False, has_keys: bool = False) -> None:
        super().__init__(parent)
        self._has_keys = has_keys
        self.licence: Licence | None = None
        self.view = PictureView(is_amid=is_amid)
        self.remark = text_label("quiet", wraps=True)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.remark.setMargin(Space.LARGE)
        self._name, self._state = elided_label("quiet"), StateLabel()
        self.save = button("link")
        self._tools = {
            Action.PICTURE_LARGER: self._tool("zoom-in", self.view.larger),
            Action.PICTURE_SMALLER: self._tool("zoom-out", self.view.smaller),
            Action.PICTURE_WHOLE: self._tool("fit", self.view.fit),
            Action.PICTURE_TURN: self._tool("turn", self.view.turn),
        }
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._framed())
        foot = QHBoxLayout()
        foot.setSpacing(Space.TINY)
        for tool in self._tools.values():
            foot.addWidget(tool)
        foot.addSpacing(Space.TINY)
        foot.addWidget(self._name, 1)
        foot.addWidget(self._state)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        column.addWidget(self._body, 1)
        column.addLayout(foot)
        self.says(self.save.setText, "picture-save")
        self.says(self.view.setAccessibleName, "certification-licence")
        self.save.clicked.connect(self._ask_to_save)
        self.show_licence(None)
        self.say_again()

    def show_licence(self, licence: Licence | None) -> None:
        """Show this, or nothing."""
        self.licence = licence
        picture = licence.picture if licence is not None and isinstance(licence.picture, QImage) else None
        self.view.show_picture(picture)
        self._body.setCurrentIndex(0 if picture is not None else 1)
        self.remark.setText(words.say("licence-none") if licence is None else licence.remark)
        self._name.setText("" if licence is None else licence.name)
        self._name.setToolTip("" if licence is None or picture is None else licence.remark)
        self._state.show_label(None if licence is None else licence.label)
        self.save.setVisible(licence is not None and licence.is_here)
        for tool in self._tools.values():
            tool.setVisible(picture is not None)

    def say_again(self) -> None:
        """The buttons name their keys where they have them."""
        super().say_again()
        for action, tool in self._tools.items():
            word = words.say(f"action-{action.value}")
            tool.setAccessibleName(word)
            tool.setToolTip(tip(action, word) if self._has_keys else word)

    def _tool(self, icon: str, do: object) -> QToolButton:
        made = icon_button(icon)
        made.clicked.connect(do)
        return made

    def _framed(self) -> QWidget:
        made = frame("card")
        inside = QVBoxLayout(made)
        inside.addWidget(self.remark)
        return made

    def _ask_to_save(self) -> None:
        if self.licence is not None:
            self.save_asked.emit(self.licence.id)
