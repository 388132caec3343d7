"""Reading and writing pools, their members and their rules."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, func, or_, select, update

from domain.company import ClosePool
from domain.identifiers import PersonId, PoolId, TeamId
from domain.instants import instant
from domain.people import Pool
from domain.rulesets import Ruleset, ruleset_from
from domain.teams import Member
from server.bulk import insert_rows
from server.feed.log import Entry
from server.pools.tables import pool, pool_member, ruleset
from sync.protocol.rows import PoolMemberRow, PoolRow, RulesetRow
from sync.protocol.scopes import REFERENCE

_POOLS = select(pool).order_by(pool.c.id)
_PARTS = select(pool.c.id, pool.c.parts)
_MEMBERS = select(pool_member)
_RULESETS = select(ruleset).order_by(ruleset.c.ruleset_version)


def insert_pools(connection: Connection, pools: Sequence[PoolRow]) -> list[Entry]:
    """Add pools. Returns what the feed is to tell."""
    insert_rows(connection, pool, [{**msgspec.structs.asdict(row), "parts": 1} for row in pools])
    return [Entry(REFERENCE, PoolRow.kind, row.id, None, row.version) for row in pools]


def insert_rulesets(connection: Connection, rulesets: Sequence[RulesetRow]) -> list[Entry]:
    """Add versions of pools' rules. Returns what the feed is to tell."""
    rows = [{**msgspec.structs.asdict(row), "settings": msgspec.json.encode(row.settings).decode()} for row in rulesets]
    insert_rows(connection, ruleset, rows)
    return [Entry(REFERENCE, RulesetRow.kind, row.id, None, row.version) for row in rulesets]


def insert_members(connection: Connection, members: Sequence[Member]) -> list[Entry]:
    """Let people and teams into pools. What they may read follows at their next contact. Returns what the feed is to
    tell."""
    insert_rows(
        connection,
        pool_member,
        [
            {
                "pool_id": member.pool_id,
                "member_kind": "team" if member.is_team else "person",
                "member_id": member.member_id,
                "is_admin": member.is_admin,
                "version": 1,
            }
            for member in members
        ],
    )
    return [Entry(REFERENCE, PoolMemberRow.kind, member_row_id(member), None, 1) for member in members]


def put_member(connection: Connection, member: Member) -> list[Entry]:
    """Let a person or a team into a pool, or change what they are there. Returns what the feed is to tell."""
    is_there = (pool_member.c.pool_id == member.pool_id, pool_member.c.member_id == member.member_id)
    raised = update(pool_member).where(*is_there).values(is_admin=member.is_admin, version=pool_member.c.version + 1)
    version: int | None = connection.execute(raised.returning(pool_member.c.version)).scalar()
    if version is None:
        return insert_members(connection, [member])
    return [Entry(REFERENCE, PoolMemberRow.kind, member_row_id(member), version - 1, version)]


def delete_members(connection: Connection, members: Sequence[Member]) -> list[Entry]:
    """Put people and teams out of pools, as they were read. Returns what the feed is to tell."""
    entries: list[Entry] = []
    for member in members:
        gone = delete(pool_member).where(
            pool_member.c.pool_id == member.pool_id, pool_member.c.member_id == member.member_id
        )
        versions = connection.execute(gone.returning(pool_member.c.version)).scalars()
        entries += [Entry(REFERENCE, PoolMemberRow.kind, member_row_id(member), version, None) for version in versions]
    return entries


def member_row_id(member: Member) -> str:
    """A member's row is told by both its ends; `pools.sources` says the same of the stored ones."""
    return f"{member.pool_id}/{member.member_id}"


def set_open(connection: Connection, pool_id: str, *, is_open: bool) -> list[Entry]:
    """Open or close a pool. Returns what the feed is to tell."""
    return _set(connection, pool_id, is_open=is_open)


def set_name(connection: Connection, pool_id: str, name: str) -> list[Entry]:
    """Call a pool otherwise. Returns what the feed is to tell."""
    return _set(connection, pool_id, name=name)


def set_emptied_to(connection: Connection, closed: ClosePool) -> None:
    """Note where what a closed pool holds is to go; nothing to note where it holds nothing."""
    chosen = {"emptied_to_pool_id": closed.to_pool_id, "emptied_to_team_id": closed.to_team_id}
    connection.execute(update(pool).where(pool.c.id == closed.pool_id).values(chosen))


def forget_emptied_to(connection: Connection, pool_id: PoolId) -> None:
    """It is empty."""
    set_emptied_to(connection, ClosePool(pool_id))


def pools_to_empty(connection: Connection) -> list[ClosePool]:
    """Closed pools with what was chosen for what they still hold."""
    chosen = or_(pool.c.emptied_to_pool_id.is_not(None), pool.c.emptied_to_team_id.is_not(None))
    return [
        ClosePool(
            PoolId(row.id),
            None if row.emptied_to_pool_id is None else PoolId(row.emptied_to_pool_id),
            None if row.emptied_to_team_id is None else TeamId(row.emptied_to_team_id),
        )
        for row in connection.execute(_POOLS.where(pool.c.is_open.is_(False), chosen))
    ]


def newest_ruleset_version(connection: Connection, pool_id: PoolId) -> int:
    """The number of the newest version of a pool's rules, also of one not in force yet; 0 where there is none."""
    newest = select(func.max(ruleset.c.ruleset_version)).where(ruleset.c.pool_id == pool_id)
    return connection.execute(newest).scalar() or 0


def find_pool_by_name(connection: Connection, name: str) -> Pool | None:
    row = connection.execute(select(pool).where(pool.c.name == name)).first()
    return None if row is None else _pool(row)


def all_pools(connection: Connection) -> list[Pool]:
    return [_pool(row) for row in connection.execute(_POOLS)]


def parts_of_pools(connection: Connection) -> dict[PoolId, int]:
    """Into how many scopes each pool is cut."""
    return {PoolId(row.id): row.parts for row in connection.execute(_PARTS)}


def all_members(connection: Connection) -> list[Member]:
    return [
        Member(
            PoolId(row.pool_id),
            TeamId(row.member_id) if row.member_kind == "team" else PersonId(row.member_id),
            row.member_kind == "team",
            row.is_admin,
        )
        for row in connection.execute(_MEMBERS)
    ]


def rulesets_of_pools(connection: Connection) -> dict[PoolId, tuple[Ruleset, ...]]:
    """Every version of every pool's rules, the oldest first."""
    found: dict[PoolId, tuple[Ruleset, ...]] = {}
    for row in connection.execute(_RULESETS):
        pool_id = PoolId(row.pool_id)
        found[pool_id] = (*found.get(pool_id, ()), _ruleset(row))
    return found


def _set(connection: Connection, pool_id: str, **values: object) -> list[Entry]:
    raised = update(pool).where(pool.c.id == pool_id).values(values | {"version": pool.c.version + 1})
    version: int = connection.execute(raised.returning(pool.c.version)).scalar_one()
    return [Entry(REFERENCE, PoolRow.kind, pool_id, version - 1, version)]


def _pool(row: Row[Any]) -> Pool:
    return Pool(PoolId(row.id), row.name, row.is_open)


def _ruleset(row: Row[Any]) -> Ruleset:
    settings = msgspec.json.decode(row.settings, type=dict[str, Any])
    return ruleset_from(row.ruleset_version, instant(row.effective_from), settings)
