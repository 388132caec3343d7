"""The outbox as the engine sees it: what goes next, and what became of it.

Order is kept per customer, never over all: a command that nobody can make sense of holds up its own customer only, and
so does one whose files are still on their way.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from heapq import merge
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, func, or_, select, update

from domain.commands import Claim
from domain.identifiers import CustomerId, Instant, PersonId
from domain.instants import millis
from domain.ownership import is_intent_stale
from domain.reasons import Reason
from sync.cache.answers import Answer, CommandState
from sync.cache.directory import Directory
from sync.cache.files import StoreFile
from sync.cache.lookup import among, customers
from sync.cache.outgoing import names_any, undelivered
from sync.cache.settling import settle
from sync.cache.tables import outbox
from sync.protocol.commands import Envelope, MalformedBody, decode_command
from sync.protocol.messages import Receipt

TRIES = 3
"""So many times alone and not understood, and a command waits for its person."""

PATIENT_TRIES = 30
"""The same where nothing was understood: hours of a broken server, with the pauses between rounds."""

JOURNAL = timedelta(days=30)
"""How long answered commands are kept, so that a server restored from a backup can be told again."""


_CLAIM = "claim"
_OPEN = (CommandState.QUEUED, CommandState.CHECKING, CommandState.NEEDS_YOU)

_TAKEN = tuple(outbox.c[name] for name in ("no", "id", "customer_id", "state", "body", "is_accepted", "decided_at"))

_UNSENT = (CommandState.QUEUED.value, CommandState.CHECKING.value)
_IS_SENDING = outbox.c.state == CommandState.SENDING.value
_ANY_SENDING = select(outbox.c.no).where(_IS_SENDING).limit(1)
_ANY_UNSENT = select(outbox.c.no).where(outbox.c.state.in_(_UNSENT)).limit(1)
_UNANSWERED = select(func.count()).select_from(outbox).where(or_(outbox.c.state.in_(_UNSENT), _IS_SENDING))


@dataclass(frozen=True, slots=True)
class Consignment:
    """Commands marked as sending on disk, and intents that became too old to send unasked."""

    envelopes: tuple[Envelope, ...]
    customers: tuple[CustomerId, ...] = ()
    fresh: tuple[str, ...] = ()
    """Those never sent before."""
    stale: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(envelope.id for envelope in self.envelopes)


class Dispatch:
    def __init__(self, me: StoreFile, pool: StoreFile, directory: Directory, person_id: PersonId) -> None:
        self._me = me
        self._pool = pool
        self._directory = directory
        self._person_id = person_id

    def recover(self) -> None:
        """After a start: what was being sent when the program ended may have arrived, so it is sent again unchanged.

        Not back to `queued`: that would let its person withdraw what the server may have done.
        """
        with self._me.reading() as connection:
            if connection.scalar(_ANY_SENDING) is None:
                return
        with self._me.writing() as connection:
            connection.execute(update(outbox).where(_IS_SENDING).values(state=CommandState.CHECKING.value))

    def take(self, limit: int, now: Instant, held_up: Collection[CustomerId] = ()) -> Consignment:
        """The next commands, in order, at most `limit`, none of a customer held up; on disk they are `sending` now."""
        if not self._has_any():
            return Consignment(())  # most rounds have nothing to send, and writing would flush to disk
        with self._me.writing() as connection:
            stale = self._set_stale_aside(connection, now)
            taken = self._next(connection, limit, set(held_up))
            if taken:
                these = among(outbox.c.id, [row.id for row in taken])
                connection.execute(update(outbox).where(these).values(state=CommandState.SENDING.value))
        return Consignment(
            tuple(self._envelope(row) for row in taken),
            tuple(CustomerId(row.customer_id) for row in taken),
            tuple(row.id for row in taken if row.state == CommandState.QUEUED.value),
            stale,
        )

    def settle(self, receipts: Sequence[Receipt]) -> list[Answer]:
        """Verdicts of a push, all in one transaction."""
        with self._me.writing() as connection:
            return settle(connection, receipts, is_visible=False)

    def not_sent(self, consignment: Consignment) -> None:
        """They never left: those that were never sent before may still be withdrawn."""
        self._return(consignment.fresh, CommandState.QUEUED)
        self._return(consignment.ids, CommandState.CHECKING)

    def lost(self, command_ids: Sequence[str]) -> None:
        """No reply came, so nobody here knows whether they were done."""
        self._return(command_ids, CommandState.CHECKING)

    def not_understood(self, command_id: str, detail: str, *, is_certain: bool) -> bool:
        """This one alone made no sense to the other side; True when it is parked for it.

        `is_certain`: the other side made sense of others meanwhile, or had none to try.
        """
        with self._me.writing() as connection:
            row = outbox.c.id == command_id
            connection.execute(update(outbox).where(row).values(tries=outbox.c.tries + 1))
            enough = TRIES if is_certain else PATIENT_TRIES
            is_parked = (connection.scalar(select(outbox.c.tries).where(row)) or 0) >= enough
            if is_parked:
                evidence = msgspec.json.encode({"detail": detail[:500]}).decode()
                connection.execute(
                    update(outbox)
                    .where(row)
                    .values(state=CommandState.NEEDS_YOU.value, reason=Reason.UNPROCESSABLE.value, facts=evidence)
                )
        return is_parked

    def prune(self, now: Instant) -> None:
        """Forget what was answered long ago: asked before a long journey, it was answered after it."""
        old = func.coalesce(func.nullif(outbox.c.decided_at, 0), outbox.c.asked_at) < millis(now - JOURNAL)
        with self._me.writing() as connection:
            connection.execute(delete(outbox).where(outbox.c.state == CommandState.DONE.value, old))
            seen = outbox.c.state == CommandState.REFUSED.value, outbox.c.is_dismissed.is_(True)
            connection.execute(delete(outbox).where(*seen, old))

    def waiting(self) -> int:
        """How many are still to be sent, those held up not counted."""
        with self._me.reading() as connection:
            return connection.scalar(_UNANSWERED) or 0

    def _next(self, connection: Connection, limit: int, waits: set[str]) -> list[Row[Any]]:
        """Each state is read in its own order and only as far as needed: all together would sort the whole queue."""
        streams = [self._in_order(connection, state, limit) for state in _OPEN]
        still_here = undelivered(connection)
        taken: list[Row[Any]] = []
        for row in merge(*streams, key=lambda row: row.no):
            if row.state == CommandState.NEEDS_YOU.value:
                waits.add(row.customer_id)
            elif row.customer_id in waits:
                continue
            elif still_here and names_any(row.body, still_here):
                waits.add(row.customer_id)
            else:
                taken.append(row)
                if len(taken) == limit:
                    break
        return taken

    def _in_order(self, connection: Connection, state: CommandState, stretch: int) -> Iterator[Row[Any]]:
        coming = select(*_TAKEN).where(
            outbox.c.state == state.value, outbox.c.person_id == self._person_id, outbox.c.no > bindparam("after")
        )
        after = 0
        while rows := connection.execute(coming.order_by(outbox.c.no).limit(stretch), {"after": after}).all():
            yield from rows
            after = rows[-1].no

    def _envelope(self, row: Row[Any]) -> Envelope:
        """With what we remember of an earlier yes: a server that was restored since does not."""
        accepted_at = (row.decided_at or None) if row.is_accepted else None
        return Envelope(row.id, self._person_id, msgspec.Raw(row.body), accepted_at)

    def _has_any(self) -> bool:
        with self._me.reading() as connection:
            return connection.scalar(_ANY_UNSENT) is not None

    def _return(self, command_ids: Sequence[str], state: CommandState) -> None:
        still_sending = outbox.c.state == CommandState.SENDING.value
        with self._me.writing() as connection:
            connection.execute(
                update(outbox).where(among(outbox.c.id, command_ids), still_sending).values(state=state.value)
            )

    def _set_stale_aside(self, connection: Connection, now: Instant) -> tuple[str, ...]:
        """Intents that waited too long: their person is asked before they fire (SPEC §8)."""
        rows = connection.execute(
            select(outbox.c.id, outbox.c.customer_id, outbox.c.body).where(
                outbox.c.verb == _CLAIM, outbox.c.state == CommandState.QUEUED.value, outbox.c.is_intent.is_(True)
            )
        ).all()
        if not rows:
            return ()
        found = customers(self._me, self._pool, [row.customer_id for row in rows])
        stale: list[str] = []
        for command_id, customer_id, body in rows:
            command = _claim(body)
            known = found.get(CustomerId(customer_id))
            ruleset = self._directory.ruleset(None if known is None else known[0].pool_id, now)
            if command is None or not is_intent_stale(command.asked_at, ruleset, now):
                continue
            facts = {"asked_at": millis(command.asked_at), "hours": ruleset.intent_hours}
            connection.execute(
                update(outbox)
                .where(outbox.c.id == command_id)
                .values(
                    state=CommandState.NEEDS_YOU.value,
                    reason=Reason.INTENT_EXPIRED.value,
                    facts=msgspec.json.encode(facts).decode(),
                )
            )
            stale.append(command_id)
        return tuple(stale)


def _claim(body: bytes) -> Claim | None:
    try:
        command = decode_command(body)
    except MalformedBody:
        return None
    return command if isinstance(command, Claim) else None
