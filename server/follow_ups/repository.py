"""Reading and writing follow-ups."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from domain.identifiers import PersonId
from server.bulk import among, insert_rows
from server.customers.travelling import Traveller
from server.feed.log import Entry
from server.follow_ups.tables import follow_up
from sync.protocol.rows import FollowUpRow

_KEYS = select(follow_up.c.id, follow_up.c.customer_id, follow_up.c.version).where(
    among(follow_up.c.customer_id, "ids")
)
WIRE_COLUMNS = tuple(follow_up.c[name] for name in FollowUpRow.__struct_fields__)
ATTACHMENTS = FollowUpRow.__struct_fields__.index("attachments")
_FOUND = select(*WIRE_COLUMNS).where(among(follow_up.c.id, "ids"))
_AUTHORS = select(follow_up.c.author_id).where(among(follow_up.c.id, "ids")).distinct()
_THOSE_THERE = select(follow_up.c.id).where(among(follow_up.c.id, "ids"))


def insert_follow_ups(
    connection: Connection, follow_ups: Sequence[FollowUpRow], scopes: Mapping[str, Collection[str]]
) -> list[Entry]:
    """Add follow-ups. Returns what the feed is to tell.

    `scopes` names, by customer id, those that hold the customer whole and therefore its follow-ups; one that nobody
    holds may be absent.
    """
    insert_rows(connection, follow_up, [_values(row) for row in follow_ups])
    return [
        Entry(scope, FollowUpRow.kind, row.id, None, row.version)
        for row in follow_ups
        for scope in scopes.get(row.customer_id, ())
    ]


def those_there(connection: Connection, follow_up_ids: Collection[str]) -> set[str]:
    """Which of these ids stand for a follow-up already, whosever it is."""
    return set(connection.execute(_THOSE_THERE, {"ids": follow_up_ids}).scalars())


def find_follow_ups(connection: Connection, follow_up_ids: Collection[str]) -> list[FollowUpRow]:
    """Those of these ids that there are."""
    return [_row(row) for row in connection.execute(_FOUND, {"ids": follow_up_ids})]


def authors_of(connection: Connection, follow_up_ids: Collection[str]) -> set[PersonId]:
    """Who wrote these follow-ups: that never changes."""
    return set(map(PersonId, connection.execute(_AUTHORS, {"ids": follow_up_ids}).scalars()))


def follow_ups_travelling(connection: Connection, customer_ids: Collection[str]) -> Iterator[Traveller]:
    for row in connection.execute(_KEYS, {"ids": customer_ids}):
        yield Traveller(FollowUpRow.kind, row.id, row.customer_id, row.version)


def _values(row: FollowUpRow) -> dict[str, object]:
    return msgspec.structs.asdict(row) | {"attachments": msgspec.json.encode(row.attachments).decode()}


def _row(row: Row[Any]) -> FollowUpRow:
    values = list(row)
    values[ATTACHMENTS] = msgspec.json.decode(values[ATTACHMENTS], type=tuple[str, ...])
    return FollowUpRow(*values)
