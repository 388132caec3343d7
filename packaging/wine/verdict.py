"""What is as promised, and what is not."""

from __future__ import annotations

import time
from collections.abc import Callable

_LOOK_SECONDS = 0.1


class NotAsPromised(Exception):
    """The check has found something; the text says what was promised and what there is."""


def promise(holds: bool, text: str) -> None:
    """Raises NotAsPromised unless it holds."""
    if not holds:
        raise NotAsPromised(text)


def wait_until(is_so: Callable[[], bool], seconds: float, awaited: Callable[[], str]) -> None:
    """Look again and again.

    Raises:
        NotAsPromised: it is not so in time; `awaited` says what was waited for.
    """
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise NotAsPromised(f"after {seconds:.0f} s still not: {awaited()}")
        time.sleep(_LOOK_SECONDS)
