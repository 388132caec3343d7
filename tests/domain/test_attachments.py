"""Which files are taken: by what they are, never by what they are called."""

import pytest

from domain.attachments import (
    LARGEST_BYTES,
    LONGEST_NAME,
    MediaType,
    Purpose,
    Taken,
    fit_name,
    judge_file,
    judge_kind,
    media_type_of,
    what_is_wrong_with_size,
)
from domain.reasons import Reason
from domain.verdicts import Refused

JPEG = b"\xff\xd8\xff\xe0rest"
PNG = b"\x89PNG\r\n\x1a\nrest"
ZIP = b"PK\x03\x04...[Content_Types].xml..."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(8)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (JPEG, MediaType.JPEG),
        (PNG, MediaType.PNG),
        (b"%PDF-1.7 ...", MediaType.PDF),
        (b"\n" * 1000 + b"%PDF-1.4", MediaType.PDF),
        (b"\n" * 1024 + b"%PDF-1.4", None),
        (ZIP + b"word/document.xml", MediaType.DOCX),
        (ZIP + b"xl/workbook.xml", MediaType.XLSX),
        (ZIP + b"ppt/presentation.xml", MediaType.PPTX),
        (ZIP + b"evil.exe", None),
        (b"PK\x03\x04 word/document.xml", None),
        (stream("WordDocument"), MediaType.DOC),
        (stream("Workbook"), MediaType.XLS),
        (stream("Book"), MediaType.XLS),
        (stream("PowerPoint Document"), MediaType.PPT),
        (stream("!_StringData"), None),  # an installer is of the same family
        (b"MZ\x90\x00", None),
        (b"GIF89a", None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, found: MediaType | None) -> None:
    assert media_type_of(content) is found


@pytest.mark.parametrize(
    ("content", "purpose", "verdict"),
    [
        (JPEG, Purpose.LICENCE, Taken(MediaType.JPEG)),
        (stream("Workbook"), Purpose.FOLLOW_UP, Taken(MediaType.XLS)),
        (stream("Workbook"), Purpose.LICENCE, Refused(Reason.LICENCE_KIND)),
        (b"MZ", Purpose.FOLLOW_UP, Refused(Reason.FILE_KIND)),
        (b"MZ", Purpose.LICENCE, Refused(Reason.LICENCE_KIND)),
        (b"", Purpose.FOLLOW_UP, Refused(Reason.FILE_EMPTY)),
        (JPEG + bytes(LARGEST_BYTES), Purpose.FOLLOW_UP, Refused(Reason.FILE_TOO_LARGE, {"limit": 10, "size": 11})),
    ],
)
def test_what_may_be_attached(content: bytes, purpose: Purpose, verdict: Taken | Refused) -> None:
    assert judge_file(content, purpose) == verdict


def test_the_largest_file_fits_and_one_byte_more_does_not() -> None:
    assert what_is_wrong_with_size(LARGEST_BYTES) is None
    assert what_is_wrong_with_size(LARGEST_BYTES + 1) == Refused(Reason.FILE_TOO_LARGE, {"limit": 10, "size": 11})
    assert what_is_wrong_with_size(-1) == Refused(Reason.FILE_EMPTY)


def test_a_licence_may_be_a_pdf() -> None:
    assert judge_kind(MediaType.PDF, Purpose.LICENCE) == Taken(MediaType.PDF)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("营业执照.jpg", "营业执照.jpg"),
        ("C:\\Users\\林\\桌面\\报价.xlsx", "报价.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\n\u202ec.pdf", "abc.pdf"),
        ("", "_"),
        ("...", "_"),
        ("长" * 200 + ".pdf", "长" * (LONGEST_NAME - 4) + ".pdf"),
        ("长" * 200, "长" * LONGEST_NAME),
        ("长" * 200 + "." + "x" * 50, "长" * LONGEST_NAME),
        ("." + "x" * 300, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_made_fit_to_be_kept(given: str, kept: str) -> None:
    assert fit_name(given) == kept
