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
        self.names: dict[str, str] = {}
        """What tags are called, by what a filter knows them by."""

    def of(self, shelf: Shelf) -> Values:
        """What is known by now."""
        return self._known.get(shelf, {})

    def outdate(self) -> None:
        """Rows changed: what is known may be wrong, and is read again when it is next wanted."""
        self._fresh.clear()

    def call_anew(self, then: Callable[[], None]) -> None:
        """A tag may be called otherwise now; `then` when its name is known."""
        tags, cache = tuple(self.names), self._place.cache

        def known(names: dict[str, str]) -> None:
            self.names |= names
            then()

        self._place.background.query(lambda: {tag: cache.tags.name_of(tag) for tag in tags}, known)

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

        cache = self._place.cache

        def look() -> tuple[list[str], dict[str, str]]:
            values = cache.register.values(shelf, facet)
            return values, {tag: cache.tags.name_of(tag) for tag in values} if facet is Facet.TAG else {}

        def read(answer: tuple[list[str], dict[str, str]]) -> None:
            values, names = answer
            found[facet] = tuple(values)
            self.names |= names
            self._read_next(shelf, tuple(others), found, then)

        self._place.background.query(look, read)
