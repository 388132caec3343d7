"""How many customers each pool has, as far as one sees them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from domain.customers import PoolState
from domain.identifiers import PoolId
from sync.cache.files import StoreFile
from sync.cache.tables import customer, scope
from sync.protocol.scopes import assigned_pool_of, pool_of

_SIZES = select(scope.c.name, scope.c.row_count)
_OF_TEAMS = select(scope.c.no).where(scope.c.name.startswith("team:"))
_HELD = (
    select(customer.c.pool_id, func.count().label("number"))
    .where(customer.c.scope_no.in_(_OF_TEAMS), customer.c.pool_state == PoolState.ASSIGNED.value)
    .group_by(customer.c.pool_id)
)


@dataclass(frozen=True, slots=True)
class Headcount:
    """Who lies in a pool, and who is held under its rules."""

    unassigned: int = 0
    assigned: int = 0


NOBODY = Headcount()


class Census:
    def __init__(self, pool: StoreFile) -> None:
        self._pool = pool

    def of_pools(self) -> Mapping[PoolId, Headcount]:
        """A pool of which nobody is seen is left out. What is on its way is not counted."""
        unassigned: dict[PoolId, int] = defaultdict(int)
        administered: dict[PoolId, int] = defaultdict(int)
        with self._pool.reading() as connection:
            # A scope that holds nothing but a pool's customers has counted them already.
            for name, size in connection.execute(_SIZES):
                if (pool_id := pool_of(name)) is not None:
                    unassigned[PoolId(pool_id)] += size
                elif (pool_id := assigned_pool_of(name)) is not None:
                    administered[PoolId(pool_id)] += size
            held = {PoolId(row.pool_id): int(row.number) for row in connection.execute(_HELD)}
        held |= administered
        return {
            pool_id: Headcount(unassigned.get(pool_id, 0), held.get(pool_id, 0))
            for pool_id in unassigned.keys() | held.keys()
        }
