"""How people and teams travel: to everybody."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import select

from server.feed.sources import Source
from server.organisation.tables import person, team
from sync.protocol.rows import PersonRow, TeamRow

_ROLES = PersonRow.__struct_fields__.index("roles")


def all_people() -> Source:
    columns = [person.c[name] for name in PersonRow.__struct_fields__]
    return Source(PersonRow.kind, select(*columns), person.c.id, _with_roles)


def all_teams() -> Source:
    columns = [team.c[name] for name in TeamRow.__struct_fields__]
    return Source(TeamRow.kind, select(*columns), team.c.id)


def _with_roles(row: Sequence[Any]) -> Sequence[Any]:
    return (*row[:_ROLES], msgspec.Raw(row[_ROLES].encode()), *row[_ROLES + 1 :])
