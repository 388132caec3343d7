"""What lies outside of the entrance, handed in by whoever puts the program together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.checks.machine import Machine
from desktop.presenters.kept_sessions import Secrets
from desktop.presenters.late_line import Line


@dataclass(frozen=True, slots=True)
class Doors:
    """What lies outside. `secrets` is None where the system has no safe store; `folder_for_session` is thrown away.

    `allows`: whether an administrator lets anybody go on with a server. `machine`: what a diagnosis looks at.
    """

    line: Callable[[str], Line]
    secrets: Callable[[], Secrets | None]
    session_secrets: Secrets
    fresh_key: Callable[[], str]
    fresh_stretching: Callable[[], bytes]
    stretched: Callable[[bytes, str], str]
    folder_for_session: Callable[[], Path]
    allows: Callable[[str], bool]
    machine: Callable[[Path, str], Machine]
    """By the folder of this machine's data and the server to ask."""
