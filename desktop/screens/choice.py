"""One of several things to choose, on whatever screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose; `key` comes back with the wish."""

    key: str
    text: str
