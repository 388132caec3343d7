"""The door to places for one session: where nothing safe keeps a key, data lies here and goes with the program."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path


class SessionFolders:
    """Each is new, readable by this person alone. What lies in one is encrypted under a key that nobody keeps."""

    def __init__(self) -> None:
        self._made: list[Path] = []

    def new(self) -> Path:
        """An empty one."""
        self._made.append(Path(tempfile.mkdtemp(prefix="gonghai-")))
        return self._made[-1]

    def remove_all(self) -> None:
        """Once nobody writes to them any more; what will not go is left to the system."""
        while self._made:
            shutil.rmtree(self._made.pop(), ignore_errors=True)
