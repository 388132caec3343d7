"""Reading and writing tags, their groups and what is asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Table, select, update

from domain.facts import RequestState
from domain.identifiers import PersonId, TagGroupId, TagId, TagRequestId
from domain.tags import NO_TAG, Tag, TagRequest, Vocabulary
from server.bulk import insert_rows
from server.feed.log import Entry
from server.tags.tables import tag, tag_group, tag_request
from sync.protocol.rows import TagGroupRow, TagRequestRow, TagRow
from sync.protocol.scopes import REFERENCE

_KINDS: Mapping[Table, str] = {tag_group: TagGroupRow.kind, tag: TagRow.kind, tag_request: TagRequestRow.kind}


def insert_tag_groups(connection: Connection, rows: Sequence[TagGroupRow]) -> list[Entry]:
    """Add groups. Returns what the feed is to tell."""
    return _insert(connection, tag_group, rows)


def insert_tags(connection: Connection, rows: Sequence[TagRow]) -> list[Entry]:
    """Add tags, after their groups. Returns what the feed is to tell."""
    return _insert(connection, tag, rows)


def insert_tag_requests(connection: Connection, rows: Sequence[TagRequestRow]) -> list[Entry]:
    """Add requests. Returns what the feed is to tell."""
    return _insert(connection, tag_request, rows)


def change_tag_group(connection: Connection, group_id: str, **values: object) -> list[Entry]:
    return _change(connection, tag_group, group_id, values)


def change_tag(connection: Connection, tag_id: str, **values: object) -> list[Entry]:
    return _change(connection, tag, tag_id, values)


def change_tag_request(connection: Connection, request_id: str, **values: object) -> list[Entry]:
    return _change(connection, tag_request, request_id, values)


def vocabulary(connection: Connection) -> Vocabulary:
    """Every tag, group and request, also retired and answered ones."""
    return Vocabulary(
        {TagGroupId(row.id): row.name for row in connection.execute(select(tag_group))},
        {TagId(row.id): _tag(row) for row in connection.execute(select(tag))},
        {TagRequestId(row.id): _request(row) for row in connection.execute(select(tag_request))},
    )


def tags_there(connection: Connection) -> dict[TagId, Tag]:
    """Every tag by its id, also retired ones."""
    return {TagId(row.id): _tag(row) for row in connection.execute(select(tag))}


def _insert(connection: Connection, table: Table, rows: Sequence[TagGroupRow | TagRow | TagRequestRow]) -> list[Entry]:
    insert_rows(connection, table, [msgspec.structs.asdict(row) for row in rows])
    return [Entry(REFERENCE, row.kind, row.id, None, row.version) for row in rows]


def _change(connection: Connection, table: Table, row_id: str, values: Mapping[str, object]) -> list[Entry]:
    version: Column[int] = table.c.version
    raised = update(table).where(table.c.id == row_id).values({**values, "version": version + 1})
    now: int = connection.execute(raised.returning(version)).scalar_one()
    return [Entry(REFERENCE, _KINDS[table], row_id, now - 1, now)]


def _tag(row: Any) -> Tag:
    return Tag(TagId(row.id), row.name, TagGroupId(row.group_id), row.is_retired)


def _request(row: Any) -> TagRequest:
    tag_id = NO_TAG if row.tag_id is None else TagId(row.tag_id)
    return TagRequest(TagRequestId(row.id), row.name, PersonId(row.person_id), RequestState(row.state), tag_id)
