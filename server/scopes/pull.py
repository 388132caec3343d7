"""Pulling: what a person may read, as far as their client has not read it yet."""

from collections.abc import Sequence

from sqlalchemy import Connection

from domain.identifiers import Instant, PersonId
from domain.instants import millis
from server.database import Database
from server.feed.changes import follow
from server.feed.heads import Point, checksum_of, head_positions, is_ours, newest_point
from server.feed.log import TENANT, NewId
from server.feed.positions import stamp
from server.feed.sources import Source
from server.feed.walk import walk
from server.scopes.contents import contents_of
from server.scopes.grants import granted_scopes
from sync.protocol.messages import Pull, Pulled, ScopeCursor, ScopePage

LARGEST_BUDGET = 8_000_000
_SMALLEST_BUDGET = 10_000


def pull(database: Database, person_id: PersonId, request: Pull, now: Instant, new_id: NewId) -> Pulled:
    """One page for each cursor, all from one snapshot. A scope that no longer fits is told to come again."""
    stamp(database, TENANT, new_id)
    budget = min(max(request.byte_budget, _SMALLEST_BUDGET), LARGEST_BUDGET)
    pages = database.read(lambda connection: _pages(connection, person_id, request.cursors, budget))
    return Pulled(pages, millis(now))


def _pages(
    connection: Connection, person_id: PersonId, cursors: Sequence[ScopeCursor], byte_budget: int
) -> tuple[ScopePage, ...]:
    granted = granted_scopes(connection, person_id)
    newest = newest_point(connection, TENANT)
    heads = head_positions(connection, TENANT, granted)
    pages = []
    for cursor in cursors:
        if cursor.scope not in granted:
            pages.append(ScopePage(cursor.scope, 0, "", is_revoked=True))
        elif byte_budget <= 0:
            pages.append(ScopePage(cursor.scope, cursor.position, cursor.salt, resume=cursor.resume, has_more=True))
        else:
            page, size = _page(connection, cursor, newest, heads.get(cursor.scope, 0), byte_budget)
            pages.append(page)
            byte_budget -= size
    return tuple(pages)


def _page(
    connection: Connection, cursor: ScopeCursor, newest: Point, head: int, byte_budget: int
) -> tuple[ScopePage, int]:
    sources = contents_of(cursor.scope)
    noted = Point(cursor.position, cursor.salt)
    if not is_ours(connection, TENANT, noted):
        return _walked(connection, cursor.scope, sources, newest, head, None, byte_budget, is_reset=True)
    if cursor.resume is not None:
        return _walked(connection, cursor.scope, sources, noted, head, cursor.resume, byte_budget)
    if cursor.position == 0:
        return _walked(connection, cursor.scope, sources, newest, head, None, byte_budget)
    run = follow(connection, TENANT, cursor.scope, sources, noted, byte_budget)
    # Everything up to the newest position is visible here, so a client that has it all may stand there.
    reached = newest if run.is_all else run.point
    page = ScopePage(
        scope=cursor.scope,
        position=reached.position,
        salt=reached.salt,
        upserts=run.upserts,
        removals=run.removals,
        has_more=not run.is_all,
        checksum=checksum_of(connection, TENANT, cursor.scope) if run.is_all else None,
    )
    return page, run.size


def _walked(
    connection: Connection,
    scope: str,
    sources: Sequence[Source],
    noted: Point,
    head: int,
    resume: str | None,
    byte_budget: int,
    *,
    is_reset: bool = False,
) -> tuple[ScopePage, int]:
    stretch = walk(connection, sources, resume, byte_budget)
    has_more = stretch.resume is not None or head > noted.position
    page = ScopePage(
        scope=scope,
        position=noted.position,
        salt=noted.salt,
        upserts=stretch.upserts,
        resume=stretch.resume,
        has_more=has_more,
        checksum=None if has_more else checksum_of(connection, TENANT, scope),
        is_reset=is_reset,
    )
    return page, stretch.size
