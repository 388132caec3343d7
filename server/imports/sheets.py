"""What passes from the process that reads a spreadsheet to the one that asked: rows of plain cells, or a problem."""

from enum import StrEnum

import msgspec

MOST_ROWS = 100_000
MOST_COLUMNS = 100
LONGEST_CELL = 4_000


class Number(msgspec.Struct, frozen=True, tag="number"):
    """A numeric cell. It is kept apart from text because a number may have lost digits or zeros on its way."""

    value: float


class Day(msgspec.Struct, frozen=True, tag="day"):
    """A date cell, as ISO text."""

    day: str


type Cell = str | Number | Day | None
type Line = list[Cell]


class FileProblem(StrEnum):
    """Why a file cannot be imported at all."""

    MISSING = "missing"
    TOO_LARGE = "too_large"
    UNFOLDS_TOO_FAR = "unfolds_too_far"
    UNKNOWN_FORMAT = "unknown_format"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNKNOWN_ENCODING = "unknown_encoding"
    NO_HEADING = "no_heading"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"


class Opened(msgspec.Struct, frozen=True, tag="opened"):
    """Comes first. `first_row` is the number that a spreadsheet program shows beside the first row that follows."""

    sheet: str
    encoding: str
    first_row: int


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """Comes last; without it the reader did not get to the end."""

    rows: int


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    problem: FileProblem
    limit: int = 0


class Unreadable(Exception):
    """The file cannot be imported; nothing of it was taken."""

    def __init__(self, problem: FileProblem, limit: int = 0) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.limit = limit
