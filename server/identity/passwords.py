"""argon2id, a few at a time: each hash takes 64 MiB, so an unlimited number of tries would take all memory."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.passwords import LONGEST, plain, weakness
from server.identity.secrets import new_password

_AT_ONCE = 2
_PATIENCE_SECONDS = 10.0


class TooBusy(Exception):
    """Too many passwords wait for their check; the asker tries again shortly."""


class WeakPassword(Exception):
    """The password will not do; `domain.passwords.weakness` says why."""


class Passwords:
    """Makes and checks password hashes. One per process, shared by all threads."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        # RFC 9106's second choice: 64 MiB, three passes.
        self._hasher = hasher or PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=2)
        self._places = threading.BoundedSemaphore(_AT_ONCE)
        self._nobodys = self._hasher.hash(new_password())

    def hash(self, password: str, login: str) -> str:
        """The hash to store.

        Raises:
            WeakPassword, TooBusy: see there.
        """
        if weakness(password, login):
            raise WeakPassword
        with self._place():
            return self._hasher.hash(plain(password))

    def is_right(self, password: str, stored: str | None) -> bool:
        """Whether `password` is the one `stored` was made of.

        `stored` is None where the login is unknown: it costs the same time, so that the time tells nothing.

        Raises:
            TooBusy: see there.
        """
        with self._place():
            try:
                self._hasher.verify(stored or self._nobodys, plain(password)[:LONGEST])
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Whether `stored` was made with weaker settings than today's."""
        return self._hasher.check_needs_rehash(stored)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(timeout=_PATIENCE_SECONDS):
            raise TooBusy
        try:
            yield
        finally:
            self._places.release()
