"""How a passphrase becomes the key of somebody's data: kept beside it, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from sync.cache.errors import WrongKey, told

PASSPHRASE = "passphrase.json"


class KeptStretching:
    """The file in a profile's folder. Without it nobody opens the data again, so it is never written in place."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / PASSPHRASE

    @property
    def exists(self) -> bool:
        """Whether the data stands under a passphrase."""
        return self.path.exists()

    @property
    def is_whole(self) -> bool:
        """Whether there is one and a passphrase can be tried by it; an earlier program could leave an empty one."""
        try:
            return bool(msgspec.json.decode(self.path.read_bytes(), type=dict))
        except (OSError, msgspec.MsgspecError):
            return False

    def keep(self, stretching: bytes) -> None:
        """Write it anew.

        Raises:
            DiskFull, Unwritable: nothing has changed.
        """
        part = self.path.with_name(f"{self.path.name}.part")
        with told(part):
            with part.open("wb") as file:
                file.write(stretching)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)

    def key(self, stretched: Callable[[bytes, str], str], passphrase: str) -> str:
        """The key that this passphrase makes.

        Raises:
            WrongKey: none, since what is kept makes no sense.
        """
        try:
            return stretched(self.path.read_bytes(), passphrase)
        except (FileNotFoundError, ValueError, TypeError, OverflowError) as error:
            raise WrongKey(self.path, type(error).__name__) from error
