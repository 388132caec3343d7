"""The filters of the orders page: what may be added, what is in force, and what the cache is asked for by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from desktop import words
from desktop.presenters.order_words import status_word
from desktop.screens.choice import Choice
from desktop.screens.register import FilterChoice, Filters
from sync.cache.order_asking import OrderFilter

NO_FILTER = OrderFilter()

_FLAGS = {
    "not-invoiced": "is_not_invoiced",
    "not-shipped": "is_not_shipped",
    "in-production": "is_in_production",
}
"""The key of each, and its field of `OrderFilter`."""


@dataclass(frozen=True, slots=True)
class ChosenOrders:
    """The filter of all tabs, changed by keys such as `status:paid` or `not-shipped`."""

    filter: OrderFilter = NO_FILTER

    def added(self, key: str) -> Self:
        return self._changed(key, is_on=True)

    def removed(self, key: str) -> Self:
        return self._changed(key, is_on=False)

    def searching(self, text: str) -> Self:
        return replace(self, filter=replace(self.filter, text=" ".join(text.split())))

    def shown(self, statuses: Sequence[str]) -> Filters:
        """The chips in force, and the menu with these states."""
        on = [key for key, field in _FLAGS.items() if getattr(self.filter, field)]
        on += [f"status:{status}" for status in sorted(self.filter.statuses)]
        group, by_status = words.say("order-filter-group"), words.say("column-order-status")
        choices = [FilterChoice(key, _word(key), group, is_on=key in on) for key in _FLAGS]
        keys = [f"status:{status}" for status in statuses]
        choices += [FilterChoice(key, _word(key), by_status, is_on=key in on) for key in keys]
        return Filters(tuple(Choice(key, _chip(key)) for key in on), tuple(choices))

    def _changed(self, key: str, *, is_on: bool) -> Self:
        kind, _, value = key.partition(":")
        if kind == "status":
            chosen = self.filter.statuses | {value} if is_on else self.filter.statuses - {value}
            return replace(self, filter=replace(self.filter, statuses=chosen))
        match kind:
            case "not-invoiced":
                changed = replace(self.filter, is_not_invoiced=is_on)
            case "not-shipped":
                changed = replace(self.filter, is_not_shipped=is_on)
            case _:
                changed = replace(self.filter, is_in_production=is_on)
        return replace(self, filter=changed)


def _word(key: str) -> str:
    kind, _, value = key.partition(":")
    return status_word(value) if kind == "status" else words.say(f"order-filter-{key}")


def _chip(key: str) -> str:
    if not key.startswith("status:"):
        return _word(key)
    return words.say("filter-chip", group=words.say("column-order-status"), value=_word(key))
