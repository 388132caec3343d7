"""Waiting for news of what a person may read."""

import asyncio
from collections.abc import Sequence

from domain.identifiers import PersonId
from server.database import Database
from server.feed.hints import Hints
from server.scopes.grants import granted_scopes
from sync.protocol.messages import ScopeCursor

LONGEST_WAIT_SECONDS = 50


async def moved_scopes(
    database: Database, hints: Hints, person_id: PersonId, cursors: Sequence[ScopeCursor], wait_seconds: int
) -> tuple[str, ...]:
    """The scopes that have moved beyond these cursors, as soon as there are any; none when the wait is over.

    A scope that was granted or taken away since the client last asked counts as moved.
    """
    granted = set(await asyncio.to_thread(database.read, lambda connection: granted_scopes(connection, person_id)))
    changed_rights = granted.symmetric_difference(cursor.scope for cursor in cursors)
    if changed_rights:
        return tuple(sorted(changed_rights))
    return await hints.wait(cursors, min(max(wait_seconds, 0), LONGEST_WAIT_SECONDS))
