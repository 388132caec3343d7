"""A copy of the database that follows the first one at a distance, for reading alone."""

from collections.abc import Callable

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

LEFT_ALONE_SECONDS = 10.0
CONNECT_SECONDS = 3

_log = structlog.get_logger()


class ReplicaAway(Exception):
    """The replica does not answer now: ask the primary."""


class Replica:
    """What stands here was true on the primary some time ago, and all of it at the same time."""

    def __init__(
        self,
        engine: Engine,
        elapsed: Callable[[], float],
        left_alone_seconds: float = LEFT_ALONE_SECONDS,
    ) -> None:
        self._engine = engine
        self._elapsed = elapsed
        self._left_alone_seconds = left_alone_seconds
        self._is_away_until: float | None = None

    def read[T](self, work: Callable[[Connection], T]) -> T:
        """Run `work` on one consistent snapshot. It cannot write, and may be run again elsewhere when this fails.

        Raises:
            ReplicaAway: it failed, now or a moment ago. Nobody waits for a dead replica more than once in a while.
        """
        if self._is_away_until is not None and self._elapsed() < self._is_away_until:
            raise ReplicaAway
        try:
            # The first statement begins the snapshot, and nothing of it is ever kept.
            with self._engine.connect() as connection:
                found = work(connection)
        except (DBAPIError, PoolTimeout) as error:
            # Also a query that the replica gave up in favour of what it has to replay.
            self._is_away_until = self._elapsed() + self._left_alone_seconds
            _log.warning("replica_away", error=type(error).__name__)
            raise ReplicaAway from error
        self._is_away_until = None
        return found

    def close(self) -> None:
        self._engine.dispose()
