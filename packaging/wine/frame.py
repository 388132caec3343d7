"""What an X server without a screen shows: its memory, as it lies in the file it keeps it in (XWD)."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

from PIL import Image

_HEADER: Final = struct.Struct(">25I")
_SIZE, _WIDTH, _HEIGHT, _LINE_BYTES, _COLOURS = 0, 4, 5, 12, 19
_COLOUR_BYTES: Final = 12


class Frame:
    """Read anew at every look: the server writes while we read."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with file.open("rb") as opened:
            header = _HEADER.unpack(opened.read(_HEADER.size))
        self._start: int = header[_SIZE] + header[_COLOURS] * _COLOUR_BYTES
        self._line_bytes: int = header[_LINE_BYTES]
        self.width: int = header[_WIDTH]
        self.height: int = header[_HEIGHT]

    def pixel(self, left: int, top: int) -> tuple[int, int, int]:
        """Red, green, blue."""
        with self._file.open("rb") as opened:
            opened.seek(self._start + top * self._line_bytes + left * 4)
            blue, green, red, _ = opened.read(4)
        return red, green, blue

    def picture(self) -> Image.Image:
        """The whole screen."""
        content = self._file.read_bytes()[self._start : self._start + self._line_bytes * self.height]
        return Image.frombuffer("RGB", (self.width, self.height), content, "raw", "BGRX", self._line_bytes, 1)
