"""The names at the left of a page, one of which stands open beside them: a button for each, and arrows between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QVBoxLayout, QWidget

from desktop.views.spoken import Speaking
from desktop.views.tokens import Radius, Space, tokens


class Openable(Protocol):
    """A line that can be opened."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


class OpeningButton[Line: Openable](QAbstractButton):
    """One of them; the opened one is checked. A kind of its own says what is painted on the ground."""

    step_asked = Signal(int)
    """By an arrow key: 1 down, -1 up."""

    def __init__(self, line: Line, size: QSize) -> None:
        """`size`: as wide as it may be, and as high as it is."""
        super().__init__()
        self._size = size
        self.setCheckable(True)
        self.setFixedHeight(size.height())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_line(line)

    def show_line(self, line: Line) -> None:
        """Show this state of it."""
        self.line = line
        self.setText(line.name)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return self._size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, before Qt's own: they would move the keyboard and open nothing."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.step_asked.emit(step)
        else:
            super().keyPressEvent(event)

    @property
    def ink(self) -> QColor:
        """Of the name."""
        return QColor(tokens().primary_tint.ink if self.isChecked() else tokens().text)

    def paint_ground(self, painter: QPainter) -> QRectF:
        """Opened, pointed at, with the keyboard; returns the place for what is written on it."""
        look, place = tokens(), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = look.primary_tint.ground if self.isChecked() else look.hover if self.underMouse() else look.surface
        painter.setPen(QPen(QColor(look.primary), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        return place.adjusted(Space.MEDIUM, 0, -Space.MEDIUM, 0)


class OpeningList[Line: Openable](Speaking, QScrollArea):
    """Tells which one is to be opened; arrows go from one to the next."""

    line_asked = Signal(str)
    """Its id."""

    def __init__(self, make: Callable[[Line], OpeningButton[Line]], name_key: str) -> None:
        """`make` makes the button of a line; `name_key` says what they all are."""
        super().__init__()
        self._make = make
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
        self.buttons: list[OpeningButton[Line]] = []
        self.says(self.setAccessibleName, name_key)

    def show_lines(self, lines: Sequence[Line], current: str) -> None:
        """These; built anew only where there are others, so that the keyboard stays where it is."""
        if [made.line.id for made in self.buttons] != [line.id for line in lines]:
            self._build(lines)
        for made, line in zip(self.buttons, lines, strict=True):
            made.show_line(line)
            made.setChecked(line.id == current)

    def _build(self, lines: Sequence[Line]) -> None:
        for made in self.buttons:
            made.hide()
            self._column.removeWidget(made)
            made.deleteLater()
        self.buttons = [self._make(line) for line in lines]
        for place, made in enumerate(self.buttons):
            self._column.insertWidget(place, made)
            made.clicked.connect(lambda _checked=False, made=made: self._ask(made))
            made.step_asked.connect(partial(self._step, made))

    def _step(self, made: OpeningButton[Line], step: int) -> None:
        place = self.buttons.index(made) + step
        if 0 <= place < len(self.buttons):
            self.buttons[place].setFocus()
            self.ensureWidgetVisible(self.buttons[place])
            self._ask(self.buttons[place])

    def _ask(self, chosen: OpeningButton[Line]) -> None:
        for made in self.buttons:
            made.setChecked(made is chosen)
        self.line_asked.emit(chosen.line.id)
