"""What a long command is doing, and how long each step took."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import dev


class Steps:
    """Says each step when it begins and its seconds when it ends."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._begun = time.monotonic()

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        """A step that fails is told with its seconds too."""
        print(f"{name} ...", end=" ", flush=True)
        begun = time.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = round(time.monotonic() - begun, 1)
            dev.say(f"{self.seconds[name]} s")

    def total(self) -> float:
        """Seconds since the first step could begin."""
        return round(time.monotonic() - self._begun, 1)
