"""What becomes of a record that the company's shop system tells (SPEC §9): whatever the order, and however often."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """`waiting`: kept, and taken in once what it speaks of has been told. `conflict`: kept, and not taken in."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    OLDER = "older"
    WAITING = "waiting"
    INVALID = "invalid"
    CONFLICT = "conflict"


class Flaw(StrEnum):
    """Why a record is not taken as it is told."""

    MISSING = "missing"
    MALFORMED = "malformed"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    INVALID_USCC = "invalid_uscc"
    PHONE_CONFLICT = "phone_conflict"
    UNKNOWN_CUSTOMER = "unknown_customer"
    UNKNOWN_ORDER = "unknown_order"
    UNKNOWN_KIND = "unknown_kind"
    NO_POOL = "no_pool"
    UNPROCESSABLE = "unprocessable"


@dataclass(frozen=True, slots=True, order=True)
class Telling:
    """One state of a record. Of two tellings with one revision the digest of their contents decides, so that both
    orders of arrival come to the same."""

    revision: int
    digest: str


def superseded_by(known: Telling | None, told: Telling, *, is_settled: bool) -> Fate:
    """`taken` where what is told is to be judged: it is new, or newer, or was told before and could not be taken."""
    if known is None or known < told:
        return Fate.TAKEN
    if known > told:
        return Fate.OLDER
    return Fate.UNCHANGED if is_settled else Fate.TAKEN
