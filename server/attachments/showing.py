"""Files on their way out, to whoever may see them."""

from domain.identifiers import PersonId
from domain.instants import millis
from domain.reasons import Reason
from server.attachments.blobs import Blobs
from server.attachments.repository import Stored, find_attachment
from server.attachments.rights import may_see
from server.database import Database
from sync.clock import Now
from sync.protocol.attachments import AttachmentPiece, AttachmentState, FetchAttachment, Part


def show(database: Database, blobs: Blobs, person_id: PersonId, asked: FetchAttachment, clock: Now) -> AttachmentPiece:
    """A stretch of a file, or of the small image of it."""
    stored = database.read(lambda connection: find_attachment(connection, asked.id))
    is_theirs = stored is not None and database.read(lambda connection: may_see(connection, person_id, stored))
    if stored is None or not is_theirs or stored.state != AttachmentState.THERE:
        return _nothing(asked, clock)
    sha256, size = _address(stored, asked.part)
    content = None if sha256 is None else blobs.read(sha256, max(asked.offset, 0), max(asked.length, 0))
    if sha256 is None or content is None:
        return _nothing(asked, clock)
    media_type = stored.row.media_type if asked.part == Part.CONTENT else "image/jpeg"
    return AttachmentPiece(asked.id, stored.row.name, media_type, size, sha256, content, millis(clock()))


def _address(stored: Stored, part: str) -> tuple[str | None, int]:
    if part == Part.THUMBNAIL:
        return stored.thumbnail_sha256, stored.thumbnail_size
    return (stored.sha256, stored.row.size) if part == Part.CONTENT else (None, 0)


def _nothing(asked: FetchAttachment, clock: Now) -> AttachmentPiece:
    """The same whether there is none or it is not theirs: ids tell a stranger nothing."""
    return AttachmentPiece(asked.id, "", "", 0, "", b"", millis(clock()), Reason.GONE.value)
