"""How long receipts are kept, and how old a command is by its own id."""

from datetime import timedelta

from domain.identifiers import Instant
from domain.instants import instant

RECEIPTS_KEPT = timedelta(days=180)

_ID_DIGITS = 32
_TIME_DIGITS = 12
_HEXADECIMAL = frozenset("0123456789abcdef")


def is_id(text: str) -> bool:
    return len(text) == _ID_DIGITS and _HEXADECIMAL.issuperset(text)


def made_at(command_id: str) -> Instant:
    """When the id was drawn: it begins with its milliseconds (UUIDv7)."""
    return instant(int(command_id[:_TIME_DIGITS], 16))


def is_beyond_receipts(command_id: str, now: Instant) -> bool:
    """Whether a command is so old that its receipt may have been dropped: then nobody knows whether it was done."""
    return now - made_at(command_id) > RECEIPTS_KEPT
