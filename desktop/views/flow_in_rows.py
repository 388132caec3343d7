"""Rows of the form of flowing in: a number, a kind of activity with its points, a source with its pool."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.screens.flow_in import ScoreLine, SourceLine, TypedScore, TypedSource
from desktop.views.buttons import button, icon_button
from desktop.views.choice_pick import ChoicePick
from desktop.views.labels import elided_label, text_label
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

NUMBER_WIDTH = 84
REMOVE_WIDTH = 26


class FlowInRow(Spoken):
    """Something to fill in, and below it why it cannot be so."""

    changed = Signal()

    field: QWidget
    """What the keyboard goes to."""

    def __init__(self) -> None:
        super().__init__()
        self._trouble = text_label("trouble", wraps=True)
        self._trouble.hide()
        self.row = QHBoxLayout()
        self.row.setSpacing(Space.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addLayout(self.row)
        column.addWidget(self._trouble)

    @property
    def trouble(self) -> str:
        return "" if self._trouble.isHidden() else self._trouble.text()

    def show_trouble(self, text: str) -> None:
        """Why it cannot be so; what is typed stays."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
        self.field.setAccessibleDescription(text)

    def _number(self) -> QLineEdit:
        edit = QLineEdit()
        edit.setFixedWidth(NUMBER_WIDTH)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.textEdited.connect(lambda _: self.changed.emit())
        return edit


class NumberRow(FlowInRow):
    """A number with its word and its unit; `key` and `unit` are messages."""

    def __init__(self, key: str, unit: str) -> None:
        super().__init__()
        self.field = self.edit = self._number()
        name, self.unit = text_label(), text_label("quiet")
        name.setBuddy(self.edit)
        self.says(name.setText, key)
        self.says(self.edit.setAccessibleName, key)
        self.says(self.unit.setText, unit)
        self.row.addWidget(name)
        self.row.addStretch(1)
        self.row.addWidget(self.edit)
        self.row.addWidget(self.unit)


class PoolRow(FlowInRow):
    """Into which pool they flow."""

    def __init__(self) -> None:
        super().__init__()
        self.field = self.pool = ChoicePick()
        name, hint = text_label(), text_label("quiet")
        name.setBuddy(self.pool)
        self.says(name.setText, "flow-in-pool-field")
        self.says(hint.setText, "flow-in-pool-hint")
        self.pool.chosen.connect(lambda _: self.changed.emit())
        self.row.addWidget(name)
        self.row.addStretch(1)
        self.row.addWidget(self.pool)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, hint, 0, Qt.AlignmentFlag.AlignRight)


class ScoreRow(FlowInRow):
    """上传 Gerber  upload  [40] 分  ×."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = ""
        self.edit, self.remove = self._number(), icon_button("close")
        self.field = self.edit
        self._name, self._word, unit = elided_label(), text_label("quiet"), text_label("quiet")
        self.remove.setFixedWidth(REMOVE_WIDTH)
        self.remove.clicked.connect(self.removed)
        self.says(unit.setText, "flow-in-points")
        for widget in (self._name, self._word):
            self.row.addWidget(widget)
        self.row.addStretch(1)
        for last in (self.edit, unit, self.remove):
            self.row.addWidget(last)

    @property
    def typed(self) -> TypedScore:
        return TypedScore(self.kind, self.edit.text())

    def show_line(self, line: ScoreLine) -> None:
        """This one; what is typed so already stays untouched."""
        self.kind = line.typed.kind
        self._name.setText(line.name)
        self._word.setText(line.word)
        put_text(self.edit, line.typed.points)
        self.edit.setAccessibleName(line.name)
        self.says(self.remove.setAccessibleName, "flow-in-remove", name=line.name)
        self.says(self.remove.setToolTip, "flow-in-remove", name=line.name)


class SourceRow(FlowInRow):
    """自主注册  self_registered  [华南公海 ▾]  [轮流给 2 人…]  王芳、陈晓  ×."""

    removed = Signal()
    turn_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._line: SourceLine | None = None
        self.pool, self.turn, self.remove = ChoicePick(), button(), icon_button("close")
        self.field = self.pool
        self._name, self._word = elided_label(), elided_label("quiet")
        self._note = elided_label("quiet")
        self.remove.setFixedWidth(REMOVE_WIDTH)
        self.remove.clicked.connect(self.removed)
        self.pool.chosen.connect(lambda _: self.changed.emit())
        self.turn.clicked.connect(lambda: self.turn_asked.emit(self.typed.source))
        names = QHBoxLayout()
        names.setSpacing(Space.SMALL)
        names.addWidget(self._name)
        names.addWidget(self._word)
        names.addStretch(1)
        self.row.addLayout(names, 2)
        self.row.addWidget(self.pool)
        rest = QHBoxLayout()
        rest.setSpacing(Space.SMALL)
        rest.addWidget(self.turn)
        rest.addWidget(self._note, 1)
        rest.addWidget(self.remove)
        self.row.addLayout(rest, 3)

    @property
    def typed(self) -> TypedSource:
        assert self._line is not None
        return TypedSource(self._line.typed.source, self.pool.key, self._line.typed.person_ids)

    def show_line(self, line: SourceLine, otherwise: str) -> None:
        """This one; `otherwise` stands in place of a pool that is not chosen yet."""
        self._line = line
        self._name.setText(line.name)
        self._word.setText(line.word)
        self._note.setText(line.note)
        self.pool.show_choices(line.pools, line.typed.pool_id, otherwise)
        self.pool.setAccessibleName(f"{line.name} {self.pool.text()}")
        self.turn.setText(line.turn)
        self.turn.setVisible(bool(line.turn))
        self.turn.setAccessibleName(f"{line.name} {line.turn} {line.note}")
        self.remove.setVisible(line.is_removable)
        self.says(self.remove.setAccessibleName, "flow-in-remove", name=line.name)
        self.says(self.remove.setToolTip, "flow-in-remove", name=line.name)


def put_text(edit: QLineEdit, text: str) -> None:
    """Where it says something else: the cursor stays where somebody is typing."""
    if edit.text() != text:
        edit.setText(text)
