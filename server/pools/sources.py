"""How pools and their rules travel: to everybody."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import select

from server.feed.sources import Source
from server.pools.tables import pool, ruleset
from sync.protocol.rows import PoolRow, RulesetRow

_SETTINGS = RulesetRow.__struct_fields__.index("settings")


def all_pools() -> Source:
    columns = [pool.c[name] for name in PoolRow.__struct_fields__]
    return Source(PoolRow.kind, select(*columns), pool.c.id)


def all_rulesets() -> Source:
    columns = [ruleset.c[name] for name in RulesetRow.__struct_fields__]
    return Source(RulesetRow.kind, select(*columns), ruleset.c.id, _with_settings)


def _with_settings(row: Sequence[Any]) -> Sequence[Any]:
    return (*row[:_SETTINGS], msgspec.Raw(row[_SETTINGS].encode()), *row[_SETTINGS + 1 :])
