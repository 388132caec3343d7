"""Files as they come: read where they can be, and each refused with its reason where they cannot."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from server.imports import reader
from server.imports.sheets import MOST_COLUMNS, MOST_ROWS, Day, FileProblem, Number, Unreadable
from server.imports.table import read_table
from tests.server.imports.files import CODES, HEADING, bomb, text, xlsx

ROW = ["深圳试验电路有限公司", CODES[0], "2005-06-01", "N/A", "336(万元人民币)", "电路板", "广东", "深圳", "无名路1号"]


def refusal(path: Path, patience_seconds: float = 60) -> FileProblem:
    with pytest.raises(Unreadable) as refused:
        read_table(path, patience_seconds)
    return refused.value.problem


def test_a_workbook_is_read_with_its_kinds_of_cells_kept_apart(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADING, ["甲", 911100006000373411, date(2005, 6, 1), None, 3.5, "=1+1"]])
    table = read_table(path)
    assert (table.sheet, table.heading_row) == ("公海客户", 1)
    assert table.heading == HEADING
    assert table.rows == [
        ["甲", Number(9.111000060003734e17), Day("2005-06-01"), None, Number(3.5), "=1+1", None, None, None]
    ]


def test_a_heading_below_a_title_is_found_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [[], ["2026 年客户"], ["请勿修改"], HEADING, ROW])
    table = read_table(path)
    assert table.heading_row == 4
    assert table.rows == [[cell or None for cell in ROW]]


def test_the_sheet_with_the_heading_is_chosen(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet("说明").write_string(0, 0, "填写说明")
        sheet = book.add_worksheet("数据")
        for column, title in enumerate(("客户名称", "手机")):
            sheet.write_string(0, column, title)
    assert read_table(tmp_path / "a.xlsx").sheet == "数据"


@pytest.mark.parametrize(
    ("encoding", "told"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("utf-16", "utf-16")]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_file_is_read_in_the_encoding_it_is_in(tmp_path: Path, encoding: str, told: str, delimiter: str) -> None:
    table = read_table(text(tmp_path / "a.csv", [HEADING, ROW], encoding, delimiter))
    assert table.encoding == told
    assert table.rows == [ROW]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.csv", b"", FileProblem.NO_HEADING),
        ("a.csv", "城市,电话\r\n深圳,1".encode(), FileProblem.NO_HEADING),
        ("a.csv", "企业名称\r\n".encode("gb18030") + b"\xff\xff\xff", FileProblem.UNKNOWN_ENCODING),
        ("a.csv", "企业名称,地区\r\n甲,\x00".encode(), FileProblem.UNKNOWN_FORMAT),
        ("a.xls", "<html><table><tr><td>企业名称".encode(), FileProblem.UNKNOWN_FORMAT),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200), FileProblem.UNKNOWN_FORMAT),
        ("a.xlsx", b"PK\x03\x04 and then nothing", FileProblem.DAMAGED),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), FileProblem.DAMAGED),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            FileProblem.ENCRYPTED,
        ),
    ],
)
def test_what_is_no_table_says_why(tmp_path: Path, name: str, content: bytes, problem: FileProblem) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name) is problem


def test_a_workbook_cut_short_is_damaged(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADING, ROW])
    path.write_bytes(path.read_bytes()[:-400])
    assert refusal(path) is FileProblem.DAMAGED


def test_what_is_not_there_or_a_folder_is_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.xlsx") is FileProblem.MISSING
    assert refusal(tmp_path) is FileProblem.MISSING


def test_too_much_is_refused_by_its_size_its_rows_and_its_columns(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes("企业名称,地区\r\n".encode() + b"a,b\r\n" * (reader.MOST_BYTES // 5 + 1))
    assert refusal(large) is FileProblem.TOO_LARGE
    long = text(tmp_path / "long.csv", [["企业名称", "地区"], *([["a", "b"]] * (MOST_ROWS + 1))], "utf-8")
    assert refusal(long) is FileProblem.TOO_MANY_ROWS
    wide = text(tmp_path / "wide.csv", [["企业名称", *(f"列{n}" for n in range(MOST_COLUMNS))]], "utf-8")
    assert refusal(wide) is FileProblem.TOO_MANY_COLUMNS


def test_a_bomb_costs_a_sentence(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.xlsx", megabytes=64)
    assert path.stat().st_size < 1024 * 1024
    assert refusal(path) is FileProblem.UNFOLDS_TOO_FAR


def test_a_cell_at_the_end_of_the_sheet_costs_a_sentence_too(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "far.xlsx", [HEADING, ROW])
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for column, title in enumerate(HEADING):
            sheet.write_string(0, column, title)
        sheet.write_string(1_048_575, 16_383, "far away")
    assert refusal(path) in {
        FileProblem.TOO_MUCH_MEMORY,
        FileProblem.TOO_MANY_ROWS,
        FileProblem.TOO_MANY_COLUMNS,
        FileProblem.NO_HEADING,
    }


def test_a_reader_that_does_not_end_is_ended(tmp_path: Path) -> None:
    assert refusal(xlsx(tmp_path / "a.xlsx", [HEADING, ROW]), patience_seconds=0.001) is FileProblem.TOO_SLOW
