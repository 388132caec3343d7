"""Reading and writing receipts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from domain.identifiers import Instant
from domain.instants import millis
from server.arbitration.tables import receipt
from server.bulk import among, insert_rows, update_rows
from server.feed.log import Entry
from server.feed.sources import Source
from sync.protocol.messages import Receipt
from sync.protocol.rows import ReceiptRow
from sync.protocol.scopes import person_scope


@dataclass(frozen=True, slots=True)
class StoredReceipt:
    version: int
    person_id: str
    body_hash: str
    receipt: Receipt


_GIVEN = select(receipt).where(among(receipt.c.command_id, "ids"))


def receipts_of(connection: Connection, command_ids: Collection[str]) -> dict[str, StoredReceipt]:
    """What was answered to these commands, whosever they are; absent where nothing was."""
    return {
        row.command_id: StoredReceipt(
            row.version,
            row.person_id,
            row.body_hash,
            Receipt(
                command_id=row.command_id,
                is_accepted=row.is_accepted,
                reason=row.reason,
                facts=msgspec.json.decode(row.facts, type=dict[str, str | int]),
                decided_at=row.decided_at,
            ),
        )
        for row in connection.execute(_GIVEN, {"ids": command_ids})
    }


def store_receipts(
    connection: Connection,
    person_id: str,
    device_id: str,
    answers: Sequence[tuple[Receipt, str]],
    known: Mapping[str, StoredReceipt],
) -> list[Entry]:
    """Keep receipts, each with the hash of its command's body; one of the `known` gives way to the better one.

    Returns what the feed is to tell.
    """
    rows = [
        {
            "command_id": given.command_id,
            "version": known[given.command_id].version if given.command_id in known else 1,
            "person_id": person_id,
            "device_id": device_id,
            "body_hash": body_hash,
            "is_accepted": given.is_accepted,
            "reason": given.reason,
            "facts": msgspec.json.encode(given.facts).decode(),
            "decided_at": given.decided_at,
        }
        for given, body_hash in answers
    ]
    insert_rows(connection, receipt, [row for row in rows if row["command_id"] not in known])
    update_rows(connection, receipt, ("command_id", "version"), [row for row in rows if row["command_id"] in known])
    scope = person_scope(person_id)
    return [
        Entry(scope, ReceiptRow.kind, given.command_id, seen.version, seen.version + 1)
        if (seen := known.get(given.command_id)) is not None
        else Entry(scope, ReceiptRow.kind, given.command_id, None, 1)
        for given, _ in answers
    ]


def drop_receipts(connection: Connection, before: Instant, limit: int) -> list[Entry]:
    """Forget up to `limit` receipts decided before that instant. Returns what the feed is to tell."""
    found = connection.execute(
        select(receipt.c.command_id, receipt.c.person_id, receipt.c.version)
        .where(receipt.c.decided_at < millis(before))
        .order_by(receipt.c.decided_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    ids = [row.command_id for row in found]
    connection.execute(receipt.delete().where(among(receipt.c.command_id, "ids")), {"ids": ids})
    return [Entry(person_scope(row.person_id), ReceiptRow.kind, row.command_id, row.version, None) for row in found]


def own_receipts(person_id: str) -> Source:
    """How receipts travel: to the person whose commands they answer."""
    columns = (
        receipt.c.command_id,
        receipt.c.version,
        receipt.c.is_accepted,
        receipt.c.reason,
        receipt.c.facts,
        receipt.c.decided_at,
    )
    rows = select(*columns).where(receipt.c.person_id == person_id)
    return Source(ReceiptRow.kind, rows, receipt.c.command_id, _with_facts)


def _with_facts(row: Sequence[Any]) -> Sequence[Any]:
    # Stored as the JSON that travels, so they are passed on unread.
    return (*row[:4], msgspec.Raw(row[4].encode()), row[5])
