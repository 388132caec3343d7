"""The small shapes that painted widgets share: label, badge, tick box, row button."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop.screens.cells import Label, Meter
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Space, TypeSize, tokens

LABEL_HEIGHT = 19
BOX = 15


def sized(font: QFont, size: TypeSize, *, bold: bool = False) -> QFont:
    """The same type in this size."""
    made = QFont(font)
    made.setPixelSize(size)
    made.setBold(bold)
    return made


def text_width(font: QFont, text: str) -> float:
    """How wide the text is when painted."""
    return QFontMetricsF(font).horizontalAdvance(text)


def label_width(font: QFont, text: str) -> float:
    """How wide a label with this text is."""
    return text_width(sized(font, TypeSize.LABEL), text) + 2 * 6


def paint_label(painter: QPainter, left: float, middle: float, label: Label) -> float:
    """Paint a state word on its tinted ground; returns its width."""
    tint = tokens().tint(label.tone)
    font = painter.font()
    width = label_width(font, label.text)
    place = QRectF(left, middle - LABEL_HEIGHT / 2, width, LABEL_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tint.ground))
    painter.drawRoundedRect(place, Radius.LABEL, Radius.LABEL)
    painter.setFont(sized(font, TypeSize.LABEL))
    painter.setPen(QColor(tint.ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label.text)
    painter.restore()
    return width


def badge_width(font: QFont, text: str) -> float:
    """How wide a red count is."""
    return max(17.0, text_width(sized(font, TypeSize.LABEL), text) + 10)


def paint_badge(painter: QPainter, left: float, middle: float, text: str) -> None:
    """A red count that needs the person."""
    font = painter.font()
    place = QRectF(left, middle - 8.5, badge_width(font, text), 17)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().badge))
    painter.drawRoundedRect(place, 8.5, 8.5)
    painter.setFont(sized(font, TypeSize.LABEL))
    painter.setPen(QColor(tokens().on_badge))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_tick_box(painter: QPainter, centre: QPointF, state: Qt.CheckState, *, is_hovered: bool) -> None:
    """The tick box: empty, ticked, or partly."""
    look = tokens()
    place = QRectF(centre.x() - BOX / 2, centre.y() - BOX / 2, BOX, BOX)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state is Qt.CheckState.Unchecked:
        painter.setPen(QPen(QColor(look.primary if is_hovered else look.third), 1.2))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.primary_hover if is_hovered else look.primary))
        painter.drawRoundedRect(place, 3.5, 3.5)
        name = "tick" if state is Qt.CheckState.Checked else "part"
        paint_icon(painter, name, place.adjusted(1, 1, -1, -1), look.on_primary)
    painter.restore()


def paint_meter(painter: QPainter, place: QRectF, meter: Meter) -> None:
    """A thin bar, filled as far as it is used; of another colour when it is full."""
    look = tokens()
    round_by = place.height() / 2
    part = min(1.0, meter.used / meter.limit) if meter.limit else 1.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.line))
    painter.drawRoundedRect(place, round_by, round_by)
    painter.setBrush(QColor(look.warning.ink if part >= 1 else look.primary))
    painter.drawRoundedRect(QRectF(place.topLeft(), QSizeF(place.width() * part, place.height())), round_by, round_by)
    painter.restore()


@dataclass(frozen=True, slots=True)
class ButtonState:
    """How the pointer stands to a painted button."""

    is_enabled: bool = True
    is_hovered: bool = False
    is_pressed: bool = False


def paint_row_button(painter: QPainter, place: QRectF, word: str, state: ButtonState) -> None:
    """A small button inside a row, of the same make as the real ones."""
    look = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground, edge, ink = look.raised, look.line, look.text
    if not state.is_enabled:
        ground, edge, ink = look.surface, look.faint_line, look.third
    elif state.is_pressed:
        ground, edge, ink = look.primary_tint.ground, look.primary, look.primary_tint.ink
    elif state.is_hovered:
        ground, edge, ink = look.hover, look.primary, look.primary
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
    painter.setFont(sized(painter.font(), TypeSize.SECOND))
    painter.setPen(QColor(ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()


def row_button_width(font: QFont, word: str) -> int:
    """How wide a button inside a row is."""
    return round(text_width(sized(font, TypeSize.SECOND), word)) + 2 * (Space.SMALL + 2)


def row_button_place(cell: QRectF, font: QFont, word: str) -> QRectF:
    """Where the button of this word stands in its cell: left-aligned, in the middle."""
    width = row_button_width(font, word)
    height = min(26.0, cell.height() - 4)
    return QRectF(cell.left() + Space.SMALL, cell.center().y() - height / 2 + 0.5, width, height)
