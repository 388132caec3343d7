"""Rules that were changed hold for who sleeps already too: whoever crosses them flows in, by one process at a time."""

import threading
from collections.abc import Callable
from datetime import timedelta

import structlog
from sqlalchemy import Connection

from domain.flow_in import FlowIn
from domain.identifiers import CustomerId, PoolId
from server.arbitration.company import lock_company
from server.arbitration.ground import stand_on
from server.arbitration.outcome import Outcome
from server.arbitration.storing import store
from server.background import start_thread
from server.database import Database
from server.feed.log import NewId, record
from server.flow_in.repository import next_active, rules_of_flow_in
from server.pools.repository import all_pools
from server.upstream.flowing_in import flow_in_where_due
from server.upstream.repository import NO_POOL, free_those_waiting_for
from sync.clock import Clock, Now

ROWS_AT_ONCE = 200
BETWEEN_SECONDS = 60.0

# Any number will do, as long as nobody else locks the same.
_FLOWING_IN = 0x666C6F77696E

type Terms = tuple[FlowIn, frozenset[PoolId]]

_log = structlog.get_logger("server.upstream")


def terms_of(connection: Connection) -> Terms:
    """The rules, and which pools are open: what a sweep comes to rests on nothing else but time."""
    open_pools = frozenset(pool.id for pool in all_pools(connection) if pool.is_open)
    return rules_of_flow_in(connection), open_pools


def flow_in_sleepers(database: Database, clock: Now, new_id: NewId, must_stop: Callable[[], bool]) -> int:
    """Let everybody flow in whose activity is enough by the present rules; take in what waited for an open pool.

    Returns how many flowed in; nought where another process of this database is at it.
    """
    # Loaded here: what checks codes and numbers takes a moment that no start should wait for.
    from server.upstream.feed import Feed

    def work() -> int:
        _, open_pools = database.read(terms_of)
        if open_pools:
            database.write(lambda connection: free_those_waiting_for(connection, [NO_POOL]))
        Feed(database, clock, new_id).take_what_waited()
        total, after = 0, ""
        while not must_stop() and (batch := _next(database, clock, after)):
            total += _flow_in(database, batch, clock, new_id)
            after = batch[-1]
        return total

    return database.as_leader(_FLOWING_IN, work) or 0


class FlowingIn:
    """Sweeps in a thread of its own: at the start, and whenever rules or pools have changed. `close` ends it."""

    def __init__(
        self, database: Database, clock: Clock, new_id: NewId, between_seconds: float = BETWEEN_SECONDS
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._between_seconds = between_seconds
        self._must_stop = threading.Event()
        self._swept: Terms | None = None
        self._thread = start_thread("flow-in", self._live)

    def close(self) -> None:
        self._must_stop.set()
        self._thread.join()

    def _live(self) -> None:
        while not self._must_stop.is_set():
            self._look()
            self._must_stop.wait(self._between_seconds)

    def _look(self) -> None:
        try:
            terms = self._database.read(terms_of)
            if terms == self._swept:
                return
            number = flow_in_sleepers(self._database, self._clock.now, self._new_id, self._must_stop.is_set)
        except Exception as error:
            # The database away, rules nobody can read: whatever it is, the next look may find it mended.
            _log.warning("not_flowed_in", error=type(error).__name__)
            return
        self._swept = terms
        if number:
            _log.info("flowed_in", customers=number)


def _next(database: Database, clock: Now, after: str) -> list[CustomerId]:
    def look(connection: Connection) -> list[CustomerId]:
        since = clock() - timedelta(days=rules_of_flow_in(connection).window_days)
        return next_active(connection, since, after, ROWS_AT_ONCE)

    return database.read(look)


def _flow_in(database: Database, customer_ids: list[CustomerId], clock: Now, new_id: NewId) -> int:
    def work(connection: Connection) -> int:
        # Nobody closes the pool meanwhile.
        lock_company(connection)
        rules, open_pools = terms_of(connection)
        outcome = Outcome(stand_on(connection, customer_ids, clock), new_id, actor_id=None)
        number = flow_in_where_due(connection, outcome, customer_ids, rules, open_pools)
        if number:
            record(connection, store(connection, outcome), outcome.ground.now, new_id)
        return number

    return database.write(work)
