"""Stands in for whoever moves customers besides their owners: the recycler, a manager. By the real storing."""

from sqlalchemy import Connection

from domain.customers import in_hands, in_pool
from domain.effects import CoolDownStarted, Effect, OwnerChanged, Verb
from domain.identifiers import CustomerId, PersonId
from server.arbitration.ground import stand_on
from server.arbitration.outcome import Outcome
from server.arbitration.storing import store
from server.feed.log import record
from tests.simulation.server import SimulatedServer


def recycle(server: SimulatedServer, customer_id: CustomerId, owner_id: str) -> None:
    """The system takes it back; the cool-down falls on who had it."""
    _move(server, customer_id, owner_id, None)


def hand_over(server: SimulatedServer, customer_id: CustomerId, owner_id: str, to: str) -> None:
    """A manager gives it to another."""
    _move(server, customer_id, owner_id, PersonId(to))


def _move(server: SimulatedServer, customer_id: CustomerId, owner_id: str, to: PersonId | None) -> None:
    if server.is_down:
        return
    owner = PersonId(owner_id)

    def move(connection: Connection) -> None:
        ground = stand_on(connection, [customer_id], server.clock.now, also=[] if to is None else [to])
        pool_id = ground.holdings[customer_id].customer.pool_id
        assert pool_id is not None
        verb, place = (Verb.RECYCLE, in_pool(pool_id)) if to is None else (Verb.ASSIGN, in_hands(pool_id))
        effects: tuple[Effect, ...] = (OwnerChanged(customer_id, verb, owner, to, place, ground.now),)
        if to is None:
            until = ground.now + ground.rules_of(customer_id).cool_down
            effects += (CoolDownStarted(customer_id, owner, until),)
        outcome = Outcome(ground, server.ids.new, actor_id=None)
        outcome.take("", customer_id, effects)
        record(connection, store(connection, outcome), ground.now, server.ids.new)

    server.change(move)
