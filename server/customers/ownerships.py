"""Who held a customer from when to when, and every event that made it so."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, bindparam, select, update

from domain.effects import Verb
from domain.identifiers import CustomerId, Instant
from domain.instants import instant, millis, optional_instant, optional_millis
from server.bulk import among, insert_rows
from server.customers.tables import ownership, ownership_event
from server.customers.travelling import Traveller
from server.feed.log import Entry
from sync.protocol.rows import OwnershipEventRow


@dataclass(frozen=True, slots=True)
class Ownership:
    """`ownership_version` is the customer's from the moment this ownership began; `until` is None while it lasts."""

    customer_id: str
    ownership_version: int
    person_id: str
    since: Instant
    until: Instant | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """An ownership that the system ended at `until`, by a rule with the numbers it went by."""

    customer_id: str
    person_id: str
    since: Instant
    until: Instant
    rule: str
    numbers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OwnershipEvent:
    """`actor_id` is None where the system acted by itself. `numbers` are those a rule went by at that time."""

    id: str
    customer_id: str
    verb: Verb
    from_owner_id: str | None
    to_owner_id: str | None
    actor_id: str | None
    at: Instant
    note: str = ""
    rule: str | None = None
    command_id: str | None = None
    ruleset_version: int | None = None
    numbers: Mapping[str, Any] = field(default_factory=dict)


EVENT_VERSION = 1

_KEYS = select(ownership_event.c.id, ownership_event.c.customer_id).where(among(ownership_event.c.customer_id, "ids"))
_CLOSE = (
    update(ownership)
    .where(among(ownership.c.customer_id, "ids"), ownership.c.until.is_(None))
    .values(until=bindparam("end"))
)
# An ownership ends in the instant of the event that ended it.
_LOSSES = (
    select(ownership, ownership_event.c.rule, ownership_event.c.numbers)
    .join(
        ownership_event,
        and_(
            ownership_event.c.customer_id == ownership.c.customer_id,
            ownership_event.c.at == ownership.c.until,
            ownership_event.c.from_owner_id == ownership.c.person_id,
        ),
    )
    .where(
        among(ownership.c.customer_id, "ids"),
        ownership_event.c.verb == Verb.RECYCLE.value,
        ownership_event.c.rule.is_not(None),
    )
)
_HELD = select(ownership).where(among(ownership.c.customer_id, "ids"))
_HELD_BY = select(ownership).where(ownership.c.person_id == bindparam("person"), among(ownership.c.customer_id, "ids"))


def insert_ownerships(connection: Connection, ownerships: Sequence[Ownership]) -> None:
    insert_rows(
        connection,
        ownership,
        [
            {
                "customer_id": held.customer_id,
                "ownership_version": held.ownership_version,
                "person_id": held.person_id,
                "since": millis(held.since),
                "until": optional_millis(held.until),
            }
            for held in ownerships
        ],
    )


def close_ownerships(connection: Connection, customer_ids: Collection[str], until: Instant) -> None:
    """End the present ownership of each of these customers.

    Raises:
        RuntimeError: one of them is not owned. Its row was locked, so this is a bug and undoes everything.
    """
    closed = connection.execute(_CLOSE, {"ids": customer_ids, "end": millis(until)}).rowcount
    if closed != len(customer_ids):
        raise RuntimeError(f"{closed} ownerships ended of {len(customer_ids)}")


def ownerships_of(
    connection: Connection, person_id: str, customer_ids: Collection[str]
) -> dict[CustomerId, list[Ownership]]:
    """Every time this person held one of these customers, by customer."""
    found: dict[CustomerId, list[Ownership]] = {}
    for row in connection.execute(_HELD_BY, {"ids": customer_ids, "person": person_id}):
        held = Ownership(
            row.customer_id, row.ownership_version, row.person_id, instant(row.since), optional_instant(row.until)
        )
        found.setdefault(CustomerId(row.customer_id), []).append(held)
    return found


def all_ownerships_of(connection: Connection, customer_ids: Collection[str]) -> dict[CustomerId, list[Ownership]]:
    """Every time that anybody held one of these customers, by customer."""
    found: dict[CustomerId, list[Ownership]] = {}
    for row in connection.execute(_HELD, {"ids": customer_ids}):
        held = Ownership(
            row.customer_id, row.ownership_version, row.person_id, instant(row.since), optional_instant(row.until)
        )
        found.setdefault(CustomerId(row.customer_id), []).append(held)
    return found


def losses_of(connection: Connection, customer_ids: Collection[str]) -> list[Loss]:
    """Every time one of these customers was taken back from somebody by the system."""
    return [
        Loss(
            row.customer_id,
            row.person_id,
            instant(row.since),
            instant(row.until),
            row.rule,
            msgspec.json.decode(row.numbers, type=dict[str, Any]),
        )
        for row in connection.execute(_LOSSES, {"ids": customer_ids})
    ]


def events_travelling(connection: Connection, customer_ids: Collection[str]) -> Iterator[Traveller]:
    """The history that moves with these customers."""
    for row in connection.execute(_KEYS, {"ids": customer_ids}):
        yield Traveller(OwnershipEventRow.kind, row.id, row.customer_id, EVENT_VERSION)


def insert_ownership_events(
    connection: Connection, events: Sequence[OwnershipEvent], scopes: Mapping[str, Collection[str]]
) -> list[Entry]:
    """Append to the history. Nothing in it is ever changed. Returns what the feed is to tell.

    `scopes` names, by customer id, those that hold the customer whole; one that nobody holds may be absent.
    """
    insert_rows(
        connection,
        ownership_event,
        [
            {
                "id": event.id,
                "customer_id": event.customer_id,
                "verb": event.verb.value,
                "from_owner_id": event.from_owner_id,
                "to_owner_id": event.to_owner_id,
                "actor_id": event.actor_id,
                "at": millis(event.at),
                "note": event.note,
                "rule": event.rule,
                "command_id": event.command_id,
                "ruleset_version": event.ruleset_version,
                "numbers": msgspec.json.encode(event.numbers).decode(),
            }
            for event in events
        ],
    )
    return [
        Entry(scope, OwnershipEventRow.kind, event.id, None, EVENT_VERSION)
        for event in events
        for scope in scopes.get(event.customer_id, ())
    ]
