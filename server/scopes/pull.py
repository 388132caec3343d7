"""Pulling: what a person may read, as far as their client has not read it yet."""

from collections.abc import Sequence

from sqlalchemy import Connection

from domain.identifiers import Instant, PersonId
from domain.instants import millis
from server.database import Database
from server.feed.cursors import points_of
from server.feed.heads import are_ours, head_positions, newest_point, settled_heads
from server.feed.log import TENANT, NewId
from server.feed.positions import stamp
from server.replica import Replica, ReplicaAway
from server.scopes.grants import granted_scopes
from server.scopes.pages import Standpoint, pages_for
from sync.protocol.messages import Pull, Pulled, ScopeCursor, ScopePage

LARGEST_BUDGET = 8_000_000
_SMALLEST_BUDGET = 10_000


def pull(database: Database, person_id: PersonId, request: Pull, now: Instant, new_id: NewId) -> Pulled:
    """One page for each cursor, all from one snapshot. A scope that no longer fits is told to come again."""
    stamp(database, TENANT, new_id)
    budget = min(max(request.byte_budget, _SMALLEST_BUDGET), LARGEST_BUDGET)
    pages = None
    if database.replica is not None:
        pages = _from_replica(database, database.replica, person_id, request.cursors, budget)
    if pages is None:
        pages = database.read(lambda connection: _from_primary(connection, person_id, request.cursors, budget))
    return Pulled(pages, millis(now))


def _from_primary(
    connection: Connection, person_id: PersonId, cursors: Sequence[ScopeCursor], byte_budget: int
) -> tuple[ScopePage, ...]:
    granted = granted_scopes(connection, person_id)
    heads = head_positions(connection, TENANT, granted)
    standpoint = Standpoint(connection, granted, newest_point(connection, TENANT), heads)
    return pages_for(standpoint, cursors, byte_budget)


def _from_replica(
    database: Database, replica: Replica, person_id: PersonId, cursors: Sequence[ScopeCursor], byte_budget: int
) -> tuple[ScopePage, ...] | None:
    """Pages as the replica has them, by the rights of the primary; None where the primary must answer itself.

    The replica may lag behind what the client knows already, and the primary may have been restored behind the back
    of both. So it answers only where all three tell the same past: the primary knows every cursor and the replica's
    newest commit, and the replica knows every cursor. One snapshot answers all cursors, or a customer just claimed
    could be in neither list.
    """
    noted = {point for cursor in cursors for point in points_of(cursor.position, cursor.salt)}

    def look(behind: Connection) -> tuple[ScopePage, ...] | None:
        # Before the primary is asked, so that the primary's word is younger than this snapshot.
        newest = newest_point(behind, TENANT)

        def ask(primary: Connection) -> tuple[tuple[str, ...], dict[str, int]] | None:
            if newest.position == 0 or not are_ours(primary, TENANT, {newest, *noted}):
                return None
            granted = granted_scopes(primary, person_id)
            return granted, settled_heads(primary, TENANT, granted)

        agreed = database.read(ask)
        if agreed is None or not are_ours(behind, TENANT, noted):
            return None
        granted, settled = agreed
        heads = head_positions(behind, TENANT, granted)
        return pages_for(Standpoint(behind, granted, newest, heads, settled), cursors, byte_budget)

    try:
        return replica.read(look)
    except ReplicaAway:
        return None
