"""Reading and writing orders."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from domain.identifiers import CustomerId, Instant
from domain.instants import instant
from server.bulk import among, insert_rows, update_rows
from server.customers.travelling import Traveller
from server.feed.log import Entry
from server.orders.tables import customer_order
from sync.protocol.rows import OrderRow
from sync.protocol.scopes import person_scope

WIRE_COLUMNS = tuple(customer_order.c[name] for name in OrderRow.__struct_fields__)
STAGES = OrderRow.__struct_fields__.index("stages")

type Stages = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class OrderFigures:
    """What a customer's orders come to: its `last_order_at` and `order_count`. Sub-orders are part of their order."""

    last_order_at: Instant
    order_count: int


@dataclass(frozen=True, slots=True)
class Order:
    """As it travels, and as JSON what upstream tells of it besides. Version 0 is one that is not stored yet."""

    row: OrderRow
    extra: str = "{}"

    @property
    def besides(self) -> tuple[str, ...]:
        """The scope that holds it wherever its customer is."""
        return () if self.row.rep_id is None else (person_scope(self.row.rep_id),)


_COLUMNS = (*WIRE_COLUMNS, customer_order.c.extra)
_FOUND = select(*_COLUMNS).where(among(customer_order.c.id, "ids"))
_OF_CUSTOMERS = select(*_COLUMNS).where(among(customer_order.c.customer_id, "ids")).order_by(customer_order.c.id)
_KEYS = select(
    customer_order.c.id, customer_order.c.customer_id, customer_order.c.version, customer_order.c.rep_id
).where(among(customer_order.c.customer_id, "ids"))
_FIGURES = (
    select(
        customer_order.c.customer_id,
        func.max(customer_order.c.ordered_at).label("last"),
        func.count().label("number"),
    )
    .where(among(customer_order.c.customer_id, "ids"), customer_order.c.parent_id.is_(None))
    .group_by(customer_order.c.customer_id)
)


def find_orders(connection: Connection, order_ids: Collection[str]) -> dict[str, Order]:
    """Those of these ids that there are."""
    return {row.id: _order(row) for row in connection.execute(_FOUND, {"ids": order_ids})}


def orders_of(connection: Connection, customer_ids: Collection[str]) -> list[Order]:
    """All of these customers, ascending by id."""
    return [_order(row) for row in connection.execute(_OF_CUSTOMERS, {"ids": customer_ids})]


def store_orders(
    connection: Connection,
    orders: Sequence[Order],
    known: Mapping[str, Order],
    scopes: Mapping[str, Collection[str]],
) -> list[Entry]:
    """Write orders: version 0 is new, of others `version` is that of the `known` one, by id. Returns what the feed is
    to tell. `scopes` names, by customer id, those that hold the customer whole."""
    fresh = [order for order in orders if order.row.version == 0]
    insert_rows(connection, customer_order, [_values(order) | {"version": 1} for order in fresh])
    changed = [order for order in orders if order.row.version > 0]
    update_rows(connection, customer_order, ("id", "version"), [_values(order) for order in changed])
    return [entry for order in orders for entry in _told(known.get(order.row.id), order, scopes)]


def orders_travelling(connection: Connection, customer_ids: Collection[str]) -> Iterator[Traveller]:
    for row in connection.execute(_KEYS, {"ids": customer_ids}):
        besides = () if row.rep_id is None else (person_scope(row.rep_id),)
        yield Traveller(OrderRow.kind, row.id, row.customer_id, row.version, besides)


def figures_of(connection: Connection, customer_ids: Collection[str]) -> dict[CustomerId, OrderFigures]:
    """The figures of these customers; absent where one never ordered."""
    return {
        CustomerId(row.customer_id): OrderFigures(instant(row.last), row.number)
        for row in connection.execute(_FIGURES, {"ids": customer_ids})
    }


def _told(before: Order | None, after: Order, scopes: Mapping[str, Collection[str]]) -> Iterator[Entry]:
    left, reached = (_scopes(each, scopes) for each in (before, after))
    version, raised = after.row.version or None, after.row.version + 1
    for scope in left:
        yield Entry(scope, OrderRow.kind, after.row.id, version, raised if scope in reached else None)
    for scope in reached:
        if scope not in left:
            yield Entry(scope, OrderRow.kind, after.row.id, None, raised)


def _scopes(order: Order | None, scopes: Mapping[str, Collection[str]]) -> dict[str, None]:
    return dict.fromkeys(() if order is None else (*scopes.get(order.row.customer_id, ()), *order.besides))


def _values(order: Order) -> dict[str, Any]:
    stages = msgspec.json.encode(order.row.stages).decode()
    return msgspec.structs.asdict(order.row) | {"stages": stages, "extra": order.extra}


def _order(row: Row[Any]) -> Order:
    values = row._asdict()
    extra = values.pop("extra")
    return Order(OrderRow(**{**values, "stages": msgspec.json.decode(values["stages"], type=Stages)}), extra)
