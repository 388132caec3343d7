"""One follow-up of the timeline: what was said, what is attached, what was said before, and the words to edit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.customer import FollowUpLine
from desktop.views.buttons import button, icon_button
from desktop.views.flow_layout import FlowLayout
from desktop.views.labels import StateLabel, elided_label, frame, text_label
from desktop.views.thumbnails import Thumbnail
from desktop.views.tokens import Space


class TimelineLine(QWidget):
    """Shows one line, finished; whoever edits it puts an editor in its place."""

    edit_asked = Signal(str)
    file_asked = Signal(str)

    def __init__(self, line: FollowUpLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addLayout(self._head())
        text = text_label("", line.text, wraps=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        if line.plan:
            column.addWidget(text_label("quiet", line.plan, wraps=True))
        if line.files:
            column.addSpacing(Space.HAIR)
            column.addLayout(self._files())
        if line.former:
            self._add_former(column)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(Space.TINY)
        head.addWidget(elided_label("quiet", self.line.head))
        if self.line.label is not None:
            head.addWidget(StateLabel(self.line.label))
        head.addStretch(1)
        if self.line.own is not None:
            edit = icon_button("edit")
            edit.setToolTip(words.say("words-edit"))
            edit.setAccessibleName(words.say("words-edit"))
            edit.clicked.connect(lambda: self.edit_asked.emit(self.line.id))
            head.addWidget(edit)
        return head

    def _files(self) -> FlowLayout:
        files = FlowLayout(gap=6)
        for file in self.line.files:
            picture = Thumbnail(file)
            picture.clicked.connect(partial(self._open, file.id))
            files.addWidget(picture)
        return files

    def _add_former(self, column: QVBoxLayout) -> None:
        said = words.say("words-edited", n=len(self.line.former))
        toggle = button("inline", said)
        toggle.setCheckable(True)
        before = frame("thread")
        lines = QVBoxLayout(before)
        lines.setContentsMargins(Space.SMALL, 0, 0, 0)
        lines.setSpacing(6)
        for former in self.line.former:
            lines.addWidget(text_label("quiet", former.head, wraps=True))
            text = text_label("second", former.text, wraps=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lines.addWidget(text)
        before.hide()
        toggle.toggled.connect(before.setVisible)
        column.addWidget(toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(before)

    def _open(self, file_id: str, _checked: bool = False) -> None:
        self.file_asked.emit(file_id)
