"""Other rules, other deadlines: where a version of a pool's rules has come into force, each is worked out anew.

Deadlines are stored so that what is due is found by an index. A version that comes into force moves them all at once,
and nothing else tells: so each pool notes by which version its deadlines were worked out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from domain.identifiers import CustomerId, Instant, PoolId
from server.arbitration.rules import rules_at
from server.customers.outflows import held_after
from server.database import Database
from server.feed.log import NewId
from server.pools.deadlines import outflow_versions, set_outflow_version
from server.pools.repository import parts_of_pools
from server.recycling.batches import ROWS_AT_ONCE, correct, settle_batch
from server.recycling.swept import Swept
from sync.clock import Now

SETTLED_AFTER = timedelta(minutes=1)
"""By so much two servers' clocks may differ. Until then another may still judge by the version before: a pool is gone
through at once, and once more when nobody does."""


@dataclass(frozen=True, slots=True)
class StalePool:
    """A pool whose deadlines may be of other rules than those of `version`, which are in force."""

    pool_id: PoolId
    parts: int
    version: int
    is_settled: bool
    """Whether nobody judges by an earlier version any more."""


def stale_pools(connection: Connection, now: Instant) -> list[StalePool]:
    rules, parts = rules_at(connection, now), parts_of_pools(connection)
    found = []
    for pool_id, known in outflow_versions(connection).items():
        in_force = rules.by_pool.get(pool_id)
        version = rules.of_pool(pool_id).version
        if known != version:
            is_settled = in_force is None or now - in_force.effective_from >= SETTLED_AFTER
            found.append(StalePool(pool_id, parts[pool_id], version, is_settled))
    return found


def work_out_anew(
    database: Database, clock: Now, new_id: NewId, must_stop: Callable[[], bool], tell: Callable[[Swept], None]
) -> None:
    """Set right every deadline of pools whose rules have changed. Broken off, it begins anew the next time."""
    for pool in database.read(lambda connection: stale_pools(connection, clock())):
        for customer_ids in held_in(database, pool):
            if must_stop():
                return
            tell(settle_batch(database, customer_ids, correct, clock, new_id))
        if pool.is_settled:
            _note(database, pool)


def held_in(database: Database, pool: StalePool) -> Iterator[list[CustomerId]]:
    """All that somebody holds of the pool, a batch after the other."""
    for part in range(pool.parts):
        after = ""
        while batch := _next(database, pool.pool_id, part, after):
            yield batch
            after = batch[-1]


def _next(database: Database, pool_id: PoolId, part: int, after: str) -> list[CustomerId]:
    return database.read(lambda connection: held_after(connection, pool_id, part, after, ROWS_AT_ONCE))


def _note(database: Database, pool: StalePool) -> None:
    database.write(lambda connection: set_outflow_version(connection, pool.pool_id, pool.version))
