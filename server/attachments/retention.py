"""How long a file is kept that no stored command names."""

from datetime import timedelta
from functools import partial

from domain.identifiers import Instant
from server.attachments.blobs import Blobs
from server.attachments.repository import drop_unnamed, is_needed
from server.database import Database

UNNAMED_KEPT = timedelta(days=30)

_AT_ONCE = 200


def forget_unnamed(database: Database, blobs: Blobs, now: Instant) -> int:
    """Drop files that nobody named in all that time, a stretch at once. Returns how many: call again until none."""
    gone = database.write(lambda connection: drop_unnamed(connection, now - UNNAMED_KEPT, _AT_ONCE))
    for stored in gone:
        blobs.drop_part(stored.row.id)
        for sha256 in (stored.sha256, stored.thumbnail_sha256):
            if sha256 is not None and not database.read(partial(is_needed, sha256=sha256)):
                blobs.drop(sha256, now)
    return len(gone)
