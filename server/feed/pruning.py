"""Forgetting the oldest commits. Heads stay, so whoever stands before what is left walks its scopes anew."""

from datetime import timedelta

from sqlalchemy import Connection, bindparam, delete, func, select

from domain.identifiers import Instant
from domain.instants import millis
from server.bulk import among
from server.feed.tables import change, commit_record, commit_scope

COMMITS_KEPT = timedelta(days=30)
_COMMITS_AT_ONCE = 500
_CHANGES_AT_ONCE = 10_000

_OF_TENANT = commit_record.c.tenant == bindparam("of_tenant")
_NEWEST = select(func.max(commit_record.c.position)).where(_OF_TENANT)
_SIZE = select(func.sum(commit_scope.c.change_count)).where(commit_scope.c.commit_id == commit_record.c.id)
# In the order of positions, so that a stretch costs as much as it drops, however long the log.
_OLDEST = (
    select(commit_record.c.id, commit_record.c.at, _SIZE.scalar_subquery().label("size"))
    .where(_OF_TENANT, commit_record.c.position < bindparam("newest"))
    .order_by(commit_record.c.position)
    .limit(_COMMITS_AT_ONCE)
)
_DROPPED = [
    delete(change).where(among(change.c.commit_id, "ids")),
    delete(commit_scope).where(among(commit_scope.c.commit_id, "ids")),
    delete(commit_record).where(among(commit_record.c.id, "ids")),
]


def drop_commits(connection: Connection, tenant: str, now: Instant) -> int:
    """Drop a stretch of the log from its beginning; returns how many commits went: call again until none.

    Only ever from the beginning: a cursor whose commit is still there has every later one before it. Where clocks
    stepped, a young commit therefore keeps older ones behind it. The newest stays however old it is, because its salt
    is what clients' cursors name.
    """
    newest = connection.execute(_NEWEST, {"of_tenant": tenant}).scalar()
    if newest is None:
        return 0
    since = millis(now - COMMITS_KEPT)
    ids: list[str] = []
    size = 0
    for commit in connection.execute(_OLDEST, {"of_tenant": tenant, "newest": newest}).all():
        size += commit.size
        if commit.at >= since or (ids and size > _CHANGES_AT_ONCE):
            break
        ids.append(commit.id)
    if ids:
        for statement in _DROPPED:
            connection.execute(statement, {"ids": ids})
    return len(ids)
