"""Versions of the program, as its installer carries them: three numbers, 1.4.0; and where a version is to be found."""

import re
from urllib.parse import urlsplit

type Numbers = tuple[int, int, int]

_VERSION = re.compile(r"(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})", re.ASCII)
_SHARE = re.compile(r"\\\\[^\\/:*?\"<>|]+\\[^/:*?\"<>|]+")
_LONGEST_PLACE = 500


def numbers(text: str) -> Numbers | None:
    """None for what nobody has rolled out: a checkout says 0, a trial build 1.4.0rc1."""
    found = _VERSION.fullmatch(text.strip())
    return None if found is None else (int(found[1]), int(found[2]), int(found[3]))


def is_older(one: str, other: str) -> bool:
    """Whether both are versions, and the first came before the second."""
    first, second = numbers(one), numbers(other)
    return first is not None and second is not None and first < second


def is_fit_place(text: str) -> bool:
    r"""Whether this names a page (https), or a folder or file of a share: \\server\share or file://server/share.

    It is shown to people and opened by nobody else; a password in it would be shown with it.
    """
    if not text.isprintable() or len(text) > _LONGEST_PLACE:
        return False
    if _SHARE.fullmatch(text):
        return True
    try:
        place = urlsplit(text)
        host, is_signed_in = place.hostname, place.username is not None or place.password is not None
    except ValueError:
        return False
    is_whole = bool(host) and not is_signed_in and " " not in place.netloc
    return is_whole and (place.scheme == "https" or (place.scheme == "file" and len(place.path) > 1))
