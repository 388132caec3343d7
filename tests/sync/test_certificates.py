"""Certificates are read of which nobody knows whether they are any."""

import ssl
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.http_transport.certificates import certificates_in, read_certificate

PEM = Path(__file__).with_name("localhost.pem")
_END = "-----END CERTIFICATE-----"
DER = ssl.PEM_cert_to_DER_cert(
    "-----BEGIN CERT" + PEM.read_text().partition("-----BEGIN CERT")[2].partition(_END)[0] + _END
)


def test_what_a_certificate_says_is_read_from_both_forms(tmp_path: Path) -> None:
    (known,) = certificates_in(PEM)
    assert (known.subject, known.issuer) == ("localhost", "localhost")
    assert known.begins_at < known.ends_at and known.ends_at.utcoffset() is not None
    (tmp_path / "binary.cer").write_bytes(DER)
    assert certificates_in(tmp_path / "binary.cer") == [known]


def test_each_of_several_is_read(tmp_path: Path) -> None:
    file = tmp_path / "two.pem"
    file.write_bytes(b"# ours\r\n" + PEM.read_bytes() + b"\n" + PEM.read_bytes())
    assert len(certificates_in(file)) == 2


@given(st.binary(max_size=200))
def test_whatever_else_it_is_it_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        read_certificate(content)


@given(st.integers(0, len(DER) - 1), st.integers(1, 255))
def test_a_spoiled_one_is_read_or_refused_and_nothing_else(place: int, by: int) -> None:
    spoiled = bytearray(DER)
    spoiled[place] ^= by
    try:
        read_certificate(bytes(spoiled))
    except ValueError:
        return


@given(st.integers(0, len(DER) - 1))
def test_one_cut_short_is_refused(length: int) -> None:
    with pytest.raises(ValueError):
        read_certificate(DER[:length])
