"""Files on their way up: on disk before anybody says they are attached, and kept until what names them is done."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from domain.attachments import Purpose, Taken, fit_name, judge_file, what_is_wrong_with_size
from domain.identifiers import AttachmentId, Instant
from domain.instants import millis
from domain.reasons import Fact, Reason
from domain.verdicts import Refused
from sync.cache.answers import CommandState
from sync.cache.attachment_tables import outgoing, outgoing_chunk
from sync.cache.files import StoreFile
from sync.cache.lookup import among
from sync.cache.tables import outbox
from sync.identity import Identity
from sync.protocol.acts import decode_act
from sync.protocol.attachments import (
    CHUNK_BYTES,
    AttachmentStanding,
    AttachmentState,
    DeclareAttachment,
    attachments_of,
)
from sync.protocol.commands import MalformedBody

MOST_TRIES = 30
"""So often nonsense for an answer, an hour or more with the pauses between: then its text goes without it."""

_REGISTER = "register_customer"
_ENDED = [CommandState.DONE.value, CommandState.ANSWERED.value, CommandState.REFUSED.value]


class OutgoingState(StrEnum):
    WAITING = "waiting"
    THERE = "there"
    REFUSED = "refused"
    SHELVED = "shelved"  # its bytes lie in the cache; only what it was is remembered, for a server that forgets


_UNDELIVERED = select(outgoing.c.id).where(outgoing.c.state == OutgoingState.WAITING.value)


@dataclass(frozen=True, slots=True)
class Added:
    """A file is kept here, and goes on its way by itself."""

    id: AttachmentId
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """One file on its way; `received` is what the server has of it."""

    id: AttachmentId
    customer_id: str
    purpose: str
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: int
    state: OutgoingState
    received: int
    tries: int
    reason: str | None
    facts: dict[str, Fact]

    @property
    def declared(self) -> DeclareAttachment:
        return DeclareAttachment(
            self.id, self.customer_id, self.purpose, self.name, self.media_type, self.size, self.sha256
        )


class Outgoing:
    def __init__(self, me: StoreFile, identity: Identity) -> None:
        self._me = me
        self._identity = identity

    def add(
        self,
        file: bytes | Path,
        name: str,
        customer_id: str,
        purpose: Purpose,
        now: Instant,
        thumbnail: bytes | None = None,
    ) -> Added | Refused:
        """Keep a copy and let it go up. `thumbnail`: a small image of it, where whoever asks can make one."""
        content = _read(file) if isinstance(file, Path) else file
        verdict = content if isinstance(content, Refused) else judge_file(content, purpose)
        if not isinstance(verdict, Taken) or isinstance(content, Refused):
            assert isinstance(verdict, Refused)
            return verdict
        added = Added(AttachmentId(self._identity.new()), fit_name(name), verdict.media_type.value, len(content))
        with self._me.writing() as connection:
            connection.execute(
                insert(outgoing).values(
                    id=added.id,
                    customer_id=customer_id,
                    purpose=purpose.value,
                    name=added.name,
                    media_type=added.media_type,
                    size=added.size,
                    sha256=hashlib.sha256(content).hexdigest(),
                    added_at=millis(now),
                    state=OutgoingState.WAITING.value,
                    received=0,
                    tries=0,
                    facts="{}",
                    thumbnail=thumbnail,
                )
            )
            cut_up(connection, added.id, content)
        return added

    def remove(self, attachment_id: str) -> bool:
        """Think better of it, as long as nothing that was asked names it; whether it is gone."""
        with self._me.writing() as connection:
            if any(attachment_id in named for named in naming(connection, [attachment_id])):
                return False
            forget(connection, [attachment_id])
        return True

    def dismiss(self, attachment_id: str) -> None:
        """The person has seen that it was refused, and has what they want of it."""
        with self._me.writing() as connection:
            refused = select(outgoing.c.id).where(
                outgoing.c.id == attachment_id, outgoing.c.state == OutgoingState.REFUSED.value
            )
            forget(connection, list(connection.scalars(refused)))

    def due(self) -> tuple[OutgoingFile, ...]:
        """What is to go up, in the order in which it was added; nothing of a customer that the server is still to hear
        of."""
        unheard_of = exists().where(
            outbox.c.customer_id == outgoing.c.customer_id,
            outbox.c.verb == _REGISTER,
            outbox.c.state.not_in(_ENDED),
        )
        rows = select(outgoing).where(outgoing.c.state == OutgoingState.WAITING.value, ~unheard_of)
        with self._me.reading() as connection:
            return tuple(map(_file, connection.execute(rows.order_by(outgoing.c.added_at, outgoing.c.id))))

    def refused(self) -> tuple[OutgoingFile, ...]:
        """What the server would not take, for the sync centre; newest first."""
        rows = select(outgoing).where(outgoing.c.state == OutgoingState.REFUSED.value)
        with self._me.reading() as connection:
            return tuple(map(_file, connection.execute(rows.order_by(outgoing.c.added_at.desc()))))

    def count(self) -> int:
        """How many still wait to be delivered."""
        with self._me.reading() as connection:
            return connection.scalar(select(func.count()).select_from(_UNDELIVERED.subquery())) or 0

    def stretch(self, attachment_id: str, offset: int) -> bytes:
        """A chunk's worth of a file from `offset`, wherever the server wants to go on."""
        start = offset - offset % CHUNK_BYTES
        chunk = select(outgoing_chunk.c.content).where(
            outgoing_chunk.c.file_id == attachment_id, outgoing_chunk.c.start == start
        )
        with self._me.reading() as connection:
            content = connection.scalar(chunk)
        return b"" if content is None else bytes(content)[offset - start :]

    def note(self, standing: AttachmentStanding, now: Instant) -> None:
        """What the server says of a file."""
        values: dict[str, Any] = {"received": standing.received, "reason": standing.reason}
        if standing.state == AttachmentState.THERE:
            values |= {"state": OutgoingState.THERE.value, "delivered_at": millis(now), "tries": 0}
        elif standing.state == AttachmentState.REFUSED:
            facts = msgspec.json.encode(standing.facts).decode()
            values |= {"state": OutgoingState.REFUSED.value, "facts": facts, "received": 0}
        waiting = outgoing.c.id == standing.id, outgoing.c.state == OutgoingState.WAITING.value
        with self._me.writing() as connection:
            connection.execute(update(outgoing).where(*waiting).values(values))

    def not_understood(self, attachment_id: str) -> bool:
        """The server could make nothing of it; True when it is given up for that."""
        one = outgoing.c.id == attachment_id
        with self._me.writing() as connection:
            connection.execute(update(outgoing).where(one).values(tries=outgoing.c.tries + 1))
            is_enough = (connection.scalar(select(outgoing.c.tries).where(one)) or 0) >= MOST_TRIES
            if is_enough:
                refused = {"state": OutgoingState.REFUSED.value, "reason": Reason.UNPROCESSABLE.value}
                connection.execute(update(outgoing).where(one).values(refused))
        return is_enough


def undelivered(connection: Connection) -> frozenset[str]:
    """What must not be named to the server yet."""
    return frozenset(connection.scalars(_UNDELIVERED))


def names_any(body: bytes, attachment_ids: frozenset[str]) -> bool:
    """Whether a command names one of these files; one that nobody here understands names none."""
    return not attachment_ids.isdisjoint(_named(body))


def naming(connection: Connection, attachment_ids: Sequence[str]) -> list[tuple[str, ...]]:
    """What each command about the customers of these files names."""
    theirs = select(outgoing.c.customer_id).where(among(outgoing.c.id, attachment_ids))
    bodies = connection.scalars(select(outbox.c.body).where(outbox.c.customer_id.in_(theirs)))
    return [_named(body) for body in bodies]


def states_of_naming(connection: Connection) -> dict[str, list[tuple[CommandState, bool]]]:
    """How each command stands that names a file of the queue, and whether its person has seen that, by the file."""
    theirs = select(outgoing.c.customer_id)
    rows = select(outbox.c.body, outbox.c.state, outbox.c.is_dismissed).where(outbox.c.customer_id.in_(theirs))
    found: dict[str, list[tuple[CommandState, bool]]] = {}
    for row in connection.execute(rows):
        for attachment_id in _named(row.body):
            found.setdefault(attachment_id, []).append((CommandState(row.state), row.is_dismissed))
    return found


def cut_up(connection: Connection, attachment_id: str, content: bytes) -> None:
    """Keep a file's bytes as they will travel."""
    starts = range(0, len(content), CHUNK_BYTES)
    chunks = [{"file_id": attachment_id, "start": at, "content": content[at : at + CHUNK_BYTES]} for at in starts]
    connection.execute(insert(outgoing_chunk), chunks)


def forget(connection: Connection, attachment_ids: Sequence[str]) -> None:
    connection.execute(delete(outgoing_chunk).where(among(outgoing_chunk.c.file_id, attachment_ids)))
    connection.execute(delete(outgoing).where(among(outgoing.c.id, attachment_ids)))


def files_of(connection: Connection, customer_id: str) -> list[OutgoingFile]:
    here = outgoing.c.customer_id == customer_id, outgoing.c.state != OutgoingState.SHELVED.value
    rows = select(outgoing).where(*here).order_by(outgoing.c.added_at, outgoing.c.id)
    return [_file(row) for row in connection.execute(rows)]


def file_of(connection: Connection, attachment_id: str) -> OutgoingFile | None:
    here = outgoing.c.id == attachment_id, outgoing.c.state != OutgoingState.SHELVED.value
    row = connection.execute(select(outgoing).where(*here)).first()
    return None if row is None else _file(row)


def content_of(connection: Connection, attachment_id: str) -> bytes:
    chunks = select(outgoing_chunk.c.content).where(outgoing_chunk.c.file_id == attachment_id)
    return b"".join(connection.scalars(chunks.order_by(outgoing_chunk.c.start)))


def _named(body: bytes) -> tuple[str, ...]:
    try:
        return attachments_of(decode_act(body))
    except MalformedBody:
        return ()


def _read(path: Path) -> bytes | Refused:
    try:
        # Looked at first: a film should not be read into memory to learn that it is too large.
        return what_is_wrong_with_size(path.stat().st_size) or path.read_bytes()
    except OSError:
        return Refused(Reason.FILE_UNREADABLE)


def _file(row: Row[Any]) -> OutgoingFile:
    facts = msgspec.json.decode(row.facts, type=dict[str, str | int])
    return OutgoingFile(
        AttachmentId(row.id),
        row.customer_id,
        row.purpose,
        row.name,
        row.media_type,
        row.size,
        row.sha256,
        row.added_at,
        OutgoingState(row.state),
        row.received,
        row.tries,
        row.reason,
        facts,
    )
