"""Reading and writing what is known of files."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, bindparam, delete, exists, insert, or_, select, update

from domain.identifiers import Instant
from domain.instants import millis
from domain.reasons import Fact
from server.attachments.tables import attachment
from server.bulk import among
from server.feed.log import Entry
from sync.protocol.attachments import AttachmentState, DeclareAttachment
from sync.protocol.rows import AttachmentRow

WIRE_COLUMNS = tuple(attachment.c[name] for name in AttachmentRow.__struct_fields__)
TRAVELS = and_(attachment.c.is_named.is_(True), attachment.c.state == AttachmentState.THERE)

_ONE = select(attachment).where(attachment.c.id == bindparam("of_id"))
_OLD = select(attachment.c.id).where(attachment.c.is_named.is_(False), attachment.c.touched_at < bindparam("before"))


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as it stands. `row` is what travels; `sha256` is None until the file is there."""

    row: AttachmentRow
    purpose: str
    state: str
    declared_size: int
    declared_sha256: str
    received: int
    tries: int
    reason: str | None
    facts: Mapping[str, Fact]
    sha256: str | None
    thumbnail_sha256: str | None
    thumbnail_size: int
    is_named: bool

    @property
    def is_whole(self) -> bool:
        """All of it has come, though nobody may have looked into it yet."""
        return self.received >= self.declared_size


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a whole file: what is kept of it and where."""

    size: int
    sha256: str
    width: int | None = None
    height: int | None = None
    thumbnail_sha256: str | None = None
    thumbnail_size: int = 0


def find_attachment(connection: Connection, attachment_id: str) -> Stored | None:
    row = connection.execute(_ONE, {"of_id": attachment_id}).first()
    return None if row is None else _stored(row)


def insert_declared(
    connection: Connection, declared: DeclareAttachment, name: str, author_id: str, now: Instant
) -> None:
    connection.execute(
        insert(attachment).values(
            id=declared.id,
            version=1,
            customer_id=declared.customer_id,
            author_id=author_id,
            name=name,
            media_type=declared.media_type,
            size=declared.size,
            at=millis(now),
            purpose=declared.purpose,
            state=AttachmentState.RECEIVING,
            declared_size=declared.size,
            declared_sha256=declared.sha256,
            received=0,
            tries=0,
            facts="{}",
            thumbnail_size=0,
            is_named=False,
            touched_at=millis(now),
        )
    )


def touch(connection: Connection, attachment_id: str, now: Instant) -> None:
    """Somebody still means to use it."""
    connection.execute(update(attachment).where(attachment.c.id == attachment_id).values(touched_at=millis(now)))


def note_received(connection: Connection, attachment_id: str, offset: int, end: int, now: Instant) -> None:
    """Bytes up to `end` are on disk. A stretch that another brought meanwhile takes nothing back."""
    connection.execute(
        update(attachment)
        .where(
            attachment.c.id == attachment_id,
            attachment.c.state == AttachmentState.RECEIVING,
            attachment.c.received >= offset,
            attachment.c.received < end,
        )
        .values(received=end, touched_at=millis(now))
    )


def start_anew(connection: Connection, attachment_id: str, tries: int) -> None:
    """What came is not what was declared, or was lost: it is to come once more."""
    connection.execute(
        update(attachment)
        .where(attachment.c.id == attachment_id)
        .values(state=AttachmentState.RECEIVING, received=0, tries=tries)
    )


def refuse(connection: Connection, attachment_id: str, reason: str, facts: Mapping[str, Fact]) -> None:
    connection.execute(
        update(attachment)
        .where(attachment.c.id == attachment_id, attachment.c.state == AttachmentState.RECEIVING)
        .values(state=AttachmentState.REFUSED, reason=reason, facts=msgspec.json.encode(facts).decode())
    )


def keep(
    connection: Connection, attachment_id: str, kept: Kept, scopes: Collection[str], *, is_named: bool
) -> list[Entry]:
    """It is there. Returns what the feed is to tell: nothing where no stored command names it yet, or where it was
    there before and only its bytes had been lost."""
    was_there = exists().where(
        attachment.c.id == attachment_id, attachment.c.sha256.is_not(None), attachment.c.is_named
    )
    is_new = not connection.scalar(select(was_there))
    changed = connection.execute(
        update(attachment)
        .where(attachment.c.id == attachment_id, attachment.c.state == AttachmentState.RECEIVING)
        .values(
            state=AttachmentState.THERE,
            size=kept.size,
            sha256=kept.sha256,
            width=kept.width,
            height=kept.height,
            thumbnail_sha256=kept.thumbnail_sha256,
            thumbnail_size=kept.thumbnail_size,
            is_named=is_named,
        )
        .returning(attachment.c.version)
    ).first()
    if changed is None or not is_named or not is_new:
        return []
    return [Entry(scope, AttachmentRow.kind, attachment_id, None, changed.version) for scope in scopes]


def drop_unnamed(connection: Connection, before: Instant, limit: int) -> list[Stored]:
    """Remove what nobody has named nor touched since; returns those."""
    ids = connection.scalars(_OLD.order_by(attachment.c.id).limit(limit), {"before": millis(before)}).all()
    if not ids:
        return []
    gone = delete(attachment).where(
        among(attachment.c.id, "ids"), attachment.c.is_named.is_(False), attachment.c.touched_at < millis(before)
    )
    return [_stored(row) for row in connection.execute(gone.returning(attachment), {"ids": ids})]


def is_needed(connection: Connection, sha256: str) -> bool:
    """Whether any file's bytes, or a small image's, lie under this hash."""
    needed = or_(attachment.c.sha256 == sha256, attachment.c.thumbnail_sha256 == sha256)
    return bool(connection.scalar(select(exists().where(needed))))


def _stored(row: Row[Any]) -> Stored:
    values = row._asdict()
    return Stored(
        row=AttachmentRow(*(values[name] for name in AttachmentRow.__struct_fields__)),
        purpose=values["purpose"],
        state=values["state"],
        declared_size=values["declared_size"],
        declared_sha256=values["declared_sha256"],
        received=values["received"],
        tries=values["tries"],
        reason=values["reason"],
        facts=msgspec.json.decode(values["facts"], type=dict[str, str | int]),
        sha256=values["sha256"],
        thumbnail_sha256=values["thumbnail_sha256"],
        thumbnail_size=values["thumbnail_size"],
        is_named=values["is_named"],
    )
