"""Registered capital as people write it."""

import pytest

from domain.capital import in_whole_units
from domain.certification import whole_capital


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3000000", "3000000"),
        ("3,000,000", "3000000"),
        ("3，000，000", "3000000"),
        (" 300 万 ", "3000000"),
        ("300万元", "3000000"),
        ("300万元整", "3000000"),
        ("300萬圆", "3000000"),
        ("0.5万", "5000"),
        ("1.25亿", "125000000"),
        ("2億元人民币", "200000000"),
        ("1234567.89", "1234567.89"),
    ],
)
def test_an_amount_is_counted_out_in_whole_units(written: str, meant: str) -> None:
    assert in_whole_units(written) == meant
    assert whole_capital(in_whole_units(written)) is not None


@pytest.mark.parametrize(
    "written", ["", "万", "三百万", "3e2万", "1_000万", "1.2.3万", "3.万", "٣万", "N/A", "300万万", "-3万"]
)
def test_what_is_no_amount_stays_as_it_was_written_and_the_court_refuses_it(written: str) -> None:
    assert in_whole_units(written) == written
    assert whole_capital(written) is None
