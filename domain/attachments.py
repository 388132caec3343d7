"""Files that belong to customers: which are taken, by their content and never by their name (SPEC §3, §5)."""

from dataclasses import dataclass
from enum import StrEnum

from domain.reasons import Reason
from domain.verdicts import Refused

LARGEST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 120
_MEGABYTE = 1024 * 1024


class MediaType(StrEnum):
    """What is taken, as it is called on the wire."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    DOC = "application/msword"
    XLS = "application/vnd.ms-excel"
    PPT = "application/vnd.ms-powerpoint"


class Purpose(StrEnum):
    """What a file is attached to."""

    FOLLOW_UP = "follow_up"
    LICENCE = "licence"


IMAGES = frozenset({MediaType.JPEG, MediaType.PNG})

_TAKEN = {
    Purpose.FOLLOW_UP: frozenset(MediaType),
    Purpose.LICENCE: IMAGES | {MediaType.PDF},
}
_PDF_WITHIN = 1024
"""Some programs write a few lines of their own before a PDF begins, and every reader allows for it."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_ZIP = {b"word/document": MediaType.DOCX, b"xl/workbook": MediaType.XLSX, b"ppt/presentation": MediaType.PPTX}
_IN_OLE = {
    "WordDocument": MediaType.DOC,
    "Workbook": MediaType.XLS,
    "Book": MediaType.XLS,
    "PowerPoint Document": MediaType.PPT,
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that may go on its way."""

    media_type: MediaType


def judge_file(content: bytes, purpose: Purpose) -> Taken | Refused:
    """Whether this may be attached."""
    wrong = what_is_wrong_with_size(len(content))
    if wrong is not None:
        return wrong
    found = media_type_of(content)
    return judge_kind(found, purpose)


def what_is_wrong_with_size(size: int) -> Refused | None:
    if size <= 0:
        return Refused(Reason.FILE_EMPTY)
    if size > LARGEST_BYTES:
        # In megabytes, as people are told: rounded up, or one byte too many would read as just enough.
        return Refused(Reason.FILE_TOO_LARGE, {"limit": LARGEST_BYTES // _MEGABYTE, "size": -(-size // _MEGABYTE)})
    return None


def judge_kind(media_type: MediaType | None, purpose: Purpose) -> Taken | Refused:
    if media_type is None or media_type not in _TAKEN[purpose]:
        return Refused(Reason.LICENCE_KIND if purpose is Purpose.LICENCE else Reason.FILE_KIND)
    return Taken(media_type)


def media_type_of(content: bytes) -> MediaType | None:
    """What the content is by its own marks; None where it is nothing that is taken."""
    if content.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return MediaType.PDF
    if content.startswith(_ZIP) and b"[Content_Types].xml" in content:
        return _first(_IN_ZIP, content)
    if content.startswith(_OLE):
        # Its directory names the streams in UTF-16, from the start of an entry.
        return _first({name.encode("utf-16-le") + b"\x00\x00": kind for name, kind in _IN_OLE.items()}, content)
    return None


def fit_name(name: str) -> str:
    """A file's name without folders and control characters, not too long; its ending is kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(mark for mark in last if mark.isprintable()).strip(" .")
    if len(plain) <= LONGEST_NAME:
        return plain or "_"
    stem, dot, ending = plain.rpartition(".")
    if not stem or len(ending) > 10:
        return plain[:LONGEST_NAME]
    return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending


def _first(marks: dict[bytes, MediaType], content: bytes) -> MediaType | None:
    return next((kind for mark, kind in marks.items() if mark in content), None)
