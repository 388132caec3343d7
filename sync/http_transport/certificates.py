"""Certificates, read no further than people ask: whose, by whom, from when until when.

Python reads only those it trusts, and what is asked about are the others.
"""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from domain.identifiers import Instant

_SEQUENCE, _VERSION, _OBJECT = 0x30, 0xA0, 0x06
_COMMON_NAME, _ORGANISATION = b"\x55\x04\x03", b"\x55\x04\x0a"
_TEXTS = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1E: "utf-16-be"}
_TIMES = {0x17: "%y%m%d%H%M%SZ", 0x18: "%Y%m%d%H%M%SZ"}
_BEGIN = "-----BEGIN CERTIFICATE-----"
_END = "-----END CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class Certificate:
    """Names as people know them: the common name, else the organisation, else nothing."""

    subject: str
    issuer: str
    begins_at: Instant
    ends_at: Instant


def read_certificate(der: bytes) -> Certificate:
    """What a certificate says of itself; nothing is verified.

    Raises:
        ValueError: it is none.
    """
    try:
        ((_, whole),) = _parts(der)
        (_, signed), *_ = _parts(whole)
        said = [content for tag, content in _parts(signed) if tag != _VERSION]
        _number, _algorithm, issuer, validity, subject, *_ = said
        begins_at, ends_at = (_time(tag, content) for tag, content in _parts(validity))
        return Certificate(_name(subject), _name(issuer), begins_at, ends_at)
    except (IndexError, TypeError) as error:
        raise ValueError("not a certificate") from error


def certificates_in(path: Path) -> list[Certificate]:
    """Those of a PEM file, or the one of a file in the binary form that Windows exports.

    Raises:
        OSError: it cannot be read.
        ValueError: there are none in it, or something else stands where one should.
    """
    content = path.read_bytes()
    text = content.decode("latin-1")
    blocks = [_BEGIN + block.partition(_END)[0] + _END for block in text.split(_BEGIN)[1:]]
    if not blocks:
        return [read_certificate(content)]
    return [read_certificate(ssl.PEM_cert_to_DER_cert(block)) for block in blocks]


def _parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of what stands in it, one after the other."""
    at = 0
    while at < len(content):
        tag, length, start = content[at], content[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            length, start = int.from_bytes(content[start : start + count]), start + count
        at = start + length
        if at > len(content):
            raise ValueError("cut short")
        yield tag, content[start:at]


def _name(content: bytes) -> str:
    told: dict[bytes, str] = {}
    for _, group in _parts(content):
        for tag, pair in _parts(group):
            if tag == _SEQUENCE:
                (kind, oid), (text_tag, text) = _parts(pair)
                if kind == _OBJECT and text_tag in _TEXTS:
                    told.setdefault(oid, text.decode(_TEXTS[text_tag], "replace"))
    return told.get(_COMMON_NAME) or told.get(_ORGANISATION) or ""


def _time(tag: int, content: bytes) -> Instant:
    if tag not in _TIMES:
        raise ValueError("not a time")
    return datetime.strptime(content.decode("ascii"), _TIMES[tag]).replace(tzinfo=UTC)
