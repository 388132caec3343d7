"""What the register may show this person: tabs, pools, counts. Read as one, so that the parts agree."""

from __future__ import annotations

from collections.abc import Sequence
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
    mine: int
    pooled: int
    zone: str
    data_as_of: Instant | None

    @property
    def tabs(self) -> Sequence[TabCount]:
        """The tabs this person has; counts only once there is something to count."""
        known = self.data_as_of is not None
        tabs = [TabCount(RegisterTab.MINE, self.mine if known else None)] if self.may_own else []
        if self.pool_id is not None:
            tabs.append(TabCount(RegisterTab.POOL, self.pooled if known or self.pooled else None))
        return tabs

    def shelf(self, tab: RegisterTab) -> Shelf:
        """What stands behind a tab."""
        return InPool(self.pool_id) if tab is RegisterTab.POOL and self.pool_id is not None else Mine()


def read_scene(place: Workplace, preferred: PoolId | None) -> Scene:
    """The scene as the cache has it now; the preferred pool where it is still open to this person."""
    cache, now = place.cache, place.now()
    pools = [pool for pool in cache.directory.pools() if pool.is_open]
    ids = [pool.id for pool in pools]
    pool_id = preferred if preferred in ids else ids[0] if ids else None
    actor = cache.directory.actor()
    return Scene(
        may_own=actor is None or actor.may_own,
        pools=tuple(Choice(pool.id, pool.name) for pool in pools),
        pool_id=pool_id,
        mine=cache.register.count(Wanted(Mine()), now),
        pooled=0 if pool_id is None else cache.register.count(Wanted(InPool(pool_id)), now),
        zone=place.ruleset(pool_id).zone,
        data_as_of=cache.scopes.last_pulled_at(),
    )
