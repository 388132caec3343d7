"""What the server holds in the end, read from its database, past every screen."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from server.customers.tables import customer, ownership
from server.database import open_database
from server.follow_ups.tables import follow_up
from server.organisation.tables import person


@dataclass(frozen=True, slots=True)
class Truth:
    """Owners by customer (None: in the pool), holders by customer from the ownerships that stand, follow-up texts."""

    owners: dict[str, str | None]
    holders: dict[str, list[str]]
    follow_ups: list[tuple[str, str]]


def read_truth(database_url: str) -> Truth:
    """Names instead of ids for people."""
    store = open_database(database_url)
    try:
        return store.read(_read)
    finally:
        store.close()


def _read(connection: Connection) -> Truth:
    names = {row.id: row.name for row in connection.execute(select(person.c.id, person.c.name))}
    owners = {
        row.id: names.get(row.owner_id) if row.owner_id else None
        for row in connection.execute(select(customer.c.id, customer.c.owner_id))
    }
    holders: dict[str, list[str]] = {}
    standing = select(ownership.c.customer_id, ownership.c.person_id).where(ownership.c.until.is_(None))
    for row in connection.execute(standing):
        holders.setdefault(row.customer_id, []).append(names[row.person_id])
    texts = select(follow_up.c.customer_id, follow_up.c.text)
    return Truth(owners, holders, [(row.customer_id, row.text) for row in connection.execute(texts)])
