"""What a shelf can be filtered by, read when somebody wants to choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop.presenters.workplace import Workplace
from sync.cache.asking import Facet, Shelf

type Values = Mapping[Facet, tuple[str, ...]]


class FilterValues:
    """Remembers per shelf what was read, so that a menu opens with it at once while it is read anew."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._known: dict[Shelf, dict[Facet, tuple[str, ...]]] = {}
        self._fresh: set[Shelf] = set()

    def of(self, shelf: Shelf) -> Values:
        """What is known by now."""
        return self._known.get(shelf, {})

    def outdate(self) -> None:
        """Rows changed: what is known may be wrong, and is read again when it is next wanted."""
        self._fresh.clear()

    def read(self, shelf: Shelf, facets: Sequence[Facet], then: Callable[[], None]) -> None:
        """Read them where they are not known, or not as they are now; `then` when all are known."""
        if shelf not in self._fresh:
            self._fresh.add(shelf)
            self._read_next(shelf, tuple(facets), {}, then)

    def _read_next(
        self,
        shelf: Shelf,
        left: tuple[Facet, ...],
        found: dict[Facet, tuple[str, ...]],
        then: Callable[[], None],
    ) -> None:
        # One at a time, each a scan of the whole shelf: rows that come into sight meanwhile pass between two of them.
        if not left:
            self._known[shelf] = found
            then()
            return
        facet, *others = left

        def read(values: list[str]) -> None:
            found[facet] = tuple(values)
            self._read_next(shelf, tuple(others), found, then)

        self._place.background.query(lambda: self._place.cache.register.values(shelf, facet), read)
