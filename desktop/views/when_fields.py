"""When it happened, and when to follow up next: one click for the usual, an editor for the rest."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QDate, QDateTime, QSize, QTime, QTimeZone, Signal
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QHBoxLayout, QMenu, QPushButton

from desktop import words
from desktop.screens.actions import Action
from desktop.views.buttons import button, icon_button
from desktop.views.icons import icon
from desktop.views.shortcuts import tip
from desktop.views.spoken import Spoken


class _Field(Spoken):
    """A button with a menu, replaced by an editor when another time is wanted."""

    changed = Signal()

    def __init__(self, editor: QDateTimeEdit, name_key: str) -> None:
        super().__init__()
        self._editor = editor
        self._editor.setCalendarPopup(True)
        self._editor.setTimeZone(QTimeZone.utc())
        self._editor.setProperty("kind", "small")
        self._button: QPushButton = button("field")
        self._button.setIcon(icon("calendar"))
        self._button.setIconSize(QSize(13, 13))
        self._back = icon_button("close")
        self._back.setIconSize(QSize(11, 11))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._button)
        row.addWidget(self._editor)
        row.addWidget(self._back)
        self.says(self._editor.setAccessibleName, name_key)
        self.says(self._back.setAccessibleName, f"{name_key}-back")
        self.says(self._back.setToolTip, f"{name_key}-back")
        self._editor.dateTimeChanged.connect(self.changed)
        self._show_editor(is_shown=False)

    def _show_editor(self, *, is_shown: bool) -> None:
        self._button.setVisible(not is_shown)
        self._editor.setVisible(is_shown)
        self._back.setVisible(is_shown)


class HappenedField(_Field):
    """Now, unless another time is chosen; never in the future."""

    def __init__(self) -> None:
        super().__init__(QDateTimeEdit(), "entry-happened")
        self._now: datetime | None = None
        self._editor.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.says(self._button.setText, "entry-happened-now")
        self.says(self._button.setToolTip, "entry-happened-tip")
        self._button.clicked.connect(self._edit)
        self._back.clicked.connect(lambda: self.show_value(None))

    @property
    def value(self) -> datetime | None:
        """The time chosen, in the company's zone; None for now."""
        if self._editor.isHidden() or self._now is None:
            return None
        shown = self._editor.dateTime()
        day, time = shown.date(), shown.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._now.tzinfo)

    def show_limits(self, now: datetime, earliest: datetime | None) -> None:
        """Nothing after now, nothing before the customer was got."""
        self._now = now
        self._editor.setMaximumDateTime(_shown(now))
        if earliest is not None:
            self._editor.setMinimumDateTime(_shown(earliest.astimezone(now.tzinfo)))
        else:
            self._editor.clearMinimumDateTime()

    def show_value(self, value: datetime | None) -> None:
        """Show this time; None for now."""
        self._show_editor(is_shown=value is not None)
        if value is not None and self._now is not None:
            self._editor.setDateTime(_shown(value.astimezone(self._now.tzinfo)))
        self.changed.emit()

    def _edit(self) -> None:
        self.show_value(self._now)
        self._editor.setFocus()


class NextField(_Field):
    """No date, a usual one, or any."""

    def __init__(self) -> None:
        super().__init__(QDateEdit(), "entry-next")
        self._today: date | None = None
        self._value: date | None = None
        self._editor.setDisplayFormat("yyyy-MM-dd")
        self._menu = QMenu(self)
        self._button.clicked.connect(self.offer)
        self._editor.dateChanged.connect(self._take)
        self._back.clicked.connect(lambda: self.show_value(None))
        self.say_again()

    @property
    def value(self) -> date | None:
        """The day chosen."""
        return self._value

    def show_limits(self, today: date) -> None:
        """Never before today."""
        self._today = today
        self._editor.setMinimumDate(QDate(today.year, today.month, today.day))
        self.say_again()

    def show_value(self, value: date | None) -> None:
        """Show this day."""
        self._value = value
        self._show_editor(is_shown=False)
        self.say_again()
        self.changed.emit()

    def say_again(self) -> None:
        """The chosen day in words."""
        super().say_again()
        if self._value is None or self._today is None:
            text = words.say("entry-next-none")
        else:
            text = words.say("entry-next-on", day=words.day(self._value, self._today))
        self._button.setText(text)
        self._button.setToolTip(tip(Action.NEXT_DATE, words.say("entry-next-tip")))

    def offer(self) -> None:
        """Open the menu, its first line chosen: the keyboard goes on from there."""
        self._fill()
        self._menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
        for first in self._menu.actions()[:1]:
            self._menu.setActiveAction(first)

    def _fill(self) -> None:
        self._menu.clear()
        if self._today is None:
            return
        for key, days in (("entry-next-1", 1), ("entry-next-3", 3), ("entry-next-7", 7), ("entry-next-30", 30)):
            which = self._today + timedelta(days=days)
            text = words.say(key, day=words.day(which, self._today))
            self._menu.addAction(text).triggered.connect(partial(self._choose, which))
        self._menu.addSeparator()
        self._menu.addAction(words.say("entry-next-other")).triggered.connect(self._edit)
        if self._value is not None:
            self._menu.addAction(words.say("entry-next-none")).triggered.connect(partial(self._choose, None))

    def _choose(self, which: date | None, _checked: bool = False) -> None:
        self.show_value(which)

    def _edit(self) -> None:
        start = self._value or self._today
        if start is not None:
            self._editor.setDate(QDate(start.year, start.month, start.day))
            self._value = start
            self._show_editor(is_shown=True)
            self._editor.setFocus()
            self.changed.emit()

    def _take(self, shown: QDate) -> None:
        if not self._editor.isHidden():
            self._value = date(shown.year(), shown.month(), shown.day())


def _shown(when: datetime) -> QDateTime:
    """The wall time as Qt shows it. The zone stays with us: in the machine's own an hour may be missing."""
    day = QDate(when.year, when.month, when.day)
    return QDateTime(day, QTime(when.hour, when.minute), QTimeZone.utc())
