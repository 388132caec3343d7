"""How guessing is slowed: each try is counted before it is checked, so that tries side by side gain nothing."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from sqlalchemy import Connection, delete, update
from sqlalchemy.dialects import postgresql, sqlite

from domain.identifiers import Instant
from domain.instants import millis
from server.identity.tables import sign_in_attempt

_FORGOTTEN_AFTER = timedelta(hours=1)
_SWEPT_AFTER = timedelta(days=1)
_LONGEST_DELAY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many failures are free; from then each one doubles the wait, up to a quarter of an hour."""

    free_failures: int

    def delay(self, failures: int) -> timedelta:
        if failures < self.free_failures:
            return timedelta()
        doublings = min(failures - self.free_failures, 20)
        return min(timedelta(seconds=2**doublings), _LONGEST_DELAY)


PER_LOGIN = Allowance(free_failures=5)
PER_ADDRESS = Allowance(free_failures=100)
"""A whole office may share one address."""


class LockedOut(Exception):
    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(retry_after_seconds)
        self.retry_after_seconds = retry_after_seconds


def normal_login(login: str) -> str:
    return unicodedata.normalize("NFKC", login).strip().casefold()


def subject_of_login(login: str) -> str:
    return hashlib.sha256(f"login\x1f{normal_login(login)}".encode()).hexdigest()


def subject_of_address(address: str) -> str:
    return hashlib.sha256(f"address\x1f{address}".encode()).hexdigest()


def count_try(connection: Connection, subject: str, allowance: Allowance, now: Instant) -> None:
    """One more failure of `subject`, to be taken back by `forgive` where the password turns out right.

    Raises:
        LockedOut: the wait from an earlier failure is not over; then nothing is counted.
    """
    at = millis(now)
    # The row comes first, so that tries side by side wait for each other at it. Made or touched in one statement: one
    # that was found there may be gone before it is locked, because somebody was forgiven.
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    first = insert(sign_in_attempt).values(subject=subject, failures=0, last_at=at, locked_until=0)
    touched = first.on_conflict_do_update(index_elements=["subject"], set_={"subject": first.excluded.subject})
    found = connection.execute(touched.returning(sign_in_attempt)).one()
    if at < found.locked_until:
        raise LockedOut(ceil((found.locked_until - at) / 1000))
    # No wait is none at all: one that ended now would shut out whoever asked a moment earlier and came later.
    earlier = 0 if found.last_at < millis(now - _FORGOTTEN_AFTER) else found.failures
    delay = allowance.delay(earlier + 1)
    connection.execute(
        update(sign_in_attempt)
        .where(sign_in_attempt.c.subject == subject)
        .values(failures=earlier + 1, last_at=at, locked_until=millis(now + delay) if delay else 0)
    )


def sweep(connection: Connection, now: Instant) -> None:
    """Forget who has not tried for a day."""
    connection.execute(delete(sign_in_attempt).where(sign_in_attempt.c.last_at < millis(now - _SWEPT_AFTER)))


def forgive(connection: Connection, login_subject: str, address_subject: str | None = None) -> None:
    """The password was right: the login starts anew, the address, if it was counted, gets this one try back."""
    # The address first, as it is counted first: the other way round, two sign-ins would wait for each other.
    if address_subject is not None:
        connection.execute(
            update(sign_in_attempt)
            .where(sign_in_attempt.c.subject == address_subject, sign_in_attempt.c.failures > 0)
            .values(failures=sign_in_attempt.c.failures - 1, locked_until=0)
        )
    connection.execute(delete(sign_in_attempt).where(sign_in_attempt.c.subject == login_subject))
