"""A file of customers into a pool.

POST /api/v1/imports/terms asks what there is to know before; POST /api/v1/imports?pool_id=…&is_dry_run=…&language=…
takes the file itself as its body and answers with lines, one JSON object each: `ImportProgress` every now and then,
and at last `Imported`, `ImportRefused` or `ImportBroken`. Whoever closes the connection stops it: what was brought in
stays, and is known again when the same file comes another time. A line of an unknown kind is to be passed over.
"""

import msgspec


class AskImportTerms(msgspec.Struct, frozen=True):
    """`language`: in which the server writes workbooks and reasons, zh_CN or en."""

    language: str


class ImportTerms(msgspec.Struct, frozen=True):
    """`template` is an empty workbook with every column that is understood."""

    largest_bytes: int
    template: bytes
    server_time: int


class ImportProgress(msgspec.Struct, frozen=True, tag="progress"):
    """So many rows are settled; `of` is 0 while the file is still being read."""

    done: int
    of: int


class ImportRow(msgspec.Struct, frozen=True):
    """A row that was not taken as it is, with the number that a spreadsheet program shows beside it.

    `verdict`: new, update, duplicate or invalid. `reason` and `remarks` are sentences in the language asked for, the
    same as in the workbook.
    """

    row: int
    name: str
    verdict: str
    reason: str
    remarks: str = ""


class Imported(msgspec.Struct, frozen=True, tag="imported"):
    """`counts` by verdict. `rows` are the first that matter, `rows_in_all` how many there are; `workbook` has them all,
    and is None where every row was taken as it is. `unknown_columns` went into notes."""

    counts: dict[str, int]
    rows: tuple[ImportRow, ...]
    rows_in_all: int
    unknown_columns: tuple[str, ...]
    workbook: bytes | None
    server_time: int


class ImportRefused(msgspec.Struct, frozen=True, tag="refused"):
    """Nothing more is brought in. `reason` is one of `domain.reasons`, or of the file; then `said` says why."""

    reason: str
    facts: dict[str, str | int]
    said: str
    server_time: int


class ImportBroken(msgspec.Struct, frozen=True, tag="broken"):
    """The server came to grief; `code` is a `ProblemCode`."""

    code: str
    server_time: int


type ImportLine = ImportProgress | Imported | ImportRefused | ImportBroken
