"""A table that knows who is in it at once, and learns the rows as they come into sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desktop.models.ticks import Ticks
from desktop.screens.cells import Cell, Row, plain
from desktop.screens.lists import Column, Listing, Sort
from desktop.screens.selection import NOBODY, AllMatching, Selection, These

type Index = QModelIndex | QPersistentModelIndex

CHUNK = 200
"""Rows asked for at once."""

KEPT_ROWS = 40 * CHUNK
"""Rows remembered before those far from sight are forgotten."""

WAITING = "…"


class Role(IntEnum):
    """What the table's painters ask for beyond Qt's own roles."""

    CELL = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2


_SPOKEN_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


class IdTableModel(QAbstractTableModel):
    """Ids in an array, rows by chunk through `rows_asked`, ticks as a value; the tick, if any, is column 0."""

    rows_asked = Signal(object)
    """`tuple[str, ...]`: ids in sight whose rows are not known, or known from before the last `show_listing`."""

    ticks_changed = Signal(object)
    """`Selection`, after every change made here (not after `show_ticks`)."""

    def __init__(self, parent: QObject | None = None, *, has_ticks: bool = False) -> None:
        super().__init__(parent)
        self._has_ticks = has_ticks
        self._columns: tuple[Column, ...] = ()
        self._ids: Sequence[str] = ()
        self._asked_places: dict[str, int] = {}
        self._all_places: dict[str, int] | None = None
        self._rows: dict[str, Row] = {}
        self._asked: set[int] = set()
        self._due: set[int] = set()
        self.sorted_by: Sort | None = None
        self._ticks = Ticks()
        # Painting asks cell by cell: the wish goes out once, after the painter is through.
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask)

    @property
    def first_column(self) -> int:
        """Where the list's own columns begin."""
        return 1 if self._has_ticks else 0

    @property
    def columns(self) -> tuple[Column, ...]:
        """The list's columns, without the tick."""
        return self._columns

    @property
    def ticks(self) -> Selection:
        """Who is ticked."""
        return self._ticks.selection

    @property
    def ticked_ids(self) -> tuple[str, ...]:
        """Who is ticked, one by one, in the order of the list."""
        ticks = self._ticks.selection
        if isinstance(ticks, These):
            return ticks.ids
        return tuple(each for each in self._ids if each not in ticks.except_ids)

    def show_listing(self, listing: Listing) -> None:
        """Replace the list. Rows known from before are shown until they have come anew."""
        ticks_before, had_ticks = self._ticks.selection, not self._ticks.is_empty
        self.beginResetModel()
        if listing.columns != self._columns:
            self._rows.clear()
            self._ticks.set(NOBODY)
        self._columns, self._ids, self.sorted_by = listing.columns, listing.ids, listing.sort
        self._asked_places, self._all_places = {}, None
        self._asked.clear()
        self._due.clear()
        if not self._ticks.is_empty:
            self._ticks.keep_only(self._places())
        has_lost_ticks = had_ticks and self._ticks.selection != ticks_before
        self.endResetModel()
        if has_lost_ticks:
            self.ticks_changed.emit(self._ticks.selection)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Take these rows in; rows of others are ignored."""
        places = []
        for row in rows:
            place = self._asked_places.get(row.id, -1)
            if place < 0:
                place = self._places().get(row.id, -1)
            if place >= 0:
                self._rows[row.id] = row
                places.append(place)
        if places:
            first, last = self.index(min(places), 0), self.index(max(places), self.columnCount() - 1)
            self.dataChanged.emit(first, last)
            self._forget_far_from(min(places))

    def row_at(self, place: int) -> Row | None:
        """The row, if it has come."""
        return self._rows.get(self._ids[place]) if 0 <= place < len(self._ids) else None

    def id_at(self, place: int) -> str:
        """Who stands there; empty for nobody."""
        return self._ids[place] if 0 <= place < len(self._ids) else ""

    def place_of(self, row_id: str) -> int:
        """Where this one stands; -1 for nowhere."""
        if row_id in self._asked_places:
            return self._asked_places[row_id]
        if self._all_places is not None:
            return self._all_places.get(row_id, -1)
        try:
            return self._ids.index(row_id)
        except ValueError:
            return -1

    def is_ticked(self, place: int) -> bool:
        """Whether the row there is ticked."""
        return self._ticks.holds(self._ids[place])

    def show_ticks(self, ticks: Selection) -> None:
        """Tick exactly these."""
        self._ticks.set(ticks)
        self._ticks.keep_only(self._places())
        self._ticks_drawn()

    def tick(self, first: int, last: int, *, ticked: bool) -> None:
        """Tick or untick a run of rows."""
        self._ticks.change(self._ids[first : last + 1], ticked=ticked, position=self._places())
        self._ticks_drawn()
        self.ticks_changed.emit(self._ticks.selection)

    def tick_all(self, *, ticked: bool) -> None:
        """Tick everything that matches, or nothing."""
        self._ticks.set(AllMatching() if ticked else NOBODY)
        self._ticks_drawn()
        self.ticks_changed.emit(self._ticks.selection)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """All of them, loaded or not."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The list's columns, and the tick."""
        return 0 if parent.isValid() else len(self._columns) + self.first_column

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell, its text, the id or the tick; every other role is answered with nothing, at once."""
        if role not in _SPOKEN_ROLES and role not in (Role.CELL, Role.ID, Qt.ItemDataRole.CheckStateRole):
            return None
        place, column = index.row(), index.column() - self.first_column
        if role == Role.ID:
            return self._ids[place]
        if column < 0:
            if role != Qt.ItemDataRole.CheckStateRole:
                return None
            return Qt.CheckState.Checked if self.is_ticked(place) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.CheckStateRole:
            return None
        cell = self._cell(place, column)
        if role == Role.CELL:
            return cell
        return WAITING if cell is None else plain(cell)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick, for assistive programs that do it through the model."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() >= self.first_column:
            return False
        self.tick(index.row(), index.row(), ticked=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen; the first column can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() < self.first_column else flags

    def _cell(self, place: int, column: int) -> Cell | None:
        chunk = place // CHUNK
        if chunk not in self._asked and chunk not in self._due:
            self._due.add(chunk)
            self._asking.start()
        row = self._rows.get(self._ids[place])
        return row.cells[column] if row is not None and column < len(row.cells) else None

    def _ask(self) -> None:
        due, self._due = sorted(self._due), set()
        self._asked.update(due)
        for chunk in due:
            ids = tuple(self._ids[chunk * CHUNK : (chunk + 1) * CHUNK])
            self._asked_places.update(zip(ids, range(chunk * CHUNK, (chunk + 1) * CHUNK), strict=False))
            if ids:
                self.rows_asked.emit(ids)

    def _places(self) -> dict[str, int]:
        """Where everybody stands; made when first needed, because on a million rows it takes half a second."""
        if self._all_places is None:
            self._all_places = {row_id: place for place, row_id in enumerate(self._ids)}
        return self._all_places

    def _forget_far_from(self, place: int) -> None:
        """Keep memory even on a million rows; what is scrolled to again is asked for again."""
        if len(self._rows) <= KEPT_ROWS:
            return
        low, high = place - KEPT_ROWS // 4, place + KEPT_ROWS // 4
        near = self._ids[max(low, 0) : high + 1]
        self._rows = {row_id: self._rows[row_id] for row_id in near if row_id in self._rows}
        self._asked = {chunk for chunk in self._asked if low <= chunk * CHUNK and (chunk + 1) * CHUNK <= high}

    def _ticks_drawn(self) -> None:
        if self._ids:
            last = self.index(len(self._ids) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])
