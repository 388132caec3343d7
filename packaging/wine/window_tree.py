"""Which windows stand on a display, as `xwininfo -root -tree` prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(
    r'^\s*(?P<number>0x[0-9a-f]+) "(?P<title>.*)": \((?P<owner>.*)\)\s+'
    r"(?P<width>\d+)x(?P<height>\d+)[+-]-?\d+[+-]-?\d+\s+\+(?P<left>-?\d+)\+(?P<top>-?\d+)$"
)


@dataclass(frozen=True, slots=True)
class Window:
    """`owner`: the program's name, as X has it. Places are in pixels of the whole screen."""

    number: str
    title: str
    owner: str
    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.left + self.width // 2, self.top + self.height // 2


def read_tree(printed: str) -> list[Window]:
    """The windows that have a title, the topmost first."""
    return [
        Window(
            found["number"],
            found["title"],
            found["owner"].split('"')[1] if '"' in found["owner"] else "",
            int(found["left"]),
            int(found["top"]),
            int(found["width"]),
            int(found["height"]),
        )
        for line in printed.splitlines()
        if (found := _LINE.match(line)) is not None
    ]
