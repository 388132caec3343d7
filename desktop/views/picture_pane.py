"""A picture with what is done with it: larger, smaller, turned, saved; or the words that stand in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.certification import Licence
from desktop.views.buttons import button, icon_button
from desktop.views.labels import StateLabel, elided_label, frame, text_label
from desktop.views.picture_view import PictureView
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space


class PicturePane(Spoken):
    """Shows one `Licence`; `is_amid` a page that scrolls."""

    save_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, is_amid: bool = False) -> None:
        super().__init__(parent)
        self.licence: Licence | None = None
        self.view = PictureView(is_amid=is_amid)
        self.remark = text_label("quiet", wraps=True)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.remark.setMargin(Space.LARGE)
        self._name, self._state = elided_label("quiet"), StateLabel()
        self.save = button("link")
        self._tools = [
            self._tool("zoom-in", "picture-larger", self.view.larger),
            self._tool("zoom-out", "picture-smaller", self.view.smaller),
            self._tool("fit", "picture-fit", self.view.fit),
            self._tool("turn", "picture-turn", self.view.turn),
        ]
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._framed())
        foot = QHBoxLayout()
        foot.setSpacing(Space.TINY)
        for tool in self._tools:
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
        for tool in self._tools:
            tool.setVisible(picture is not None)

    def _tool(self, icon: str, key: str, do: object) -> QToolButton:
        made = icon_button(icon)
        self.says(made.setToolTip, key)
        self.says(made.setAccessibleName, key)
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
