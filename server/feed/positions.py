"""Positions are given after commit: a sequence drawn inside a transaction skips those that commit late.

(22 to 39 % of rows lost to pollers behind such a sequence with 16 writers, measured; `docs/decisions/101`.)
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, bindparam, func, literal, select

from server.bulk import among, insert_rows, update_rows
from server.database import Database
from server.feed.tables import commit_record, commit_scope, scope_head

# Any number will do, as long as nobody else locks the same.
_STAMPING = 0x676F6E67686169
_COMMITS_AT_ONCE = 500

_ANY_UNSTAMPED = select(literal(1)).where(commit_record.c.position.is_(None)).limit(1)
_HEAD = select(func.max(commit_record.c.position)).where(commit_record.c.tenant == bindparam("of_tenant"))
_TOUCHED = select(
    commit_scope.c.commit_id, commit_scope.c.scope, commit_scope.c.count_delta, commit_scope.c.xor_delta
).where(among(commit_scope.c.commit_id, "commits"))
_HEADS = select(scope_head).where(scope_head.c.tenant == bindparam("of_tenant"), among(scope_head.c.scope, "scopes"))


def stamp(database: Database, tenant: str, new_id: Callable[[], str]) -> None:
    """Number the commits that have none yet, and fold them into the heads of their scopes.

    Whoever pulls does this first. Who finds another at it goes on at once: what is not numbered now comes later.
    """
    if database.is_sqlite:
        return
    while database.read(_has_unstamped) and database.write(lambda connection: _stamp_some(connection, tenant, new_id)):
        pass


def oldest_unstamped(connection: Connection) -> int | None:
    """When the oldest commit without a position was made, in milliseconds. More than seconds ago: pulling is broken."""
    oldest: int | None = connection.execute(
        select(func.min(commit_record.c.at)).where(commit_record.c.position.is_(None))
    ).scalar()
    return oldest


def number(connection: Connection, commit_ids: Sequence[str], tenant: str, new_id: Callable[[], str]) -> None:
    """Give the next positions to these commits, each with a salt that a server restored from a backup cannot guess."""
    start = (connection.execute(_HEAD, {"of_tenant": tenant}).scalar() or 0) + 1
    positions = {commit_id: start + offset for offset, commit_id in enumerate(commit_ids)}
    update_rows(
        connection,
        commit_record,
        ("id",),
        # The last half of an id is chance.
        [{"id": commit_id, "position": position, "salt": new_id()[-16:]} for commit_id, position in positions.items()],
    )
    touched = connection.execute(_TOUCHED, {"commits": commit_ids}).all()
    update_rows(
        connection,
        commit_scope,
        ("commit_id", "scope"),
        [{"commit_id": row.commit_id, "scope": row.scope, "position": positions[row.commit_id]} for row in touched],
    )
    deltas: dict[str, tuple[int, int, int]] = {}
    for row in touched:
        position, count, xor = deltas.get(row.scope, (0, 0, 0))
        # XOR of the stored, signed numbers is the signed form of the XOR.
        deltas[row.scope] = (
            max(position, positions[row.commit_id]), count + row.count_delta, xor ^ row.xor_delta,
        )  # fmt: skip
    _fold(connection, tenant, deltas)


def _fold(connection: Connection, tenant: str, deltas: dict[str, tuple[int, int, int]]) -> None:
    heads = {row.scope: row for row in connection.execute(_HEADS, {"of_tenant": tenant, "scopes": deltas.keys()})}
    folded = [
        {
            "tenant": tenant,
            "scope": scope,
            "position": position,
            "row_count": count + (heads[scope].row_count if scope in heads else 0),
            "xor": xor ^ (heads[scope].xor if scope in heads else 0),
        }
        for scope, (position, count, xor) in deltas.items()
    ]
    update_rows(connection, scope_head, ("tenant", "scope"), [head for head in folded if head["scope"] in heads])
    insert_rows(connection, scope_head, [head for head in folded if head["scope"] not in heads])


def _has_unstamped(connection: Connection) -> bool:
    return connection.execute(_ANY_UNSTAMPED).first() is not None


def _stamp_some(connection: Connection, tenant: str, new_id: Callable[[], str]) -> bool:
    # READ COMMITTED matters: the statements after the lock see what the stamper before us committed.
    if not connection.execute(select(func.pg_try_advisory_xact_lock(_STAMPING))).scalar():
        return False
    unstamped = connection.execute(
        select(commit_record.c.id)
        .where(commit_record.c.position.is_(None), commit_record.c.tenant == tenant)
        .order_by(commit_record.c.id)
        .limit(_COMMITS_AT_ONCE)
    ).scalars().all()  # fmt: skip
    if unstamped:
        number(connection, unstamped, tenant, new_id)
    return len(unstamped) == _COMMITS_AT_ONCE
