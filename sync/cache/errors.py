"""What can be wrong with the files of the cache, told apart by what the person can do about it.

CacheTrouble           `code` names the sentence on screen
├── WrongKey           the key does not open the file, or the file is no longer a database
├── Damaged            me.db is broken: a copy is kept, whatever could be read of the outbox is in `salvaged`
├── FromNewerProgram   a newer version of the program has written it: update the program; nothing was touched
├── DiskFull           nothing of the last act was kept; free some space and do it again
├── Unwritable         the folder or file may not be written
└── InUse              another process is the owner of this profile
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path


class TroubleCode(StrEnum):
    """Each has a sentence and a next step on screen."""

    WRONG_KEY = "wrong_key"
    DAMAGED = "damaged"
    NEWER = "newer"
    DISK_FULL = "disk_full"
    UNWRITABLE = "unwritable"
    IN_USE = "in_use"


class CacheTrouble(Exception):
    """The cache cannot do what was asked."""

    code: TroubleCode

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{path.name}: {detail}" if detail else path.name)
        self.path = path


class WrongKey(CacheTrouble):
    code = TroubleCode.WRONG_KEY


class Damaged(CacheTrouble):
    """`quarantined` is the copy that was set aside; `salvaged` counts the unanswered commands saved from it."""

    code = TroubleCode.DAMAGED

    def __init__(self, path: Path, detail: str = "", quarantined: Path | None = None, salvaged: int = 0) -> None:
        super().__init__(path, detail)
        self.quarantined = quarantined
        self.salvaged = salvaged


class FromNewerProgram(CacheTrouble):
    code = TroubleCode.NEWER


class DiskFull(CacheTrouble):
    code = TroubleCode.DISK_FULL


class Unwritable(CacheTrouble):
    code = TroubleCode.UNWRITABLE


class InUse(CacheTrouble):
    code = TroubleCode.IN_USE


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What the system says of a file in this block is told as above, where the person can do something about it."""
    try:
        yield
    except PermissionError as error:
        raise Unwritable(path, str(error)) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(path) from error
        raise
