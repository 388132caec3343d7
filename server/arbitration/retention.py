"""How long receipts are kept, and how old a command is by its own id."""

from datetime import timedelta

from domain.identifiers import Instant
from domain.instants import millis

RECEIPTS_KEPT = timedelta(days=180)

_ID_DIGITS = 32
_TIME_DIGITS = 12
_HEXADECIMAL = frozenset("0123456789abcdef")


def is_id(text: str) -> bool:
    return len(text) == _ID_DIGITS and _HEXADECIMAL.issuperset(text)


def is_beyond_receipts(command_id: str, now: Instant) -> bool:
    """Whether a command is so old that its receipt may have been dropped: then nobody knows whether it was done.

    Its id says when it was made: it begins with the milliseconds (UUIDv7).
    """
    return int(command_id[:_TIME_DIGITS], 16) < millis(now - RECEIPTS_KEPT)
