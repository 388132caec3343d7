"""A sweep: whoever is due goes back to the pool, in the order of deadlines, by one process at a time."""

from collections.abc import Callable, Iterator

from domain.identifiers import CustomerId
from server.customers.outflows import BEGINNING, Due, due_after
from server.database import Database
from server.feed.log import NewId
from server.recycling.anew import work_out_anew
from server.recycling.batches import ROWS_AT_ONCE, recycle, settle_batch
from server.recycling.swept import Swept
from sync.clock import Now

# Any number will do, as long as nobody else locks the same.
_RECYCLING = 0x72656379


def _to_nobody(_: Swept) -> None:
    pass


def sweep(
    database: Database,
    clock: Now,
    new_id: NewId,
    must_stop: Callable[[], bool],
    tell: Callable[[Swept], None] = _to_nobody,
) -> Swept | None:
    """Take back every customer that is due, until none is left or it must stop between two batches.

    Each is judged anew under its lock, so done twice is done once, and two at once do no harm. `tell` hears of every
    batch in which something happened, also of a sweep that ends in trouble. None where another process of this
    database is at it.

    Raises:
        SQLAlchemyError: the database is in trouble. What was told of is done; the next sweep goes on from there.
    """

    def work() -> Swept:
        total = Swept()

        def add(swept: Swept) -> None:
            nonlocal total
            total += swept
            if swept:
                tell(swept)

        work_out_anew(database, clock, new_id, must_stop, add)
        for customer_ids in due_in(database, clock):
            if must_stop():
                break
            add(settle_batch(database, customer_ids, recycle, clock, new_id))
        return total

    return database.as_leader(_RECYCLING, work)


def due_in(database: Database, clock: Now) -> Iterator[list[CustomerId]]:
    """All whose stored deadline has come, a batch after the other in the order of deadlines, each met once."""
    after = BEGINNING
    while batch := _next(database, clock, after):
        yield [due.customer_id for due in batch]
        after = batch[-1]


def _next(database: Database, clock: Now, after: Due) -> list[Due]:
    return database.read(lambda connection: due_after(connection, clock(), after, ROWS_AT_ONCE))
