"""Reading and writing what upstream has told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from domain.identifiers import CustomerId, Instant
from domain.instants import millis
from domain.upstream import Telling
from server.bulk import among, insert_rows, update_rows
from server.upstream.records import Told, record_id
from server.upstream.tables import upstream_record


class State(StrEnum):
    """`ready`: what it waited for has been told. `unknown`: of a kind that nobody knows here yet."""

    TAKEN = "taken"
    WAITING = "waiting"
    READY = "ready"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Record:
    """As it was told last."""

    id: str
    telling: Telling
    state: State
    customer_id: CustomerId | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to be kept of a record."""

    told: Told
    state: State
    waits_for: str | None = None
    customer_id: CustomerId | None = None


_KEYS = (
    upstream_record.c.id,
    upstream_record.c.revision,
    upstream_record.c.digest,
    upstream_record.c.state,
    upstream_record.c.customer_id,
)
_FOUND = select(*_KEYS).where(among(upstream_record.c.id, "ids"))
_READY = (
    select(upstream_record.c.body)
    .where(upstream_record.c.state == State.READY.value)
    .order_by(upstream_record.c.id)
    .limit(bindparam("most"))
)
_FREE = (
    update(upstream_record)
    .where(among(upstream_record.c.waits_for, "ids"))
    .values(state=State.READY.value, waits_for=None)
)
_OF_CUSTOMERS = (
    select(upstream_record.c.customer_id, upstream_record.c.body)
    .where(
        among(upstream_record.c.customer_id, "ids"),
        upstream_record.c.kind == bindparam("kind"),
        upstream_record.c.state == State.TAKEN.value,
    )
    .order_by(upstream_record.c.revision, upstream_record.c.id)
)

NO_POOL = record_id("flow_in", "")
"""What a registration waits for that can go nowhere."""


def find_records(connection: Connection, record_ids: Collection[str]) -> dict[str, Record]:
    """Those of these ids that were told before."""
    return {row.id: _record(row) for row in connection.execute(_FOUND, {"ids": record_ids})}


def keep_records(connection: Connection, kept: Sequence[Kept], known: Collection[str], now: Instant) -> None:
    """Write them; `known` are the ids of those that were told before."""
    rows = [
        {
            "id": each.told.id,
            "kind": each.told.kind,
            "key": each.told.key,
            "revision": each.told.telling.revision,
            "digest": each.told.telling.digest,
            "state": each.state.value,
            "waits_for": each.waits_for,
            "customer_id": each.customer_id,
            "body": each.told.body,
            "told_at": millis(now),
        }
        for each in kept
    ]
    insert_rows(connection, upstream_record, [row for row in rows if row["id"] not in known])
    update_rows(connection, upstream_record, ("id",), [row for row in rows if row["id"] in known])


def free_those_waiting_for(connection: Connection, record_ids: Collection[str]) -> None:
    """What waits for one of these is ready to be taken in."""
    connection.execute(_FREE, {"ids": record_ids})


def next_ready(connection: Connection, most: int) -> list[str]:
    """The bodies of the first that are ready."""
    return list(connection.execute(_READY, {"most": most}).scalars())


def told_of(connection: Connection, kind: str, customer_ids: Collection[str]) -> list[tuple[CustomerId, str]]:
    """Customer and body of all records of this kind that were taken in for these customers, the newest last."""
    found = connection.execute(_OF_CUSTOMERS, {"ids": customer_ids, "kind": kind})
    return [(CustomerId(row.customer_id), row.body) for row in found]


def _record(row: Row[*tuple[Any, ...]]) -> Record:
    customer_id = None if row.customer_id is None else CustomerId(row.customer_id)
    return Record(row.id, Telling(row.revision, row.digest), State(row.state), customer_id)
