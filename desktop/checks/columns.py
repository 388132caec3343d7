"""Text in columns of a console, where a Chinese letter takes two."""

from __future__ import annotations

import re
import unicodedata

WIDTH = 80

_PIECE = re.compile(r"\s+|[!-~¡-ɏ‐-„]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。；：、！？）】》”’,.;:!?)]}…%")


def width_of(text: str) -> int:
    """How many columns it takes."""
    return sum(_width(letter) for letter in text)


def wrapped(text: str, head: str, width: int = WIDTH, at: int = 0) -> list[str]:
    """`head`, and `text` beside it from column `at` on, in as many lines as it needs."""
    lines: list[str] = []
    line = head + " " * max(1 if head else 0, at - width_of(head))
    indent = " " * at
    is_empty = True
    for piece in _pieces(text, width - at):
        if not is_empty and width_of(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, is_empty, piece = indent, True, piece.lstrip()
        line += piece
        is_empty = is_empty and not piece.strip()
    return [*lines, line.rstrip()]


def _pieces(text: str, most: int) -> list[str]:
    """What stays together: a word, a letter that needs none beside it, with the marks that follow. None is too wide."""
    pieces: list[str] = []
    for found in _PIECE.findall(text):
        if pieces and found in _NEVER_FIRST:
            pieces[-1] += found
        else:
            pieces += _cut(found, most)
    return pieces


def _cut(word: str, most: int) -> list[str]:
    parts = [""]
    for letter in word:
        if width_of(parts[-1] + letter) > most:
            parts.append("")
        parts[-1] += letter
    return parts


def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
