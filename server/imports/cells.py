"""One cell's value, if it is one. What is not clearly a value is never repaired: it stays readable in the note."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import phonenumbers

from server.imports.headers import Column
from server.imports.sheets import Cell, Day, Number

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_NOTHING = frozenset(
    [
        "",
        "n/a",
        "na",
        "nan",
        "null",
        "none",
        "-",
        "--",
        "---",
        "—",
        "——",
        "/",
        ".",
        "#n/a",
        "无",
        "暂无",
        "空",
        "未填写",
    ]
)
_EXACT_DIGITS = 15
"""A spreadsheet keeps 15 digits of a number; whatever was longer has been changed."""

_DATES = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_CAPITAL = re.compile(
    r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?\(?[亿万]?元?\(?"
    r"(?:人民币|美元|港元|香港元|港币|欧元|日元|RMB|CNY|USD|HKD)?\)?元?\)?"
)
"""An amount with its unit, in the ways the registries write it. It is kept as written, never converted."""

_EMAIL = re.compile(r"[^@\s]{1,64}@[\w-]+(?:\.[\w-]+)+")
_BETWEEN_PHONES = re.compile(r"[;,/、|\n]+")
_BETWEEN_TAGS = re.compile(r"[;,、|\n/]+")
_MOBILE = re.compile(r"1\d{10}")

_LONGEST_TEXT = 200
_LONGEST_ADDRESS = 500
_LONGEST_TAG, _MOST_TAGS = 20, 30


class Finding(StrEnum):
    """What is remarked about a cell that could not be taken as it is."""

    KEPT_AS_NOTE = "kept_as_note"
    OLD_CODE = "old_code"
    SHORTENED = "shortened"
    UNKNOWN_TAG = "unknown_tag"
    REST_AS_NOTE = "rest_as_note"


@dataclass(frozen=True, slots=True)
class Taken:
    """`value` for the field; `left` for the note."""

    value: str = ""
    left: str = ""
    finding: Finding | None = None


def text_of(cell: Cell) -> str:
    """What somebody would read in the cell, without invisible marks; empty for the many ways to say nothing."""
    match cell:
        case None:
            return ""
        case Number(value):
            return str(int(value)) if value.is_integer() and abs(value) < 10**_EXACT_DIGITS else repr(value)
        case Day(day):
            return day
        case str():
            plain = _INVISIBLE.sub("", cell).strip()
            return "" if _folded(plain).casefold() in _NOTHING else plain


def has_lost_digits(cell: Cell) -> bool:
    """Whether a number is so long that the spreadsheet has rounded it."""
    return isinstance(cell, Number) and (not cell.value.is_integer() or abs(cell.value) >= 10**_EXACT_DIGITS)


def take(column: Column, cell: Cell) -> Taken:
    """The value for an optional field."""
    text = text_of(cell)
    if not text:
        return Taken()
    return _TAKERS.get(column, _plain_text)(text, cell)


def take_tags(cell: Cell) -> tuple[str, ...]:
    found = dict.fromkeys(tag.strip() for tag in _BETWEEN_TAGS.split(_folded(text_of(cell))))
    return tuple(tag for tag in found if 0 < len(tag) <= _LONGEST_TAG)[:_MOST_TAGS]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _plain_text(text: str, _: Cell) -> Taken:
    return _shortened(text, _LONGEST_TEXT)


def _address(text: str, _: Cell) -> Taken:
    return _shortened(text, _LONGEST_ADDRESS)


def _shortened(text: str, longest: int) -> Taken:
    line = " ".join(text.split())
    return Taken(line) if len(line) <= longest else Taken(line[:longest], line, Finding.SHORTENED)


def _date(text: str, _: Cell) -> Taken:
    folded = _folded(text)
    for pattern in _DATES:
        match = pattern.fullmatch(folded)
        if match is not None:
            try:
                found = date(*(int(part) for part in match.groups()))
            except ValueError:
                break
            if found.year >= 1800:
                return Taken(found.isoformat())
    return Taken(left=text, finding=Finding.KEPT_AS_NOTE)


def _capital(text: str, _: Cell) -> Taken:
    if _CAPITAL.fullmatch(_folded(text)) and len(text) <= _LONGEST_TEXT:
        return Taken(text)
    return Taken(left=text, finding=Finding.KEPT_AS_NOTE)


def _phone(text: str, cell: Cell) -> Taken:
    if isinstance(cell, Number) and not _MOBILE.fullmatch(text):
        # A leading zero of an area code would be gone without a trace.
        return Taken(left=text, finding=Finding.KEPT_AS_NOTE)
    first, *others = [part.strip() for part in _BETWEEN_PHONES.split(_folded(text)) if part.strip()] or [""]
    if not _is_phone(first):
        return Taken(left=text, finding=Finding.KEPT_AS_NOTE)
    return Taken(first) if not others else Taken(first, "、".join(others), Finding.REST_AS_NOTE)


def _is_phone(text: str) -> bool:
    if not re.fullmatch(r"[\d +()-]{7,24}(?:(?:转|ext\.?|x)[ ]?\d{1,6})?", text):
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text.replace("转", "x"), "CN"))
    except phonenumbers.NumberParseException:
        return False


def _email(text: str, _: Cell) -> Taken:
    folded = _folded(text)
    if _EMAIL.fullmatch(folded) and len(folded) <= _LONGEST_TEXT:
        return Taken(folded)
    return Taken(left=text, finding=Finding.KEPT_AS_NOTE)


_TAKERS: Mapping[Column, Callable[[str, Cell], Taken]] = {
    Column.FOUNDED_ON: _date,
    Column.REGISTERED_CAPITAL: _capital,
    Column.PHONE: _phone,
    Column.EMAIL: _email,
    Column.ADDRESS: _address,
}
