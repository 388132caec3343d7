"""Folders that another program copies elsewhere while we write: known by their names and by what lies in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")

_NAMES: Final = {
    "baidusyncdisk",
    "creative cloud files",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud drive",
    "iclouddrive",
    "megasync",
    "nextcloud",
    "nutstore",
    "nutstore files",
    "onedrive",
    "owncloud",
    "pcloud drive",
    "坚果云",
    "我的坚果云",
    "百度网盘同步空间",
    "百度同步盘",
}
_BEGINNINGS: Final = ("onedrive - ", "dropbox (", "nutstore(", "我的坚果云(")
"""With the company's name, or the account's, behind it."""

_MARKS: Final = (".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".stfolder", ".tmp.drivedownload")
"""What such a program leaves at the top of the folder it looks after."""


def is_synced(folder: Path, environment: Mapping[str, str]) -> bool:
    """Whether the folder lies in one of them."""
    named = [Path(environment[name]) for name in _VARIABLES if environment.get(name)]
    if any(folder.is_relative_to(each) for each in named):
        return True
    names = [part.casefold() for part in folder.parts]
    if any(name in _NAMES or name.startswith(_BEGINNINGS) for name in names):
        return True
    return any((above / mark).exists() for above in (folder, *folder.parents) for mark in _MARKS)
