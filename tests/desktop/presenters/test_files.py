"""What leaves the program as a file harms nobody who opens it and replaces nothing."""

import csv
import io
from pathlib import Path

import pytest

from desktop.presenters.files import save_in
from desktop.presenters.spreadsheet import as_csv


def test_a_file_never_replaces_another(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    first, second = save_in(folder, "同步事项.csv", b"one"), save_in(folder, "同步事项.csv", b"two")
    assert Path(first).read_bytes() == b"one"
    assert Path(second).read_bytes() == b"two"


@pytest.mark.parametrize("cell", ["=1+1", "+86 138", "-5", "@SUM(A1)", "\tx", "＝1", "＋1", "－1", "＠x"])
def test_no_cell_starts_a_formula(cell: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(["名称"], [[cell]]).decode("utf-8-sig"), newline="")))
    assert rows[1] == [f"'{cell}"]


def test_chinese_commas_and_line_breaks_come_back_as_they_were() -> None:
    written = [["鼎芯, 科技", "第一行\n第二行", '他说"好"']]
    content = as_csv(["a", "b", "c"], written)
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes a file without the mark for another encoding"
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:] == written
