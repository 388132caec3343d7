"""What an administrator settles for this machine: the values in force, and who has put each of them there.

Policies stand above the person's own choice, what the installer was told stands below it. Known before Qt is loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from desktop.administration.order import BUILT_IN_ONLY, InForce, Value, settled
from desktop.administration.settings import PROXY_NONE, PROXY_SYSTEM, Setting
from desktop.administration.shelves import BARE, Files, Shelf, Source, Unreadable

__all__ = [
    "BARE",
    "BUILT_IN_ONLY",
    "PROXY_NONE",
    "PROXY_SYSTEM",
    "Files",
    "InForce",
    "Setting",
    "Shelf",
    "Source",
    "Unreadable",
    "Value",
    "in_force",
    "settled",
    "system_shelf",
]

_FOLDER: Final = Path("/etc/gonghai")


def in_force(chosen: Mapping[Setting, str] | None = None) -> InForce:
    """The settings of this machine, read now; `chosen` is what the person chose themselves."""
    return settled(chosen or {}, system_shelf())


def system_shelf() -> Shelf:
    """Where administrators write on this system."""
    if sys.platform == "win32":
        from desktop.administration.registry import Registry

        return Registry()
    else:
        return Files(_FOLDER)
