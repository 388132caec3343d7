"""Stand-ins for those who change owners without being asked by a client: the recycler, and a manager who assigns.

They decide little themselves, for their rules are not built yet; but they lock, store and tell the feed as a push does,
through the same `Outcome` and `store`, in transactions of their own beside the servers'.
"""

import time

from sqlalchemy import Connection, select

from domain.customers import PoolState, in_hands, in_pool
from domain.deals import deal_since
from domain.effects import CoolDownStarted, Effect, OwnerChanged, Verb
from domain.identifiers import CustomerId, PersonId
from server.arbitration.ground import Ground, stand_on
from server.arbitration.outcome import Outcome
from server.arbitration.storing import store
from server.customers.figures import count_places, lock_quota
from server.customers.tables import customer
from server.database import Database
from server.feed.log import record
from sync.clock import SystemClock
from tests.races.device import new_id
from tests.races.history import Intervention

_clock = SystemClock()


def recycle(database: Database, customer_id: CustomerId) -> Intervention:
    """Take a customer from whoever holds it; the cool-down falls on them. Not done where nobody does."""
    intervention_id, sent = new_id(), time.monotonic_ns()

    def work(connection: Connection) -> bool:
        owner_id = connection.execute(select(customer.c.owner_id).where(customer.c.id == customer_id)).scalar_one()
        if owner_id is None:
            return False
        ground = stand_on(connection, [customer_id], _clock.now)
        known = ground.holdings[customer_id].customer
        if known.owner_id != owner_id or known.pool_id is None:
            return False  # it went elsewhere while we waited for the locks
        until = ground.now + ground.rules_of(customer_id).cool_down
        changed = OwnerChanged(customer_id, Verb.RECYCLE, owner_id, None, in_pool(known.pool_id), ground.now)
        _store(connection, ground, intervention_id, changed, CoolDownStarted(customer_id, owner_id, until))
        return True

    is_done = database.write(work)
    return Intervention(intervention_id, "recycle", customer_id, sent, time.monotonic_ns(), is_done)


def assign(database: Database, customer_id: CustomerId, to: PersonId) -> Intervention:
    """Give a customer to somebody within their cap, whoever holds it now. Not done where it is theirs already."""
    intervention_id, sent = new_id(), time.monotonic_ns()

    def work(connection: Connection) -> bool:
        lock_quota(connection, to)
        ground = stand_on(connection, [customer_id], _clock.now, also=[to])
        known = ground.holdings[customer_id].customer
        rules = ground.rules_of(customer_id)
        since = {pool_id: deal_since(own, ground.now) for pool_id, own in ground.rules.by_pool.items()}
        holding = count_places(connection, [to], since).get(to, 0)
        if known.owner_id == to or holding >= rules.holding_cap or known.state is PoolState.PENDING:
            return False
        place = in_hands(known.pool_id)
        changed = OwnerChanged(customer_id, Verb.ASSIGN, known.owner_id, to, place, ground.now)
        _store(connection, ground, intervention_id, changed)
        return True

    is_done = database.write(work)
    return Intervention(intervention_id, "assign", customer_id, sent, time.monotonic_ns(), is_done)


def _store(connection: Connection, ground: Ground, intervention_id: str, *effects: Effect) -> None:
    outcome = Outcome(ground, new_id, actor_id=None)
    (customer_id,) = ground.holdings
    outcome.take(intervention_id, customer_id, effects)
    record(connection, store(connection, outcome), ground.now, new_id)
