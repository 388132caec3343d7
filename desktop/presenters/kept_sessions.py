"""Where the token that buys the next one is kept: in the key store, or in the encrypted cache under a passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from sync.session import KeptSession

if TYPE_CHECKING:
    from sync.cache.cache import Cache

SESSION = "session"
CACHE_KEY = "cache key"


class Secrets(Protocol):
    """The face of the stores of `desktop.credentials`."""

    def read(self, account: str, name: str) -> str | None: ...

    def keep(self, account: str, name: str, secret: str) -> None: ...

    def forget(self, account: str, name: str) -> None: ...


class InStore:
    """The session in a store of secrets."""

    def __init__(self, secrets: Secrets, account: str) -> None:
        self._secrets = secrets
        self._account = account

    def read(self) -> KeptSession | None:
        return _session(self._secrets.read(self._account, SESSION))

    def write(self, session: KeptSession) -> None:
        self._secrets.keep(self._account, SESSION, msgspec.json.encode(session).decode())

    def erase(self) -> None:
        self._secrets.forget(self._account, SESSION)


class InCache:
    """The session inside the encrypted cache, where a passphrase guards both."""

    def __init__(self, cache: Cache) -> None:
        self._settings = cache.settings

    def read(self) -> KeptSession | None:
        return _session(self._settings.get(SESSION) or None)

    def write(self, session: KeptSession) -> None:
        self._settings.put(SESSION, msgspec.json.encode(session).decode())

    def erase(self) -> None:
        self._settings.put(SESSION, "")


def _session(text: str | None) -> KeptSession | None:
    return None if text is None else msgspec.json.decode(text, type=KeptSession)
