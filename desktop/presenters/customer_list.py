"""Which customers a list asks for, and as what they are drawn in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.presenters.rows import columns_of, draw_rows
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Row
from desktop.screens.lists import Column, Listing, Sort
from desktop.screens.register import RegisterTab
from sync.cache.asking import Wanted


@dataclass(frozen=True, slots=True)
class Look:
    """A list as it is asked for, and as what its rows are drawn."""

    wanted: Wanted
    tab: RegisterTab
    is_others: bool = False


class ListedCustomers:
    """A `Source` of them."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def ids(self, look: Look, limit: int | None) -> Sequence[str]:
        return self._place.cache.register.ids(look.wanted, self._place.now(), limit)

    def rows(self, look: Look, ids: Sequence[str], listed: frozenset[str]) -> Sequence[Row]:
        return draw_rows(self._place, look.tab, ids, is_others=look.is_others)

    def listing(self, look: Look, ids: Sequence[str]) -> Listing:
        columns, wanted = columns_of(look.tab, is_others=look.is_others), look.wanted
        return Listing(columns, ids, Sort(Column(wanted.sort.value), wanted.is_descending))
