"""A day as it stands on paper: typed, or picked from a calendar; none at first."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidgetAction

from desktop.views.buttons import icon_button
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

_MARKS = QRegularExpression(r"[0-9年月日./\- ]{0,14}")


class DayField(Spoken):
    """2015-03-01, also 2015年3月1日, 2015/3/1 and 20150301, as licences and hands write it."""

    changed = Signal()

    def __init__(self, name_key: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setValidator(QRegularExpressionValidator(_MARKS, self))
        self.open = icon_button("calendar")
        self._calendar = QCalendarWidget()
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._menu = QMenu(self)
        shown = QWidgetAction(self._menu)
        shown.setDefaultWidget(self._calendar)
        self._menu.addAction(shown)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TINY)
        row.addWidget(self.line, 1)
        row.addWidget(self.open)
        self.says(self.line.setAccessibleName, name_key)
        self.says(self.line.setPlaceholderText, "day-hint")
        self.says(self.open.setToolTip, "day-open")
        self.says(self.open.setAccessibleName, "day-open")
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda _: self.changed.emit())
        self.line.editingFinished.connect(self._tidy)
        self.open.clicked.connect(self._offer)
        self._calendar.clicked.connect(self._take)

    @property
    def value(self) -> date | None:
        """The day, once it is one."""
        return day_in(self.line.text())

    @property
    def is_half_written(self) -> bool:
        """Something stands there, and it is no day."""
        return bool(self.line.text().strip()) and self.value is None

    def show_value(self, value: date | None) -> None:
        """Show this day, or none."""
        self.line.setText("" if value is None else value.isoformat())

    def show_latest(self, latest: date) -> None:
        """The calendar ends with this day; what is typed is for others to judge."""
        self._calendar.setMaximumDate(QDate(latest.year, latest.month, latest.day))

    def _tidy(self) -> None:
        if self.value is not None:
            self.show_value(self.value)

    def _offer(self) -> None:
        if self.value is not None:
            self._calendar.setSelectedDate(QDate(self.value.year, self.value.month, self.value.day))
        self._menu.popup(self.open.mapToGlobal(self.open.rect().bottomLeft()))

    def _take(self, day: QDate) -> None:
        self._menu.close()
        self.show_value(date(day.year(), day.month(), day.day()))
        self.changed.emit()


def day_in(text: str) -> date | None:
    """The day that is written so; None while it is none."""
    bare = text.strip()
    if len(bare) == 8 and bare.isdecimal():
        parts = [bare[:4], bare[4:6], bare[6:]]
    else:
        for mark in "年月/.":
            bare = bare.replace(mark, "-")
        parts = [part.strip() for part in bare.replace("日", "").split("-")]
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
