"""Where the log stands, and whether a client's memory of it is ours."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, bindparam, func, literal, select

from server.bulk import among
from server.feed.integers import as_unsigned
from server.feed.tables import commit_record, commit_scope, scope_head
from sync.protocol.checksums import as_hex
from sync.protocol.messages import Checksum


@dataclass(frozen=True, slots=True)
class Point:
    """A position with the salt that was drawn for it. 0 stands before everything."""

    position: int
    salt: str


_TENANT: BindParameter[str] = bindparam("of_tenant")
_SCOPE: BindParameter[str] = bindparam("of_scope")
_NEWEST = select(commit_record.c.position, commit_record.c.salt).where(
    commit_record.c.tenant == _TENANT,
    commit_record.c.position
    == select(func.max(commit_record.c.position)).where(commit_record.c.tenant == _TENANT).scalar_subquery(),
)
_ANY = select(literal(1)).where(commit_record.c.tenant == _TENANT).limit(1)
_SALT = select(commit_record.c.salt).where(
    commit_record.c.tenant == _TENANT, commit_record.c.position == bindparam("at_position")
)
_HEADS = select(scope_head.c.scope, scope_head.c.position).where(
    scope_head.c.tenant == _TENANT, among(scope_head.c.scope, "scopes")
)
_UNSTAMPED = (
    select(literal(1))
    .where(commit_scope.c.tenant == _TENANT, commit_scope.c.scope == _SCOPE, commit_scope.c.position.is_(None))
    .limit(1)
)
_UNSETTLED = (
    select(commit_scope.c.scope)
    .distinct()
    .where(commit_scope.c.tenant == _TENANT, among(commit_scope.c.scope, "scopes"), commit_scope.c.position.is_(None))
)
_HELD = select(scope_head.c.row_count, scope_head.c.xor).where(
    scope_head.c.tenant == _TENANT, scope_head.c.scope == _SCOPE
)


def is_empty(connection: Connection, tenant: str) -> bool:
    """Whether no commit was ever made, numbered or not, or all were given up."""
    return connection.execute(_ANY, {"of_tenant": tenant}).first() is None


def newest_point(connection: Connection, tenant: str) -> Point:
    row = connection.execute(_NEWEST, {"of_tenant": tenant}).first()
    return Point(0, "") if row is None else Point(row.position, row.salt)


def are_ours(connection: Connection, tenant: str, points: Iterable[Point]) -> bool:
    """Whether this log gave these salts to these positions: not so after a restore from a backup, or beyond the log."""
    return all(_is_ours(connection, tenant, point) for point in points)


def _is_ours(connection: Connection, tenant: str, point: Point) -> bool:
    salt = connection.execute(_SALT, {"of_tenant": tenant, "at_position": point.position}).scalar()
    return point.position == 0 if salt is None else salt == point.salt


def head_positions(connection: Connection, tenant: str, scopes: Collection[str]) -> dict[str, int]:
    """The newest position that touched each of these scopes; absent where none did."""
    heads = connection.execute(_HEADS, {"of_tenant": tenant, "scopes": scopes})
    return {row.scope: row.position for row in heads}


def settled_heads(connection: Connection, tenant: str, scopes: Collection[str]) -> dict[str, int]:
    """The heads of those scopes of which no row shows what no position tells yet; 0 where nothing ever touched one."""
    heads = head_positions(connection, tenant, scopes)
    unsettled = set(connection.execute(_UNSETTLED, {"of_tenant": tenant, "scopes": scopes}).scalars())
    return {scope: heads.get(scope, 0) for scope in scopes if scope not in unsettled}


def checksum_of(connection: Connection, tenant: str, scope: str) -> Checksum | None:
    """What the scope holds at its head, or None where rows already show what no position tells yet."""
    this = {"of_tenant": tenant, "of_scope": scope}
    if connection.execute(_UNSTAMPED, this).first() is not None:
        return None
    head = connection.execute(_HELD, this).first()
    return Checksum(0, as_hex(0)) if head is None else Checksum(head.row_count, as_hex(as_unsigned(head.xor)))
