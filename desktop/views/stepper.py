"""Stages one under the other: those reached with their time, the one it is at, those to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import words
from desktop.screens.order import Step, StepState
from desktop.views.icons import paint_icon
from desktop.views.paint import sized
from desktop.views.tokens import Space, TypeSize, tokens

STEP_HEIGHT = 46
_MARK = 18
_LEFT = 2
_TEXT = _LEFT + _MARK + Space.MEDIUM


class Stepper(QWidget):
    """Painted; what it shows is read out as one sentence per stage. A state is told by its mark, not by colour alone:
    a tick, a full ring, an empty one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these."""
        self.steps = tuple(steps)
        self.setAccessibleName("\n".join(map(_spoken, steps)))
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as all of them."""
        return QSize(200, STEP_HEIGHT * len(self.steps))

    def minimumSizeHint(self) -> QSize:
        """None is cut."""
        return QSize(120, STEP_HEIGHT * len(self.steps))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, marks, names, times."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, step in enumerate(self.steps):
            top = place * STEP_HEIGHT
            centre = QPointF(_LEFT + _MARK / 2, top + Space.TINY + _MARK / 2)
            if place + 1 < len(self.steps):
                self._line(painter, centre, is_done=self.steps[place + 1].state is not StepState.TO_COME)
            _mark(painter, centre, step.state)
            self._words(painter, step, QRectF(_TEXT, top, self.width() - _TEXT, STEP_HEIGHT))

    def _line(self, painter: QPainter, centre: QPointF, *, is_done: bool) -> None:
        look = tokens()
        style = Qt.PenStyle.SolidLine if is_done else Qt.PenStyle.DotLine
        painter.setPen(QPen(QColor(look.primary if is_done else look.third), 1.5, style))
        gap = _MARK / 2 + 3
        painter.drawLine(QPointF(centre.x(), centre.y() + gap), QPointF(centre.x(), centre.y() + STEP_HEIGHT - gap))

    def _words(self, painter: QPainter, step: Step, place: QRectF) -> None:
        look = tokens()
        is_ahead = step.state is StepState.TO_COME
        painter.setFont(sized(self.font(), TypeSize.BODY, bold=step.state is StepState.NOW))
        painter.setPen(QColor(look.third if is_ahead else look.text))
        # Beside the mark: the line of the name has its height.
        name = QRectF(place.left(), place.top() + Space.TINY, place.width(), _MARK)
        _one_line(painter, name, step.name)
        painter.setFont(sized(self.font(), TypeSize.SECOND))
        painter.setPen(QColor(look.second))
        _one_line(painter, QRectF(place.left(), name.bottom() + 1, place.width(), 18), step.when)


def _mark(painter: QPainter, centre: QPointF, state: StepState) -> None:
    look = tokens()
    place = QRectF(centre.x() - _MARK / 2, centre.y() - _MARK / 2, _MARK, _MARK)
    if state is StepState.REACHED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.primary))
        painter.drawEllipse(place)
        paint_icon(painter, "tick", place.adjusted(3, 3, -3, -3), look.on_primary)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    is_now = state is StepState.NOW
    painter.setPen(QPen(QColor(look.primary if is_now else look.third), 2 if is_now else 1.5))
    painter.drawEllipse(place.adjusted(1, 1, -1, -1))
    if is_now:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.primary))
        painter.drawEllipse(place.adjusted(5, 5, -5, -5))


def _one_line(painter: QPainter, place: QRectF, text: str) -> None:
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _spoken(step: Step) -> str:
    parts = (step.name, words.say(f"order-step-{step.state.value}"), step.when)
    return " ".join(part for part in parts if part)
