"""Reading and writing requests for reinstatement."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from domain.facts import RequestState
from domain.identifiers import FollowUpId
from server.bulk import among, insert_rows, update_rows
from server.feed.log import Entry
from server.reinstatements.tables import reinstatement
from sync.protocol.rows import ReinstatementRow
from sync.protocol.scopes import person_scope, team_scope

WIRE_COLUMNS = tuple(reinstatement.c[name] for name in ReinstatementRow.__struct_fields__)

_OF_FOLLOW_UPS = select(*WIRE_COLUMNS, reinstatement.c.team_id).where(among(reinstatement.c.id, "ids"))
_ANSWER = ("id", "version", "state", "answered_by", "answered_at", "note")


@dataclass(frozen=True, slots=True)
class Request:
    """As it travels, and the team whose managers it waits for."""

    row: ReinstatementRow
    team_id: str

    @property
    def state(self) -> RequestState:
        return RequestState(self.row.state)

    @property
    def scopes(self) -> tuple[str, ...]:
        return person_scope(self.row.person_id), team_scope(self.team_id)


def requests_of(connection: Connection, follow_up_ids: Collection[str]) -> dict[FollowUpId, Request]:
    """What has been asked because of these follow-ups; absent where nothing was."""
    found = connection.execute(_OF_FOLLOW_UPS, {"ids": follow_up_ids})
    return {FollowUpId(row.id): Request(ReinstatementRow(*row[:-1]), row.team_id) for row in found}


def insert_requests(connection: Connection, requests: Sequence[Request]) -> list[Entry]:
    """Add requests. Returns what the feed is to tell."""
    rows = [msgspec.structs.asdict(asked.row) | {"team_id": asked.team_id} for asked in requests]
    insert_rows(connection, reinstatement, rows)
    return [
        Entry(scope, ReinstatementRow.kind, asked.row.id, None, asked.row.version)
        for asked in requests
        for scope in asked.scopes
    ]


def store_answers(connection: Connection, requests: Sequence[Request]) -> list[Entry]:
    """Write answers; `version` is the one each was seen at, under the lock of its author's figures. Returns what the
    feed is to tell."""
    rows = [{name: getattr(answered.row, name) for name in _ANSWER} for answered in requests]
    update_rows(connection, reinstatement, ("id", "version"), rows)
    return [
        Entry(scope, ReinstatementRow.kind, answered.row.id, answered.row.version, answered.row.version + 1)
        for answered in requests
        for scope in answered.scopes
    ]
