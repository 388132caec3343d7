"""Reading and writing orders."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from domain.identifiers import CustomerId, Instant
from domain.instants import instant, millis
from server.bulk import among, insert_rows
from server.orders.tables import customer_order


@dataclass(frozen=True, slots=True)
class Order:
    """As the shop system tells it. `sub_kind` (补料, 补差) is set where it belongs to the order `parent_id`."""

    id: str
    customer_id: str
    number: str
    ordered_at: Instant
    amount_cents: int
    rep_id: str | None = None
    title: str = ""
    stage: str = ""
    parent_id: str | None = None
    sub_kind: str | None = None


@dataclass(frozen=True, slots=True)
class OrderFigures:
    """What a customer's orders come to: its `last_order_at` and `order_count`. Sub-orders are part of their order."""

    last_order_at: Instant
    order_count: int


_FIGURES = (
    select(
        customer_order.c.customer_id,
        func.max(customer_order.c.ordered_at).label("last"),
        func.count().label("number"),
    )
    .where(among(customer_order.c.customer_id, "ids"), customer_order.c.parent_id.is_(None))
    .group_by(customer_order.c.customer_id)
)


def insert_orders(connection: Connection, orders: Sequence[Order]) -> None:
    """Add orders, parents before their sub-orders."""
    insert_rows(
        connection,
        customer_order,
        [
            {
                "id": order.id,
                "version": 1,
                "customer_id": order.customer_id,
                "rep_id": order.rep_id,
                "number": order.number,
                "ordered_at": millis(order.ordered_at),
                "amount_cents": order.amount_cents,
                "title": order.title,
                "stage": order.stage,
                "parent_id": order.parent_id,
                "sub_kind": order.sub_kind,
            }
            for order in orders
        ],
    )


def figures_of(connection: Connection, customer_ids: Collection[str]) -> dict[CustomerId, OrderFigures]:
    """The figures of these customers; absent where one never ordered."""
    return {
        CustomerId(row.customer_id): OrderFigures(instant(row.last), row.number)
        for row in connection.execute(_FIGURES, {"ids": customer_ids})
    }
