"""How long notices are kept."""

from datetime import timedelta

from sqlalchemy import Connection

from domain.identifiers import Instant
from server.database import Database
from server.feed.log import NewId, record
from server.notices.repository import drop_notices

NOTICES_KEPT = timedelta(days=30)

_NOTICES_AT_ONCE = 1_000


def forget_old_notices(database: Database, now: Instant, new_id: NewId) -> int:
    """Drop notices that are past their time, a stretch at once. Returns how many went: call again until none."""

    def forget(connection: Connection) -> int:
        entries = drop_notices(connection, now - NOTICES_KEPT, _NOTICES_AT_ONCE)
        record(connection, entries, now, new_id)
        return len(entries)

    return database.write(forget)
