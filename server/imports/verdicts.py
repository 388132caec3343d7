"""What becomes of each row of a file."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from server.imports.drafts import Remark, RowProblem


class RowVerdict(StrEnum):
    NEW = "new"
    UPDATE = "update"
    DUPLICATE = "duplicate"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class RowResult:
    """`row` is the number that a spreadsheet program shows beside it.

    A duplicate names either an earlier row of the file (`of_row`) or a customer that was there (`of_name`). An update
    names the fields that were empty and now are not.
    """

    row: int
    verdict: RowVerdict
    problem: RowProblem | None = None
    of_row: int | None = None
    of_name: str = ""
    updated: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Report:
    """Every row's result, in the order of the file."""

    rows: list[RowResult] = field(default_factory=list)

    def count(self) -> Counter[RowVerdict]:
        return Counter(result.verdict for result in self.rows)

    @property
    def remark_count(self) -> int:
        return sum(len(result.remarks) for result in self.rows)
