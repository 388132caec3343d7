"""Small messy spreadsheets, made on the spot. Their companies exist nowhere."""

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

HEADING = [
    "企业名称",
    "统一社会信用代码",
    "注册日期",
    "企业类型",
    "注册资金",
    "经营范围",
    "所在省份",
    "地区",
    "注册地址",
]

# Their organisation part begins with MY, which nobody has been given.
CODES = ("91440300MYTE5TA11F", "91440300MYTE5TA21G", "91440300MYTE5TA31H", "91440300MYTE5TA41J")


def xlsx(path: Path, rows: Sequence[Sequence[object]], sheet: str = "公海客户") -> Path:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                match value:
                    case None:
                        pass
                    case date():
                        page.write_datetime(number, column, value, day)
                    case int() | float():
                        page.write_number(number, column, value)
                    case _:
                        page.write_string(number, column, str(value))
    return path


def text(path: Path, rows: Sequence[Sequence[object]], encoding: str, delimiter: str = ",") -> Path:
    lines = (delimiter.join(f'"{value}"' if delimiter in str(value) else str(value) for value in row) for row in rows)
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def bomb(path: Path, megabytes: int) -> Path:
    """A workbook whose one sheet unfolds to that many megabytes of the same cell, from a file a thousandth as large."""
    xlsx(path, [HEADING])
    with zipfile.ZipFile(path) as source:
        entries = {name: source.read(name) for name in source.namelist()}
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"A" * 900 + b"</t></is></c></row>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name, content in entries.items():
            if name != "xl/worksheets/sheet1.xml":
                target.writestr(name, content)
        with target.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for _ in range(megabytes):
                sheet.write(row * (1024 * 1024 // len(row)))
            sheet.write(b"</sheetData></worksheet>")
    return path
