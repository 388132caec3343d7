"""The recycler of a serving process: a sweep at its start, and one a minute from then; pools that were closed are
emptied by the same hand."""

import threading
from collections.abc import Callable

import structlog

from server.background import start_thread
from server.database import Database
from server.feed.log import NewId
from server.recycling.emptying import empty_closed_pools
from server.recycling.sweep import sweep
from server.recycling.swept import Swept
from sync.clock import Clock

BETWEEN_SECONDS = 60.0

_log = structlog.get_logger()


class Recycler:
    """Sweeps in a thread of its own. `close` ends it between two batches.

    `tell` hears of every batch, in that thread.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        new_id: NewId,
        tell: Callable[[Swept], None],
        between_seconds: float = BETWEEN_SECONDS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._tell = tell
        self._between_seconds = between_seconds
        self._must_stop = threading.Event()
        self._thread = start_thread("recycler", self._live)

    def close(self) -> None:
        self._must_stop.set()
        self._thread.join()

    def _live(self) -> None:
        while not self._must_stop.is_set():
            self._sweep()
            self._must_stop.wait(self._between_seconds)

    def _sweep(self) -> None:
        try:
            swept = sweep(self._database, self._clock.now, self._new_id, self._must_stop.is_set, self._tell)
            moved = empty_closed_pools(self._database, self._clock.now, self._new_id, self._must_stop.is_set)
        except Exception as error:
            # The database away, rules nobody can read: whatever it is, the next sweep may find it mended.
            _log.warning("not_swept", error=type(error).__name__)
            return
        if moved:
            _log.info("pools_emptied", customers=moved)
        if swept:
            by_rule = {rule.value: number for rule, number in swept.by_rule.items()}
            _log.info("swept", by_rule=by_rule, corrected=swept.corrected, failed=swept.failed)
