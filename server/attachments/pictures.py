"""Asks the child process for an image written anew, and outlives whatever the image does to it."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

from domain.attachments import MediaType
from domain.reasons import Reason
from domain.verdicts import Refused

PATIENCE_SECONDS = 30
MOST_MEGAPIXELS = 64
_PROJECT = Path(__file__).resolve().parents[2]
_KINDS = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG"}


class _Told(msgspec.Struct, frozen=True):
    """What the child says, of either kind."""

    type: str
    width: int = 0
    height: int = 0
    has_too_many_pixels: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    thumbnail: bytes
    width: int
    height: int


def develop(content: bytes, media_type: MediaType, patience_seconds: float = PATIENCE_SECONDS) -> Picture | Refused:
    """The image upright and written anew, without what its file said besides, and a small one of it."""
    with tempfile.TemporaryDirectory(prefix="gonghai-picture-") as name:
        folder = Path(name)
        source, target, thumbnail = (folder / part for part in ("source", "target", "thumbnail"))
        source.write_bytes(content)
        told = _ask([str(source), _KINDS[media_type], str(target), str(thumbnail)], patience_seconds)
        if told is None or told.type != "developed":
            if told is not None and told.has_too_many_pixels:
                return Refused(Reason.IMAGE_TOO_LARGE, {"limit": MOST_MEGAPIXELS})
            return Refused(Reason.IMAGE_UNREADABLE)
        return Picture(target.read_bytes(), thumbnail.read_bytes(), told.width, told.height)


def _ask(arguments: list[str], patience_seconds: float) -> _Told | None:
    """None where the child was ended or fell over: what it was given is not to be read."""
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "server.attachments.picture_reader", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_PROJECT,
            env={**os.environ, "PYTHONUTF8": "1"},
            timeout=patience_seconds,
            check=False,
        )
        return msgspec.json.decode(ended.stdout, type=_Told)
    except (subprocess.TimeoutExpired, msgspec.MsgspecError):
        return None
