"""The file again, each row with what became of it and why: to be mended and imported once more."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from server.imports.cells import text_of
from server.imports.table import Table
from server.imports.verdicts import Report
from server.imports.words import ImportWords

_LONGEST_CELL = 32_767
_OURS = ("row", "verdict", "reason", "remarks")


def write_result(path: Path, table: Table, report: Report, words: ImportWords) -> None:
    """Text cells only: a cell that begins like a formula stays what it says.

    Raises:
        OSError: the file cannot be written.
    """
    # Asked first, because xlsxwriter finds out at the end and then leaves its own files open.
    path.open("wb").close()
    try:
        _write(path, table, report, words)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def _write(path: Path, table: Table, report: Report, words: ImportWords) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, len(_OURS))
        sheet.set_column(1, 1, 10)
        sheet.set_column(2, 4, 36)
        bold = book.add_format({"bold": True})
        _row(sheet, 0, [*(words.heading(name) for name in _OURS), *map(text_of, table.heading)], bold)
        for number, result in enumerate(report.rows, start=1):
            line = table.rows[result.row - table.heading_row - 1]
            ours = [str(result.row), words.verdict(result), words.reason(result), words.remarks(result)]
            _row(sheet, number, [*ours, *map(text_of, line)])


def _row(
    sheet: xlsxwriter.worksheet.Worksheet,
    number: int,
    texts: Sequence[str],
    style: xlsxwriter.format.Format | None = None,
) -> None:
    for column, text in enumerate(texts):
        if text:
            sheet.write_string(number, column, text[:_LONGEST_CELL], style)
