"""The groups of tags on the left: each with how many tags it has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QVBoxLayout, QWidget

from desktop.screens.tags import GroupLine
from desktop.views.paint import sized, text_width
from desktop.views.spoken import Speaking
from desktop.views.tokens import Radius, Space, TypeSize, tokens

HEIGHT = 38


class GroupButton(QAbstractButton):
    """One group; the opened one is checked."""

    step_asked = Signal(int)
    """By an arrow key: 1 down, -1 up."""

    def __init__(self, line: GroupLine) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_line(line)

    def show_line(self, line: GroupLine) -> None:
        """Show this state of it."""
        self.line = line
        self.setText(line.name)
        self.setAccessibleName(f"{line.name} {line.figures}")
        self.setToolTip(line.name)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(180, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, before Qt's own: they would move the keyboard and open nothing."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.step_asked.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, and its figures at the end."""
        look, place, painter = tokens(), QRectF(self.rect()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = look.primary_tint.ground if self.isChecked() else look.hover if self.underMouse() else look.surface
        painter.setPen(QPen(QColor(look.primary), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        inner = place.adjusted(Space.MEDIUM, 0, -Space.MEDIUM, 0)
        bold, small = sized(self.font(), TypeSize.BODY, bold=True), sized(self.font(), TypeSize.SECOND)
        room = inner.width() - text_width(small, self.line.figures) - Space.SMALL
        painter.setFont(bold)
        painter.setPen(QColor(look.primary_tint.ink if self.isChecked() else look.text))
        name = QFontMetricsF(bold).elidedText(self.line.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(small)
        painter.setPen(QColor(look.second))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.line.figures)


class GroupList(Speaking, QScrollArea):
    """Tells which one is to be opened; arrows go from one to the next."""

    group_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        self._column.setSpacing(Space.TINY)
        self._column.addStretch(1)
        self.setWidget(inner)
        self.buttons: list[GroupButton] = []
        self.says(self.setAccessibleName, "tag-groups")

    def show_lines(self, lines: Sequence[GroupLine], current: str) -> None:
        """These; built anew only where there are others, so that the keyboard stays where it is."""
        if [made.line.id for made in self.buttons] != [line.id for line in lines]:
            self._build(lines)
        for made, line in zip(self.buttons, lines, strict=True):
            made.show_line(line)
            made.setChecked(line.id == current)

    def _build(self, lines: Sequence[GroupLine]) -> None:
        for made in self.buttons:
            made.hide()
            self._column.removeWidget(made)
            made.deleteLater()
        self.buttons = [GroupButton(line) for line in lines]
        for place, made in enumerate(self.buttons):
            self._column.insertWidget(place, made)
            made.clicked.connect(lambda _checked=False, made=made: self._ask(made))
            made.step_asked.connect(partial(self._step, made))

    def _step(self, made: GroupButton, step: int) -> None:
        place = self.buttons.index(made) + step
        if 0 <= place < len(self.buttons):
            self.buttons[place].setFocus()
            self.ensureWidgetVisible(self.buttons[place])
            self._ask(self.buttons[place])

    def _ask(self, chosen: GroupButton) -> None:
        for made in self.buttons:
            made.setChecked(made is chosen)
        self.group_asked.emit(chosen.line.id)
