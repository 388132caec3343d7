"""Of the project's lock, what the server needs: the same versions and hashes, and nothing of Qt or of the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)==\S+(?: ;.*?)? \\\n(?:    --hash=\S+(?: \\)?\n)+", re.MULTILINE)
EXTRA: Final = "server"


def server_lock(lock: Path) -> str:
    """Pins with their hashes, in the order of the lock.

    Raises:
        LookupError: the lock lacks what the server needs.
    """
    pins = {canonicalize_name(found[1]): found[0] for found in _PIN.finditer(lock.read_text(encoding="utf-8"))}
    needed = set(_needed("gonghai", EXTRA))
    if missing := needed - pins.keys():
        raise LookupError(", ".join(sorted(missing)))
    return "".join(pin for name, pin in pins.items() if name in needed)


def _needed(name: str, *extras: str) -> Iterator[str]:
    """Everything below it, by what is installed here."""
    waiting, met = [(name, extras)], set()
    while waiting:
        asked = waiting.pop()
        if asked in met:
            continue
        met.add(asked)
        for line in requires(asked[0]) or ():
            requirement = Requirement(line)
            if any(_holds(requirement, extra) for extra in asked[1] or ("",)):
                below = str(canonicalize_name(requirement.name))
                yield below
                waiting.append((below, tuple(sorted(requirement.extras))))
        if asked[1]:
            # An extra comes beside what is needed without it.
            waiting.append((asked[0], ()))


def _holds(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})
