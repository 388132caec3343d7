"""Versions are three numbers, and what is none is neither older nor newer than anything."""

import pytest

from sync.protocol.versions import is_fit_place, is_older, numbers


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1.4.0", (1, 4, 0)), ("0.0.0", (0, 0, 0)), (" 10.20.65535 ", (10, 20, 65535)), ("0", None), ("", None),
        ("1.4", None), ("1.4.0.1", None), ("1.4.0rc1", None), ("v1.4.0", None), ("01.4.0", None), ("1.-4.0", None),
        ("１.4.0", None), ("1.4.0\n2", None), ("1.4.123456", None),
    ],
)  # fmt: skip
def test_a_version_is_three_numbers(text: str, meant: tuple[int, int, int] | None) -> None:
    assert numbers(text) == meant


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1.4.0", "1.4.1", True), ("1.9.0", "1.10.0", True), ("1.4.0", "1.4.0", False), ("2.0.0", "1.9.9", False),
        ("0", "1.4.0", False), ("1.4.0", "", False), ("1.4.0", "next", False),
    ],
)  # fmt: skip
def test_versions_are_compared_by_their_numbers(one: str, other: str, *, expected: bool) -> None:
    assert is_older(one, other) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://it.example.cn/gonghai", True), ("https://软件.example.cn/公海 1.4.msi", True),
        (r"\\files\软件\公海", True), (r"\\files\share$\gonghai-1.4.0-x64.msi", True),
        ("file://files/share/gonghai.msi", True), ("http://it.example.cn", False), ("javascript:alert(1)", False),
        ("ftp://files/x", False), ("https://", False), ("https://wang:geheim@it.example.cn", False),
        ("gonghai.msi", False),
        (r"\\files", False), (r"C:\gonghai.msi", False), ("file:///etc/passwd", False), ("https://[1", False),
        ("https://it.example.cn/\u202egnp.exe", False), ("https://it.example.cn/\nx", False),
        ("https://it.example.cn/" + "x" * 500, False), ("", False), ("https:// it.example.cn", False),
    ],
)  # fmt: skip
def test_a_version_is_found_on_a_page_or_a_share(text: str, *, expected: bool) -> None:
    assert is_fit_place(text) is expected
