"""Files that came down: a cache within bounds, encrypted as everything here, and gone with their customers."""

import hashlib

from sqlalchemy import Connection, delete, insert, select, update

from sync.cache.attachment_tables import fetched, fetched_piece
from sync.cache.files import StoreFile
from sync.protocol.attachments import AttachmentPiece, Part

MOST_BYTES = 200 * 1024 * 1024


class Spoiled(Exception):
    """All of it came and is not what the server says it is; it was thrown away."""


class Fetched:
    def __init__(self, pool: StoreFile) -> None:
        self._pool = pool

    def received(self, attachment_id: str, part: str) -> int:
        """How much of it is here."""
        one = fetched.c.id == attachment_id, fetched.c.part == part
        with self._pool.reading() as connection:
            return connection.scalar(select(fetched.c.received).where(*one)) or 0

    def content(self, attachment_id: str, part: str = Part.CONTENT) -> bytes | None:
        """All of it, where it is here; None where it is not, or only a part."""
        one = fetched.c.id == attachment_id, fetched.c.part == part, fetched.c.received == fetched.c.size
        pieces = select(fetched_piece.c.content).join(fetched, fetched.c.no == fetched_piece.c.file_no).where(*one)
        with self._pool.reading() as connection:
            found = list(connection.scalars(pieces.order_by(fetched_piece.c.start)))
        return b"".join(found) if found else None

    def store(self, piece: AttachmentPiece, part: str, offset: int) -> bool:
        """Keep a stretch that begins where the last one ended; whether it was the last.

        Raises:
            Spoiled: see there.
        """
        with self._pool.writing() as connection:
            is_whole, is_spoiled = _stored(connection, piece, part, offset)
            if is_whole and not is_spoiled:
                _bound(connection)
        if is_spoiled:
            raise Spoiled
        return is_whole

    def keep(self, attachment_id: str, part: str, media_type: str, content: bytes) -> None:
        """What this machine has had before the server did."""
        sha256 = hashlib.sha256(content).hexdigest()
        piece = AttachmentPiece(attachment_id, "", media_type, len(content), sha256, content, 0)
        with self._pool.writing() as connection:
            _drop(connection, attachment_id, part)
            _stored(connection, piece, part, 0)
            _bound(connection)

    def forget(self, attachment_id: str, part: str) -> None:
        with self._pool.writing() as connection:
            _drop(connection, attachment_id, part)

    def retain(self, attachment_ids: frozenset[str]) -> None:
        """Forget all others: their customers have left."""
        with self._pool.reading() as connection:
            rows = connection.execute(select(fetched.c.no, fetched.c.id)).all()
        gone = [row.no for row in rows if row.id not in attachment_ids]
        if gone:
            with self._pool.writing() as connection:
                for number in gone:
                    _drop_number(connection, number)


def _stored(connection: Connection, piece: AttachmentPiece, part: str, offset: int) -> tuple[bool, bool]:
    """Whether all is here now, and whether that was nothing to keep."""
    one = fetched.c.id == piece.id, fetched.c.part == part
    known = connection.execute(select(fetched).where(*one)).first()
    if known is not None and (known.sha256, known.size) != (piece.sha256, piece.size):
        _drop_number(connection, known.no)
        known = None
    received = 0 if known is None else known.received
    if offset != received or not piece.content:
        # Something else was kept here, or nothing came: it is begun again from what is here.
        return False, False
    values = {"media_type": piece.media_type, "size": piece.size, "sha256": piece.sha256}
    if known is None:
        values |= {"id": piece.id, "part": part, "received": len(piece.content)}
        number = connection.execute(insert(fetched).values(values).returning(fetched.c.no)).scalar_one()
    else:
        number = known.no
        grown = update(fetched).where(fetched.c.no == number)
        connection.execute(grown.values(received=received + len(piece.content)))
    connection.execute(insert(fetched_piece).values(file_no=number, start=offset, content=piece.content))
    if received + len(piece.content) < piece.size:
        return False, False
    hashed = hashlib.sha256()
    pieces = select(fetched_piece.c.content).where(fetched_piece.c.file_no == number).order_by(fetched_piece.c.start)
    for content in connection.scalars(pieces):
        hashed.update(content)
    if hashed.hexdigest() != piece.sha256:
        _drop_number(connection, number)
        return True, True
    return True, False


def _bound(connection: Connection) -> None:
    """Let the oldest go until all fit."""
    total = 0
    for row in connection.execute(select(fetched.c.no, fetched.c.received).order_by(fetched.c.no.desc())).all():
        total += row.received
        if total > MOST_BYTES:
            _drop_number(connection, row.no)


def _drop(connection: Connection, attachment_id: str, part: str) -> None:
    one = fetched.c.id == attachment_id, fetched.c.part == part
    for number in connection.scalars(select(fetched.c.no).where(*one)).all():
        _drop_number(connection, number)


def _drop_number(connection: Connection, number: int) -> None:
    connection.execute(delete(fetched_piece).where(fetched_piece.c.file_no == number))
    connection.execute(delete(fetched).where(fetched.c.no == number))
