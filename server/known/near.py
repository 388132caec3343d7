"""Customers whose names are like one that was typed: another legal form, no place before it, the same sound."""

from typing import NamedTuple

from sqlalchemy import Connection, case, func, or_, select

from domain.company_names import core_of, name_key
from domain.identifiers import CustomerId
from server.customers.tables import customer

_SHORTEST_SOUND = 4
_LOOKED_AT = 50
"""More than are told: some of them are not for whoever asks."""


class Namesake(NamedTuple):
    customer_id: CustomerId
    name: str


def find_near(connection: Connection, name: str) -> list[Namesake]:
    """Those that hold the core of `name`, as it is written or as it sounds; the shortest of them first, for least is
    said there besides. All names are read for it (0.1 s for 100,000 on SQLite), so it is for one name at a time."""
    # Loaded here: the dictionary of pinyin takes a moment that no start should wait for.
    from server.search_text import search_text

    core = core_of(name) or name_key(name)
    if len(core) < 2:
        return []
    sound = next(iter(search_text(core).split()), core)
    is_written = customer.c.name_key.contains(core, autoescape=True)
    ways = [is_written]
    if sound.isascii() and len(sound) >= _SHORTEST_SOUND:
        ways.append(customer.c.search_text.contains(sound, autoescape=True))
    found = select(customer.c.id, customer.c.name).where(or_(*ways))
    found = found.order_by(case((is_written, 0), else_=1), func.length(customer.c.name_key), customer.c.id)
    return [Namesake(CustomerId(row.id), row.name) for row in connection.execute(found.limit(_LOOKED_AT))]
