"""The way into imports over the register, and the window it opens."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.imports import ImportState, ImportWishes
from desktop.views.filter_row import FilterRow
from desktop.views.import_dialog import ImportDialog


class ImportsView(QObject):
    """See `ImportScreen` and `ImportWishes`. One window at a time."""

    file_chosen = Signal(str)
    pool_chosen = Signal(str)
    template_asked = Signal()
    result_asked = Signal()
    confirmed = Signal()
    stop_asked = Signal()
    closed = Signal()

    def __init__(self, filters: FilterRow, window: QWidget) -> None:
        super().__init__(window)
        self._filters = filters
        self._window = window
        self.opened: ImportDialog | None = None

    def serve(self, wishes: ImportWishes) -> None:
        """Bring every wish to this presenter."""
        self._filters.import_asked.connect(wishes.import_asked)
        self.file_chosen.connect(wishes.file_chosen)
        self.pool_chosen.connect(wishes.import_pool_chosen)
        self.template_asked.connect(wishes.template_asked)
        self.result_asked.connect(wishes.result_asked)
        self.confirmed.connect(wishes.import_confirmed)
        self.stop_asked.connect(wishes.stop_asked)
        self.closed.connect(wishes.import_closed)

    def show_way_in(self, *, is_shown: bool) -> None:
        """The button, for whoever may."""
        self._filters.bring_in.setVisible(is_shown)

    def open_import(self, state: ImportState) -> None:
        """In front of everything, and the keyboard with it."""
        if self.opened is None:
            self.opened = self._made()
        self.opened.show_state(state)
        self.opened.show()
        self.opened.raise_()
        self.opened.activateWindow()

    def show_import(self, state: ImportState) -> None:
        """Where it is open."""
        if self.opened is not None:
            self.opened.show_state(state)

    def close_import(self) -> None:
        """Nobody is there any longer to wish anything."""
        dialog, self.opened = self.opened, None
        if dialog is not None:
            dialog.close()

    def _made(self) -> ImportDialog:
        dialog = ImportDialog(self._window)
        dialog.file_chosen.connect(self.file_chosen)
        dialog.pool_chosen.connect(self.pool_chosen)
        dialog.template_asked.connect(self.template_asked)
        dialog.result_asked.connect(self.result_asked)
        dialog.confirmed.connect(self.confirmed)
        dialog.stop_asked.connect(self.stop_asked)
        dialog.finished.connect(self._gone)
        return dialog

    def _gone(self) -> None:
        if self.opened is not None:
            self.opened = None
            self.closed.emit()
