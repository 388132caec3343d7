"""The feed from the company's shop system: records in any order and as often as anybody likes (SPEC §9)."""

from collections.abc import Callable, Sequence
from itertools import batched

import msgspec
import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain.upstream import Fate, Flaw
from server.database import Database
from server.feed.log import NewId
from server.upstream.batch import Answer
from server.upstream.records import Flawed, Told, read_record
from server.upstream.repository import next_ready
from server.upstream.settling import settle_told
from sync.clock import Now

ROWS_AT_ONCE = 1_000
"""In one transaction: whoever waits for one of their customers waits that long."""

_log = structlog.get_logger("server.upstream")

# The database's trouble, not a record's: all of it is to be told again.
_DATABASE_TROUBLE = (OperationalError, InterfaceError, PoolTimeout)


def _to_nobody(_: int) -> None:
    """Nobody asks how far it is."""


class Feed:
    """Takes in what upstream tells."""

    def __init__(self, database: Database, clock: Now, new_id: NewId) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    def take(self, raws: Sequence[bytes | msgspec.Raw], tell: Callable[[int], None] = _to_nobody) -> list[Answer]:
        """What became of each, in their order; it is durable when this returns. `tell` hears how many are settled.

        Raises:
            OperationalError, InterfaceError, TimeoutError (SQLAlchemy's): the database is in trouble; tell it again.
        """
        answers: list[Answer] = []
        for stretch in batched(raws, ROWS_AT_ONCE):
            read = [read_record(raw) for raw in stretch]
            told = iter(self._settle([each for each in read if isinstance(each, Told)]))
            answers += [
                Answer(Fate.INVALID, each.flaw, each.field) if isinstance(each, Flawed) else next(told) for each in read
            ]
            tell(len(answers))
        self.take_what_waited()
        return answers

    def take_what_waited(self) -> int:
        """Take in every record whose customer or order has been told since. Returns how many."""
        total, before = 0, list[str]()
        while bodies := self._database.read(lambda connection: next_ready(connection, ROWS_AT_ONCE)):
            if bodies == before:
                break  # Nobody can store these now; whoever feeds next tries again.
            self._settle([each for body in bodies if isinstance(each := read_record(body.encode()), Told)])
            total, before = total + len(bodies), bodies
        return total

    def _settle(self, told: Sequence[Told]) -> list[Answer]:
        if not told:
            return []
        try:
            return self._database.write(lambda connection: settle_told(connection, told, self._clock, self._new_id))
        except _DATABASE_TROUBLE:
            raise
        except Exception as error:
            if len(told) > 1:
                # Some record in it cannot be stored. Halving finds it in few steps, and the others go through.
                middle = len(told) // 2
                return [*self._settle(told[:middle]), *self._settle(told[middle:])]
            _log.warning("record_unprocessable", record_id=told[0].id, error=type(error).__name__)
            return [Answer(Fate.INVALID, Flaw.UNPROCESSABLE)]
