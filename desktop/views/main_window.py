"""The main window: rail, top bar, the page, the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.screens.actions import Action
from desktop.screens.preferences import Density
from desktop.screens.window import Notice, Page, QuitQuestion, Quotas, RailEntry, StatusLine, SyncPill, WindowWishes
from desktop.views.foot import NoticeLine, StatusBar
from desktop.views.quitting import QuitView
from desktop.views.rail import Rail
from desktop.views.register_page import RegisterPage
from desktop.views.settings_page import SettingsPage
from desktop.views.shortcut_help import ShortcutHelp
from desktop.views.shortcuts import bind
from desktop.views.spoken import Speaking
from desktop.views.sync_centre_page import SyncCentrePage
from desktop.views.top_bar import TopBar


class MainWindow(Speaking, QMainWindow):
    """Holds the pages; see `WindowScreen` and `WindowWishes`. The pages are `register`, `sync_centre`, `settings`."""

    painted = Signal()
    """For the first time: shown is not painted yet. Told while it is being painted; connect it queued."""

    pill_shown = Signal(object)
    """The `SyncPill`, for whoever shows it outside the window."""

    hidden = Signal()
    """By the program, not by the person who minimises it: what belongs to it goes too."""

    link_opened = Signal(str)
    """A link was opened that leads to this customer."""

    page_asked = Signal(object)
    sync_asked = Signal()
    close_asked = Signal()
    quit_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._is_painted = False
        self.resize(1440, 900)
        self.setMinimumSize(1024, 600)
        self.rail, self.top, self.notice, self.status = Rail(), TopBar(), NoticeLine(), StatusBar()
        self.register, self.sync_centre, self.settings = RegisterPage(), SyncCentrePage(), SettingsPage()
        self._pages: dict[Page, QWidget] = {
            Page.CUSTOMERS: self.register,
            Page.SYNC_CENTRE: self.sync_centre,
            Page.SETTINGS: self.settings,
        }
        self._dense: list[Callable[[Density], None]] = [
            self.register.table.set_density,
            self.sync_centre.table.set_density,
        ]
        self._searches: dict[Page, QLineEdit] = {}
        self.quitting = QuitView(self)
        self.quitting.chosen.connect(self.quit_chosen)
        self._density = Density.COMFORTABLE
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._lay_out()
        self.rail.page_asked.connect(self._go)
        self.rail.help_asked.connect(self.show_help)
        self.top.pill_clicked.connect(lambda: self._go(Page.SYNC_CENTRE))
        self.top.search.left.connect(self.register.table.setFocus)
        bind(Action.SEARCH, self, self._search)
        bind(Action.SYNC, self, self.sync_asked.emit)
        bind(Action.HELP, self, self.show_help)
        bind(Action.UNDO, self, self.notice.undo)
        self.says(self.setWindowTitle, "brand")
        self.open_page(Page.CUSTOMERS)

    def serve(self, wishes: WindowWishes) -> None:
        """Bring every wish to this presenter; the pages have their own."""
        self.page_asked.connect(wishes.page_asked)
        self.top.search.search_asked.connect(wishes.search_asked)
        self.sync_asked.connect(wishes.sync_asked)
        self.notice.undo_asked.connect(wishes.undo_asked)
        self.notice.more_asked.connect(wishes.more_asked)
        self.notice.closed.connect(wishes.notice_closed)
        self.close_asked.connect(wishes.close_asked)
        self.quit_chosen.connect(wishes.quit_chosen)

    def show_rail(self, entries: Sequence[RailEntry]) -> None:
        """The pages one may use."""
        self.rail.show_entries(entries)

    def open_page(self, page: Page) -> None:
        """Go there."""
        self._stack.setCurrentWidget(self._pages[page])
        self.rail.show_page(page)
        self.top.show_page(page)
        self._page = page
        self._pages[page].setFocus()

    def add_page(
        self,
        page: Page,
        view: QWidget,
        set_density: Callable[[Density], None] | None = None,
        search: QLineEdit | None = None,
    ) -> None:
        """One more page, in place of the last of its kind; `set_density` is told the height of rows, now and later.
        `search`: its own, to which `/` leads while one is on it."""
        former = self._pages.pop(page, None)
        if former is not None:
            self._stack.removeWidget(former)
            former.deleteLater()
        self._pages[page] = view
        self._stack.addWidget(view)
        self._searches.pop(page, None)
        if search is not None:
            self._searches[page] = search
        if set_density is not None:
            self._dense.append(set_density)
            set_density(self._density)

    def show_quotas(self, quotas: Quotas | None) -> None:
        """Claims of today, places held."""
        self.top.show_quotas(quotas)

    def show_pill(self, pill: SyncPill) -> None:
        """The state of things with the server."""
        self.top.show_pill(pill)
        self.pill_shown.emit(pill)

    def show_status(self, status: StatusLine) -> None:
        """The line at the bottom."""
        self.status.show_status(status)

    def show_notice(self, notice: Notice | None) -> None:
        """What just happened."""
        self.notice.show_notice(notice)

    def show_title(self, title: str) -> None:
        """The title for the taskbar."""
        self.setWindowTitle(title)

    def show_quit(self, question: QuitQuestion | None) -> None:
        """Before the program ends."""
        self.quitting.show_quit(question)

    def clear_search(self) -> None:
        """Empty the search box without a wish."""
        self.top.search.clear_quietly()

    def set_density(self, density: Density) -> None:
        """The height of rows, in every table."""
        self._density = density
        for set_density in self._dense:
            set_density(density)

    def show_help(self) -> None:
        """All keys."""
        shown = ShortcutHelp(self)
        shown.diagnosis_asked.connect(self.settings.diagnosis.diagnosis_asked)
        shown.show()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard belongs to the page, not to the first thing of the rail."""
        super().showEvent(event)
        self._pages[self._page].setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first time. (A filter from outside would hear of the window's own destruction, and Qt crash.)"""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is in any more, or the program ends."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.hidden.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell what is typed. The window goes with the program, when nothing waits or its person leaves it waiting."""
        self.register.panel.tell_drafts()
        self.close_asked.emit()
        if self.quitting.must_not_wait:
            self.quit_chosen.emit(True)
        event.setAccepted(self.quitting.must_not_wait)

    def _go(self, page: Page) -> None:
        self.open_page(page)
        self.page_asked.emit(page)

    def _search(self) -> None:
        search = self._searches.get(self._page, self.top.search)
        if search is self.top.search and self._page is not Page.CUSTOMERS:
            self._go(Page.CUSTOMERS)
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self._stack, 1)
        right.addWidget(self.notice)
        right.addWidget(self.status)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)
