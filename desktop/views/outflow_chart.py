"""How many customers flow out per day: bars by the rules that are weighed, a stepped line by those that hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip

from desktop import words
from desktop.screens.rules import OutflowDay
from desktop.views.paint import sized, text_width
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space, TypeSize, tokens

HEIGHT = 190
_FOOT = 20
_HEAD = 24
_EVERY = 10
"""Every tenth day is named."""


class OutflowChart(Spoken):
    """Told apart by their form, not by colour alone; each day tells its numbers when it is pointed at."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[OutflowDay, ...] = ()
        self.setMinimumHeight(HEIGHT)
        self.setMouseTracking(True)
        self.says(self.setAccessibleName, "rules-what-if-chart")

    def sizeHint(self) -> QSize:
        """Wide rather than high."""
        return QSize(620, HEIGHT)

    def show_days(self, days: Sequence[OutflowDay]) -> None:
        """Show these."""
        self._days = tuple(days)
        busy = (day.told for day in self._days if day.present or day.candidate)
        self.setAccessibleDescription("\n".join(busy))
        self.update()

    def day_at(self, x: float) -> OutflowDay | None:
        """Which one stands there."""
        field = self._field()
        if not self._days or not field.left() <= x < field.right():
            return None
        return self._days[int((x - field.left()) / field.width() * len(self._days))]

    def event(self, event: QEvent) -> bool:
        """The numbers of the day that is pointed at."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos().x())
            if day is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), day.told, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines of the height, bars, the stepped line, days, and what is what."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), TypeSize.LABEL))
        top = _round_up(max((max(day.present, day.candidate) for day in self._days), default=0))
        self._paint_heights(painter, top)
        self._paint_bars(painter, top)
        self._paint_steps(painter, top)
        self._paint_days(painter)
        self._paint_key(painter)

    def _field(self) -> QRectF:
        left = text_width(sized(self.font(), TypeSize.LABEL), "88,888") + Space.SMALL
        return QRectF(left, _HEAD, max(1, self.width() - left - Space.TINY), self.height() - _HEAD - _FOOT)

    def _y(self, count: int, top: int) -> float:
        field = self._field()
        return field.bottom() - field.height() * count / top

    def _x(self, number: int) -> float:
        field = self._field()
        return field.left() + field.width() * number / max(1, len(self._days))

    def _paint_heights(self, painter: QPainter, top: int) -> None:
        look, field = tokens(), self._field()
        for count in (0, top // 2, top):
            y = self._y(count, top)
            painter.setPen(QPen(QColor(look.line if count == 0 else look.faint_line), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(QColor(look.third))
            place = QRectF(0, y - 8, field.left() - Space.TINY, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words.grouped(count))

    def _paint_bars(self, painter: QPainter, top: int) -> None:
        field = self._field()
        for number, day in enumerate(self._days):
            left, right, y = self._x(number), self._x(number + 1), self._y(day.candidate, top)
            gap = min(2.0, (right - left) * 0.2)
            if day.candidate:
                bar = QRectF(left + gap / 2, y, right - left - gap, field.bottom() - y)
                painter.fillRect(bar, QColor(tokens().primary))

    def _paint_steps(self, painter: QPainter, top: int) -> None:
        if not self._days:
            return
        path, was = QPainterPath(QPointF(self._x(0), self._y(0, top))), 0
        for number, day in enumerate(self._days):
            height = self._y(day.present, top)
            # Along the ground there is nothing to tell, and the line would hide it.
            move = path.lineTo if was or day.present else path.moveTo
            move(self._x(number), height)
            if day.present:
                path.lineTo(self._x(number + 1), height)
            else:
                path.moveTo(self._x(number + 1), height)
            was = day.present
        self._draw_step(painter, path)

    def _draw_step(self, painter: QPainter, path: QPainterPath) -> None:
        look = tokens()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # On a ground of its own, so that it is seen before the bars as well as between them.
        painter.setPen(QPen(QColor(look.surface), 3))
        painter.drawPath(path)
        painter.setPen(QPen(QColor(look.warning.ink), 1.6))
        painter.drawPath(path)

    def _paint_days(self, painter: QPainter) -> None:
        painter.setPen(QColor(tokens().third))
        for number in range(0, len(self._days), _EVERY):
            place = QRectF(self._x(number), self._field().bottom() + 3, 90, _FOOT - 3)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._days[number].day)

    def _paint_key(self, painter: QPainter) -> None:
        look, left = tokens(), self._field().left()
        for key in ("candidate", "present"):
            word = words.say(f"rules-what-if-{key}")
            if key == "candidate":
                painter.fillRect(QRectF(left, 4, 10, 10), QColor(look.primary))
            else:
                path = QPainterPath(QPointF(left, 12))
                for x, y in ((left + 5, 12), (left + 5, 6), (left + 12, 6)):
                    path.lineTo(x, y)
                self._draw_step(painter, path)
            painter.setPen(QColor(look.second))
            painter.drawText(QPointF(left + 17, 13), word)
            left += 17 + text_width(painter.font(), word) + Space.LARGE


def _round_up(count: int) -> int:
    """An even number that people like, at least as great."""
    unit = int(10 ** (len(str(count)) - 1))
    return next(top for each in (2, 4, 6, 8, 10, 20) if (top := each * unit) >= count)
