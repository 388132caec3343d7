"""The libraries the client stands on, as wheels for Windows: pinned by hash, unpacked as they are."""

from __future__ import annotations

import email
import email.message
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from windows.locks import downloaded

LOCK: Final = Path(__file__).with_name("client.lock")

_FOR_WINDOWS = [
    *("--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp"),
    *("--abi", "cp313", "--abi", "abi3", "--abi", "none"),
]


@dataclass(frozen=True)
class Wheel:
    """One library. `metadata` is what it says of itself."""

    file: Path
    name: str
    version: str
    metadata: email.message.Message

    def names(self) -> list[str]:
        """Every file in it."""
        with zipfile.ZipFile(self.file) as archive:
            return [name for name in archive.namelist() if not name.endswith("/")]

    def read(self, name: str) -> bytes:
        """One file of it."""
        with zipfile.ZipFile(self.file) as archive:
            return archive.read(name)

    def unpack(self, names: Iterable[str], folder: Path) -> None:
        """Put these files of it into the folder, under their own names."""
        with zipfile.ZipFile(self.file) as archive:
            for name in names:
                archive.extract(name, folder)


def client_wheels(cache: Path) -> list[Wheel]:
    """Every wheel the lock names."""
    return [opened(file) for file in downloaded(LOCK, cache, _FOR_WINDOWS)]


def opened(file: Path) -> Wheel:
    """What a wheel is."""
    with zipfile.ZipFile(file) as archive:
        (name,) = (name for name in archive.namelist() if is_metadata(name))
        metadata = email.message_from_bytes(archive.read(name))
    return Wheel(file, metadata["Name"], metadata["Version"], metadata)


def is_metadata(name: str) -> bool:
    """A wheel's own card; others may lie deeper, of what it has swallowed."""
    return name.count("/") == 1 and name.endswith(".dist-info/METADATA")
