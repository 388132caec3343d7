"""The way to 查客户 beside the search, the window it opens, and the form that follows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.screens.actions import Action
from desktop.screens.known import KnownState, KnownWishes
from desktop.screens.new_customer import EntryChecks, EntryForm, EntryWishes
from desktop.views.known_dialog import KnownDialog
from desktop.views.new_customer_dialog import NewCustomerDialog
from desktop.views.shortcuts import bind


class KnownView(QObject):
    """See `KnownScreen` and `KnownWishes`. One window at a time."""

    asked = Signal()
    typed = Signal(str)
    step_asked = Signal(str)
    retry_asked = Signal()
    closed = Signal()

    def __init__(self, way_in: QPushButton, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.opened: KnownDialog | None = None
        way_in.clicked.connect(lambda: self.asked.emit())
        bind(Action.NEW_CUSTOMER, window, self.asked.emit)

    def serve(self, wishes: KnownWishes) -> None:
        """Bring every wish to this presenter."""
        self.asked.connect(wishes.known_asked)
        self.typed.connect(wishes.known_typed)
        self.step_asked.connect(wishes.known_step_asked)
        self.retry_asked.connect(wishes.known_retry_asked)
        self.closed.connect(wishes.known_closed)

    def open_known(self, state: KnownState) -> None:
        """In front of everything, and the keyboard with it."""
        if self.opened is None:
            dialog = KnownDialog(self._window)
            dialog.typed.connect(self.typed)
            dialog.step_asked.connect(self.step_asked)
            dialog.retry_asked.connect(self.retry_asked)
            dialog.finished.connect(self._gone)
            self.opened = dialog
        else:
            self.opened.field.clear()
        self.opened.show_state(state)
        self.opened.show()
        self.opened.raise_()
        self.opened.activateWindow()
        self.opened.take_focus()

    def show_known(self, state: KnownState) -> None:
        """Where it is open."""
        if self.opened is not None:
            self.opened.show_state(state)

    def close_known(self) -> None:
        """Nobody wishes it."""
        dialog, self.opened = self.opened, None
        if dialog is not None:
            dialog.close()

    def _gone(self) -> None:
        if self.opened is not None:
            self.opened = None
            self.closed.emit()


class EntryView(QObject):
    """See `EntryScreen` and `EntryWishes`. One form at a time: another takes its place, and what it held is kept."""

    typed = Signal(object, str)
    confirmed = Signal(object, str)
    closed = Signal(object, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.opened: NewCustomerDialog | None = None

    def serve(self, wishes: EntryWishes) -> None:
        """Bring every wish to this presenter."""
        self.typed.connect(wishes.entry_typed)
        self.confirmed.connect(wishes.entry_confirmed)
        self.closed.connect(wishes.entry_closed)

    def open_entry(self, form: EntryForm, checks: EntryChecks) -> None:
        """In front of everything."""
        if self.opened is not None:
            self.opened.close()
        dialog = self.opened = NewCustomerDialog(form, checks, self._window)
        dialog.typed.connect(self.typed)
        dialog.confirmed.connect(self.confirmed)
        dialog.finished.connect(self._gone)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def show_checks(self, checks: EntryChecks) -> None:
        """Where it is open."""
        if self.opened is not None:
            self.opened.show_checks(checks)

    def close_entry(self) -> None:
        """Nobody wishes it."""
        dialog, self.opened = self.opened, None
        if dialog is not None:
            dialog.close()

    def _gone(self) -> None:
        dialog, self.opened = self.opened, None
        if dialog is not None:
            self.closed.emit(dialog.values(), dialog.chosen_pool)
