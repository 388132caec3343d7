"""Files on their way in: declared, brought in stretches, looked into, kept. Every step may be done twice."""

import threading
from collections.abc import Callable

from sqlalchemy import Connection

from domain.attachments import MediaType, Purpose, fit_name, judge_kind, what_is_wrong_with_size
from domain.identifiers import CustomerId, PersonId
from domain.instants import millis
from domain.reasons import Fact, Reason
from domain.verdicts import Refused
from server.attachments import repository
from server.attachments.blobs import Blobs
from server.attachments.inspection import OtherThanDeclared, inspect
from server.attachments.repository import Kept, Stored
from server.attachments.rights import may_deliver
from server.certifications.repository import certificates_of
from server.customers.holdings import lock_holdings
from server.database import Database
from server.feed.log import NewId, record
from server.follow_ups.naming import is_attached
from sync.clock import Now
from sync.protocol.attachments import AttachmentStanding, AttachmentState, DeclareAttachment, PutChunk

MOST_TRIES = 3
"""So often may all have come and be something else than was declared; then it is the file that is at fault."""

_AT_ONCE = 2
"""Images looked into side by side: each may take a gigabyte of memory."""


class TooBusy(Exception):
    """Others are being looked into; what came is safe."""


class Intake:
    """Receives files. One for each process."""

    def __init__(self, database: Database, blobs: Blobs, clock: Now, new_id: NewId) -> None:
        self._database = database
        self._blobs = blobs
        self._clock = clock
        self._new_id = new_id
        self._desks = threading.BoundedSemaphore(_AT_ONCE)

    def declare(self, person_id: PersonId, declared: DeclareAttachment) -> AttachmentStanding:
        """How much of it is there; a refusal is final.

        Raises:
            TooBusy: see there.
        """
        wrong = _what_is_wrong_with(declared)
        if wrong is not None:
            return self._refused(declared.id, wrong.reason, dict(wrong.facts))

        def write(connection: Connection) -> Stored | Refused:
            if not may_deliver(connection, person_id, declared.customer_id):
                return Refused(Reason.GONE)
            known = repository.find_attachment(connection, declared.id)
            if known is None:
                repository.insert_declared(connection, declared, fit_name(declared.name), person_id, self._clock())
            elif not _is_same(known, person_id, declared):
                return Refused(Reason.ID_REUSED)
            else:
                repository.touch(connection, declared.id, self._clock())
                if known.state == AttachmentState.THERE and not self._has_all_of(known):
                    # The folder was restored from an older backup than the database was, or lost.
                    repository.start_anew(connection, declared.id, known.tries)
            return _there(connection, declared.id)

        outcome = self._database.write(write)
        if isinstance(outcome, Refused):
            return self._refused(declared.id, outcome.reason, dict(outcome.facts))
        return self._told(self._finished(outcome))

    def take(self, person_id: PersonId, chunk: PutChunk) -> AttachmentStanding:
        """Put a stretch in its place. One that begins beyond what is there is not taken; the answer says where.

        Raises:
            TooBusy: see there.
        """

        def look(connection: Connection) -> Stored | None:
            found = repository.find_attachment(connection, chunk.id)
            if found is None or found.row.author_id != person_id:
                return None
            return found if may_deliver(connection, person_id, found.row.customer_id) else None

        stored = self._database.read(look)
        if stored is None:
            return self._refused(chunk.id, Reason.GONE, {})
        end = min(chunk.offset + len(chunk.content), stored.declared_size)
        if stored.state == AttachmentState.RECEIVING and 0 <= chunk.offset <= stored.received < end:
            # Outside of any transaction: a disk may be slow, and these bytes are always the same.
            self._blobs.write_part(chunk.id, chunk.offset, chunk.content[: end - chunk.offset])

            def note(connection: Connection) -> Stored:
                repository.note_received(connection, chunk.id, chunk.offset, end, self._clock())
                return _there(connection, chunk.id)

            stored = self._database.write(note)
        return self._told(self._finished(stored))

    def _finished(self, stored: Stored) -> Stored:
        """The file as it stands once it has been looked into, where all of it has come."""
        if stored.state != AttachmentState.RECEIVING or not stored.is_whole:
            return stored
        if not self._desks.acquire(timeout=_PATIENCE_SECONDS):
            raise TooBusy
        try:
            outcome = inspect(stored, self._blobs, self._new_id())
        except OtherThanDeclared:
            return self._database.write(_once_more(stored))
        finally:
            self._desks.release()
        finished = self._database.write(self._settled(stored, outcome))
        self._blobs.drop_part(stored.row.id)
        return finished

    def _settled(self, stored: Stored, outcome: Kept | Refused) -> Callable[[Connection], Stored]:
        attachment_id, customer_id = stored.row.id, stored.row.customer_id

        def write(connection: Connection) -> Stored:
            # Locked first: whoever names it, or moves its customer, does so wholly before or after this.
            held = lock_holdings(connection, [customer_id])[CustomerId(customer_id)]
            if isinstance(outcome, Refused):
                repository.refuse(connection, attachment_id, outcome.reason, outcome.facts)
                return _there(connection, attachment_id)
            is_named = _is_named(connection, stored)
            entries = repository.keep(connection, attachment_id, outcome, held.whole_scopes, is_named=is_named)
            record(connection, entries, self._clock(), self._new_id)
            return _there(connection, attachment_id)

        return write

    def _has_all_of(self, stored: Stored) -> bool:
        addresses = (stored.sha256, stored.thumbnail_sha256)
        return all(self._blobs.has(sha256) for sha256 in addresses if sha256 is not None)

    def _told(self, stored: Stored) -> AttachmentStanding:
        received = stored.received if stored.state == AttachmentState.RECEIVING else stored.declared_size
        return AttachmentStanding(
            stored.row.id, stored.state, received, millis(self._clock()), stored.reason, dict(stored.facts)
        )

    def _refused(self, attachment_id: str, reason: Reason, facts: dict[str, Fact]) -> AttachmentStanding:
        now = millis(self._clock())
        return AttachmentStanding(attachment_id, AttachmentState.REFUSED, 0, now, reason.value, facts)


_PATIENCE_SECONDS = 5.0


def _what_is_wrong_with(declared: DeclareAttachment) -> Refused | None:
    """What can be said before anything has come."""
    wrong = what_is_wrong_with_size(declared.size)
    if wrong is not None:
        return wrong
    if declared.purpose not in frozenset(Purpose) or declared.media_type not in frozenset(MediaType):
        return Refused(Reason.FILE_KIND)
    verdict = judge_kind(MediaType(declared.media_type), Purpose(declared.purpose))
    return verdict if isinstance(verdict, Refused) else None


def _is_same(known: Stored, person_id: PersonId, declared: DeclareAttachment) -> bool:
    before = known.row.author_id, known.row.customer_id, known.declared_sha256, known.declared_size
    return before == (person_id, declared.customer_id, declared.sha256, declared.size)


def _is_named(connection: Connection, stored: Stored) -> bool:
    """Whether a stored command names it: the text may have arrived before its file."""
    row = stored.row
    if stored.is_named or is_attached(connection, row.id, row.customer_id, row.author_id):
        return True
    return any(
        one.row.licence_id == row.id and one.row.person_id == row.author_id
        for one in certificates_of(connection, [row.customer_id])
    )


def _once_more(stored: Stored) -> Callable[[Connection], Stored]:
    def write(connection: Connection) -> Stored:
        tries = stored.tries + 1
        if tries >= MOST_TRIES:
            repository.refuse(connection, stored.row.id, Reason.FILE_DAMAGED, {})
        else:
            repository.start_anew(connection, stored.row.id, tries)
        return _there(connection, stored.row.id)

    return write


def _there(connection: Connection, attachment_id: str) -> Stored:
    found = repository.find_attachment(connection, attachment_id)
    assert found is not None, "it was there in this transaction"
    return found
