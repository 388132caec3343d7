"""What a password of one's own must be."""

import pytest

from domain.passwords import LONGEST, SHORTEST, Weakness, weakness


@pytest.mark.parametrize(
    ("password", "wrong"),
    [
        ("x" * (SHORTEST - 1), Weakness.SHORT),
        ("x" * SHORTEST, None),
        ("x" * LONGEST, None),
        ("x" * (LONGEST + 1), Weakness.LONG),
        ("", Weakness.SHORT),
        ("lin-xiao@south", Weakness.LOGIN),
        ("ＬＩＮ-ｘｉａｏ@South", Weakness.LOGIN),
        ("ﬃ" * 3, None),
        ("e\u0301" * SHORTEST, None),
        ("e\u0301" * (SHORTEST - 1), Weakness.SHORT),
    ],
)
def test_a_password_is_measured_as_it_reads(password: str, wrong: Weakness | None) -> None:
    assert weakness(password, "lin-xiao@south") is wrong


def test_whoever_does_not_know_the_login_judges_by_the_length() -> None:
    assert weakness("lin-xiao@south") is None
