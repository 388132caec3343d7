"""One person at a desk in the tour: what stands before them, and what is told of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.presenters.entrance import Entered
from desktop.screens.lists import Column
from desktop.screens.register import RegisterTab
from desktop.screens.window import Page
from desktop.views.act_dialog import ActDialog
from desktop.views.tab_strip import TabStrip
from domain.identifiers import Instant
from sync.cache.answers import CustomerView
from tests.journeys.directing import cells
from tests.journeys.rep import Rep
from tests.tour.album import Album
from tests.tour.hands import Hands


class Desk:
    """Whoever sits at it can look, search and press; each part of the tour adds what its person does."""

    def __init__(self, rep: Rep, album: Album, login: str) -> None:
        self.rep = rep
        self.login = login
        self._album = album

    def arrive(self) -> None:
        """Sign in, and wait until everything is here."""
        self.in_front(self.rep.program.sign_in_window)
        self.rep.arrive(self.login)
        self.in_front()

    def in_front(self, window: QWidget | None = None) -> None:
        """A bare display has nobody who gives a window the keyboard."""
        shown = window or self.rep.window

        def is_in_front() -> bool:
            # Asked for too early it is not heard: a window comes onto the display in its own time.
            shown.activateWindow()
            return shown.isActiveWindow()

        shown.raise_()
        self.rep.wait(is_in_front)

    def synced(self) -> None:
        """F5; returns when everything has gone, and what is there since then has come."""
        scopes = self.entered.cache.scopes
        before = scopes.last_pulled_at()
        self.rep.press(Qt.Key.Key_F5, self.rep.window)
        self.rep.wait(lambda: scopes.last_pulled_at() != before and self.waiting() == 0)
        self.rep.wait_until_synced()

    def settled(self, told: str) -> None:
        """F5: what could still be undone goes out now, and the answer is told at the foot."""
        self.rep.press(Qt.Key.Key_F5, self.rep.window)
        self.rep.wait(lambda: told in self.rep.notice)
        self.synced()

    def open_tab(self, tab: RegisterTab) -> None:
        """By its key, and wait for all of its rows, those that came while one looked too."""
        self.rep.open_tab(tab)
        self.rep.wait(lambda: self._is_whole(tab))
        self.rows_have_come()

    def _is_whole(self, tab: RegisterTab) -> bool:
        register = self.rep.window.register
        if register.changed.isVisible():
            register.changed.refresh_asked.emit()
        return register.model.rowCount() == self.tab_count(tab)

    def choose_pool(self, pool: str) -> None:
        """By the menu over the list."""
        filters = self.rep.window.register.filters
        self.rep.wait(lambda: pool in [line.text() for line in filters._pools.actions()])
        next(line for line in filters._pools.actions() if line.text() == pool).trigger()
        self.rep.wait(lambda: pool in filters._pool.text())
        self.rows_have_come()

    def rows_have_come(self) -> None:
        model = self.rep.window.register.model
        self.rep.wait(lambda: model.rowCount() == 0 or model.row_at(0) is not None)

    def find(self, name: str) -> None:
        """Search the list for one; it is the only row then, and its panel stands open."""
        self.rep.find(name)
        self.rows_have_come()

    def search_nothing(self) -> None:
        """Everything is listed again."""
        self.rep.window.top.search.clear()
        self.rep.press(Qt.Key.Key_Return, self.rep.window.top.search)
        self.rep.wait(lambda: self.rep.count() != 1)
        self.rows_have_come()

    def go_to(self, name: str, tab: RegisterTab = RegisterTab.ASSIGNED) -> None:
        """From wherever one is to this customer in that tab."""
        self.in_front()
        self.rep.open_page(Page.CUSTOMERS)
        if self.rep.window.top.search.text():
            self.search_nothing()
        self.open_tab(tab)
        self.find(name)

    def look_for(self, name: str) -> None:
        """Search every list this person has: it is in none."""
        rep = self.rep
        for tab in [RegisterTab(key) for key in rep.tabs()]:
            rep.open_tab(tab)
            rep.window.top.search.setText(name)
            rep.press(Qt.Key.Key_Return, rep.window.top.search)
            rep.wait(lambda: rep.count() == 0)
        self.search_nothing()

    def press_tab(self, strip: TabStrip, key: str) -> None:
        place = [tab.key for tab in strip._tabs].index(key)
        self.rep.click(strip._buttons[place])

    def panel_tab(self, key: str) -> None:
        """Beside the list: what this tab shows of the customer."""
        tabs = self.rep.window.register.panel.tabs
        self.press_tab(tabs.strip, key)
        self.rep.wait(lambda: tabs.current == key)

    def type(self, text: str, field: QLineEdit | QPlainTextEdit) -> None:
        """In place of what stands there, as somebody types it."""
        field.setFocus()
        field.selectAll()
        if text:
            Hands().keyClicks(field, text)
        else:
            QTest.keyClick(field, Qt.Key.Key_Delete)

    def press_key(self, key: Qt.Key) -> None:
        """In the list."""
        self.rep.press(key, self.rep.window.register.table)

    def dialog(self) -> ActDialog:
        """The question that stands over the register, weighed."""
        dialogs = self.rep.window.register.dialogs
        self.rep.wait(lambda: dialogs.opened is not None)
        assert dialogs.opened is not None
        return dialogs.opened

    def confirm(self, picture: str = "", choose: Callable[[ActDialog], None] = lambda dialog: None) -> str:
        """Choose, look at what would follow, and say yes; returns what it said."""
        dialog = self.dialog()

        def chosen(opened: ActDialog) -> None:
            choose(opened)
            if picture:
                self.rep.wait(opened._confirm.isEnabled)
                self.picture(picture, dialog)

        said = self.rep.confirm(chosen)
        self.in_front()
        return said

    @staticmethod
    def seen(widget: QWidget) -> str:
        """Every word in it that is not hidden."""
        return " ".join(" ".join(label.text().split()) for label in widget.findChildren(QLabel) if label.isVisible())

    def sees(self, widget: QWidget, *words: str) -> str:
        """Wait until each of these stands in it; returns all that does."""
        self.rep.wait(lambda: all(word in self.seen(widget) for word in words))
        return self.seen(widget)

    def cell(self, column: Column, row: int = 0) -> str:
        return cells(self.rep, row)[column]

    def column(self, column: Column) -> list[str]:
        """That cell of every row that has come."""
        model = self.rep.window.register.model
        return [cells(self.rep, row)[column] for row in range(model.rowCount()) if model.row_at(row) is not None]

    def id_at(self, row: int) -> str:
        return self.rep.window.register.model.id_at(row)

    def panel_text(self) -> str:
        """The deadline card, or the card of the pool."""
        panel = self.rep.window.register.panel._panel
        return "" if panel is None or panel.card is None else f"{panel.card.title} {panel.card.text}"

    @property
    def entered(self) -> Entered:
        """The cache behind the window, and the server's clock as it is known here."""
        stay = self.rep.program.reception.stay
        assert stay is not None
        return stay.entered

    def now(self) -> Instant:
        return self.entered.clock.now()

    def waiting(self) -> int:
        """How much of what was asked has no answer yet."""
        return self.entered.cache.outbox.counts().waiting

    def view(self, customer_id: str) -> CustomerView:
        """The customer as this desk knows it."""
        (found,) = self.entered.cache.register.rows([customer_id], self.now())
        return found

    def tab_count(self, tab: RegisterTab) -> int:
        """The number at a tab."""
        return next(each.count or 0 for each in self.rep.window.register.tabs._tabs if each.key == tab.value)

    def pages(self) -> list[str]:
        """What stands in the rail, in the order of the pages."""
        return [page.value for page in Page if page in self.rep.window.rail._buttons]

    # telling

    def say(self, what: str) -> None:
        self._album.say(what)

    def check(self, what: str, holds: bool) -> None:
        self._album.check(what, holds)

    def show(self, item: str, what: str) -> None:
        self._album.show(item, what)

    def picture(self, name: str, window: QWidget | None = None) -> None:
        self._album.picture(f"{self.login}-{name}", window or self.rep.window)
