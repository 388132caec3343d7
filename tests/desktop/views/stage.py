"""The empty main window on which scenes are set."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop import words
from desktop.screens.cells import Tone
from desktop.screens.window import Page, Quota, Quotas, RailEntry, StatusLine, SyncPill
from desktop.views.dialogs import PlainDialog
from desktop.views.main_window import MainWindow
from tests.desktop.views.invented import NOW, told


def window(width: int, height: int) -> MainWindow:
    """The main window, signed in and synced."""
    made = MainWindow()
    made.resize(width, height)
    made.show_rail(
        [RailEntry(Page.CUSTOMERS), RailEntry(Page.SYNC_CENTRE, 2, needs_you=True), RailEntry(Page.SETTINGS)]
    )
    made.show_quotas(Quotas(Quota(12, 300), Quota(431, 500), 57))
    made.show_pill(SyncPill(told("已同步 14:02", "Synced 14:02"), Tone.GOOD))
    made.show_status(StatusLine(told("431 条", "431 customers"), "", server_time()))
    return made


def server_time() -> str:
    """The clock of the status line."""
    return told("服务器时间 ", "Server time ") + words.clock(NOW)


def dialog_of(made: QWidget) -> QWidget:
    """The dialog that stands over it."""
    return made.findChildren(PlainDialog)[-1]
