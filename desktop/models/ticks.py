"""Ticks over a list, kept as a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.screens.selection import NOBODY, AllMatching, Selection, These


class Ticks:
    """Which rows are ticked. Every change makes a new `Selection`; no list of all ids is ever made."""

    def __init__(self) -> None:
        self._selection: Selection = NOBODY
        self._ids: frozenset[str] = frozenset()

    @property
    def selection(self) -> Selection:
        """The ticks as a value."""
        return self._selection

    @property
    def is_empty(self) -> bool:
        """Nothing is ticked."""
        return self._selection == NOBODY

    def set(self, selection: Selection) -> None:
        """Tick exactly these."""
        self._selection = selection
        self._ids = frozenset(selection.ids if isinstance(selection, These) else selection.except_ids)

    def holds(self, row_id: str) -> bool:
        """Whether this row is ticked."""
        return (row_id in self._ids) is isinstance(self._selection, These)

    def change(self, ids: Iterable[str], *, ticked: bool, position: Mapping[str, int]) -> None:
        """Tick or untick these; `position` is where each stands, so that a batch runs in the order the person saw."""
        if isinstance(self._selection, AllMatching):
            self.set(AllMatching(self._ids.difference(ids) if ticked else self._ids.union(ids)))
            return
        kept = self._ids.union(ids) if ticked else self._ids.difference(ids)
        self.set(These(tuple(sorted(kept, key=lambda row_id: position.get(row_id, len(position))))))

    def keep_only(self, position: Mapping[str, int]) -> None:
        """Drop ticks on rows that are no longer listed: nobody releases what they cannot see."""
        if isinstance(self._selection, These):
            self.set(These(tuple(row_id for row_id in self._selection.ids if row_id in position)))
