"""What is typed as a server becomes an address, or says why it cannot."""

import pytest

from desktop.server_address import UnusableAddress, normalised


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("crm.example.com", "https://crm.example.com"),
        ("  https://CRM.example.com/ ", "https://crm.example.com"),
        ("https://crm.example.com:443", "https://crm.example.com"),
        ("crm.example.com:8443", "https://crm.example.com:8443"),
        ("crm.example.com/gonghai/", "https://crm.example.com/gonghai"),
        ("ｈttps：／／crm．example．com".replace("ｈ", "h"), "https://crm.example.com"),
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("192.168.1.7:8000", "https://192.168.1.7:8000"),
    ],
)
def test_an_address_is_completed_kindly(typed: str, expected: str) -> None:
    assert normalised(typed) == expected
    assert normalised(expected) == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("https://", "malformed"),
        ("ftp://crm.example.com", "malformed"),
        ("crm example.com", "malformed"),
        ("crm.example.com:port", "malformed"),
        ("crm.example.com?next=evil", "malformed"),
        ("http://crm.example.com", "insecure"),
        ("http://localhost.example.com", "insecure"),
        ("https://wang:secret@crm.example.com", "with-password"),
    ],
)
def test_what_cannot_be_called_safely_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(UnusableAddress) as refused:
        normalised(typed)
    assert refused.value.code == code
