"""Which writings are of one number, and which are of none (H 121)."""

import pytest

from domain.phones import digits_of, is_phone


@pytest.mark.parametrize(
    ("writings", "digits"),
    [
        (
            [
                "13812345678", "138 1234 5678", "138-1234-5678", "+86 138 1234 5678", "+86-13812345678",
                "0086 13812345678", " +8613812345678", "8613812345678",
                "(138)12345678", "138·1234·5678", "138.1234.5678",
            ],
            "13812345678",
        ),
        (["0755-26601234", "0755 2660 1234", "（0755）26601234", "+86 0755 26601234"], "075526601234"),
        (["0755-26601234-8", "0755-26601234转8", "0755-26601234 ext 8", "0755-26601234#8"], "0755266012348"),
        (["+852 2345 6789", "00852 2345 6789"], "85223456789"),
        (["+1 (212) 555-0100", "0012125550100"], "12125550100"),
        (["12345"], "12345"),
        (["123456789012345"], "123456789012345"),
    ],
)  # fmt: skip
def test_writings_of_one_number_have_their_digits_in_common(writings: list[str], digits: str) -> None:
    assert {digits_of(writing) for writing in writings} == {digits}
    assert all(is_phone(writing) for writing in writings)


@pytest.mark.parametrize(
    "writing", ["", "  ", "1234", "+86 1234", "N/A", "-", "1234567890123456", "０７５５２６６０１２３４"]
)
def test_too_few_digits_and_too_many_are_no_number(writing: str) -> None:
    assert digits_of(writing) == ""
    assert not is_phone(writing)


@pytest.mark.parametrize(
    "writing", ["138 1234 5678 王工", "13812345678,", "13812345678a", "13812345678\n", "138@12345"]
)
def test_what_has_words_in_it_cannot_be_dialled_and_is_still_told_apart(writing: str) -> None:
    """A search for it finds what has the same digits; nobody saves it."""
    assert digits_of(writing)
    assert not is_phone(writing)


def test_two_numbers_in_one_line_are_none() -> None:
    assert not is_phone("13812345678/13987654321")


def test_a_short_number_that_begins_like_china_keeps_its_beginning() -> None:
    assert digits_of("86123") == "86123"
    assert digits_of("8675526601234") == "8675526601234"
