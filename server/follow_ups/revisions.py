"""What follow-ups said before their authors changed them."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, Select, select

from server.bulk import among, insert_rows, update_rows
from server.customers.travelling import Traveller
from server.feed.log import Entry
from server.feed.sources import Source
from server.follow_ups.tables import follow_up, revision
from sync.protocol.rows import FollowUpRow, RevisionRow

WIRE_COLUMNS = tuple(revision.c[name] for name in RevisionRow.__struct_fields__)
_REWRITTEN = ("id", "version", "medium", "text", "next_on", "contact", "edited_at")

_KEYS = select(revision.c.id, revision.c.customer_id, revision.c.version).where(among(revision.c.customer_id, "ids"))


def rewrite_follow_ups(
    connection: Connection,
    rewritten: Sequence[FollowUpRow],
    replaced: Sequence[RevisionRow],
    scopes: Mapping[str, Collection[str]],
) -> list[Entry]:
    """Write follow-ups as their authors want them now, each at the version it was seen at, and keep what they said.
    Returns what the feed is to tell. `scopes` names, by customer id, those that hold the customer whole."""
    rows = [{name: getattr(row, name) for name in _REWRITTEN} for row in rewritten]
    update_rows(connection, follow_up, ("id", "version"), rows)
    insert_rows(connection, revision, [msgspec.structs.asdict(row) for row in replaced])
    entries = [
        Entry(scope, FollowUpRow.kind, row.id, row.version, row.version + 1)
        for row in rewritten
        for scope in scopes.get(row.customer_id, ())
    ]
    entries += [
        Entry(scope, RevisionRow.kind, row.id, None, row.version)
        for row in replaced
        for scope in scopes.get(row.customer_id, ())
    ]
    return entries


def revisions_travelling(connection: Connection, customer_ids: Collection[str]) -> Iterator[Traveller]:
    for row in connection.execute(_KEYS, {"ids": customer_ids}):
        yield Traveller(RevisionRow.kind, row.id, row.customer_id, row.version)


def revisions_of(customer_ids: Select[str]) -> Source:
    """How they travel: with their customer, to whoever sees it whole."""
    rows = select(*WIRE_COLUMNS).where(revision.c.customer_id.in_(customer_ids))
    return Source(RevisionRow.kind, rows, revision.c.id)
