"""The door to where administrators write: the registry on Windows, two files in one folder elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

import msgspec


class Source(StrEnum):
    """Who has put a value there, the weightiest first."""

    MACHINE_POLICY = "machine-policy"
    PERSON_POLICY = "person-policy"
    CHOSEN = "chosen"
    INSTALLED = "installed"
    BUILT_IN = "built-in"


class Unreadable(Exception):
    """Something stands there and cannot be read: nobody knows what it says."""


class Shelf(Protocol):
    """What is written for a machine and its people."""

    def read(self, source: Source, name: str) -> object | None:
        """The value under this name, as it was written; None where there is none.

        Raises:
            Unreadable
        """
        ...


class Files:
    """`policy.json` and `settings.json`, each one object of names and values. People have no policy of their own here.

    Each is read once.
    """

    _NAMES: Final[Mapping[Source, str]] = {Source.MACHINE_POLICY: "policy.json", Source.INSTALLED: "settings.json"}

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Source, dict[str, object] | None] = {}

    def read(self, source: Source, name: str) -> object | None:
        if source not in self._NAMES:
            return None
        if source not in self._known:
            self._known[source] = _object_in(self._folder / self._NAMES[source])
        values = self._known[source]
        if values is None:
            raise Unreadable(source)
        return values.get(name)


class _Bare:
    """Nobody has written anything."""

    def read(self, source: Source, name: str) -> object | None:
        return None


BARE: Final[Shelf] = _Bare()


def _object_in(path: Path) -> dict[str, object] | None:
    """Empty where there is no such file, None where it cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, object])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError):
        return None
