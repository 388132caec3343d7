"""Recognisable to whoever knows it already, useless to anybody else (SPEC 3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.masking import Reach, masked, masked_phone

DIGIT = st.characters(categories=["Nd"])


@pytest.mark.parametrize(
    ("phone", "seen"),
    [
        ("", ""),
        ("   ", ""),
        ("13812345678", "138****5678"),
        (" 13812345678 ", "138****5678"),
        ("+8613812345678", "+86****5678"),
        ("１３８１２３４５６７８", "１３８****５６７８"),  # full-width, as registries write them
        ("075512345678", "075****5678"),  # a landline with its area
        ("0755-12345678", "075****5678"),
        ("021-1234567", "****4567"),  # ten digits: an area code would leave three to guess
        ("12345678", "****5678"),
        ("1234567", "****"),
        ("110", "****"),
        ("(8)-12-34-5", "****"),  # long only by its marks
        ("8888 转 12", "****"),
        ("13812345678/13987654321", "138****4321"),  # two in one cell
        ("no number", "****"),
    ],
)
def test_the_shorter_a_phone_the_less_of_it_is_seen(phone: str, seen: str) -> None:
    assert masked_phone(phone) == seen


@pytest.mark.parametrize(
    ("email", "seen"),
    [
        ("", ""),
        ("  ", ""),
        ("wang.wei@example.cn", "w****@example.cn"),
        (" wang@example.cn ", "w****@example.cn"),
        ("w@example.cn", "w****@example.cn"),
        ("王@公司.cn", "王****@公司.cn"),
        ("@example.cn", "@example.cn"),
        ("wang＠example.cn", "w****"),  # full-width sign
        ("not an address", "n****"),
        ("wang.wei", "w****"),
        ("wang@example.cn;li@example.com", "w****@example.com"),  # two in one cell
        ("wang@example.cn 13812345678", "w****"),  # a phone behind the address
        ("wang@example.cn;13812345678", "w****"),
        ("wang@13812345678", "w****"),
        ("wang@", "w****"),
    ],
)
def test_of_an_email_the_first_letter_and_the_host_are_seen(email: str, seen: str) -> None:
    assert masked(Reach(email=email)).email == seen


@pytest.mark.parametrize(
    ("wechat", "seen"),
    [("", ""), ("  ", ""), ("wxid_8a7b6c", "w****"), (" wxid", "w****"), ("w", "w****"), ("微信", "微****")],
)
def test_of_a_wechat_name_the_first_letter_is_seen(wechat: str, seen: str) -> None:
    assert masked(Reach(wechat=wechat)).wechat == seen


def test_the_contact_is_not_seen_at_all() -> None:
    reach = Reach("Wang Wei", "13812345678", "wang@example.cn", "wxid_8a7b6c")
    assert masked(reach) == Reach("", "138****5678", "w****@example.cn", "w****")
    assert masked(Reach()) == Reach()


@given(head=st.text("0123456789", min_size=3, max_size=3), tail=st.text("0123456789", min_size=4, max_size=4),
       first=st.text(DIGIT, min_size=4), second=st.text(DIGIT, min_size=4))  # fmt: skip
def test_two_phones_that_differ_only_in_the_middle_look_alike(head: str, tail: str, first: str, second: str) -> None:
    """So what is seen tells nothing at all of the middle."""
    assert masked_phone(head + first + tail) == masked_phone(head + second + tail)


@given(st.text(DIGIT, min_size=1, max_size=10))
def test_a_short_number_hides_at_least_half_of_itself(number: str) -> None:
    assert len(masked_phone(number).replace("*", "")) <= len(number) / 2


@given(initial=st.sampled_from("abc王"), first=st.text(), second=st.text())
def test_two_emails_of_one_initial_and_host_look_alike(initial: str, first: str, second: str) -> None:
    def seen(rest: str) -> str:
        return masked(Reach(email=f"{initial}{rest}@example.cn")).email

    assert seen(first) == seen(second) == f"{initial}****@example.cn"


@given(st.text(max_size=40))
def test_of_a_cell_with_anything_in_it_no_seven_digits_in_a_row_come_through(cell: str) -> None:
    for hidden in ("13812345678", "021-87654321"):
        reach = masked(Reach(phone=cell + hidden, email=f"{cell}@{hidden}", wechat=hidden + cell))
        assert hidden[4:] not in reach.phone
        assert hidden[1:] not in reach.email and hidden[1:] not in reach.wechat
