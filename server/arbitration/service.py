"""Settling a push: every command gets a receipt, and none can spoil another's."""

from collections.abc import Sequence

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain.identifiers import Instant, PersonId
from domain.reasons import Reason
from server.arbitration.deciding import UnknownPerson, decide
from server.arbitration.intake import Asked, must_ask, read_envelope
from server.arbitration.repository import drop_receipts
from server.arbitration.retention import RECEIPTS_KEPT
from server.database import Database
from server.feed.log import NewId, record
from sync.clock import Now
from sync.protocol.commands import Envelope
from sync.protocol.messages import Receipt

_RECEIPTS_AT_ONCE = 1_000

_log = structlog.get_logger()

# The database's trouble, not a command's: the whole push is to be sent again.
_DATABASE_TROUBLE = (OperationalError, InterfaceError, PoolTimeout)


def settle(
    database: Database, person_id: PersonId, device_id: str, envelopes: Sequence[Envelope], clock: Now, new_id: NewId
) -> tuple[Receipt, ...]:
    """One receipt per envelope, in their order; whatever was decided is durable when this returns.

    `clock` is read once everything that is decided upon is locked: whoever waited for another is dated after them.

    Raises:
        UnknownPerson: there is nobody of that id.
        OperationalError, InterfaceError, TimeoutError (SQLAlchemy's): the database is in trouble; send it all again.
    """
    return tuple(_settle(database, person_id, device_id, [read_envelope(one) for one in envelopes], clock, new_id))


def forget_old_receipts(database: Database, now: Instant, new_id: NewId) -> int:
    """Drop receipts that are past their time, a stretch at once. Returns how many went: call again until none."""

    def forget(connection: Connection) -> int:
        entries = drop_receipts(connection, now - RECEIPTS_KEPT, _RECEIPTS_AT_ONCE)
        record(connection, entries, now, new_id)
        return len(entries)

    return database.write(forget)


def _settle(
    database: Database, person_id: PersonId, device_id: str, asked: Sequence[Asked], clock: Now, new_id: NewId
) -> list[Receipt]:
    try:
        return database.write(lambda connection: decide(connection, person_id, device_id, asked, clock, new_id))
    except (*_DATABASE_TROUBLE, UnknownPerson):
        raise
    except Exception as error:
        if len(asked) > 1:
            # Some command in it cannot be stored. Halving finds it in few steps, and the others go through.
            middle = len(asked) // 2
            halves = (asked[:middle], asked[middle:])
            return [done for half in halves for done in _settle(database, person_id, device_id, half, clock, new_id)]
        _log.warning("command_unprocessable", command_id=asked[0].id, error=type(error).__name__)
        return [must_ask(asked[0], Reason.UNPROCESSABLE, clock())]
