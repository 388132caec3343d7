"""Stand-ins for those who change owners without being asked by a client: the recycler, and a manager who assigns.

They decide little themselves, for their rules are not built yet; but they lock, store and tell the feed as a push does,
through the same `Outcome` and `store`, in transactions of their own beside the servers'.
"""

import time

from sqlalchemy import Connection, select

from domain.commands import Release
from domain.customers import PoolState
from domain.effects import CoolDownStarted, Effect, OwnerChanged, Verb
from domain.identifiers import CustomerId, PersonId
from domain.verdicts import Accepted
from server.arbitration.evidence import Evidence, gather
from server.arbitration.outcome import Outcome
from server.arbitration.storing import store
from server.customers.figures import StoredQuota, lock_quota
from server.customers.tables import customer
from server.database import Database
from server.feed.log import record
from server.pools.membership import standing_of
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
        figures = lock_quota(connection, owner_id)
        evidence = _evidence(connection, figures, customer_id)
        if evidence.holdings[customer_id].customer.owner_id != owner_id:
            return False  # it went elsewhere while we waited for the locks
        now = evidence.now
        until = now + evidence.rules_of(customer_id).cool_down
        changed = OwnerChanged(customer_id, Verb.RECYCLE, owner_id, None, now)
        _store(connection, figures, evidence, intervention_id, changed, CoolDownStarted(customer_id, owner_id, until))
        return True

    is_done = database.write(work)
    return Intervention(intervention_id, "recycle", customer_id, sent, time.monotonic_ns(), is_done)


def assign(database: Database, customer_id: CustomerId, to: PersonId) -> Intervention:
    """Give a customer to somebody within their cap, whoever holds it now. Not done where it is theirs already."""
    intervention_id, sent = new_id(), time.monotonic_ns()

    def work(connection: Connection) -> bool:
        figures = lock_quota(connection, to)
        evidence = _evidence(connection, figures, customer_id)
        known = evidence.holdings[customer_id].customer
        cap = evidence.rules_of(customer_id).holding_cap
        if known.owner_id == to or evidence.quota.holding >= cap or known.state is PoolState.PENDING:
            return False
        changed = OwnerChanged(customer_id, Verb.ASSIGN, known.owner_id, to, evidence.now)
        _store(connection, figures, evidence, intervention_id, changed)
        return True

    is_done = database.write(work)
    return Intervention(intervention_id, "assign", customer_id, sent, time.monotonic_ns(), is_done)


def _evidence(connection: Connection, figures: StoredQuota, customer_id: CustomerId) -> Evidence:
    standing = standing_of(connection, figures.person_id)
    assert standing is not None
    # Only the customer of the command matters here: it is locked and read.
    return gather(connection, standing, figures, [Release(customer_id, 0)], _clock.now)


def _store(
    connection: Connection, figures: StoredQuota, evidence: Evidence, intervention_id: str, *effects: Effect
) -> None:
    changed = effects[0]
    assert isinstance(changed, OwnerChanged)
    outcome = Outcome(evidence, changed.at, new_id)
    outcome.take(intervention_id, changed.customer_id, Accepted(effects))
    record(connection, store(connection, outcome, figures), changed.at, new_id)
