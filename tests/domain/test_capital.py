"""Registered capital as licences write it, read to the digit or not at all (H 117, SPEC 7)."""

from decimal import Decimal

import pytest

from domain.capital import in_whole_units
from domain.certification import whole_capital


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3000000", "3000000"),
        ("3,000,000", "3000000"),
        ("3，000，000", "3000000"),  # commas of a Chinese keyboard
        (" 500 ", "500"),
        ("50.5", "50.5"),
        ("0.01", "0.01"),
        ("１００", "100"),  # full-width digits of a Chinese keyboard
        ("1" + "0" * 15, "1" + "0" * 15),
        ("1" + "0" * 14 + "1", None),
        ("1" + "0" * 15 + ".01", None),
        ("0", None),
        ("0.00", None),
        ("-1", None),
        ("+1", None),
        ("1e3", None),
        ("1_000", None),
        ("NaN", None),
        ("Infinity", None),
        ("", None),
        (" ", None),
        (".", None),
        (",", None),
        ("1.2.3", None),
        ("300万", None),
        ("3,000(万人民币元)", None),  # SPEC 7: never guessed
        ("3 000", None),
        ("N/A", None),
    ],
)
def test_capital_is_an_amount_that_a_company_could_have(text: str, amount: str | None) -> None:
    assert whole_capital(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("300万", "3000000"),
        ("3,000 万元", "30000000"),
        ("1.5亿", "150000000"),
        ("0.5萬", "5000"),
        ("2億元整", "200000000"),
        ("3，000，000 元", "3000000"),
        ("500万人民币", "5000000"),
        ("3000000", "3000000"),
        ("50.5", "50.5"),
        ("万", "万"),
        ("三百万", "三百万"),
        ("1.2.3万", "1.2.3万"),
        ("1.万", "1.万"),
        ("N/A", "N/A"),
        ("", ""),
    ],
)
def test_what_people_write_is_counted_out_or_left_as_it_was(written: str, whole: str) -> None:
    assert in_whole_units(written) == whole
