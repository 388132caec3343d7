"""Orders from upstream, and how far each has come."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from domain.identifiers import CustomerId
from domain.instants import instant, millis
from domain.upstream import Flaw
from server.customers.ownerships import Ownership, all_ownerships_of
from server.feed.log import Entry
from server.identity.repository import logins
from server.orders.repository import Order, find_orders, orders_of, store_orders
from server.upstream.batch import Batch
from server.upstream.records import OrderStatusTold, OrderTold, Told, instant_of, record_id
from server.upstream.repository import Kept
from sync.protocol.rows import OrderRow


class Orders:
    """Those of one batch: taken first, so that it is known whose customers they are, and written when those are
    locked."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        placed, progressed = batch.of_kind(OrderTold), batch.of_kind(OrderStatusTold)
        numbers = {message.number for _, message in placed} | {message.number for _, message in progressed}
        self._known = find_orders(batch.connection, {record_id("order", number) for number in numbers})
        kept: list[Kept] = []
        self._placed: list[tuple[Told, OrderTold]] = []
        for record, message in placed:
            if message.customer in batch.accounts:
                self._placed.append((record, message))
                kept.append(batch.take(record))
            else:
                waits_for = record_id("customer", message.customer)
                kept.append(batch.wait(record, waits_for, Flaw.UNKNOWN_CUSTOMER, "customer"))
        there = {*self._known, *(record.id for record, _ in self._placed)}
        self._progressed: list[tuple[Told, OrderStatusTold]] = []
        for record, status in progressed:
            order_id = record_id("order", status.number)
            if order_id in there:
                self._progressed.append((record, status))
                kept.append(batch.take(record))
            else:
                kept.append(batch.wait(record, order_id, Flaw.UNKNOWN_ORDER, "number"))
        batch.keep(kept)
        self.taken = [record.id for record, _ in self._placed]
        moved = [order.row.customer_id for order in self._known.values()]
        self.customer_ids = {
            *(batch.accounts[message.customer] for _, message in self._placed),
            *map(CustomerId, moved),
        }

    def write(self, renamed: Collection[CustomerId], scopes: Mapping[str, Collection[str]]) -> list[Entry]:
        """Store them, and the name of customers that are called otherwise now. Returns what the feed is to tell."""
        batch = self._batch
        if renamed:
            self._known |= {order.row.id: order for order in orders_of(batch.connection, renamed)}
        after = dict(self._known)
        if self._placed:
            held = all_ownerships_of(batch.connection, {batch.accounts[one.customer] for _, one in self._placed})
            people = {login: person_id for person_id, login in logins(batch.connection).items()}
            for record, message in self._placed:
                customer_id = batch.accounts[message.customer]
                after[record.id] = _placed(record, message, after.get(record.id), customer_id, held, people)
        for record, status in self._progressed:
            order_id = record_id("order", status.number)
            after[order_id] = _progressed(record, status, after[order_id])
        named = {order_id: _named(order, batch) for order_id, order in after.items()}
        changed = [order for order_id, order in sorted(named.items()) if order != self._known.get(order_id)]
        return store_orders(batch.connection, changed, self._known, scopes)


def _placed(
    record: Told,
    message: OrderTold,
    known: Order | None,
    customer_id: CustomerId,
    held: Mapping[CustomerId, Sequence[Ownership]],
    people: Mapping[str, str],
) -> Order:
    at = millis(instant_of(message.ordered_at))
    before = None if known is None else known.row
    row = before or OrderRow(record.id, 0, customer_id, "", message.number, at, 0)
    if message.rep:
        rep_id = people.get(message.rep)
    elif before is not None and (before.customer_id, before.ordered_at) == (customer_id, at):
        rep_id = before.rep_id
    else:
        rep_id = _holder(held.get(customer_id, ()), at)
    row = msgspec.structs.replace(
        row,
        customer_id=customer_id,
        ordered_at=at,
        amount_cents=message.amount_cents,
        currency=message.currency,
        rep_id=rep_id,
        category=message.category,
        title=message.title,
        parent_id=record_id("order", message.parent) if message.parent else None,
        sub_kind=message.sub_kind,
    )
    return Order(row, _with_extra(known, record))


def _progressed(record: Told, message: OrderStatusTold, known: Order) -> Order:
    row = msgspec.structs.replace(
        known.row,
        status=message.status,
        stages=tuple((stage.name, _millis(stage.at)) for stage in message.stages),
        is_invoiced=message.is_invoiced,
        invoiced_cents=message.invoiced_cents,
        invoice_number=message.invoice_number,
        invoiced_at=_millis(message.invoiced_at),
        is_shipped=message.is_shipped,
        carrier=message.carrier,
        tracking_number=message.tracking_number,
        shipped_at=_millis(message.shipped_at),
        signed_at=_millis(message.signed_at),
    )
    return Order(row, _with_extra(known, record))


def _named(order: Order, batch: Batch) -> Order:
    customer = batch.rows.get(CustomerId(order.row.customer_id))
    if customer is None or customer.name == order.row.customer_name:
        return order
    return Order(msgspec.structs.replace(order.row, customer_name=customer.name), order.extra)


def _holder(held: Sequence[Ownership], at: int) -> str | None:
    """Who held the customer at that instant."""
    moment = instant(at)
    holders = (one.person_id for one in held if one.since <= moment and (one.until is None or moment < one.until))
    return next(holders, None)


def _with_extra(known: Order | None, record: Told) -> str:
    """What nobody knows here, by the kind of record that told it."""
    extra: dict[str, Any] = {} if known is None else msgspec.json.decode(known.extra)
    extra.pop(record.kind, None)
    if record.extra:
        extra[record.kind] = record.extra
    return msgspec.json.encode(extra, order="sorted").decode()


def _millis(when: Any) -> int | None:
    return None if when is None else millis(instant_of(when))
