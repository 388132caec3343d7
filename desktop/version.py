"""Which version of the program this is."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def program_version() -> str:
    """As installed; a plain checkout has none."""
    try:
        return version("gonghai")
    except PackageNotFoundError:
        return "0"
