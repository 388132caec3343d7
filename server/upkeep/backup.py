"""A copy of the embedded database, taken while others work in it."""

import os
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import make_url

_BUSY_SECONDS = 30.0


class NotEmbedded(Exception):
    """The database is a server of its own, whose own tools back it up."""


class Damaged(Exception):
    """What was copied does not hold together: the database itself is damaged."""


def back_up(url: str, target: Path) -> int:
    """Copy the SQLite database at `url` to `target`: one moment of it, whole or not at all. Returns its bytes.

    In WAL mode the copy reads a snapshot; writers go on meanwhile. It can be read by its owner alone, for it holds
    everybody's customers.

    Raises:
        NotEmbedded, Damaged: see there.
        FileExistsError: nothing is written over; yesterday's backup may be the good one.
        OSError, sqlcipher3's OperationalError: it cannot be written there.
    """
    place = make_url(url)
    if place.get_backend_name() != "sqlite" or not place.database:
        raise NotEmbedded
    if target.exists():
        raise FileExistsError(target)
    part = target.with_name(f"{target.name}.part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _copy(place.database, part)
        # Nobody may find it under its name before it would survive a power cut.
        _flush(part)
        size = part.stat().st_size
        part.rename(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return size


def _copy(source: str, target: Path) -> None:
    here = sqlite.connect(source, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        there = sqlite.connect(str(target), isolation_level=None)
        try:
            here.backup(there)
            # One file, without a log beside it that a person who copies it would forget.
            there.execute("PRAGMA journal_mode = DELETE")
            if there.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise Damaged
        finally:
            there.close()
    finally:
        here.close()


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
