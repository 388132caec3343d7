"""A line of the page 今日: painted, so that a long name gives way and never the page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop import words
from desktop.screens.today import TodayLine
from desktop.views.icons import paint_icon
from desktop.views.paint import label_width, paint_label, sized, text_width
from desktop.views.tokens import Radius, Space, TypeSize, tokens

LINE_HEIGHT = 34
MARGIN = 18
MARKER = 16
NEW_DOT = 6


class TodayLineView(QAbstractButton):
    """A button as wide as its card: label, name, what is said of it, when."""

    def __init__(self, line: TodayLine) -> None:
        super().__init__()
        self.line = line
        self._label_room = 0.0
        self._mark_room = 0
        self.setFixedHeight(LINE_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setEnabled(line.can_open)
        if line.can_open:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = [line.label.text if line.label else "", line.text, line.detail, line.when]
        told = " · ".join(part for part in said if part)
        self.setText(line.text)
        self.setAccessibleName(words.say("today-line-new", line=told) if line.is_new else told)
        self.setToolTip(told if line.can_open else words.say("today-line-gone", line=told))

    @property
    def label_width(self) -> float:
        """The room its own label takes; none where it has none."""
        return 0.0 if self.line.label is None else label_width(self.font(), self.line.label.text) + Space.SMALL

    def align(self, label_room: float, *, has_marks: bool) -> None:
        """Leave this much room for labels and marks, so that the names of a part stand under each other."""
        self._label_room, self._mark_room = label_room, MARKER if has_marks else 0
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, LINE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """From left to right; the time keeps its room, the name goes before what is said of it."""
        look, painter, place = tokens(), QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, place)
        inner = place.adjusted(MARGIN, 0, -MARGIN, 0)
        font, quiet = sized(self.font(), TypeSize.BODY), sized(self.font(), TypeSize.SECOND)
        if self.line.when:
            painter.setFont(quiet)
            painter.setPen(QColor(look.third))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.line.when)
            inner = inner.adjusted(0, 0, -text_width(quiet, self.line.when) - Space.MEDIUM, 0)
        left = self._marks(painter, inner)
        painter.setFont(font)
        if self.line.label is not None:
            paint_label(painter, left, inner.center().y(), self.line.label)
        left += self._label_room
        name = sized(self.font(), TypeSize.BODY, bold=not self.line.depth)
        room = inner.right() - left
        if self.line.detail:
            # A short detail is read in full; a long one leaves the name at least half of the room.
            room -= min(room / 2, text_width(quiet, self.line.detail) + Space.MEDIUM)
        painter.setFont(name)
        left += self._line(painter, left, room, self.line.text, look.text if self.line.can_open else look.second)
        painter.setFont(quiet)
        left += Space.SMALL
        self._line(painter, left, inner.right() - left, self.line.detail, look.second)

    def _ground(self, painter: QPainter, place: QRectF) -> None:
        look = tokens()
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setPen(QPen(QColor(look.primary), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.hover))
            painter.drawRoundedRect(place.adjusted(4.5, 1.5, -4.5, -1.5), Radius.CONTROL, Radius.CONTROL)

    def _marks(self, painter: QPainter, inner: QRectF) -> float:
        """The dot of what is new stands in the margin; the mark of a group before its name."""
        look = tokens()
        if self.line.is_new:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.primary))
            painter.drawEllipse(QRectF(6, inner.center().y() - NEW_DOT / 2, NEW_DOT, NEW_DOT))
        if self.line.is_open is not None:
            mark = QRectF(inner.left() - 2, inner.center().y() - 7, 14, 14)
            paint_icon(painter, "chevron-down" if self.line.is_open else "chevron-right", mark, look.second)
        return inner.left() + self._mark_room

    def _line(self, painter: QPainter, left: float, room: float, text: str, colour: str) -> float:
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room))
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(left, 0, max(0.0, room), self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)
