"""An empty workbook with every column that an import understands."""

import io

import xlsxwriter

from server.imports.headers import TITLES, Column
from server.imports.words import ImportWords

_WIDE = frozenset({Column.NAME, Column.USCC, Column.SCOPE, Column.ADDRESS, Column.NOTE})


def template(words: ImportWords) -> bytes:
    """Its cells are text from the start, because a spreadsheet rounds a credit code that it takes for a number."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        bold, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(words.template("sheet"))
        sheet.freeze_panes(1, 1)
        for number, column in enumerate(TITLES):
            sheet.set_column(number, number, 28 if column in _WIDE else 16, text)
            sheet.write_string(0, number, words.title(column), bold)
        hints = book.add_worksheet(words.template("help"))
        hints.set_column(0, 0, 80)
        for number, name in enumerate(("name", "code", "tags", "others")):
            hints.write_string(number, 0, words.template(name))
    return content.getvalue()
