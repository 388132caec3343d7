"""Names and figures on which both sides must agree to the bit."""

import pytest

from sync.protocol.checksums import as_hex, fingerprint
from sync.protocol.scopes import REFERENCE, person_scope, pool_of, pool_scope


@pytest.mark.parametrize(
    ("kind", "row_id", "version", "recorded"),
    [
        ("customer", "0198a1b2c3d47e5f8a9b0c1d2e3f4a5b", 1, "f2b10303e2f1405e"),
        ("customer", "0198a1b2c3d47e5f8a9b0c1d2e3f4a5b", 2, "6eee4b63c8d1f800"),
        ("follow_up", "0198a1b2c3d47e5f8a9b0c1d2e3f4a5b", 1, "ab6c4d32e09b1159"),
        ("hologram", "无名", 0, "7d489d7da6edca8d"),
    ],
)
def test_a_fingerprint_is_the_one_that_version_1_took(kind: str, row_id: str, version: int, recorded: str) -> None:
    assert as_hex(fingerprint(kind, row_id, version)) == recorded


def test_no_part_of_a_fingerprint_runs_into_the_next() -> None:
    assert fingerprint("a", "b1", 2) != fingerprint("a", "b", 12)
    assert fingerprint("ab", "c", 1) != fingerprint("a", "bc", 1)


@pytest.mark.parametrize(
    ("xor", "text"), [(0, "0000000000000000"), (255, "00000000000000ff"), (2**64 - 1, "ffffffffffffffff")]
)
def test_a_checksum_travels_as_sixteen_hex_digits(xor: int, text: str) -> None:
    assert as_hex(xor) == text


def test_scopes_are_named_as_version_1_named_them() -> None:
    assert REFERENCE == "ref"
    assert person_scope("li") == "me:li"
    assert pool_scope("sz") == "pool:sz/0"
    assert pool_scope("sz", 3) == "pool:sz/3"


@pytest.mark.parametrize(
    ("scope", "pool"), [("pool:sz/0", "sz"), ("pool:sz/31", "sz"), ("me:sz", None), ("ref", None), ("moon:sz/0", None)]
)
def test_a_pool_is_read_from_its_scope_and_from_no_other(scope: str, pool: str | None) -> None:
    assert pool_of(scope) == pool
