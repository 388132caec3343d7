"""The empty workbook is understood by the import that gave it out."""

from pathlib import Path

import pytest
from python_calamine import load_workbook

from server.imports.headers import TITLES, Column, find_heading
from server.imports.table import read_table
from server.imports.template import template
from server.imports.words import words_in


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_column_of_the_template_is_the_one_it_says(language: str, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template(words_in(language)))
    table = read_table(path)
    heading = find_heading([table.heading])
    assert heading is not None
    assert (list(heading.columns.values()), heading.others, table.rows) == (list(TITLES), {}, [])
    assert set(TITLES) == set(Column)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_template_says_how_to_fill_it_in_without_confusing_the_import(language: str, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template(words_in(language)))
    book = load_workbook(str(path))
    assert len(book.sheet_names) == 2
    assert len(book.get_sheet_by_index(1).to_python()) == 4
