"""A closed pool is emptied: a batch after the other, by the same leader that sweeps."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from domain.company import ClosePool
from domain.identifiers import CustomerId, PoolId
from domain.upheavals import put_out
from server.arbitration.company import lock_company
from server.arbitration.outcome import Outcome
from server.customers.holdings import next_in_pool
from server.database import Database
from server.feed.log import NewId
from server.pools.repository import forget_emptied_to, pools_to_empty
from server.recycling.batches import ROWS_AT_ONCE, settle_batch
from server.recycling.swept import Swept
from sync.clock import Now

# Any number will do, as long as nobody else locks the same.
_EMPTYING = 0x656D707479


def empty_closed_pools(database: Database, clock: Now, new_id: NewId, must_stop: Callable[[], bool]) -> int:
    """Move out what closed pools still hold, until nothing is left or it must stop. Returns how many moved.

    Nought where another process of this database is at it.
    """

    def work() -> int:
        total = 0
        # What goes into a pool that was closed since goes on from there: again, until nothing has moved.
        while moved := sum(_empty(database, each, clock, new_id, must_stop) for each in database.read(pools_to_empty)):
            total += moved
        if database.read(pools_to_empty):
            database.write(_forget_what_is_done)
        return total

    return database.as_leader(_EMPTYING, work) or 0


def _empty(database: Database, closing: ClosePool, clock: Now, new_id: NewId, must_stop: Callable[[], bool]) -> int:
    total, after = 0, ""
    judge = partial(_put_out, closing)
    while not must_stop() and (batch := _next(database, closing.pool_id, after)):
        moved = settle_batch(database, batch, judge, clock, new_id)
        total, after = total + moved.corrected, batch[-1]
    return total


def _forget_what_is_done(connection: Connection) -> None:
    """Once all are empty: as long as one is not, another may be where it goes."""
    lock_company(connection)
    pools = [closing.pool_id for closing in pools_to_empty(connection)]
    if not any(next_in_pool(connection, pool_id, "", 1) for pool_id in pools):
        for pool_id in pools:
            forget_emptied_to(connection, pool_id)


def _put_out(closing: ClosePool, outcome: Outcome, customer_id: CustomerId) -> Swept:
    customer = outcome.ground.holdings[customer_id].customer
    if customer.pool_id != closing.pool_id:
        return Swept()
    outcome.take(None, customer_id, put_out(customer, closing, outcome.ground.now))
    return Swept(corrected=1)


def _next(database: Database, pool_id: PoolId, after: str) -> list[CustomerId]:
    return database.read(lambda connection: next_in_pool(connection, pool_id, after, ROWS_AT_ONCE))
