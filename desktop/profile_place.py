"""Where the data of this machine lies."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def usual_place() -> Path:
    """Never roaming: a cache that travels with a domain profile would be opened on two machines at once."""
    return platformdirs.user_data_path("Gonghai", appauthor=False, roaming=False)
