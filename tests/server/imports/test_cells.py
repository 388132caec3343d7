"""What is taken from a cell, what is left for the note, and what counts as nothing."""

import pytest

from server.imports.cells import Finding, Taken, has_lost_digits, take, take_tags, text_of
from server.imports.headers import Column
from server.imports.sheets import Cell, Day, Number

KEPT = Finding.KEPT_AS_NOTE


@pytest.mark.parametrize(
    "nothing", ["", " ", "N/A", "n/a", "-", "——", "/", "无", "NULL", "#N/A", "\u200b", "\ufeff N/A\u200b", None]
)
def test_many_ways_to_say_nothing(nothing: Cell) -> None:
    assert text_of(nothing) == ""
    assert take(Column.REGISTERED_CAPITAL, nothing) == Taken()


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        (Column.FOUNDED_ON, "2005-06-01", Taken("2005-06-01")),
        (Column.FOUNDED_ON, "2005-6-1 00:00:00", Taken("2005-06-01")),
        (Column.FOUNDED_ON, "2005/6/1", Taken("2005-06-01")),
        (Column.FOUNDED_ON, "2005年6月1日", Taken("2005-06-01")),
        (Column.FOUNDED_ON, "２００５－０６－０１", Taken("2005-06-01")),
        (Column.FOUNDED_ON, Day("2005-06-01"), Taken("2005-06-01")),
        (Column.FOUNDED_ON, Number(20050601), Taken("2005-06-01")),
        (Column.FOUNDED_ON, Number(38504), Taken(left="38504", finding=KEPT)),  # a serial day: since 1900 or 1904?
        (Column.FOUNDED_ON, "2005-02-30", Taken(left="2005-02-30", finding=KEPT)),
        (Column.FOUNDED_ON, "06/01/05", Taken(left="06/01/05", finding=KEPT)),
        (Column.FOUNDED_ON, "0001-01-01", Taken(left="0001-01-01", finding=KEPT)),
        (Column.REGISTERED_CAPITAL, "336(万元人民币)", Taken("336(万元人民币)")),
        (Column.REGISTERED_CAPITAL, "100万人民币", Taken("100万人民币")),
        (Column.REGISTERED_CAPITAL, "10,000(万元人民币)", Taken("10,000(万元人民币)")),
        (Column.REGISTERED_CAPITAL, "3,000(万人民币元)", Taken("3,000(万人民币元)")),
        (Column.REGISTERED_CAPITAL, "50（万元）", Taken("50（万元）")),
        (Column.REGISTERED_CAPITAL, "1,234.5(万元(港币))", Taken("1,234.5(万元(港币))")),
        (Column.REGISTERED_CAPITAL, "10,00万", Taken(left="10,00万", finding=KEPT)),
        (Column.REGISTERED_CAPITAL, "50(万澳大利亚元)", Taken(left="50(万澳大利亚元)", finding=KEPT)),
        (Column.REGISTERED_CAPITAL, "ROY", Taken(left="ROY", finding=KEPT)),
        (Column.PHONE, "154 0000 1234", Taken("154 0000 1234")),
        (Column.PHONE, Number(15400001234), Taken("15400001234")),
        (Column.PHONE, "0755-12345678转803", Taken("0755-12345678转803")),
        (Column.PHONE, "＋８６ 15400001234", Taken("+86 15400001234")),
        (Column.PHONE, "15400001234；0755-12345678", Taken("15400001234", "0755-12345678", Finding.REST_AS_NOTE)),
        (Column.PHONE, Number(75512345678), Taken(left="75512345678", finding=KEPT)),  # its 0 is gone
        (Column.PHONE, Number(1.5400001234e20), Taken(left="1.5400001234e+20", finding=KEPT)),
        (Column.PHONE, "ask at the desk", Taken(left="ask at the desk", finding=KEPT)),
        (Column.PHONE, "12", Taken(left="12", finding=KEPT)),
        (Column.EMAIL, "a.b@c-d.example", Taken("a.b@c-d.example")),
        (Column.EMAIL, "a@b", Taken(left="a@b", finding=KEPT)),
        (Column.CITY, "  厦门\n市 ", Taken("厦门 市")),
        (Column.CITY, "厦" * 201, Taken("厦" * 200, "厦" * 201, Finding.SHORTENED)),
        (Column.EXTERNAL_ID, Number(7), Taken("7")),
        (Column.INDUSTRY, "=1+1", Taken("=1+1")),
    ],
)
def test_a_cell_is_taken_as_it_is_or_left_for_the_note(column: Column, cell: Cell, expected: Taken) -> None:
    assert take(column, cell) == expected


def test_a_number_too_long_for_a_spreadsheet_has_lost_digits() -> None:
    assert has_lost_digits(Number(9.111000060003734e17))
    assert has_lost_digits(Number(0.5))
    assert not has_lost_digits(Number(440300000000000))
    assert not has_lost_digits("911100006000373411")


def test_tags_are_told_apart_in_every_usual_way_and_named_once() -> None:
    assert take_tags("多层板，HDI、FPC;HDI|SMT / 打样") == ("多层板", "HDI", "FPC", "SMT", "打样")
    assert take_tags("x" * 21) == ()
    assert take_tags(None) == ()
