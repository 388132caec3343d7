"""What a rep does with keyboard and eyes, and what stands on the screen then."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from desktop.app import Program
from desktop.credentials import SessionOnly
from desktop.options import Options
from desktop.presenters.rows import columns_of
from desktop.screens.lists import Column
from desktop.screens.register import RegisterTab
from desktop.screens.window import Page
from desktop.views.act_dialog import ActDialog
from desktop.views.main_window import MainWindow
from desktop.views.table import IdTable
from tests.link import Link

PASSWORD = "gonghai-demo"
PATIENCE_MS = 20_000

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Hands(Protocol):
    """What types and waits: pytest-qt's `qtbot`, or the tour's own."""

    def waitUntil(self, until: Callable[[], bool], /, *, timeout: int) -> None: ...

    def keyClick(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier, /) -> None: ...

    def keyClicks(self, widget: QWidget, text: str, /) -> None: ...

    def mouseClick(self, widget: QWidget, button: Qt.MouseButton, /) -> None: ...


_key_stores: dict[Path, SessionOnly] = {}


class Rep:
    """One start of the program on one machine. The key store is the machine's and outlives the program."""

    def __init__(self, hands: Hands, machine: Path, link: Link, version: str = "1") -> None:
        self._hands = hands
        self.link = link
        self.address = f"http://127.0.0.1:{link.port}"
        store = _key_stores.setdefault(machine, SessionOnly())
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        options = Options(machine / "profile", machine / "documents", version, lambda: store, server=self.address)
        self.program = Program(application, options)
        self._has_left = False
        assert self.program.start()

    def leave(self) -> None:
        """Close the program."""
        if not self._has_left:
            self._has_left = True
            self.program.close()
            self.program.deleteLater()

    def give_up(self) -> None:
        """Close the sign-in window instead of signing in; the program ends with it."""
        self.end(self.program.sign_in_window.close)

    def end(self, step: Callable[[], object]) -> None:
        """Do what ends the program, and wait for its end."""
        ended: list[bool] = []
        self.program.ended.connect(lambda: ended.append(True))
        step()
        self.wait(lambda: bool(ended))
        self._has_left = True
        self.program.deleteLater()

    # what is on the screen

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def pill(self) -> str:
        return self.window.top.pill.text()

    @property
    def notice(self) -> str:
        """What stands at the foot; painted it may be cut short."""
        shown = self.window.notice._notice
        return "" if shown is None else shown.text

    def panel_lines(self) -> list[str]:
        """The follow-ups beside the list, each as one line."""
        panel = self.window.register.panel._panel
        lines = () if panel is None else panel.follow_ups
        return [f"{line.head} {line.label.text if line.label else ''} {line.text}" for line in lines]

    def rail_count(self, page: Page) -> int:
        """The number that stands beside a page."""
        return self.window.rail._buttons[page].entry.count

    def names(self, table: IdTable | None = None) -> list[str]:
        """The first column with words, as painted."""
        table = table or self.window.register.table
        model = table.model()
        column = 1 if table is self.window.register.table else 2
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    def count(self) -> int:
        return self.window.register.model.rowCount()

    def told(self, dialog: QWidget) -> str:
        """Every word of a dialog, those of its table too."""
        said = [label.text() for label in dialog.findChildren(QLabel)]
        for table in dialog.findChildren(IdTable):
            model = table.model()
            rows, columns = range(model.rowCount()), range(model.columnCount())
            said += [str(model.index(row, column).data()) for row in rows for column in columns]
        return "\n".join(said)

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        self.wait(lambda: bool(self._dialogs()))
        return self._dialogs()[-1]

    def wait(self, until: Callable[[], bool]) -> None:
        self._hands.waitUntil(until, timeout=PATIENCE_MS)

    # what a rep does

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        form = self.program.sign_in_window.account
        for field, text in ((form.server, self.address), (form.user_name, login), (form.password, password)):
            target = field if isinstance(field, QLineEdit) else field.lineEdit()
            assert target is not None
            target.selectAll()
            self._hands.keyClicks(target, text)
        self.press(Qt.Key.Key_Return, form.password)

    def arrive(self, login: str) -> None:
        """Sign in and wait until everything is here."""
        self.sign_in(login)
        self.wait(lambda: not self.program.sign_in_window.isVisible())
        self.wait_until_synced()
        self.wait(lambda: self.count() == 0 or self.window.register.model.row_at(0) is not None)

    def wait_until_synced(self) -> None:
        self.wait(lambda: self.program.window is not None and self.pill.startswith("已同步"))
        self.wait_until_shown()

    def wait_until_shown(self) -> None:
        """Whatever was asked of the cache until now, and what its answers asked in turn, stands on the screen."""
        self.wait(lambda: all(page in self.window._pages for page in Page))
        for _ in range(2):
            self._hear_out()

    def _hear_out(self) -> None:
        answered: list[None] = []
        self.program.background.query(lambda: None, answered.append)
        self.wait(lambda: bool(answered))

    def cut(self) -> None:
        """Pull the cable; the program notices at its next word with the server."""
        self.link.cut()
        self.press(Qt.Key.Key_F5, self.window)
        self.wait(lambda: self.pill.startswith("离线"))

    def mend(self) -> None:
        self.link.mend()
        self.press(Qt.Key.Key_F5, self.window)

    def open_tab(self, tab: RegisterTab) -> None:
        """By its key: Ctrl and its place among the tabs that this person has."""
        self.open_page(Page.CUSTOMERS)
        tabs = self.window.register.tabs
        self.wait(lambda: tab.value in self.tabs())
        key = Qt.Key(Qt.Key.Key_1.value + self.tabs().index(tab.value))
        self.press(key, self.window, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: tabs.current == tab.value and self.shows(tab))

    def tabs(self) -> list[str]:
        """The keys of the tabs, in their order."""
        return [tab.key for tab in self.window.register.tabs._tabs]

    def shows(self, tab: RegisterTab) -> bool:
        """Whether the list is that tab's by its columns, and its first row has come."""
        model = self.window.register.model
        columns = [column for column in model.columns if column is not Column.OWNER]
        is_its_own = tuple(columns) == columns_of(tab, is_others=False)
        return model.rowCount() == 0 or (is_its_own and model.row_at(0) is not None)

    def look_at(self, whose: str) -> None:
        """Choose whose customers are listed, by the words of the menu."""
        pick = self.window.register.filters.whose
        self.wait(lambda: pick.isVisible())
        lines = [line for menu in [pick.choices, *pick._submenus] for line in menu.actions()]
        next(line for line in lines if line.text() == whose).trigger()
        model = self.window.register.model
        self.wait(lambda: whose in pick.text() and Column.OWNER in model.columns and model.row_at(0) is not None)

    def confirm(self, choose: Callable[[ActDialog], None] = lambda dialog: None) -> str:
        """Choose in the question that is asked, wait for what follows from it, and say yes; returns what it said."""
        self.wait(lambda: self.window.register.dialogs.opened is not None)
        dialog = self.window.register.dialogs.opened
        assert dialog is not None
        choose(dialog)
        self.wait(lambda: dialog._confirm.isEnabled())
        said = dialog.weighed.text()
        self.click(dialog._confirm)
        return said

    def history(self) -> list[str]:
        """Whose the customer in the panel was, the newest first."""
        panel = self.window.register.panel._panel
        return [] if panel is None else [f"{line.head} {line.text}" for line in panel.history]

    def open_page(self, page: Page) -> None:
        self.window.rail.page_asked.emit(page)

    def row_acts(self) -> list[str]:
        """The act of every row in sight."""
        model = self.window.register.model
        last = model.columnCount() - 1
        return [str(model.index(row, last).data()) for row in range(min(model.rowCount(), 20))]

    def tick(self, rows: int) -> list[str]:
        """Space on the first rows; returns their ids."""
        table, model = self.window.register.table, self.window.register.model
        table.go_to_place(0)
        for _ in range(rows):
            self.press(Qt.Key.Key_Space, table)
            self.press(Qt.Key.Key_Down, table)
        return [model.id_at(place) for place in range(rows)]

    def choose_row(self, row: int) -> None:
        self.window.register.table.go_to_place(row)
        self.wait(lambda: self.window.register.panel.customer_id == self.window.register.model.id_at(row))

    def search(self, text: str) -> None:
        """`/`, the words, and the list follows."""
        self.press(Qt.Key.Key_Slash, self.window.register.table)
        self.window.top.search.setText(text)
        self.press(Qt.Key.Key_Return, self.window.top.search)
        self.wait(lambda: self.count() > 0 and all(text in name for name in self.names()[:3]))

    def find(self, name: str) -> None:
        self.wait(lambda: self.count() > 0)
        self.search(name)
        self.choose_row(0)

    def press_claim(self) -> None:
        self.press(Qt.Key.Key_C, self.window.register.table)

    def write_follow_up(self, text: str) -> None:
        entry = self.window.register.panel.entry
        self.press(Qt.Key.Key_L, self.window.register.table)
        self._hands.keyClicks(entry.text, text)
        self.press(Qt.Key.Key_Return, entry.text, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: not entry.text.toPlainText())

    def release(self) -> None:
        """R, and yes."""
        self.press(Qt.Key.Key_R, self.window.register.table)
        confirm = [each for each in self.dialog().findChildren(QPushButton) if each.text().startswith("释放")]
        self.click(confirm[-1])

    def press_notice(self) -> str:
        """Press the other button of the line at the foot; returns its word."""
        word = self.window.notice._more.text()
        self.click(self.window.notice._more)
        return word

    def click(self, button: QWidget) -> None:
        self._hands.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(
        self, key: Qt.Key, where: QWidget, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        window = where.window()
        if not window.isActiveWindow():
            self.wait(lambda: _activated(window))
        where.setFocus()
        self._hands.keyClick(where, key, modifier)

    def _dialogs(self) -> list[QDialog]:
        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible() and each.parent() is not None
        ]


def _activated(window: QWidget) -> bool:
    window.activateWindow()
    return window.isActiveWindow()
