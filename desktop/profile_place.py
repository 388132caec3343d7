"""The door to where the data of this machine lies, and whether it may lie there at all.

A database that a second machine writes to, or that a program for synchronising copies while it is open, is destroyed
sooner or later, and silently: such places are refused before anything is written.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs

from desktop.synced_folders import is_synced

NETWORK: Final = "network"
SYNCED: Final = "synced"
UNWRITABLE: Final = "unwritable"

_REMOTE_KINDS: Final = {
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
}
_DRIVE_REMOTE: Final = 4


def usual_place() -> Path:
    """Never roaming: a cache that travels with a domain profile would be opened on two machines at once."""
    return platformdirs.user_data_path("Gonghai", appauthor=False, roaming=False)


def place_fault(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Why data must not lie there, `NETWORK` or `SYNCED`; empty where it may. Writes nothing."""
    # Behind links and mapped letters.
    real = folder.resolve()
    if _is_remote(real):
        return NETWORK
    return SYNCED if is_synced(folder, environment) or is_synced(real, environment) else ""


def write_fault(folder: Path) -> str:
    """`UNWRITABLE` where this person may not write; the folder is made if it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        # Room can be made while the program runs, and it says so itself.
        return "" if error.errno == errno.ENOSPC else UNWRITABLE


def mount_kind(folder: Path, mounts: str) -> str:
    """The kind of file system below a folder, by the system's list of what is mounted where (`mountinfo`)."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        place, _, rest = line.partition(" - ")
        fields = place.split()
        if len(fields) < 5 or not rest:
            continue
        point = Path(fields[4].replace(r"\040", " "))
        # The last one of equals lies over the others.
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), rest.split()[0]
    return kind


if sys.platform == "win32":
    import ctypes

    def _is_remote(folder: Path) -> bool:
        if folder.drive.startswith("\\\\"):
            return not folder.drive.startswith(("\\\\?\\", "\\\\.\\"))
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == _DRIVE_REMOTE)

else:

    def _is_remote(folder: Path) -> bool:
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        return mount_kind(folder, mounts) in _REMOTE_KINDS
