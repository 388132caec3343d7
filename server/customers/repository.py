"""Reading and writing customers as whole rows: what an import, a feed or a search needs."""

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from domain.phones import digits_of
from server.bulk import among, insert_rows, update_rows
from server.customers.names import name_key
from server.customers.placement import part_of, scopes_of
from server.customers.tables import customer
from server.feed.log import Entry
from server.pools.repository import parts_of_pools
from sync.protocol.rows import CustomerRow

WIRE_COLUMNS = tuple(customer.c[name] for name in CustomerRow.__struct_fields__)
TAGS = CustomerRow.__struct_fields__.index("tags")
_PROFILE = CustomerRow.__struct_fields__[2 : CustomerRow.__struct_fields__.index("pool_id")]


def insert_customers(connection: Connection, customers: Sequence[CustomerRow]) -> list[Entry]:
    """Add customers. Returns what the feed is to tell.

    Who holds them, and since when, is told besides by `ownerships.insert_ownerships` and by their events.
    """
    parts = {str(pool_id): number for pool_id, number in parts_of_pools(connection).items()}
    rows, entries = [], []
    for new in customers:
        part = 0 if new.pool_id is None else part_of(new.id, parts[new.pool_id])
        rows.append({**msgspec.structs.asdict(new), "tags": tags_text(new.tags), "part": part} | _keys(new))
        scopes = scopes_of(new.pool_state, new.owner_id, new.pool_id, part, new.team_id)
        entries += [Entry(scope, CustomerRow.kind, new.id, None, new.version) for scope in scopes]
    insert_rows(connection, customer, rows)
    return entries


def update_profiles(connection: Connection, customers: Sequence[CustomerRow]) -> list[Entry]:
    """Write the profile of each (name to search text), which was read at its `version` and is one higher after.

    Nothing else of a customer moves. Returns what the feed is to tell.

    Raises:
        RuntimeError: one has changed since it was read.
    """
    rows = [
        {"id": seen.id, "version": seen.version}
        | _keys(seen)
        | {name: getattr(seen, name) for name in _PROFILE}
        | {"tags": tags_text(seen.tags)}
        for seen in customers
    ]
    update_rows(connection, customer, ("id", "version"), rows)
    placed = select(
        customer.c.id,
        customer.c.version,
        customer.c.pool_state,
        customer.c.owner_id,
        customer.c.pool_id,
        customer.c.part,
        customer.c.team_id,
    ).where(among(customer.c.id, "ids"))
    return [
        Entry(scope, CustomerRow.kind, row.id, row.version - 1, row.version)
        for row in connection.execute(placed, {"ids": [seen.id for seen in customers]})
        for scope in scopes_of(row.pool_state, row.owner_id, row.pool_id, row.part, row.team_id)
    ]


def write_told(connection: Connection, customers: Sequence[CustomerRow]) -> None:
    """Write what upstream tells of each: profile, certification, figures of its orders. They are locked.

    Past its version, which the caller raises by storing the holding: a row is told once a commit.
    """
    names = (*_PROFILE, "certification", "last_order_at", "order_count")
    rows = [
        {"id": row.id} | _keys(row) | {name: getattr(row, name) for name in names} | {"tags": tags_text(row.tags)}
        for row in customers
    ]
    update_rows(connection, customer, ("id",), rows)


def find_customers(
    connection: Connection, customer_ids: Collection[str], *, is_locking: bool = False
) -> list[CustomerRow]:
    """Whole customers, unmasked, ascending by id; locked for the rest of the transaction where that is asked."""
    found = select(*WIRE_COLUMNS).where(among(customer.c.id, "ids")).order_by(customer.c.id)
    found = found.with_for_update() if is_locking else found
    return [_row(row) for row in connection.execute(found, {"ids": customer_ids})]


def ids_by_uscc(connection: Connection, usccs: Collection[str]) -> dict[str, str]:
    """The oldest customer of each of these codes."""
    found = select(customer.c.uscc, customer.c.id).where(among(customer.c.uscc, "codes")).order_by(customer.c.id.desc())
    known = [code for code in usccs if code]
    return {row.uscc: row.id for row in connection.execute(found, {"codes": known})}


def ids_by_external_id(connection: Connection, external_ids: Collection[str]) -> dict[str, str]:
    """The oldest customer of each of these names that the shop system gives."""
    found = select(customer.c.external_id, customer.c.id).where(among(customer.c.external_id, "ids"))
    known = [external_id for external_id in external_ids if external_id]
    rows = connection.execute(found.order_by(customer.c.id.desc()), {"ids": known})
    return {row.external_id: row.id for row in rows}


def ids_by_name(connection: Connection, names: Collection[str]) -> dict[str, str]:
    """The oldest customer of each of these names, under `names.name_key` of it."""
    keys = {name_key(name) for name in names} - {""}
    found = select(customer.c.name_key, customer.c.id).where(among(customer.c.name_key, "keys"))
    return {row.name_key: row.id for row in connection.execute(found.order_by(customer.c.id.desc()), {"keys": keys})}


def ids_by_phone(connection: Connection, phones: Collection[str]) -> list[tuple[str, str]]:
    """Digits and customer of every customer that has one of these phones, however either is written."""
    found = select(customer.c.phone_digits, customer.c.id).where(among(customer.c.phone_digits, "digits"))
    digits = {digits_of(phone) for phone in phones} - {""}
    return [(row.phone_digits, row.id) for row in connection.execute(found.order_by(customer.c.id), {"digits": digits})]


def _keys(row: CustomerRow) -> dict[str, str]:
    """By which a customer is found that is known already."""
    return {"name_key": name_key(row.name), "phone_digits": digits_of(row.phone)}


def _row(row: Row[Any]) -> CustomerRow:
    values = row._asdict()
    return CustomerRow(**{**values, "tags": msgspec.json.decode(values["tags"], type=tuple[str, ...])})


def tags_text(tags: tuple[str, ...]) -> str:
    return msgspec.json.encode(tags).decode()
