"""One batch in one transaction: locked, judged anew, stored and told; what cannot be stored is found and left out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain.deadlines import Outflow
from domain.effects import Effect, OwnerChanged
from domain.identifiers import CustomerId
from domain.recycling import recycled
from server.arbitration.ground import Ground, stand_on
from server.arbitration.outcome import Outcome
from server.arbitration.storing import store
from server.database import Database
from server.feed.log import NewId, record
from server.recycling.swept import Swept
from sync.clock import Now

ROWS_AT_ONCE = 200
"""Few enough that a push which waits for one of them waits a tenth of a second, and that little is in memory."""

type Judge = Callable[[Outcome, CustomerId], Swept]

_log = structlog.get_logger()

# The database's trouble, not a customer's: no smaller batch would fare better.
_DATABASE_TROUBLE = (OperationalError, InterfaceError, PoolTimeout)


def settle_batch(
    database: Database, customer_ids: Sequence[CustomerId], judge: Judge, clock: Now, new_id: NewId
) -> Swept:
    """Judge these customers in their order and store what follows. One that cannot be stored stops no other.

    Raises:
        OperationalError, InterfaceError, TimeoutError (SQLAlchemy's): the database is in trouble.
    """

    def work(connection: Connection) -> Swept:
        ground = stand_on(connection, customer_ids, clock)
        outcome = Outcome(ground, new_id, actor_id=None)
        swept = Swept()
        for customer_id in customer_ids:
            if customer_id in ground.holdings:
                swept += judge(outcome, customer_id)
        if swept:
            record(connection, store(connection, outcome), ground.now, new_id)
        return swept

    try:
        return database.write(work)
    except _DATABASE_TROUBLE:
        raise
    except Exception as error:
        if len(customer_ids) > 1:
            middle = len(customer_ids) // 2
            first, second = customer_ids[:middle], customer_ids[middle:]
            settled = settle_batch(database, first, judge, clock, new_id)
            return settled + settle_batch(database, second, judge, clock, new_id)
        _log.warning("not_recycled", customer_id=customer_ids[0], error=type(error).__name__)
        return Swept(failed=1)


def recycle(outcome: Outcome, customer_id: CustomerId) -> Swept:
    """Take the customer back where it is due; else set its deadline right, where a wrong one made it seem so."""
    effects = judged(outcome.ground, customer_id)
    if not effects:
        return correct(outcome, customer_id)
    outcome.take(None, customer_id, effects)
    return Swept(Counter(due.rule for due in dues_in(effects)))


def correct(outcome: Outcome, customer_id: CustomerId) -> Swept:
    """Set the customer's deadline right; it keeps its owner."""
    return Swept(corrected=int(outcome.correct_outflow(customer_id)))


def judged(ground: Ground, customer_id: CustomerId) -> tuple[Effect, ...]:
    """What follows when the customer is met where it stands."""
    customer = ground.holdings[customer_id].customer
    rules = ground.rules_of(customer_id)
    return recycled(customer, rules, ground.now, is_owner_key_account=ground.is_key_account(customer))


def dues_in(effects: Iterable[Effect]) -> Iterator[Outflow]:
    """The deadlines by which customers were taken back."""
    return (effect.due for effect in effects if isinstance(effect, OwnerChanged) and effect.due is not None)
