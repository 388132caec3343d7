"""The door to where files' bytes lie: a folder, shared by all processes of one database.

What is kept lies under the hash of its content and never changes; what is still coming lies under its attachment's id.
"""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

from domain.identifiers import Instant
from domain.instants import millis

_READ_BYTES = 1024 * 1024
_YOUNG = timedelta(days=1)


class Blobs:
    """Safe to share between threads and processes: bytes are whole under their name, or not there."""

    def __init__(self, folder: Path) -> None:
        self._kept = folder / "kept"
        self._coming = folder / "coming"

    def write_part(self, attachment_id: str, offset: int, content: bytes) -> None:
        """Put a stretch of what is coming in its place; on disk when this returns. Twice is once."""
        self._coming.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._coming / attachment_id, os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.seek(offset)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def part(self, attachment_id: str) -> bytes:
        """What has come of it; nothing where nothing has."""
        try:
            return (self._coming / attachment_id).read_bytes()
        except FileNotFoundError:
            return b""

    def drop_part(self, attachment_id: str) -> None:
        (self._coming / attachment_id).unlink(missing_ok=True)

    def keep(self, content: bytes, mark: str) -> str:
        """Keep this; returns the hash under which it lies. `mark` tells apart who write the same at once."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            # Somebody may be about to drop it, because nobody needed it until now: what is young is left alone.
            os.utime(path)
            if path.exists():
                return sha256
        part = path.with_name(f"{sha256}.{mark}.part")
        descriptor = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            # Nobody may find it under its name before it would survive a power cut.
            os.fsync(file.fileno())
        part.replace(path)
        return sha256

    def has(self, sha256: str) -> bool:
        return self._path(sha256).exists()

    def read(self, sha256: str, offset: int, length: int) -> bytes | None:
        """A stretch of it; None where it is not there."""
        try:
            with self._path(sha256).open("rb") as file:
                file.seek(offset)
                return file.read(min(length, _READ_BYTES))
        except FileNotFoundError:
            return None

    def drop(self, sha256: str, now: Instant) -> None:
        """Nobody needs it any longer, as far as whoever asks could see."""
        path = self._path(sha256)
        try:
            if path.stat().st_mtime * 1000 < millis(now - _YOUNG):
                path.unlink()
        except FileNotFoundError:
            return

    def _path(self, sha256: str) -> Path:
        return self._kept / sha256[:2] / sha256
