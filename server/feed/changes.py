"""What happened in a scope after a position: whole commits, told as the rows stand now.

A row may already be newer than the commit that names it. That does no harm: its later commit names it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from server.bulk import among
from server.feed.heads import Point
from server.feed.sources import Source
from server.feed.tables import change, commit_record, commit_scope
from server.feed.walk import encoded
from sync.protocol.messages import Removals, Upserts

_COMMITS_AT_ONCE = 5_000
_TYPICAL_ROW_BYTES = 400

_AFTER = (
    select(commit_scope.c.commit_id, commit_scope.c.position, commit_scope.c.change_count)
    .where(
        commit_scope.c.tenant == bindparam("of_tenant"),
        commit_scope.c.scope == bindparam("of_scope"),
        commit_scope.c.position > bindparam("beyond"),
    )
    .order_by(commit_scope.c.position)
    .limit(_COMMITS_AT_ONCE)
)
_TOUCHED = select(change.c.row_id).where(
    among(change.c.commit_id, "commits"),
    change.c.scope == bindparam("of_scope"),
    change.c.kind == bindparam("of_kind"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """Commits up to and with `point`; `is_all` where none of the scope lies beyond it."""

    point: Point
    upserts: tuple[Upserts, ...]
    removals: tuple[Removals, ...]
    size: int
    is_all: bool


@dataclass(frozen=True, slots=True)
class _Commit:
    id: str
    position: int
    change_count: int


def follow(
    connection: Connection, tenant: str, scope: str, sources: Sequence[Source], after: Point, byte_budget: int
) -> Run:
    """The commits after `after` that fit `byte_budget`, at least one: a page never splits a commit."""
    commits = _commits_after(connection, tenant, scope, after.position)
    if not commits:
        return Run(after, (), (), 0, is_all=True)
    taken = _within(commits, byte_budget)
    upserts, removals, size = _contents(connection, scope, sources, taken)
    while size > byte_budget and len(taken) > 1:
        # The rows were longer than they typically are.
        taken = taken[: max(1, len(taken) * byte_budget // (size + byte_budget))]
        upserts, removals, size = _contents(connection, scope, sources, taken)
    is_all = len(taken) == len(commits) < _COMMITS_AT_ONCE
    return Run(_point_of(connection, taken[-1]), upserts, removals, size, is_all)


def _commits_after(connection: Connection, tenant: str, scope: str, position: int) -> list[_Commit]:
    found = connection.execute(_AFTER, {"of_tenant": tenant, "of_scope": scope, "beyond": position})
    return [_Commit(*row) for row in found]


def _within(commits: Sequence[_Commit], byte_budget: int) -> Sequence[_Commit]:
    expected = 0
    for number, commit in enumerate(commits):
        expected += commit.change_count * _TYPICAL_ROW_BYTES
        if expected > byte_budget and number:
            return commits[:number]
    return commits


def _point_of(connection: Connection, commit: _Commit) -> Point:
    salt = connection.execute(select(commit_record.c.salt).where(commit_record.c.id == commit.id)).scalar_one()
    return Point(commit.position, salt)


def _contents(
    connection: Connection, scope: str, sources: Sequence[Source], commits: Sequence[_Commit]
) -> tuple[tuple[Upserts, ...], tuple[Removals, ...], int]:
    commit_ids = [commit.id for commit in commits]
    upserts: list[Upserts] = []
    removals: list[Removals] = []
    size = 0
    for source in sources:
        those = {"commits": commit_ids, "of_scope": scope, "of_kind": source.kind}
        rows = connection.execute(source.rows.where(source.id.in_(_TOUCHED)).order_by(source.id), those).all()
        if rows:
            upserts.append(encoded(source.kind, [source.shape(row) for row in rows]))
            size += len(memoryview(upserts[-1].rows))
        gone = sorted(set(connection.execute(_TOUCHED, those).scalars()).difference(row[0] for row in rows))
        if gone:
            removals.append(Removals(source.kind, tuple(gone)))
            size += 35 * len(gone)
    return tuple(upserts), tuple(removals), size
