"""What is looked at, and the doors to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.administration import InForce
from sync.clock import Clock
from sync.protocol.messages import About

if TYPE_CHECKING:
    # Slow to load: a window that only offers the diagnosis does without.
    from sync.cache.health import Health
    from sync.http_transport.probing import Trusted


class Way(Protocol):
    """The face of `sync.http_transport.probing.Probe`."""

    is_tls: bool
    host: str
    port: int

    @property
    def proxy(self) -> str: ...

    @property
    def next_host(self) -> str: ...

    @property
    def next_port(self) -> int: ...

    def resolve(self) -> tuple[str, ...]: ...

    def connect(self) -> None: ...

    def handshake(self) -> Trusted: ...


class Line(Protocol):
    """The part of `sync.http_transport.HttpTransport` that needs nobody to be signed in."""

    def about(self) -> About: ...

    def is_ready(self) -> bool: ...

    def close(self) -> None: ...


class KeyStore(Protocol):
    def read(self, account: str, name: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Keys:
    """`store` is None where the system has no safe one; it and the store raise what is no business of ours.

    `name`: under which a profile's key lies there. `passphrase`: the file of a profile whose key is in nobody's store.
    """

    store: Callable[[], KeyStore | None]
    name: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Machine:
    """`folder`: this person's data on this machine. `server`: whom to ask, empty where nobody knows.

    `open_here`: profiles that this very program has open, by the name of their folder.
    `place_fault`: why a folder may hold no data, empty where it may.
    """

    folder: Path
    version: str
    settings: InForce
    server: str
    keys: Keys
    clock: Clock
    way: Callable[[str], Way]
    line: Callable[[str], Line]
    place_fault: Callable[[Path], str]
    free_bytes: Callable[[Path], int]
    open_here: Mapping[str, Callable[[], Health]] = field(default_factory=dict)

    @property
    def profiles(self) -> Path:
        return self.folder / "profiles"


def free_bytes(folder: Path) -> int:
    """How much this person may still write there."""
    return shutil.disk_usage(folder).free
