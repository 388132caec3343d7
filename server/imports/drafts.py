"""One row of a file becomes the draft of a customer, or a reason why it cannot."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from stdnum.cn import uscc as uscc_rules
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from domain.tags import Vocabulary
from server.imports.cells import Finding, Taken, has_lost_digits, take, take_tags, text_of
from server.imports.headers import Column, Heading
from server.imports.sheets import Cell, Line, Number

_LONGEST_NAME = 200
_LONGEST_NOTE = 4_000
_OLD_CODE = re.compile(r"[0-9A-Z]{15}")

FIELDS = (
    Column.FOUNDED_ON,
    Column.REGISTERED_CAPITAL,
    Column.REGION,
    Column.CITY,
    Column.ADDRESS,
    Column.CONTACT_NAME,
    Column.PHONE,
    Column.EMAIL,
    Column.WECHAT,
    Column.INDUSTRY,
    Column.LEVEL,
    Column.SOURCE,
    Column.EXTERNAL_ID,
)


class RowProblem(StrEnum):
    """Why a row is no customer."""

    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NAME_IS_NUMBER = "name_is_number"
    USCC_DIGITS_LOST = "uscc_digits_lost"
    USCC_LENGTH = "uscc_length"
    USCC_LETTERS = "uscc_letters"
    USCC_CHECK_DIGIT = "uscc_check_digit"


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found in one cell; `title` is its column's heading as it stands in the file, of a tag the tag itself."""

    finding: Finding
    title: str


@dataclass(slots=True)
class Draft:
    """A customer as the row tells it. Empty text where it tells nothing."""

    name: str
    uscc: str = ""
    fields: dict[Column, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    note: str = ""
    remarks: list[Remark] = field(default_factory=list)


def draft_of(line: Line, heading: Heading, titles: Mapping[int, str]) -> Draft | RowProblem | None:
    """What the row says; None where it says nothing at all."""
    cells = {column: _at(line, index) for index, column in heading.columns.items()}
    index_of = {column: index for index, column in heading.columns.items()}
    if not any(text_of(cell) for cell in line):
        return None
    name = _name(cells[Column.NAME])
    if isinstance(name, RowProblem):
        return name
    draft = Draft(name)
    notes: list[str] = []

    def leave(index: int, taken: Taken) -> None:
        if taken.left:
            notes.append(f"{titles.get(index, '')}：{taken.left}")
        if taken.finding is not None:
            draft.remarks.append(Remark(taken.finding, titles.get(index, "")))

    code = _uscc(cells.get(Column.USCC))
    if isinstance(code, RowProblem):
        return code
    draft.uscc = code.value
    leave(index_of.get(Column.USCC, -1), code)
    for column in FIELDS:
        taken = take(column, cells.get(column))
        draft.fields[column] = taken.value
        leave(index_of.get(column, -1), taken)
    draft.tags = take_tags(cells.get(Column.TAGS))
    told = [text_of(cells.get(Column.NOTE)), text_of(cells.get(Column.SCOPE))]
    others = [
        f"{title}：{text_of(_at(line, index))}" for index, title in heading.others.items() if text_of(_at(line, index))
    ]
    note = "\n".join(part for part in (*told, *notes, *others) if part)
    if len(note) > _LONGEST_NOTE:
        draft.remarks.append(Remark(Finding.SHORTENED, titles.get(index_of.get(Column.NOTE, -1), "")))
    draft.note = note[:_LONGEST_NOTE]
    return draft


def name_tags(draft: Draft, known: Vocabulary) -> None:
    """The tags that there are by their ids; a text that is none of them is left as it came, with a remark."""
    named = [(text, known.named(text)) for text in draft.tags]
    draft.remarks += [Remark(Finding.UNKNOWN_TAG, text) for text, tag in named if tag is None]
    draft.tags = tuple(dict.fromkeys(text if tag is None else tag.id for text, tag in named))


def _at(line: Line, index: int) -> Cell:
    return line[index] if index < len(line) else None


def _name(cell: Cell) -> str | RowProblem:
    if isinstance(cell, Number):
        return RowProblem.NAME_IS_NUMBER
    name = " ".join(text_of(cell).split())
    if not any(letter.isalnum() for letter in name):
        return RowProblem.NAME_MISSING
    return name if len(name) <= _LONGEST_NAME else RowProblem.NAME_TOO_LONG


def _uscc(cell: Cell) -> Taken | RowProblem:
    """A code that is wrong spoils its row: it would join two companies, or split one."""
    if has_lost_digits(cell):
        return RowProblem.USCC_DIGITS_LOST
    text = uscc_rules.compact(unicodedata.normalize("NFKC", text_of(cell)))
    if not text:
        return Taken()
    if _OLD_CODE.fullmatch(text):
        return Taken(left=text, finding=Finding.OLD_CODE)
    try:
        return Taken(uscc_rules.validate(text))
    except InvalidLength:
        return RowProblem.USCC_LENGTH
    except InvalidChecksum:
        return RowProblem.USCC_CHECK_DIGIT
    except ValidationError:
        return RowProblem.USCC_LETTERS
