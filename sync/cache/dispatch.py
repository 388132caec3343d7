"""The outbox as the engine sees it: what goes next, and what became of it.

Order is kept per customer, never over all: a command that nobody can make sense of holds up its own customer only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from domain.commands import Claim
from domain.identifiers import CustomerId, Instant, PersonId
from domain.instants import millis
from domain.ownership import is_intent_stale
from domain.reasons import Reason
from sync.cache.answers import Answer, CommandState
from sync.cache.directory import Directory
from sync.cache.files import StoreFile
from sync.cache.lookup import among, customers
from sync.cache.settling import settle
from sync.cache.tables import outbox
from sync.protocol.commands import Envelope, MalformedBody, decode_command
from sync.protocol.messages import Receipt

TRIES = 3
JOURNAL = timedelta(days=30)
"""How long answered commands are kept, so that a server restored from a backup can be told again."""


@dataclass(frozen=True, slots=True)
class Consignment:
    """Commands marked as sending on disk, and intents that became too old to send unasked."""

    envelopes: tuple[Envelope, ...]
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
        with self._me.writing() as connection:
            _move(connection, CommandState.SENDING, CommandState.CHECKING)

    def take(self, limit: int, now: Instant) -> Consignment:
        """The next commands, in order, at most `limit`; they are `sending` on disk when this returns."""
        with self._me.writing() as connection:
            stale = self._set_stale_aside(connection, now)
            open_states = [
                state.value for state in (CommandState.QUEUED, CommandState.CHECKING, CommandState.NEEDS_YOU)
            ]
            rows = connection.execute(
                select(outbox.c.id, outbox.c.customer_id, outbox.c.state, outbox.c.body)
                .where(outbox.c.person_id == self._person_id, outbox.c.state.in_(open_states))
                .order_by(outbox.c.no)
            )
            held_up: set[str] = set()
            envelopes: list[Envelope] = []
            for command_id, customer_id, state, body in rows:
                if state == CommandState.NEEDS_YOU.value:
                    held_up.add(customer_id)
                elif customer_id not in held_up:
                    envelopes.append(Envelope(command_id, self._person_id, msgspec.Raw(body)))
                    if len(envelopes) == limit:
                        break
            ids = [envelope.id for envelope in envelopes]
            sending = update(outbox).where(among(outbox.c.id, ids)).values(state=CommandState.SENDING.value)
            connection.execute(sending)
        return Consignment(tuple(envelopes), stale)

    def settle(self, receipts: Sequence[Receipt]) -> list[Answer]:
        """Verdicts of a push, all in one transaction."""
        with self._me.writing() as connection:
            return settle(connection, receipts, is_visible=False)

    def lost(self, command_ids: Sequence[str]) -> None:
        """No reply came, so nobody here knows whether they were done."""
        with self._me.writing() as connection:
            still_sending = outbox.c.state == CommandState.SENDING.value
            connection.execute(
                update(outbox)
                .where(among(outbox.c.id, command_ids), still_sending)
                .values(state=CommandState.CHECKING.value)
            )

    def not_understood(self, command_id: str, detail: str) -> bool:
        """This one alone made no sense to the other side; True when it is parked for it."""
        with self._me.writing() as connection:
            row = outbox.c.id == command_id
            connection.execute(update(outbox).where(row).values(tries=outbox.c.tries + 1))
            is_parked = (connection.scalar(select(outbox.c.tries).where(row)) or 0) >= TRIES
            if is_parked:
                evidence = msgspec.json.encode({"detail": detail[:500]}).decode()
                connection.execute(
                    update(outbox)
                    .where(row)
                    .values(state=CommandState.NEEDS_YOU.value, reason=Reason.UNPROCESSABLE.value, facts=evidence)
                )
        return is_parked

    def prune(self, now: Instant) -> None:
        """Forget what was done long ago."""
        old = outbox.c.asked_at < millis(now - JOURNAL)
        with self._me.writing() as connection:
            connection.execute(delete(outbox).where(outbox.c.state == CommandState.DONE.value, old))

    def waiting(self) -> int:
        """How many are still to be sent, those held up not counted."""
        states = [CommandState.QUEUED.value, CommandState.CHECKING.value, CommandState.SENDING.value]
        counted = select(func.count()).select_from(outbox)
        with self._me.reading() as connection:
            return connection.scalar(counted.where(outbox.c.state.in_(states))) or 0

    def _set_stale_aside(self, connection: Connection, now: Instant) -> tuple[str, ...]:
        """Intents that waited too long: their person is asked before they fire (SPEC §8)."""
        rows = connection.execute(
            select(outbox.c.id, outbox.c.customer_id, outbox.c.body).where(
                outbox.c.is_intent.is_(True), outbox.c.state == CommandState.QUEUED.value
            )
        ).all()
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


def _move(connection: Connection, state: CommandState, to: CommandState) -> None:
    connection.execute(update(outbox).where(outbox.c.state == state.value).values(state=to.value))
