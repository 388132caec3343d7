"""How pools and their rules travel: to everybody."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import select

from server.feed.sources import Source
from server.pools.tables import pool, pool_member, ruleset
from sync.protocol.rows import PoolMemberRow, PoolRow, RulesetRow

_SETTINGS = RulesetRow.__struct_fields__.index("settings")


def all_pools() -> Source:
    columns = [pool.c[name] for name in PoolRow.__struct_fields__]
    return Source(PoolRow.kind, select(*columns), pool.c.id)


def all_members() -> Source:
    row_id = pool_member.c.pool_id + "/" + pool_member.c.member_id
    columns = (pool_member.c.version, pool_member.c.pool_id, pool_member.c.member_id, pool_member.c.member_kind)
    return Source(PoolMemberRow.kind, select(row_id, *columns, pool_member.c.is_admin), row_id, _as_member)


def all_rulesets() -> Source:
    columns = [ruleset.c[name] for name in RulesetRow.__struct_fields__]
    return Source(RulesetRow.kind, select(*columns), ruleset.c.id, _with_settings)


def _as_member(row: Sequence[Any]) -> Sequence[Any]:
    row_id, version, pool_id, member_id, kind, is_admin = row
    return (row_id, version, pool_id, member_id, kind == "team", is_admin)


def _with_settings(row: Sequence[Any]) -> Sequence[Any]:
    return (*row[:_SETTINGS], msgspec.Raw(row[_SETTINGS].encode()), *row[_SETTINGS + 1 :])
