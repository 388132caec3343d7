"""Nothing of customers and nobody's name leaves this machine by a bundle: what is known is taken out by its letters,
what only looks like it by its shape, and of a failure nothing stays but its kind and where in the program it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

HIDDEN: Final = "[hidden]"

_SHORTEST_WORD: Final = 2
_NO_LETTER_BEFORE: Final = "(?<![0-9A-Za-z])"
_NO_LETTER_AFTER: Final = "(?![0-9A-Za-z])"

_PLACES: Final = (
    # Shares are named after people as often as folders are.
    re.compile(r"\\\\[^\s\"'<>|]+(?: [^\s\"'<>|\\]+\\[^\s\"'<>|]*)*"),
    re.compile(
        r"(?i)((?:[A-Z]:)?[\\/]+(?:users|home|benutzer|profiles?|documents and settings)[\\/]+)[^\\/:*?\"<>|\r\n]+"
    ),
)
_SHAPES: Final = re.compile(
    r"""
    \b(?:Bearer|Basic|token|password|secret)[\ =:"']+[^\s"',;]+                # what opens doors
  | (?<=://)[^\s/@]+@                                                         # the same, in an address
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                              # e-mail
  | wxid_\w+
  | (?<![0-9A-Za-z_-])[A-Za-z0-9_-]{40,}(?![0-9A-Za-z_-])                     # tokens and keys
  | (?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])    # uscc
  | (?<![0-9A-Za-z])(?:\+?86[-\ ]?)?1\d{2}[-\ ]?\d{4}[-\ ]?\d{4}(?![0-9A-Za-z])          # mobile
  | (?<![0-9A-Za-z])0\d{2,3}[-\ ]?\d{7,8}(?![0-9A-Za-z])                      # landline
  | (?<![0-9A-Za-z-])\d{7,}(?![0-9A-Za-z-])                                   # any other long number
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CHINESE: Final = re.compile(r"[㐀-䶿一-鿿豈-﫿]+")

_ENTRY = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ ")
_FRAME = re.compile(r'  File "[^"]*", line \d+, in \S+')
_KIND = re.compile(r"([A-Za-z_][A-Za-z0-9_.]*)(?::.*)?")
_JOINTS = ("Traceback (most recent call last):", "The above exception was", "During handling of the above")


class Scrubber:
    """Knows the words of this machine that are somebody's: names, logins, the folder they live in."""

    def __init__(self, words: Iterable[str]) -> None:
        known = sorted({word.strip() for word in words if len(word.strip()) >= _SHORTEST_WORD}, key=len, reverse=True)
        whole = (f"{_NO_LETTER_BEFORE}{re.escape(word)}{_NO_LETTER_AFTER}" for word in known)
        self._known = re.compile("|".join(whole), re.IGNORECASE) if known else None

    def text(self, text: str) -> str:
        """The same with everything hidden that is somebody's."""
        text = _PLACES[0].sub(HIDDEN, text)
        text = _PLACES[1].sub(lambda found: found[1] + HIDDEN, text)
        text = _SHAPES.sub(HIDDEN, text)
        return text if self._known is None else self._known.sub(HIDDEN, text)

    def foreign(self, text: str) -> str:
        """The same where no word is ours: a path, an entry of the log, which speaks English. Chinese is data there."""
        return _CHINESE.sub(HIDDEN, self.text(text))

    def log(self, text: str) -> str:
        """Of a log: its entries, and of failures where they were. What a failure says may quote anything."""
        return "\n".join(self._lines(text)) + "\n"

    def _lines(self, text: str) -> Iterator[str]:
        awaits_kind = False
        for line in text.splitlines():
            kind = _KIND.fullmatch(line)
            if _ENTRY.match(line):
                # The time in front is nobody's, whatever it looks like.
                yield line[:_STAMP] + self.foreign(line[_STAMP:])
                awaits_kind = False
            elif _FRAME.match(line) or line.startswith(_JOINTS):
                yield self.foreign(line)
                awaits_kind = True
            elif awaits_kind and kind is not None:
                yield self.foreign(kind[1])
                awaits_kind = False
            elif line.strip() and not (awaits_kind and line.startswith("    ")):  # a line of the program itself
                yield HIDDEN


_STAMP: Final = len("2026-11-22 10:00:00,000")
