"""What the register may show this person: tabs and pools, read as one so that the parts agree; counts, read apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.presenters.workplace import Workplace
from desktop.screens.register import Choice, RegisterTab, TabCount
from domain.identifiers import Instant, PoolId
from sync.cache.asking import InPool, Mine, Shelf, Wanted


@dataclass(frozen=True, slots=True)
class Scene:
    """`pool_id` is the pool shown; None with no pool open, and then there is no pool tab (SPEC §2.7)."""

    may_own: bool
    pools: tuple[Choice, ...]
    pool_id: PoolId | None
    zone: str
    data_as_of: Instant | None

    @property
    def tabs(self) -> Sequence[RegisterTab]:
        """The tabs this person has."""
        tabs = [RegisterTab.MINE] if self.may_own else []
        return tabs if self.pool_id is None else [*tabs, RegisterTab.POOL]

    def counted(self, counts: Mapping[Shelf, int]) -> Sequence[TabCount]:
        """The tabs with their counts as far as known; nought means nothing before anything was fetched whole."""
        known = {tab: counts.get(self.shelf(tab)) for tab in self.tabs}
        return [TabCount(tab, count if self.data_as_of is not None else count or None) for tab, count in known.items()]

    def shelf(self, tab: RegisterTab) -> Shelf:
        """What stands behind a tab."""
        return InPool(self.pool_id) if tab is RegisterTab.POOL and self.pool_id is not None else Mine()


def read_scene(place: Workplace, preferred: PoolId | None) -> Scene:
    """The scene as the cache has it now; the preferred pool where it is still open to this person."""
    cache = place.cache
    pools = [pool for pool in cache.directory.pools() if pool.is_open]
    ids = [pool.id for pool in pools]
    pool_id = preferred if preferred in ids else ids[0] if ids else None
    actor = cache.directory.actor()
    return Scene(
        may_own=actor is None or actor.may_own,
        pools=tuple(Choice(pool.id, pool.name) for pool in pools),
        pool_id=pool_id,
        zone=place.ruleset(pool_id).zone,
        data_as_of=cache.scopes.last_pulled_at(),
    )


def read_counts(place: Workplace, scene: Scene) -> dict[Shelf, int]:
    """How many stand behind each tab: a pool is counted through, which nobody should wait for to see its first rows."""
    shelves = [scene.shelf(tab) for tab in scene.tabs]
    return {shelf: place.cache.register.count(Wanted(shelf), place.now()) for shelf in shelves}
