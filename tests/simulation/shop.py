"""The shop system, whose orders arrive: at once, or days after somebody ordered."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, update

from domain.identifiers import CustomerId, Instant
from domain.instants import millis
from server.arbitration.ground import stand_on
from server.arbitration.outcome import Outcome
from server.arbitration.storing import store
from server.customers.tables import customer
from server.feed.log import record
from server.orders.repository import Order, store_orders
from sync.protocol.rows import OrderRow
from tests.simulation.world import World

_AGES = (timedelta(), timedelta(), timedelta(minutes=5), timedelta(days=1), timedelta(days=3))
_HELD = 0.8


def order(world: World) -> str:
    """An order of some customer, mostly of one that somebody holds."""
    server, chance = world.server, world.chance
    found = server.ask("SELECT id, owner_id FROM customer WHERE pool_state <> 'dormant' ORDER BY id")
    if not found:
        return "nothing"
    world.judge.history()
    held = [row for row in found if row[1] is not None]
    customer_id, owner_id = chance.choice(held if held and chance.random() < _HELD else found)
    ordered_at = server.clock.now() - chance.choice(_AGES)
    order_id = server.ids.new()
    placed = Order(OrderRow(order_id, 0, customer_id, "", order_id, millis(ordered_at), 100_00, rep_id=owner_id))
    server.change(lambda connection: _take_in(connection, world, placed, CustomerId(customer_id), ordered_at))
    return f"{customer_id} at {ordered_at}"


def _take_in(connection: Connection, world: World, placed: Order, customer_id: CustomerId, ordered_at: Instant) -> None:
    """With all that follows, in one transaction: what the customer's figures are, and when it flows out."""
    ground = stand_on(connection, [customer_id], world.server.clock.now)
    held = ground.holdings[customer_id]
    told = store_orders(connection, [placed], {}, {customer_id: held.whole_scopes})
    last = max(held.customer.last_order_at or ordered_at, ordered_at)
    figures = {"last_order_at": millis(last), "order_count": customer.c.order_count + 1}
    connection.execute(update(customer).where(customer.c.id == customer_id).values(figures))
    outcome = Outcome(ground, world.server.ids.new, actor_id=None)
    outcome.after[customer_id] = replace(held, customer=replace(held.customer, last_order_at=last))
    record(connection, told + store(connection, outcome), ground.now, world.server.ids.new)
