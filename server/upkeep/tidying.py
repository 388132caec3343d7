"""Forgetting what nobody needs any longer: old commits of the log, receipts, notices, files that nothing names."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import SQLAlchemyError

from domain.identifiers import Instant
from server.arbitration.service import forget_old_receipts
from server.attachments.blobs import Blobs
from server.attachments.retention import forget_unnamed
from server.background import start_thread
from server.database import Database
from server.feed.log import TENANT, NewId
from server.feed.positions import stamp
from server.feed.pruning import drop_commits
from server.notices.retention import forget_old_notices
from sync.clock import Clock

# Any number will do, as long as nobody else locks the same.
_TIDYING = 0x74696479
FIRST_SECONDS = 60.0
DAY_SECONDS = 24 * 3600.0

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tidied:
    """What went."""

    commits: int
    receipts: int
    notices: int
    attachments: int = 0


def tidy(
    database: Database, now: Instant, new_id: NewId, must_stop: Callable[[], bool], blobs: Blobs | None = None
) -> Tidied | None:
    """Drop what is past its time, a stretch after the other, until none is left or it must stop.

    Done twice is done once. None where another process of this database is at it. `blobs`: where files lie; None
    leaves them to another time.
    """

    def work() -> Tidied:
        # What nobody pulled has no position, and what has none is not pruned.
        stamp(database, TENANT, new_id)
        commits = _until_none(lambda: database.write(lambda each: drop_commits(each, TENANT, now)), must_stop)
        receipts = _until_none(lambda: forget_old_receipts(database, now, new_id), must_stop)
        notices = _until_none(lambda: forget_old_notices(database, now, new_id), must_stop)
        files = 0
        if blobs is not None:
            files = _until_none(lambda: forget_unnamed(database, blobs, now), must_stop)
        return Tidied(commits, receipts, notices, files)

    return database.as_leader(_TIDYING, work)


class DailyTidying:
    """Tidies soon after the start and once a day from then, in a thread of its own. `close` ends it at once."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        new_id: NewId,
        blobs: Blobs | None = None,
        first_seconds: float = FIRST_SECONDS,
        day_seconds: float = DAY_SECONDS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._blobs = blobs
        self._first_seconds = first_seconds
        self._day_seconds = day_seconds
        self._must_stop = threading.Event()
        self._thread = start_thread("tidying", self._live)

    def close(self) -> None:
        """Stop between two stretches."""
        self._must_stop.set()
        self._thread.join()

    def _live(self) -> None:
        wait = self._first_seconds
        while not self._must_stop.wait(wait):
            wait = self._day_seconds
            try:
                gone = tidy(self._database, self._clock.now(), self._new_id, self._must_stop.is_set, self._blobs)
            except (SQLAlchemyError, OSError) as error:
                # Nothing is lost by a day's delay.
                _log.warning("not_tidied", error=type(error).__name__)
                continue
            if gone is not None:
                _log.info(
                    "tidied",
                    commits=gone.commits,
                    receipts=gone.receipts,
                    notices=gone.notices,
                    attachments=gone.attachments,
                )


def _until_none(drop: Callable[[], int], must_stop: Callable[[], bool]) -> int:
    total = 0
    while not must_stop() and (dropped := drop()):
        total += dropped
    return total
