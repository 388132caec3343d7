"""Base rows by id, wherever they lie: own ones first, then the pools'."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, String, bindparam, func, literal, select

from domain.customers import Customer, PoolState, Standing
from domain.identifiers import CustomerId, Instant, PersonId, PoolId, TeamId
from domain.instants import instant, optional_instant
from sync.cache.files import StoreFile
from sync.cache.shapes import CUSTOMER_COLUMNS, customer_row
from sync.cache.tables import customer, held_row, scope
from sync.protocol.rows import CoolDownRow, CustomerRow, QuotaRow

_STATES = frozenset(PoolState)
_STANDINGS = frozenset(Standing)


def _listed(ids: ColumnElement[Any]) -> Select[Any]:
    return select(func.json_each(ids).table_valued("value").c.value)


# Said once: to build such a statement costs more than to run it.
_CUSTOMERS = (
    select(*CUSTOMER_COLUMNS)
    .join(scope, scope.c.no == customer.c.scope_no)
    .where(customer.c.id.in_(_listed(bindparam("ids", type_=String))))
    # Seen in several scopes, the newest counts, and of the same the one that shows it whole.
    .order_by(customer.c.version, scope.c.name.startswith("team:"))
)
_COOL_DOWNS = select(held_row.c.body).where(held_row.c.kind == CoolDownRow.kind)
_QUOTA = select(held_row.c.body).where(held_row.c.kind == QuotaRow.kind, held_row.c.id == bindparam("person_id"))


def among(column: ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """`column` is one of `values`, in one parameter however many they are."""
    return column.in_(_listed(literal(json_text(list(values)), String)))


def json_text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def customers_of(connection: Connection, ids: Iterable[str]) -> dict[str, CustomerRow]:
    found = connection.execute(_CUSTOMERS, {"ids": json_text(list(ids))})
    return {row.id: row for row in map(customer_row, found)}


def customers(me: StoreFile, pool: StoreFile, ids: Sequence[str]) -> dict[str, tuple[CustomerRow, bool]]:
    """Each with whether it is the person's own: then it lies in their own file, whole."""
    with me.reading() as connection:
        mine = customers_of(connection, ids)
    rest = [customer_id for customer_id in ids if customer_id not in mine]
    found: dict[str, tuple[CustomerRow, bool]] = {customer_id: (row, True) for customer_id, row in mine.items()}
    if rest:
        with pool.reading() as connection:
            found |= {customer_id: (row, False) for customer_id, row in customers_of(connection, rest).items()}
    return found


def cool_downs(connection: Connection, ids: Iterable[str] | None = None) -> dict[str, Instant]:
    """Until when the person may not claim these customers again; past ones are among them."""
    rows = _COOL_DOWNS
    if ids is not None:
        rows = rows.where(among(held_row.c.id, ids))
    decoded = [msgspec.json.decode(body, type=CoolDownRow) for body in connection.scalars(rows)]
    return {row.id: instant(row.claimable_from) for row in decoded}


def quota_row(connection: Connection, person_id: str) -> QuotaRow | None:
    body = connection.scalar(_QUOTA, {"person_id": person_id})
    return None if body is None else msgspec.json.decode(body, type=QuotaRow)


def judged(row: CustomerRow) -> Customer:
    """The customer as the court sees it. A state of a newer server is like one that is in no list yet (H 109)."""
    return Customer(
        id=CustomerId(row.id),
        pool_id=None if row.pool_id is None else PoolId(row.pool_id),
        state=PoolState(row.pool_state) if row.pool_state in _STATES else PoolState.DORMANT,
        owner_id=None if row.owner_id is None else PersonId(row.owner_id),
        acquired_at=optional_instant(row.acquired_at),
        ownership_version=row.ownership_version,
        last_order_at=optional_instant(row.last_order_at),
        last_follow_up_at=optional_instant(row.last_follow_up_at),
        is_locked=row.is_locked,
        extended_until=optional_instant(row.extended_until),
        extensions=row.extensions,
        team_id=TeamId(row.team_id) if row.team_id and row.pool_state == PoolState.PENDING else None,
        certification=Standing(row.certification) if row.certification in _STANDINGS else Standing.NONE,
    )
