"""Customers as the court sees them: locked, judged elsewhere, and written back in one statement."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, func, select

from domain.customers import Customer, PoolState, Standing
from domain.deadlines import Outflow, OutflowRule
from domain.identifiers import CustomerId, Instant, PersonId, PoolId, TeamId
from domain.instants import instant, optional_instant, optional_millis
from server.bulk import among, update_rows
from server.customers.placement import scopes_of, whole_scopes_of
from server.customers.tables import customer


@dataclass(frozen=True, slots=True)
class Holding:
    """A customer with what the court does not judge by, but what its verdicts move."""

    customer: Customer
    version: int
    part: int
    outflow: Outflow | None
    next_follow_up_on: str | None
    follow_up_count: int
    pooled_at: Instant | None
    outflow_reason: str
    team_id: TeamId | None
    """Whose managers look after it: its owner's team, or the one in which it waits."""

    @property
    def scopes(self) -> tuple[str, ...]:
        """Those that hold its row."""
        known = self.customer
        return scopes_of(known.state, known.owner_id, known.pool_id, self.part, self.team_id)

    @property
    def whole_scopes(self) -> tuple[str, ...]:
        """Those that hold its follow-ups and its history."""
        return whole_scopes_of(self.customer.owner_id, self.team_id)


_COLUMNS = (
    customer.c.id,
    customer.c.version,
    customer.c.part,
    customer.c.pool_id,
    customer.c.pool_state,
    customer.c.owner_id,
    customer.c.acquired_at,
    customer.c.ownership_version,
    customer.c.last_order_at,
    customer.c.last_follow_up_at,
    customer.c.is_locked,
    customer.c.extended_until,
    customer.c.outflow_at,
    customer.c.outflow_rule,
    customer.c.next_follow_up_on,
    customer.c.follow_up_count,
    customer.c.pooled_at,
    customer.c.outflow_reason,
    customer.c.extensions,
    customer.c.team_id,
    customer.c.certification,
)


_OWNERS = select(customer.c.owner_id).where(among(customer.c.id, "ids")).distinct()
_FOUND = select(*_COLUMNS).where(among(customer.c.id, "ids")).order_by(customer.c.id)
_LOCKED = _FOUND.with_for_update()


def owners_of(connection: Connection, customer_ids: Collection[str]) -> set[PersonId]:
    """Who seems to hold these customers now. Nothing is locked: by the time it is, they may be somebody else's."""
    found = connection.execute(_OWNERS, {"ids": customer_ids}).scalars()
    return {PersonId(owner_id) for owner_id in found if owner_id is not None}


def ids_held_by(connection: Connection, person_id: PersonId) -> list[CustomerId]:
    """Every customer that this person seems to hold; nothing is locked."""
    found = connection.execute(select(customer.c.id).where(customer.c.owner_id == person_id).order_by(customer.c.id))
    return [CustomerId(customer_id) for customer_id in found.scalars()]


def count_in_pools(connection: Connection, pool_ids: Collection[str]) -> dict[PoolId, int]:
    """How many customers stand in each of these pools, held or not; absent where none does."""
    counted = select(customer.c.pool_id, func.count().label("number")).where(among(customer.c.pool_id, "pools"))
    rows = connection.execute(counted.group_by(customer.c.pool_id), {"pools": pool_ids})
    return {PoolId(row.pool_id): row.number for row in rows}


def next_in_pool(connection: Connection, pool_id: PoolId, after: str, most: int) -> list[CustomerId]:
    """The first customers of a pool after that id, in whatever state."""
    found = select(customer.c.id).where(customer.c.pool_id == pool_id, customer.c.id > after)
    rows = connection.execute(found.order_by(customer.c.id).limit(most))
    return [CustomerId(customer_id) for customer_id in rows.scalars()]


def lock_holdings(connection: Connection, customer_ids: Collection[str]) -> dict[CustomerId, Holding]:
    """These customers, locked until the transaction ends; absent where there is none of that id.

    In the order of their ids, so that two who lock some of the same never wait for each other in a circle.
    """
    return {CustomerId(row.id): _holding(row) for row in connection.execute(_LOCKED, {"ids": customer_ids})}


def find_holdings(connection: Connection, customer_ids: Collection[str]) -> dict[CustomerId, Holding]:
    """These customers as they stand, for whoever only looks: nothing is locked."""
    return {CustomerId(row.id): _holding(row) for row in connection.execute(_FOUND, {"ids": customer_ids})}


def store_holdings(connection: Connection, holdings: Sequence[Holding]) -> list[Holding]:
    """Write back customers that were locked; `version` is the one they were seen at. Returns them as they are now."""
    rows = [
        {
            "id": held.customer.id,
            "version": held.version,
            "pool_state": held.customer.state.value,
            "owner_id": held.customer.owner_id,
            "acquired_at": optional_millis(held.customer.acquired_at),
            "ownership_version": held.customer.ownership_version,
            "last_follow_up_at": optional_millis(held.customer.last_follow_up_at),
            "is_locked": held.customer.is_locked,
            "extended_until": optional_millis(held.customer.extended_until),
            "outflow_at": None if held.outflow is None else optional_millis(held.outflow.at),
            "outflow_rule": None if held.outflow is None else held.outflow.rule.value,
            "next_follow_up_on": held.next_follow_up_on,
            "follow_up_count": held.follow_up_count,
            "pooled_at": optional_millis(held.pooled_at),
            "outflow_reason": held.outflow_reason,
            "pool_id": held.customer.pool_id,
            "part": held.part,
            "extensions": held.customer.extensions,
            "team_id": held.team_id,
            "certification": held.customer.certification.value,
        }
        for held in holdings
    ]
    update_rows(connection, customer, ("id", "version"), rows)
    return [replace(held, version=held.version + 1) for held in holdings]


def _holding(row: Row[*tuple[Any, ...]]) -> Holding:
    outflow = None
    if row.outflow_at is not None and row.outflow_rule is not None:
        outflow = Outflow(instant(row.outflow_at), OutflowRule(row.outflow_rule))
    team_id = None if row.team_id is None else TeamId(row.team_id)
    return Holding(
        customer=Customer(
            id=CustomerId(row.id),
            pool_id=None if row.pool_id is None else PoolId(row.pool_id),
            state=PoolState(row.pool_state),
            owner_id=None if row.owner_id is None else PersonId(row.owner_id),
            acquired_at=optional_instant(row.acquired_at),
            ownership_version=row.ownership_version,
            last_order_at=optional_instant(row.last_order_at),
            last_follow_up_at=optional_instant(row.last_follow_up_at),
            is_locked=row.is_locked,
            extended_until=optional_instant(row.extended_until),
            extensions=row.extensions,
            team_id=team_id if row.pool_state == PoolState.PENDING else None,
            certification=Standing(row.certification),
        ),
        version=row.version,
        part=row.part,
        outflow=outflow,
        next_follow_up_on=row.next_follow_up_on,
        follow_up_count=row.follow_up_count,
        pooled_at=optional_instant(row.pooled_at),
        outflow_reason=row.outflow_reason,
        team_id=team_id,
    )
