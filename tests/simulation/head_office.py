"""Stands in for whoever moves customers besides their owners: the recycler, a manager. By the real storing."""

from sqlalchemy import Connection

from domain.commands import Release
from domain.effects import CoolDownStarted, Effect, OwnerChanged, Verb
from domain.identifiers import CustomerId, PersonId
from domain.verdicts import Accepted
from server.arbitration.evidence import gather
from server.arbitration.outcome import Outcome
from server.arbitration.storing import store
from server.customers.figures import lock_quota
from server.feed.log import record
from server.pools.membership import standing_of
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
        standing = standing_of(connection, owner)
        assert standing is not None
        figures = lock_quota(connection, owner)
        evidence = gather(connection, standing, figures, [Release(customer_id, 0)], server.clock.now)
        now = evidence.now
        effects: tuple[Effect, ...] = (
            OwnerChanged(customer_id, Verb.RECYCLE if to is None else Verb.ASSIGN, owner, to, now),
        )
        if to is None:
            until = now + evidence.rules_of(customer_id).cool_down
            effects += (CoolDownStarted(customer_id, owner, until),)
        outcome = Outcome(evidence, now, server.ids.new)
        outcome.take("", customer_id, Accepted(effects))
        record(connection, store(connection, outcome, figures), now, server.ids.new)

    server.change(move)
