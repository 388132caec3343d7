"""Which customers are due, and which are held, a page after the other: however many there are, little is in memory."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select, tuple_

from domain.customers import PoolState
from domain.identifiers import CustomerId, Instant, PoolId
from domain.instants import instant, millis
from server.bulk import among
from server.customers.tables import customer


class Due(NamedTuple):
    """A stored deadline, in milliseconds, and whose it is: also a place in the order of deadlines."""

    outflow_at: int
    customer_id: CustomerId


BEGINNING = Due(-(2**62), CustomerId(""))

_DUE = (
    select(customer.c.outflow_at, customer.c.id)
    .where(
        customer.c.outflow_at <= bindparam("now"),
        tuple_(customer.c.outflow_at, customer.c.id)
        > tuple_(
            bindparam("after_at", type_=customer.c.outflow_at.type),
            bindparam("after_id", type_=customer.c.id.type),
        ),
    )
    .order_by(customer.c.outflow_at, customer.c.id)
    .limit(bindparam("most"))
)
_HELD = (
    select(customer.c.id)
    .where(
        customer.c.pool_id == bindparam("pool"),
        customer.c.part == bindparam("part"),
        customer.c.pool_state == PoolState.ASSIGNED.value,
        customer.c.id > bindparam("after"),
    )
    .order_by(customer.c.id)
    .limit(bindparam("most"))
)
_FIRST = select(func.min(customer.c.outflow_at)).where(customer.c.outflow_at.is_not(None))
_NAMES = select(customer.c.id, customer.c.name).where(among(customer.c.id, "ids"))


def due_after(connection: Connection, now: Instant, after: Due, most: int) -> list[Due]:
    """The next customers whose stored deadline has come at `now`, in the order of their deadlines."""
    given = {"now": millis(now), "after_at": after.outflow_at, "after_id": after.customer_id, "most": most}
    return [Due(row.outflow_at, CustomerId(row.id)) for row in connection.execute(_DUE, given)]


def held_after(connection: Connection, pool_id: PoolId, part: int, after: str, most: int) -> list[CustomerId]:
    """The next held customers of a part of a pool, in the order of their ids."""
    given = {"pool": pool_id, "part": part, "after": after, "most": most}
    return [CustomerId(found) for found in connection.execute(_HELD, given).scalars()]


def first_outflow(connection: Connection) -> Instant | None:
    """The earliest deadline of all, past or to come; None where none runs."""
    earliest: int | None = connection.execute(_FIRST).scalar_one()
    return None if earliest is None else instant(earliest)


def names_of(connection: Connection, customer_ids: Collection[str]) -> dict[CustomerId, str]:
    found = connection.execute(_NAMES, {"ids": customer_ids})
    return {CustomerId(row.id): row.name for row in found}
