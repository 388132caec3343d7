"""Windows that are timed: they say when rows have been painted, not merely asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, override

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QEventLoop,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from benchmarks.choices import CACHE_KEY
from desktop import words
from desktop.background import Background
from desktop.presenters.quitting import Quitting
from desktop.presenters.signed_in import Outside, Screens, SignedIn
from desktop.presenters.workplace import Workplace
from desktop.screens.lists import Sort
from desktop.screens.preferences import Language, Theme
from desktop.views.look import Look
from desktop.views.main_window import MainWindow
from domain.identifiers import PersonId, PoolId
from sync.cache.opening import open_cache
from sync.clock import ServerClock, SystemClock
from sync.identity import RandomIdentity

_PATIENCE_MS = 60_000
_EMPTY_ROWS, _EMPTY_COLUMNS = 1_000, 8


def application() -> QApplication:
    """The one of this process, dressed as the program's."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    fresh = QApplication([])
    words.speak(Language.CHINESE)
    Look(fresh, Theme.LIGHT, waits=True)
    return fresh


class Painted(QObject):
    """Waits for a paint of a table that `is_due` accepts."""

    def __init__(self, table: QAbstractItemView, is_due: Callable[[], bool]) -> None:
        super().__init__()
        self._viewport = table.viewport()
        self._is_due = is_due
        self._loop = QEventLoop()
        self._is_painted = False
        self._viewport.installEventFilter(self)

    def wait(self) -> None:
        """Returns when it has been painted. Raises TimeoutError where that never comes."""
        QTimer.singleShot(_PATIENCE_MS, self._loop, self._loop.quit)
        if not self._is_painted:
            self._loop.exec()
        self._viewport.removeEventFilter(self)
        if not self._is_painted:
            raise TimeoutError("no rows were painted")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._is_painted and self._is_due():
            self._is_painted = True
            # The filter is asked before the painting: the loop ends after it.
            QTimer.singleShot(0, self._loop, self._loop.quit)
        return False


class EmptyTable:
    """The least that a window with a table costs."""

    def open(self) -> None:
        self._model = _NoData()
        self._table = QTableView()
        self._table.setModel(self._model)
        self._table.resize(1440, 900)
        painted = Painted(self._table, lambda: True)
        self._table.show()
        painted.wait()

    def close(self) -> None:
        self._table.close()


class RegisterWindow:
    """The main window over a cache on disk, wired as the program wires it, with no server in sight."""

    def __init__(self, folder: Path, person_id: PersonId, pool_id: PoolId) -> None:
        self._pool_id = pool_id
        self._trouble: list[Exception] = []
        self._cache = open_cache(folder, CACHE_KEY, person_id=person_id, identity=RandomIdentity())
        self._background = Background(self._trouble.append)
        self._place = Workplace(self._cache, self._background, ServerClock(SystemClock()), RandomIdentity(), person_id)
        self._resets = 0

    def open_pool(self) -> None:
        """Make the window, show it, and list the pool."""
        look = application().findChild(Look)
        assert isinstance(look, Look), "the application is dressed"
        with look.put_on_at_the_end():
            self._window = window = MainWindow()
        page = window.register
        self.table, self.model = page.table, page.model
        self.model.modelReset.connect(self._count_reset)
        outside = Outside(
            sync_now=_nothing,
            save_file=lambda name, _: name,
            keep_panel_width=lambda _: None,
            quitting=Quitting(window, self._place, _nothing),
            state_came=lambda _: None,
            page_opened=lambda _: None,
        )
        self._signed_in = SignedIn(Screens(window, page, page.panel, window.sync_centre), self._place, outside)
        page.serve(self._signed_in.register)
        self._until_painted(lambda: self._show(window))

    def search(self, text: str) -> None:
        self._until_painted(lambda: self._signed_in.register.search_asked(text))

    def sort(self, sort: Sort) -> None:
        self._until_painted(lambda: self._signed_in.register.sort_asked(sort))

    def settle(self, rows: int) -> None:
        """Wait until all `rows` are listed and painted."""
        if self.model.rowCount() < rows:
            painted = Painted(self.table, lambda: self.model.rowCount() >= rows and self.model.row_at(0) is not None)
            painted.wait()

    def close(self) -> None:
        self._window.close()
        self._background.close()
        self._cache.close()
        self._window.deleteLater()
        QApplication.processEvents()
        if self._trouble:
            raise self._trouble[0]

    def _show(self, window: MainWindow) -> None:
        window.show()
        self._signed_in.register.pool_asked(self._pool_id)

    def _count_reset(self) -> None:
        self._resets += 1

    def _until_painted(self, ask: Callable[[], None]) -> None:
        before = self._resets
        painted = Painted(self.table, lambda: self._resets > before and self.model.row_at(0) is not None)
        ask()
        painted.wait()


class _NoData(QAbstractTableModel):
    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return _EMPTY_ROWS

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return _EMPTY_COLUMNS

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return None


def _nothing() -> None:
    pass
