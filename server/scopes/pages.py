"""What one snapshot tells those who stand at their cursors: a page of each scope, within a budget."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from server.feed.changes import follow
from server.feed.cursors import points_of, salt_of
from server.feed.heads import Point, are_ours, checksum_of
from server.feed.log import TENANT
from server.feed.sources import Source
from server.feed.walk import walk
from server.scopes.contents import contents_of
from sync.protocol.messages import Checksum, ScopeCursor, ScopePage


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A snapshot, where its log stands, and what may be read of it.

    `settled` is given where the snapshot may lag: the heads as they truly are. A client may hold rows that are newer
    than its cursor, so what a scope holds is only told where nothing newer exists.
    """

    connection: Connection
    granted: Collection[str]
    newest: Point
    heads: Mapping[str, int]
    settled: Mapping[str, int] | None = None

    def head_of(self, scope: str) -> int:
        return self.heads.get(scope, 0)

    def checksum_of(self, scope: str) -> Checksum | None:
        if self.settled is not None and self.settled.get(scope) != self.head_of(scope):
            return None
        return checksum_of(self.connection, TENANT, scope)


def pages_for(standpoint: Standpoint, cursors: Sequence[ScopeCursor], byte_budget: int) -> tuple[ScopePage, ...]:
    """One page for each cursor. A scope that no longer fits is told to come again."""
    pages = []
    for cursor in cursors:
        if cursor.scope not in standpoint.granted:
            pages.append(ScopePage(cursor.scope, 0, "", is_revoked=True))
        elif byte_budget <= 0:
            pages.append(ScopePage(cursor.scope, cursor.position, cursor.salt, resume=cursor.resume, has_more=True))
        else:
            page, size = _page(standpoint, cursor, byte_budget)
            pages.append(page)
            byte_budget -= size
    return tuple(pages)


def _page(standpoint: Standpoint, cursor: ScopeCursor, byte_budget: int) -> tuple[ScopePage, int]:
    connection, newest = standpoint.connection, standpoint.newest
    sources = contents_of(cursor.scope)
    noted, *_ = points = points_of(cursor.position, cursor.salt)
    if not are_ours(connection, TENANT, points):
        return _walked(standpoint, cursor.scope, sources, newest, None, byte_budget, is_reset=True)
    if cursor.resume is not None:
        return _walked(standpoint, cursor.scope, sources, noted, cursor.resume, byte_budget)
    if cursor.position == 0:
        return _walked(standpoint, cursor.scope, sources, newest, None, byte_budget)
    run = follow(connection, TENANT, cursor.scope, sources, noted, byte_budget)
    # Everything up to the newest position is visible here, so a client that has it all may stand there.
    reached = newest if run.is_all else run.point
    page = ScopePage(
        scope=cursor.scope,
        position=reached.position,
        salt=salt_of(reached, newest),
        upserts=run.upserts,
        removals=run.removals,
        has_more=not run.is_all,
        checksum=standpoint.checksum_of(cursor.scope) if run.is_all else None,
    )
    return page, run.size


def _walked(
    standpoint: Standpoint,
    scope: str,
    sources: Sequence[Source],
    noted: Point,
    resume: str | None,
    byte_budget: int,
    *,
    is_reset: bool = False,
) -> tuple[ScopePage, int]:
    stretch = walk(standpoint.connection, sources, resume, byte_budget)
    has_more = stretch.resume is not None or standpoint.head_of(scope) > noted.position
    page = ScopePage(
        scope=scope,
        position=noted.position,
        salt=salt_of(noted, standpoint.newest) if has_more else noted.salt,
        upserts=stretch.upserts,
        resume=stretch.resume,
        has_more=has_more,
        checksum=None if has_more else standpoint.checksum_of(scope),
        is_reset=is_reset,
    )
    return page, stretch.size
