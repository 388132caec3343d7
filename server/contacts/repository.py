"""Reading and writing contacts."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, select

from domain.phones import digits_of
from server.bulk import among, insert_rows, update_rows
from server.contacts.tables import contact
from server.customers.travelling import Traveller
from server.feed.log import Entry
from sync.protocol.rows import ContactRow

WIRE_COLUMNS = tuple(contact.c[name] for name in ContactRow.__struct_fields__)

_FOUND = select(*WIRE_COLUMNS).where(among(contact.c.id, "ids"))
_KEYS = select(contact.c.id, contact.c.customer_id, contact.c.version).where(among(contact.c.customer_id, "ids"))
_BY_PHONE = select(contact.c.phone_digits, contact.c.customer_id).where(among(contact.c.phone_digits, "digits"))


def find_contacts(connection: Connection, contact_ids: Collection[str]) -> dict[str, ContactRow]:
    """Those of these ids that there are, whosever they are."""
    return {row.id: ContactRow(*row) for row in connection.execute(_FOUND, {"ids": contact_ids})}


def customers_by_phone(connection: Connection, phones: Collection[str]) -> list[tuple[str, str]]:
    """Digits and customer of every contact that has one of these phones, however either is written."""
    digits = {digits_of(phone) for phone in phones} - {""}
    found = connection.execute(_BY_PHONE, {"digits": digits})
    return [(row.phone_digits, row.customer_id) for row in found]


def store_contacts(
    connection: Connection,
    saved: Sequence[ContactRow],
    removed: Sequence[ContactRow],
    scopes: Mapping[str, Collection[str]],
) -> list[Entry]:
    """Write contacts: version 1 is new, of others `version` is the one that each was seen at. Returns what the feed is
    to tell. `scopes` names, by customer id, those that hold the customer whole."""
    new = [row for row in saved if row.version == 0]
    known = [row for row in saved if row.version > 0]
    insert_rows(connection, contact, [_values(row) | {"version": 1} for row in new])
    update_rows(connection, contact, ("id", "version"), [_values(row) for row in known])
    if removed:
        connection.execute(contact.delete().where(among(contact.c.id, "ids")), {"ids": [row.id for row in removed]})
    ways = [(row, None, 1) for row in new]
    ways += [(row, row.version, row.version + 1) for row in known]  # type: ignore[misc]
    ways += [(row, row.version, None) for row in removed]  # type: ignore[misc]
    return [
        Entry(scope, ContactRow.kind, row.id, before, after)
        for row, before, after in ways
        for scope in scopes.get(row.customer_id, ())
    ]


def contacts_travelling(connection: Connection, customer_ids: Collection[str]) -> Iterator[Traveller]:
    for row in connection.execute(_KEYS, {"ids": customer_ids}):
        yield Traveller(ContactRow.kind, row.id, row.customer_id, row.version)


def _values(row: ContactRow) -> dict[str, object]:
    return msgspec.structs.asdict(row) | {"phone_digits": digits_of(row.phone)}
