"""A machine for the doctor, with a way to a server that goes as the test says. Mirrors `desktop.checks.machine`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from desktop.administration import BUILT_IN_ONLY
from desktop.checks.machine import Keys, Machine
from desktop.presenters.kept_sessions import CACHE_KEY
from desktop.presenters.kept_stretching import PASSPHRASE
from domain.instants import millis
from sync.clock import Clock
from sync.errors import SyncError
from sync.http_transport.certificates import Certificate
from sync.http_transport.probing import Trusted
from sync.protocol.messages import About, Releases
from tests.builders import NOW
from tests.fakes.clock import ManualClock

SERVER = "https://crm.example.com"


@dataclass
class FakeWay:
    """Every step goes well, but for those in `troubles`."""

    troubles: dict[str, Exception] = field(default_factory=dict)
    is_tls: bool = True
    host: str = "crm.example.com"
    port: int = 443
    proxy: str = ""
    next_host: str = "crm.example.com"
    next_port: int = 443
    shown: Trusted = field(
        default_factory=lambda: Trusted(
            Certificate("crm.example.com", "Example CA", NOW - timedelta(days=90), NOW + timedelta(days=200)), True
        )
    )

    def resolve(self) -> tuple[str, ...]:
        self._step("resolve")
        return ("10.0.0.7",)

    def connect(self) -> None:
        self._step("connect")

    def handshake(self) -> Trusted:
        self._step("handshake")
        return self.shown

    def _step(self, name: str) -> None:
        if name in self.troubles:
            raise self.troubles[name]


@dataclass
class FakeAnswers:
    """What the server says of itself, `fast_by` ahead of this machine."""

    clock: Clock
    releases: Releases = field(default_factory=lambda: Releases("1.4.0"))
    fast_by: timedelta = timedelta(seconds=2)
    trouble: SyncError | None = None
    ready: bool = True
    is_closed: bool = False

    def about(self) -> About:
        if self.trouble is not None:
            raise self.trouble
        return About((1, 1), self.releases, millis(self.clock.now() + self.fast_by))

    def is_ready(self) -> bool:
        return self.ready

    def close(self) -> None:
        self.is_closed = True


class FakeStore:
    """A key store that knows every profile's key."""

    def __init__(self, key: str | None = "ab" * 32) -> None:
        self.key = key

    def read(self, account: str, name: str) -> str | None:
        return self.key if name == CACHE_KEY else None


def examined(folder: Path, **changes: Any) -> Machine:
    """A machine on which all is well."""
    clock = changes.pop("clock", ManualClock(NOW))
    usual: dict[str, Any] = {
        "folder": folder,
        "version": "1.4.0",
        "settings": BUILT_IN_ONLY,
        "server": SERVER,
        "keys": Keys(FakeStore, CACHE_KEY, PASSPHRASE),
        "clock": clock,
        "way": lambda _: FakeWay(),
        "line": lambda _: FakeAnswers(clock),
        "place_fault": lambda _: "",
        "free_bytes": lambda _: 80_000_000_000,
    }
    return Machine(**(usual | changes))
