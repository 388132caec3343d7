"""Files of records: a JSON record a line, one JSON array, or orders as CSV."""

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec

LARGEST_ARRAY_BYTES = 512 * 1024 * 1024
_WHOLE_NUMBERS = frozenset({"revision", "amount_cents"})


class UnreadableFile(Exception):
    """It is none of these, or cannot be opened; the text says what is wrong with it, without quoting it."""


def records_in(path: Path) -> Iterator[tuple[int, bytes]]:
    """Each record with the line it stands in, of an array with its number; blank lines are none.

    Raises:
        UnreadableFile: see there.
    """
    try:
        match path.suffix.lower():
            case ".csv":
                yield from _orders(path)
            case ".json":
                yield from _array(path)
            case _:
                yield from _lines(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(type(error).__name__) from error


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            plain = line.removeprefix(b"\xef\xbb\xbf").strip()
            if plain:
                yield number, plain


def _array(path: Path) -> Iterator[tuple[int, bytes]]:
    if path.stat().st_size > LARGEST_ARRAY_BYTES:
        raise UnreadableFile("too large for one array: write a record a line")
    content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        records = msgspec.json.decode(content, type=list[msgspec.Raw])
    except msgspec.MsgspecError as error:
        raise UnreadableFile("no JSON array") from error
    for number, raw in enumerate(records, start=1):
        yield number, bytes(raw)


def _orders(path: Path) -> Iterator[tuple[int, bytes]]:
    """One order a row; the heading names the fields of an order as `docs/feed.md` does."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            told = {name: _value(name, text.strip()) for name, text in row.items() if name and text and text.strip()}
            yield rows.line_num, msgspec.json.encode({"kind": "order"} | told)


def _value(name: str, text: str) -> str | int:
    is_whole = name in _WHOLE_NUMBERS and text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()
    return int(text) if is_whole and len(text) < 20 else text
