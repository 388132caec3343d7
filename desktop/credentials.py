"""The door to secrets and to the system's key store: two short ones per account, and nothing of them in plain files.

Windows' Credential Manager takes 1280 characters and by default lets them roam with the domain profile: the secrets
here are a 64-hex cache key and a refresh token, kept for the local machine only. Where the system has no safe store,
the cache stands under a key made of a passphrase (`Stretching`), or its key lives in memory (`SessionOnly`).
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import sys
from dataclasses import asdict, dataclass
from typing import Final, Protocol

_log = logging.getLogger(__name__)

_SERVICE: Final = "Gonghai"

_UNSAFE_MODULES: Final = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""Stores that keep nothing, or keep it readable by anybody who reads the disk."""


class SecretsUnavailable(Exception):
    """The store exists but did not answer: locked, full, or refused by the person. Nothing was kept."""


class Secrets(Protocol):
    """Short texts by account and name. `is_lasting`: they are still there when the program starts again."""

    is_lasting: bool

    def read(self, account: str, name: str) -> str | None: ...

    def keep(self, account: str, name: str, secret: str) -> None: ...

    def forget(self, account: str, name: str) -> None:
        """Forgetting what is not there is done already."""
        ...


class SessionOnly:
    """Kept in memory, gone with the program."""

    is_lasting = False

    def __init__(self) -> None:
        self._secrets: dict[tuple[str, str], str] = {}

    def read(self, account: str, name: str) -> str | None:
        return self._secrets.get((account, name))

    def keep(self, account: str, name: str, secret: str) -> None:
        self._secrets[account, name] = secret

    def forget(self, account: str, name: str) -> None:
        self._secrets.pop((account, name), None)


class Backend(Protocol):
    """The part of a keyring backend that is used here."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class SystemStore:
    """The key store of the person's desktop session.

    Raises:
        SecretsUnavailable: from every method, when the store does not answer.
    """

    is_lasting = True

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def read(self, account: str, name: str) -> str | None:
        try:
            return self._backend.get_password(_SERVICE, _entry(account, name))
        except Exception as error:  # every backend has errors of its own
            raise SecretsUnavailable(type(error).__name__) from error

    def keep(self, account: str, name: str, secret: str) -> None:
        try:
            self._backend.set_password(_SERVICE, _entry(account, name), secret)
        except Exception as error:
            raise SecretsUnavailable(type(error).__name__) from error

    def forget(self, account: str, name: str) -> None:
        try:
            if self._backend.get_password(_SERVICE, _entry(account, name)) is not None:
                self._backend.delete_password(_SERVICE, _entry(account, name))
        except Exception as error:
            raise SecretsUnavailable(type(error).__name__) from error


def system_store() -> SystemStore | None:
    """The system's store, tried once; None where it is missing, unsafe or does not keep what it is given."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    backend = keyring.get_keyring()
    chained = backend.backends if isinstance(backend, ChainerBackend) else [backend]
    if not chained or not all(is_safe(type(each).__module__) for each in chained):
        return None
    if sys.platform == "win32":
        for each in chained:
            if hasattr(each, "persist"):
                each.persist = "local machine"
    store = SystemStore(backend)
    return store if keeps_what_it_is_given(store) else None


def is_safe(module: str) -> bool:
    """Whether a backend of this module protects what it keeps."""
    return not module.startswith(_UNSAFE_MODULES)


def keeps_what_it_is_given(store: SystemStore) -> bool:
    """Write, read and forget one entry: a locked or full store is found out before anything depends on it."""
    try:
        store.keep("trial", "trial", "trial")
        kept = store.read("trial", "trial")
        store.forget("trial", "trial")
    except SecretsUnavailable as error:
        _log.info("key_store_unusable cause=%s", error)
        return False
    return kept == "trial"


def fresh_key() -> str:
    """A new key for a cache: 64 hex digits drawn at random."""
    return secrets.token_hex(32)


@dataclass(frozen=True, slots=True)
class Stretching:
    """How a passphrase becomes a key; kept beside the cache, none of it is secret. 64 MiB and about 0.2 s."""

    salt_hex: str
    n: int = 2**16
    r: int = 8
    p: int = 1

    def cache_key(self, passphrase: str) -> str:
        """64 hex digits, the same ones for the same passphrase."""
        needed = 128 * self.n * self.r + 2**20
        stretched = hashlib.scrypt(
            passphrase.encode(),
            salt=bytes.fromhex(self.salt_hex),
            n=self.n,
            r=self.r,
            p=self.p,
            maxmem=needed,
            dklen=32,
        )
        return stretched.hex()


def fresh_stretching() -> bytes:
    """With a salt drawn at random, as it is kept."""
    return json.dumps(asdict(Stretching(secrets.token_hex(16)))).encode()


def stretched(kept: bytes, passphrase: str) -> str:
    """The key that this passphrase makes by a kept stretching."""
    return Stretching(**json.loads(kept)).cache_key(passphrase)


def _entry(account: str, name: str) -> str:
    return f"{account} · {name}"
