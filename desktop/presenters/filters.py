"""The register's filters: what may be added, what is in force, and what the cache is asked for by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from desktop import words
from desktop.presenters.cells import outflow_reason
from desktop.presenters.sources import source_name
from desktop.screens.choice import Choice
from desktop.screens.register import FilterChoice, Filters, RegisterTab
from domain.deals import DealStatus
from sync.cache.asking import Facet, Filter

_HELD = (Facet.REGION, Facet.TAG, Facet.LEVEL, Facet.INDUSTRY)
FACETS: dict[RegisterTab, tuple[Facet, ...]] = {
    **dict.fromkeys(RegisterTab, _HELD),
    RegisterTab.UNASSIGNED: (
        Facet.REGION,
        Facet.TAG,
        Facet.OUTFLOW_REASON,
        Facet.LEVEL,
        Facet.INDUSTRY,
        Facet.SOURCE,
    ),
}

NO_FILTER = Filter()
NAMELESS: Mapping[str, str] = {}

_CLAIMABLE = "claimable"
_FLOWING = "flowing-out"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filter of one tab, changed by keys such as `deal:none`, `region:广东` or `claimable`."""

    filter: Filter = NO_FILTER

    def added(self, key: str) -> Self:
        return replace(self, filter=_changed(self.filter, key, is_on=True))

    def removed(self, key: str) -> Self:
        return replace(self, filter=_changed(self.filter, key, is_on=False))

    def searching(self, text: str) -> Self:
        return replace(self, filter=replace(self.filter, text=" ".join(text.split())))

    def only(self, facet: Facet, value: str) -> Self:
        """Nothing but this value."""
        return replace(self, filter=Filter(facets=((facet, frozenset({value})),)))

    def shown(
        self, tab: RegisterTab, values: Mapping[Facet, tuple[str, ...]], tags: Mapping[str, str] = NAMELESS
    ) -> Filters:
        """The chips in force, and the menu with what `values` offers; `tags` are the names of those offered."""
        on = self._keys()
        choices = tuple(
            FilterChoice(key, _word(key, tags), group, is_on=key in on) for key, group in _offered(tab, values)
        )
        return Filters(tuple(Choice(key, _chip(key, tags)) for key in on), choices)

    def _keys(self) -> tuple[str, ...]:
        keys = [f"deal:{status.value}" for status in DealStatus if status in self.filter.deal]
        keys += [_CLAIMABLE] * self.filter.is_claimable_now
        keys += [_FLOWING] * self.filter.is_about_to_flow_out
        keys += [f"{facet.value}:{value}" for facet, chosen in self.filter.facets for value in sorted(chosen)]
        return tuple(keys)


def _changed(old: Filter, key: str, *, is_on: bool) -> Filter:
    kind, _, value = key.partition(":")
    if kind == _CLAIMABLE:
        return replace(old, is_claimable_now=is_on)
    if kind == _FLOWING:
        return replace(old, is_about_to_flow_out=is_on)
    if kind == "deal":
        status = frozenset({DealStatus(value)})
        return replace(old, deal=old.deal | status if is_on else old.deal - status)
    facet = Facet(kind)
    facets = dict(old.facets)
    chosen = facets.get(facet, frozenset())
    facets[facet] = chosen | {value} if is_on else chosen - {value}
    return replace(old, facets=tuple((each, held) for each, held in facets.items() if held))


def _offered(tab: RegisterTab, values: Mapping[Facet, tuple[str, ...]]) -> list[tuple[str, str]]:
    offered = []
    if tab in (RegisterTab.ASSIGNED, RegisterTab.ALL):
        offered.append((_FLOWING, words.say("filter-group-deadline")))
    elif tab is RegisterTab.UNASSIGNED:
        offered.append((_CLAIMABLE, words.say("filter-group-claim")))
    offered += [(f"deal:{status.value}", words.say("filter-group-deal")) for status in DealStatus]
    for facet in FACETS[tab]:
        group = words.say(f"filter-group-{facet.value.replace('_', '-')}")
        offered += [(f"{facet.value}:{value}", group) for value in values.get(facet, ())]
    return offered


def _word(key: str, tags: Mapping[str, str]) -> str:
    kind, _, value = key.partition(":")
    if kind in (_CLAIMABLE, _FLOWING):
        return words.say(f"filter-is-{kind}")
    if kind == "deal":
        return words.say(f"deal-{value}")
    if kind == Facet.TAG:
        return tags.get(value, value)
    if kind == Facet.SOURCE:
        return source_name(value)
    return outflow_reason(value) if kind == Facet.OUTFLOW_REASON else value


def _chip(key: str, tags: Mapping[str, str]) -> str:
    kind, _, _ = key.partition(":")
    if kind in (_CLAIMABLE, _FLOWING):
        return _word(key, tags)
    return words.say("filter-chip", group=words.say(f"filter-group-{kind.replace('_', '-')}"), value=_word(key, tags))
