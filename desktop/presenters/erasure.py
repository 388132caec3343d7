"""Erasing somebody's data from this machine: whatever cuts it short, the next start ends it.

The order to do so stands in the folder before anything goes, and until the secrets are gone: they have no other name
than that of the folder.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sync.cache.errors import told
from sync.profile import Profile, finish_forgetting, forget, known_profiles

_ORDER = "erase.ordered"


def order_erasing(profile: Profile) -> None:
    """From now on nothing but the erasing itself ends this."""
    with suppress(OSError):  # a full disk keeps nothing from going
        (profile.folder / _ORDER).touch()


def erase_profile(profile: Profile, forget_secrets: Callable[[str], None]) -> None:
    """The secrets of this folder's name first: without them nobody reads what is still there.

    Raises:
        CacheTrouble: another program holds a file; `finish_erasing` ends it.
    """
    order_erasing(profile)
    try:
        forget_secrets(profile.folder.name)
    finally:
        with told(profile.folder):
            forget(profile)


def finish_erasing(root: Path, forget_secrets: Callable[[str], None]) -> None:
    """End what earlier calls of `erase_profile` have left below `root`."""
    for profile in known_profiles(root):
        if (profile.folder / _ORDER).exists():
            erase_profile(profile, forget_secrets)
    finish_forgetting(root)
