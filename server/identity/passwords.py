"""argon2id, a few at a time: each hash takes 64 MiB, so an unlimited number of tries would take all memory."""

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.identity.secrets import new_password

SHORTEST = 8
LONGEST = 256
_AT_ONCE = 2
_PATIENCE_SECONDS = 10.0


class TooBusy(Exception):
    """Too many passwords wait for their check; the asker tries again shortly."""


class WeakPassword(Exception):
    """The password is shorter than `SHORTEST`, longer than `LONGEST`, or the login itself."""


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
            WeakPassword: see there.
        """
        plain = _normal(password)
        if not SHORTEST <= len(plain) <= LONGEST or plain.casefold() == _normal(login).casefold():
            raise WeakPassword
        with self._places:
            return self._hasher.hash(plain)

    def is_right(self, password: str, stored: str | None) -> bool:
        """Whether `password` is the one `stored` was made of.

        `stored` is None where the login is unknown: it costs the same time, so that the time tells nothing.

        Raises:
            TooBusy: see there.
        """
        if not self._places.acquire(timeout=_PATIENCE_SECONDS):
            raise TooBusy
        try:
            self._hasher.verify(stored or self._nobodys, _normal(password)[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
        else:
            return stored is not None
        finally:
            self._places.release()

    def is_outdated(self, stored: str) -> bool:
        """Whether `stored` was made with weaker settings than today's."""
        return self._hasher.check_needs_rehash(stored)


def _normal(text: str) -> str:
    # The same password typed through another input method may arrive composed differently.
    return unicodedata.normalize("NFKC", text)
