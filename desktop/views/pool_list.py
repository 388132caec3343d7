"""The pools on the left: each with its state, its figures and its rules in short."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QVBoxLayout, QWidget

from desktop.screens.pools import PoolLine
from desktop.views.paint import label_width, paint_label, sized
from desktop.views.spoken import Speaking
from desktop.views.tokens import Radius, Space, TypeSize, tokens

HEIGHT = 76
_LINES = (32, 52)


class PoolButton(QAbstractButton):
    """One pool; the opened one is checked."""

    step_asked = Signal(int)
    """By an arrow key: 1 down, -1 up."""

    def __init__(self, line: PoolLine) -> None:
        super().__init__()
        self.line = line
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_line(line)

    def show_line(self, line: PoolLine) -> None:
        """Show this state of it."""
        self.line = line
        self.setText(line.name)
        self.setAccessibleName(f"{line.name} {line.label.text}")
        self.setAccessibleDescription(f"{line.figures} {line.rules}")
        self.setToolTip(f"{line.figures}\n{line.rules}")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(280, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, before Qt's own: they would move the keyboard and open nothing."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.step_asked.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name and state, figures, rules; what does not fit is told by the tooltip."""
        look, place, painter = tokens(), QRectF(self.rect()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = look.primary_tint.ground if self.isChecked() else look.hover if self.underMouse() else look.surface
        painter.setPen(QPen(QColor(look.primary), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        inner = place.adjusted(Space.MEDIUM, 0, -Space.MEDIUM, 0)
        bold = sized(self.font(), TypeSize.BODY, bold=True)
        width = label_width(self.font(), self.line.label.text)
        name = QFontMetricsF(bold).elidedText(self.line.name, Qt.TextElideMode.ElideRight, inner.width() - width - 8)
        painter.setFont(bold)
        painter.setPen(QColor(look.primary_tint.ink if self.isChecked() else look.text))
        painter.drawText(QRectF(inner.left(), 8, inner.width(), 22), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(self.font())
        paint_label(painter, inner.right() - width, 19, self.line.label)
        small = sized(self.font(), TypeSize.SECOND)
        painter.setFont(small)
        painter.setPen(QColor(look.second))
        for top, text in zip(_LINES, (self.line.figures, self.line.rules), strict=True):
            shown = QFontMetricsF(small).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRectF(inner.left(), top, inner.width(), 18), Qt.AlignmentFlag.AlignVCenter, shown)


class PoolList(Speaking, QScrollArea):
    """Tells which one is to be opened; arrows go from one to the next."""

    pool_asked = Signal(str)

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
        self.buttons: list[PoolButton] = []
        self.says(self.setAccessibleName, "pools-list")

    def show_lines(self, lines: Sequence[PoolLine], current: str) -> None:
        """These; built anew only where there are others, so that the keyboard stays where it is."""
        if [made.line.id for made in self.buttons] != [line.id for line in lines]:
            self._build(lines)
        for made, line in zip(self.buttons, lines, strict=True):
            made.show_line(line)
            made.setChecked(line.id == current)

    def _build(self, lines: Sequence[PoolLine]) -> None:
        for made in self.buttons:
            made.hide()
            self._column.removeWidget(made)
            made.deleteLater()
        self.buttons = [PoolButton(line) for line in lines]
        for place, made in enumerate(self.buttons):
            self._column.insertWidget(place, made)
            made.clicked.connect(lambda _checked=False, made=made: self._ask(made))
            made.step_asked.connect(partial(self._step, made))

    def _step(self, made: PoolButton, step: int) -> None:
        place = self.buttons.index(made) + step
        if 0 <= place < len(self.buttons):
            self.buttons[place].setFocus()
            self.ensureWidgetVisible(self.buttons[place])
            self._ask(self.buttons[place])

    def _ask(self, chosen: PoolButton) -> None:
        for made in self.buttons:
            made.setChecked(made is chosen)
        self.pool_asked.emit(chosen.line.id)
