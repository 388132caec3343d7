"""Reading and writing notices."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import Connection, select

from domain.identifiers import CustomerId, Instant, PersonId
from domain.instants import millis
from server.bulk import among_pairs, insert_rows
from server.customers.ownerships import OwnershipEvent
from server.feed.log import Entry
from server.notices.tables import notice
from sync.protocol.rows import NoticeRow
from sync.protocol.scopes import person_scope

NOTICE_VERSION = 1
"""Nothing in a notice is ever changed."""

_FORGOTTEN = notice.delete().where(among_pairs(notice.c.id, notice.c.person_id, "pairs"))


def insert_notices(
    connection: Connection, told: Sequence[tuple[OwnershipEvent, PersonId]], names: Mapping[CustomerId, str]
) -> list[Entry]:
    """Tell people of events, whose customers have these names. Returns what the feed is to tell."""
    rows = [
        {
            "id": event.id,
            "customer_id": event.customer_id,
            "customer_name": names[CustomerId(event.customer_id)],
            "verb": event.verb.value,
            "at": millis(event.at),
            "actor_id": event.actor_id,
            "from_owner_id": event.from_owner_id,
            "to_owner_id": event.to_owner_id,
            "rule": event.rule,
            "note": event.note,
            "numbers": msgspec.json.encode(event.numbers).decode(),
            "person_id": person_id,
        }
        for event, person_id in told
    ]
    insert_rows(connection, notice, rows)
    return [Entry(person_scope(person_id), NoticeRow.kind, event.id, None, NOTICE_VERSION) for event, person_id in told]


def drop_notices(connection: Connection, before: Instant, limit: int) -> list[Entry]:
    """Forget up to `limit` notices of what happened before that instant. Returns what the feed is to tell."""
    oldest = (
        select(notice.c.id, notice.c.person_id)
        .where(notice.c.at < millis(before))
        .order_by(notice.c.at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    pairs = [(row.id, row.person_id) for row in connection.execute(oldest)]
    connection.execute(_FORGOTTEN, {"pairs": pairs})
    return [Entry(person_scope(person_id), NoticeRow.kind, row_id, NOTICE_VERSION, None) for row_id, person_id in pairs]
