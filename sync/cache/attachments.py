"""A customer's files as the person should see them: those that are there, those on their way, those that were refused.

Up: `add` keeps a file here, `sync.courier` brings it to the server, and no command that names it is sent before. Down:
`sync.courier` fetches what a screen asks for. `content` and `thumbnail` answer from this machine alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, select

from domain.attachments import IMAGES, Purpose
from domain.identifiers import Instant, PersonId
from domain.reasons import Fact
from domain.verdicts import Refused
from sync.cache.attachment_tables import outgoing
from sync.cache.fetched import Fetched
from sync.cache.files import StoreFile
from sync.cache.outgoing import Added, Outgoing, OutgoingFile, OutgoingState, content_of, file_of, files_of
from sync.cache.shapes import ATTACHMENTS
from sync.cache.shelving import shelve
from sync.cache.tables import attachment
from sync.protocol.attachments import Part
from sync.protocol.rows import AttachmentRow


class FileState(StrEnum):
    """The life of a file."""

    WAITING = "waiting"  # kept here, nothing of it has gone
    SENDING = "sending"  # `sent` of `size` bytes are with the server
    THERE = "there"
    REFUSED = "refused"  # by the server; it stays readable here until it is dismissed
    UNKNOWN = "unknown"  # named by something, and neither here nor with the server as far as one sees


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """`at`: when it was attached, in milliseconds. `width` and `height` are an image's, once the server has seen it."""

    id: str
    customer_id: str
    author_id: str
    name: str
    media_type: str
    size: int
    at: int
    state: FileState
    sent: int = 0
    reason: str | None = None
    facts: dict[str, Fact] = field(default_factory=dict)
    width: int | None = None
    height: int | None = None

    @property
    def is_image(self) -> bool:
        return self.media_type in IMAGES


class Attachments:
    """`queue` is the way up and `store` the cache of what came down: both for the courier."""

    def __init__(self, me: StoreFile, pool: StoreFile, queue: Outgoing, store: Fetched, person_id: PersonId) -> None:
        self._me = me
        self._pool = pool
        self.queue = queue
        self.store = store
        self._person_id = person_id

    def add(
        self,
        file: bytes | Path,
        name: str,
        customer_id: str,
        purpose: Purpose,
        now: Instant,
        thumbnail: bytes | None = None,
    ) -> Added | Refused:
        """Copy a file into the cache, where it can be attached; see `Outgoing.add`. Not for the UI thread."""
        return self.queue.add(file, name, customer_id, purpose, now, thumbnail)

    def remove(self, attachment_id: str) -> bool:
        """Take off what was added and not yet submitted; False where something that was asked names it."""
        return self.queue.remove(attachment_id)

    def shelve(self, now: Instant) -> None:
        """See `sync.cache.shelving`: at the end of every round."""
        shelve(self._me, self._pool, self.store, now)

    def dismiss(self, attachment_id: str) -> None:
        """Let a refused file go."""
        self.queue.dismiss(attachment_id)

    def of(self, customer_id: str) -> tuple[AttachmentView, ...]:
        """All of a customer's, in the order in which they were attached, each once."""
        rows = self._rows(attachment.c.customer_id == customer_id)
        with self._me.reading() as connection:
            coming = files_of(connection, customer_id)
        views = [_told(row) for row in rows.values()]
        views += [self._coming(file) for file in coming if file.id not in rows]
        return tuple(sorted(views, key=lambda view: (view.at, view.id)))

    def named(self, attachment_ids: Sequence[str]) -> tuple[AttachmentView | None, ...]:
        """What a follow-up or a certification names, in its order; None for what is unknown here."""
        rows = self._rows(attachment.c.id.in_(attachment_ids))
        with self._me.reading() as connection:
            coming = {each: file_of(connection, each) for each in attachment_ids if each not in rows}
        found: list[AttachmentView | None] = []
        for each in attachment_ids:
            file = coming.get(each)
            found.append(_told(rows[each]) if each in rows else None if file is None else self._coming(file))
        return tuple(found)

    def state(self, attachment_id: str) -> FileState:
        (view,) = self.named([attachment_id])
        return FileState.UNKNOWN if view is None else view.state

    def refused(self) -> tuple[AttachmentView, ...]:
        """What the server would not take, newest first: for the sync centre, where it can be saved from."""
        return tuple(map(self._coming, self.queue.refused()))

    def content(self, attachment_id: str) -> bytes | None:
        """The file itself, where it is on this machine; else the courier may be asked for it."""
        with self._me.reading() as connection:
            if file_of(connection, attachment_id) is not None:
                return content_of(connection, attachment_id)
        return self.store.content(attachment_id)

    def thumbnail(self, attachment_id: str) -> bytes | None:
        """A small image of it, where one is on this machine; else the courier may be asked for it."""
        with self._me.reading() as connection:
            small = connection.scalar(select(outgoing.c.thumbnail).where(outgoing.c.id == attachment_id))
        return self.store.content(attachment_id, Part.THUMBNAIL) if small is None else bytes(small)

    def _rows(self, condition: ColumnElement[bool]) -> dict[str, AttachmentRow]:
        found: dict[str, AttachmentRow] = {}
        for file in (self._pool, self._me):
            with file.reading() as connection:
                found |= _rows_in(connection, condition)
        return found

    def _coming(self, file: OutgoingFile) -> AttachmentView:
        state = {OutgoingState.THERE: FileState.THERE, OutgoingState.REFUSED: FileState.REFUSED}.get(file.state)
        return AttachmentView(
            file.id,
            file.customer_id,
            self._person_id,
            file.name,
            file.media_type,
            file.size,
            file.added_at,
            state or (FileState.SENDING if file.received else FileState.WAITING),
            file.received,
            file.reason,
            file.facts,
        )


def _rows_in(connection: Connection, condition: ColumnElement[bool]) -> dict[str, AttachmentRow]:
    rows = select(*ATTACHMENTS.columns).where(condition)
    return {row.id: row for row in map(ATTACHMENTS.row, connection.execute(rows))}


def _told(row: AttachmentRow) -> AttachmentView:
    return AttachmentView(
        row.id,
        row.customer_id,
        row.author_id,
        row.name,
        row.media_type,
        row.size,
        row.at,
        FileState.THERE,
        row.size,
        width=row.width,
        height=row.height,
    )
