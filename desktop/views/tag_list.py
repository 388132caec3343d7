"""The opened group of tags: its name, its tags, and what may be done about each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.screens.cells import Label, Tone
from desktop.screens.tags import OpenedGroup, TagLine
from desktop.views.buttons import button
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.line_stack import LineStack, act_button, scrolled_into
from desktop.views.spoken import Spoken
from desktop.views.tokens import ROW_HEIGHT, Space

_NAME_WIDTH = 220


class TagView(QWidget):
    """One tag: as it stands on customers, how many carry it, labels, acts."""

    act_asked = Signal(str, object)

    def __init__(self, line: TagLine) -> None:
        super().__init__()
        self.line = line
        self.setMinimumHeight(ROW_HEIGHT)
        name = QWidget()
        name.setMinimumWidth(_NAME_WIDTH)
        names = QHBoxLayout(name)
        names.setContentsMargins(0, 0, 0, 0)
        names.addWidget(StateLabel(Label(line.name, Tone.NEUTRAL if line.is_retired else Tone.PRIMARY)))
        names.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.TINY, Space.SMALL, Space.TINY)
        row.setSpacing(Space.SMALL)
        row.addWidget(name)
        row.addWidget(text_label("quiet", line.figures))
        for label in line.labels:
            row.addWidget(StateLabel(label))
        row.addStretch(1)
        for act in line.acts:
            ask = partial(self.act_asked.emit, line.id, act)
            row.addWidget(act_button(f"tag-{act.value}", line.name, ask))


class TagList(Spoken):
    """All tags of the group that stands open."""

    act_asked = Signal(str, object)
    """The tag's id and a `TagAct`."""

    rename_asked = Signal(str)
    add_asked = Signal(str)
    """Both the group's id."""

    def __init__(self) -> None:
        super().__init__()
        self._group: OpenedGroup | None = None
        self.views: list[TagView] = []
        self._name, self._note = text_label("name"), text_label("second", wraps=True)
        self.rename, self.add = button(), button("primary")
        self._none = text_label("quiet", wraps=True)
        self._rows = LineStack()
        self._lay_out()
        self.says(self.rename.setText, "tag-group-rename")
        self.says(self.add.setText, "tag-new")
        self.says(self._none.setText, "tag-group-empty")
        self.rename.clicked.connect(lambda: self.rename_asked.emit(self._id))
        self.add.clicked.connect(lambda: self.add_asked.emit(self._id))

    def show_group(self, group: OpenedGroup) -> None:
        """As it is now; its rows built anew only where something about them differs."""
        stood, self._group = self._group, group
        self._name.setText(group.name)
        self._note.setText(group.note)
        self._none.setVisible(not group.tags)
        if stood is not None and stood.tags == group.tags:
            return
        self.views = [TagView(line) for line in group.tags]
        for view in self.views:
            view.act_asked.connect(self.act_asked)
        self._rows.show_views(self.views)

    def say_again(self) -> None:
        """The words of the acts are made with the rows, which are told anew in the new language."""
        self._group = None
        super().say_again()

    @property
    def _id(self) -> str:
        return "" if self._group is None else self._group.id

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self.rename)
        head.addWidget(self.add)
        area, column = scrolled_into(self)
        self.says(area.setAccessibleName, "tags-tab-tags")
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(frame("line"))
        column.addWidget(self._none)
        column.addLayout(self._rows)
        column.addStretch(1)
