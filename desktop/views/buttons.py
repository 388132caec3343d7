"""Buttons: by kind from the stylesheet, and the painted ones of rail and tabs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop import words
from desktop.screens.window import RailEntry
from desktop.views.icons import icon, paint_icon
from desktop.views.paint import badge_width, paint_badge, sized, text_width
from desktop.views.tokens import RAIL_WIDTH, Radius, Space, TypeSize, tokens


def button(kind: str = "", text: str = "") -> QPushButton:
    """A button of this kind; its words are its accessible name."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def icon_button(name: str, parent: QWidget | None = None) -> QToolButton:
    """A button with an icon only; whoever makes it gives it an accessible name."""
    made = QToolButton(parent)
    made.setProperty("kind", "quiet")
    made.setIcon(icon(name))
    made.setIconSize(QSize(16, 16))
    return made


class RailButton(QAbstractButton):
    """A page of the rail: icon, word, count."""

    def __init__(self, entry: RailEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFixedHeight(36)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.entry = entry
        self.show_entry(entry)

    def show_entry(self, entry: RailEntry) -> None:
        """Show this count; also called when the language changes."""
        self.entry = entry
        word = words.say(f"page-{entry.page.value}")
        counted = words.say("rail-needs-you" if entry.needs_you else "rail-count", n=entry.count)
        self.setText(word)
        self.setAccessibleName(f"{word} {counted}" if entry.count else word)
        self.setToolTip(counted if entry.count else "")
        self.update()

    def sizeHint(self) -> QSize:
        """The rail's width."""
        return QSize(RAIL_WIDTH - 2 * Space.SMALL, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, word, count."""
        look, place, painter = tokens(), QRectF(self.rect()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = look.primary_tint.ground if self.isChecked() else look.faint_line if self.underMouse() else ""
        painter.setPen(QPen(QColor(look.primary), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        if ground or self.hasFocus():
            painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        ink = look.primary_tint.ink if self.isChecked() else look.second
        paint_icon(painter, self.entry.page.value, QRectF(10, place.center().y() - 9, 18, 18), ink)
        painter.setFont(sized(self.font(), TypeSize.BODY, bold=self.isChecked()))
        painter.setPen(QColor(ink))
        words_place = place.adjusted(38, 0, -10, 0)
        painter.drawText(words_place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(sized(self.font(), TypeSize.SECOND))
        if self.entry.count and self.entry.needs_you:
            text = words.short(self.entry.count)
            paint_badge(painter, place.right() - 9 - badge_width(self.font(), text), place.center().y(), text)
        elif self.entry.count:
            painter.setPen(QColor(look.third))
            count = words.short(self.entry.count)
            painter.drawText(words_place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)


class TabButton(QAbstractButton):
    """A tab: word, count, a line below the chosen one."""

    def __init__(self, *, is_small: bool = False, height: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = TypeSize.BODY
        self._gap = 7
        self._height = height or (36 if is_small else 42)
        self.count: int | None = None
        self.needs_you = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_tab(self, word: str, count: int | None, *, needs_you: bool = False) -> None:
        """Show this word and count."""
        self.setText(word)
        self.count, self.needs_you = count, needs_you
        self.setAccessibleName(word if count is None else f"{word} {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Word and count; as wide as if it were chosen, so that choosing moves nothing."""
        width = text_width(sized(self.font(), self._size, bold=True), self.text())
        return QSize(round(width + self._count_width()) + 2, self._height)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Word, count, line."""
        look, place, painter = tokens(), QRectF(self.rect()), QPainter(self)
        is_chosen = self.isChecked()
        font = sized(self.font(), self._size, bold=is_chosen)
        painter.setFont(font)
        painter.setPen(QColor(look.primary if is_chosen else look.text if self.underMouse() else look.second))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        left = text_width(font, self.text()) + self._gap
        painter.setFont(sized(self.font(), TypeSize.SECOND))
        if self.count and self.needs_you:
            paint_badge(painter, left, place.center().y(), words.grouped(self.count))
        elif self.count is not None:
            painter.setPen(QColor(look.third))
            count_place = place.adjusted(left, 0, 0, 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(count_place, flags, words.grouped(self.count))
        if is_chosen or self.hasFocus():
            colour = look.primary if is_chosen else look.third
            painter.fillRect(QRectF(0, place.bottom() - 2, place.width(), 2), QColor(colour))

    def _count_width(self) -> float:
        if self.count is None or (self.needs_you and not self.count):
            return 0 if self.count is None else self._gap + 8
        text = words.grouped(self.count)
        if self.needs_you:
            return self._gap + badge_width(self.font(), text)
        return self._gap + text_width(sized(self.font(), TypeSize.SECOND), text)
