"""Files that belong to customers, on their way up and down.

POST /api/v1/attachments/declare says what is coming and learns how much of it is there; /attachments/chunk brings a
stretch of it; /attachments/fetch asks for a stretch of one. All three may be repeated, in any order: what is there
already is not taken twice. A file is whole once all its bytes have come and its hash is the one declared.
"""

from typing import Any

import msgspec

CHUNK_BYTES = 256 * 1024


class AttachmentState:
    """How a file stands with the server."""

    RECEIVING = "receiving"
    THERE = "there"
    REFUSED = "refused"


class Part:
    """What may be fetched of a file."""

    CONTENT = "content"
    THUMBNAIL = "thumbnail"


class DeclareAttachment(msgspec.Struct, frozen=True):
    """`size` and `sha256` are of the file as it lies with its author. `purpose`: follow_up or licence."""

    id: str
    customer_id: str
    purpose: str
    name: str
    media_type: str
    size: int
    sha256: str


class PutChunk(msgspec.Struct, frozen=True):
    id: str
    offset: int
    content: bytes


class AttachmentStanding(msgspec.Struct, frozen=True):
    """`received`: so many bytes from the start are safe; the next chunk begins there. A refusal is final; `reason` is
    one of `domain.reasons`."""

    id: str
    state: str
    received: int
    server_time: int
    reason: str | None = None
    facts: dict[str, str | int] = {}


class FetchAttachment(msgspec.Struct, frozen=True):
    id: str
    part: str
    offset: int
    length: int


class AttachmentPiece(msgspec.Struct, frozen=True):
    """A stretch of what is kept, which is `size` bytes long and has the hash `sha256`.

    With a `reason` there is nothing: the file is not there, or not for whoever asks.
    """

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    content: bytes
    server_time: int
    reason: str | None = None


def attachments_of(act: Any) -> tuple[str, ...]:
    """The files that an act names: it is sent once they are delivered."""
    licence_id = getattr(act, "licence_id", None)
    return (*getattr(act, "attachments", ()), *(() if licence_id is None else (licence_id,)))
