"""What becomes of a file once all of it has come: is it what was declared, what is kept of it, or why nothing is."""

import hashlib

from domain.attachments import IMAGES, Purpose, Taken, judge_file
from domain.reasons import Reason
from domain.verdicts import Refused
from server.attachments.blobs import Blobs
from server.attachments.pictures import develop
from server.attachments.repository import Kept, Stored


class OtherThanDeclared(Exception):
    """Its bytes are not those of which the hash was declared: something was lost on the way, or on our disk."""


def inspect(stored: Stored, blobs: Blobs, mark: str) -> Kept | Refused:
    """Look into what came, and keep what is good. An image is kept as it was written anew, all else as it is.

    Raises:
        OtherThanDeclared: see there.
    """
    content = blobs.part(stored.row.id)
    if len(content) != stored.declared_size or hashlib.sha256(content).hexdigest() != stored.declared_sha256:
        raise OtherThanDeclared
    verdict = judge_file(content, Purpose(stored.purpose))
    if not isinstance(verdict, Taken):
        return verdict
    if verdict.media_type.value != stored.row.media_type:
        return Refused(Reason.FILE_DISGUISED)
    if verdict.media_type not in IMAGES:
        return Kept(len(content), blobs.keep(content, mark))
    picture = develop(content, verdict.media_type)
    if isinstance(picture, Refused):
        return picture
    return Kept(
        size=len(picture.content),
        sha256=blobs.keep(picture.content, mark),
        width=picture.width,
        height=picture.height,
        thumbnail_sha256=blobs.keep(picture.thumbnail, mark),
        thumbnail_size=len(picture.thumbnail),
    )
