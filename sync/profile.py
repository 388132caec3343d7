"""Where one person's work with one server lies on this machine, and who may write there: one process at a time."""

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import msgspec

from sync.cache.errors import DiskFull, InUse
from sync.identity import Identity

_CARD = "profile.json"
_LOCK = "owner.lock"
_GONE = ".gone"


class _Card(msgspec.Struct, frozen=True):
    server: str
    person_id: str
    person_name: str
    device_id: str
    login: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """`device_id` names this machine to the server, for this person."""

    folder: Path
    server: str
    person_id: str
    person_name: str
    device_id: str
    login: str = ""


def profile_of(
    root: Path,
    server: str,
    person_id: str,
    person_name: str,
    identity: Identity,
    *,
    device_id: str = "",
    login: str = "",
) -> Profile:
    """The profile of this person on this server, made where missing; names are brought up to date.

    Raises:
        DiskFull: nothing has changed.
    """
    folder = root / hashlib.sha256(f"{server}\n{person_id}".encode()).hexdigest()[:24]
    known = _read(folder)
    kept_device = known.device_id if known is not None else ""
    profile = Profile(folder, server, person_id, person_name, device_id or kept_device or identity.new(), login)
    if profile != known:
        _write(profile)
    return profile


def known_profiles(root: Path) -> list[Profile]:
    """Everybody who has worked here, the last one first: the program starts without a network by this."""
    if not root.is_dir():
        return []
    folders = [folder for folder in root.iterdir() if folder.suffix != _GONE]
    profiles = [profile for folder in folders if (profile := _read(folder)) is not None]
    return sorted(profiles, key=lambda profile: (profile.folder / _CARD).stat().st_mtime_ns, reverse=True)


def touch(profile: Profile) -> None:
    """This one was used last."""
    card = profile.folder / _CARD
    card.touch()
    # The clock of a file system is coarse, and may have been set back since the others were used.
    latest = max(other.stat().st_mtime_ns for other in profile.folder.parent.glob(f"*/{_CARD}"))
    os.utime(card, ns=(latest + 1, latest + 1))


def forget(profile: Profile) -> None:
    """Remove everything of it from this machine. The caller owns it no longer and has erased its key.

    Cut short anywhere, it is ended by `finish_forgetting`.
    """
    # Out of sight in one act; the rest may fail half-way without leaving something that looks like a profile.
    if profile.folder.exists():
        profile.folder.replace(_free_name_for_gone(profile.folder))
    _remove_gone(profile.folder.parent, profile.folder.name)


def finish_forgetting(root: Path) -> None:
    """Remove what earlier calls of `forget` have left: the program died in one, or another program held a file open."""
    _remove_gone(root, "")


class Ownership:
    """Held by one process from `own` to `close`; the system lets go of it when the process dies."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def own(profile: Profile) -> Ownership:
    """Become the only one who opens this profile's cache.

    Raises:
        InUse: another process owns it; hand over to its window.
        DiskFull: there is not even room for the lock.
    """
    path = profile.folder / _LOCK
    with _translated(path):
        file = path.open("ab")
    try:
        _lock(file)
    except OSError as error:
        file.close()
        raise InUse(path) from error
    return Ownership(file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _free_name_for_gone(folder: Path) -> Path:
    """Never the name of what an earlier wipe has left: no system replaces a folder that holds something."""
    names = (folder.with_name(f"{folder.name}.{number}{_GONE}") for number in count(1))
    return next(path for path in names if not path.exists())


def _remove_gone(root: Path, name: str) -> None:
    for gone in tuple(root.glob(f"{name}*{_GONE}")):
        shutil.rmtree(gone, ignore_errors=True)


def _read(folder: Path) -> Profile | None:
    try:
        card = msgspec.json.decode((folder / _CARD).read_bytes(), type=_Card)
    except (OSError, msgspec.MsgspecError):
        return None
    return Profile(folder, card.server, card.person_id, card.person_name, card.device_id, card.login)


def _write(profile: Profile) -> None:
    card = _Card(profile.server, profile.person_id, profile.person_name, profile.device_id, profile.login)
    part = profile.folder / f"{_CARD}.part"
    with _translated(part):
        profile.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with part.open("wb") as file:
            file.write(msgspec.json.encode(card))
            file.flush()
            os.fsync(file.fileno())
        part.replace(profile.folder / _CARD)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(path) from error
        raise
