"""Builds with one promise each deliberately broken, to show that the simulator would see it.

They live here, rules of the pool in `broken_rules`, what concerns the company and requests in `broken_upheavals`: each
puts something broken in the place of one function for as long as its `with` lasts.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from msgspec import structs
from sqlalchemy import Connection, func, select, update

from domain.identifiers import Instant
from domain.instants import instant, millis
from server.arbitration import deciding, service
from server.arbitration import intake as receiving
from server.arbitration.intake import answer_without_judging
from server.arbitration.repository import StoredReceipt, store_receipts
from server.feed import log, positions
from server.feed.log import Entry, record
from server.feed.tables import commit_record, commit_scope, scope_head
from server.scopes import pages, pull
from sync.cache import intake
from sync.cache.answers import Answer, CommandState
from sync.cache.dispatch import Consignment, Dispatch
from sync.cache.intake import Stored
from sync.cache.lookup import among
from sync.cache.scopes import Scopes
from sync.cache.settling import settle
from sync.cache.tables import outbox
from sync.cache.tables import scope as scope_table
from sync.clock import Now, ServerClock
from sync.protocol.messages import Push, Pushed, Receipt, ScopePage
from tests.simulation import server as simulated
from tests.simulation.broken_papers import BROKEN_PAPERS
from tests.simulation.broken_rules import BROKEN_RULES
from tests.simulation.broken_upheavals import BROKEN_UPHEAVALS
from tests.simulation.replacing import Build, instead
from tests.simulation.server import SimulatedServer


@contextmanager
def cursor_by_sequence() -> Iterator[None]:
    """Positions are drawn when a push arrives, as from a sequence; a later one may be committed first."""
    sound_push, sound_number = SimulatedServer.push, positions.number
    under_way: list[int] = []
    last_drawn = 0

    def push(server: SimulatedServer, token: str, request: Push) -> Pushed:
        nonlocal last_drawn
        newest = server.ask("SELECT coalesce(max(position), 0) FROM commit_record")
        last_drawn = max([last_drawn, *(row[0] for row in newest)]) + 1
        under_way.append(last_drawn)
        try:
            return sound_push(server, token, request)
        finally:
            under_way.pop()

    def number(connection: Connection, commit_ids: Sequence[str], tenant: str, new_id: Callable[[], str]) -> None:
        sound_number(connection, commit_ids, tenant, new_id)
        if not under_way:
            return
        drawn, (commit_id,) = under_way[-1], commit_ids
        connection.execute(update(commit_record).where(commit_record.c.id == commit_id).values(position=drawn))
        connection.execute(update(commit_scope).where(commit_scope.c.commit_id == commit_id).values(position=drawn))
        newest = select(func.max(commit_scope.c.position)).where(commit_scope.c.scope == scope_head.c.scope)
        connection.execute(update(scope_head).values(position=newest.scalar_subquery()))

    with instead(SimulatedServer, "push", push), instead(log, "number", number):
        yield


@contextmanager
def receipt_in_its_own_transaction() -> Iterator[None]:
    """First what followed, then, in another transaction, that it followed."""
    kept: list[tuple[Any, ...]] = []

    def insert(_connection: Connection, *told: Any) -> list[Entry]:
        kept.append(told)
        return []

    def settle_twice(database: Any, person_id: Any, device_id: str, envelopes: Any, clock: Now, new_id: Any) -> Any:
        kept.clear()
        receipts = service.settle(database, person_id, device_id, envelopes, clock, new_id)
        for told in kept:

            def tell(connection: Connection, told: tuple[Any, ...] = told) -> None:
                record(connection, store_receipts(connection, *told), clock(), new_id)

            database.write(tell)
        return receipts

    with instead(deciding, "store_receipts", insert), instead(simulated, "settle", settle_twice):
        yield


@contextmanager
def one_fifo_outbox() -> Iterator[None]:
    """A command that waits for its person holds up every other."""
    sound = Dispatch.take

    def take(self: Dispatch, limit: int, now: Instant, held_up: Any = ()) -> Consignment:
        stuck = select(outbox.c.no).where(outbox.c.state == CommandState.NEEDS_YOU.value).limit(1)
        with self._me.reading() as connection:
            is_stuck = connection.scalar(stuck) is not None
        return Consignment(()) if is_stuck or held_up else sound(self, limit, now, held_up)

    with instead(Dispatch, "take", take):
        yield


@contextmanager
def overlay_dropped_at_the_reply() -> Iterator[None]:
    """Predictions go when a push is answered, not when what they predicted has come."""

    def settle_at_once(self: Dispatch, receipts: Sequence[Receipt]) -> list[Answer]:
        with self._me.writing() as connection:
            return settle(connection, receipts, is_visible=True)

    with instead(Dispatch, "settle", settle_at_once):
        yield


@contextmanager
def wall_clock() -> Iterator[None]:
    """The server's time by the machine's clock and an offset, instead of the time that has passed."""

    def now(self: ServerClock) -> Instant:
        return instant(millis(self._clock.now() + self._offset))

    with instead(ServerClock, "now", now):
        yield


@contextmanager
def cursor_saved_before_rows() -> Iterator[None]:
    """How far a scope has come is on disk before what came."""
    sound = Scopes.store

    def store(self: Scopes, page: ScopePage) -> Stored:
        if not page.is_revoked and not page.is_reset:
            ahead = update(scope_table).where(scope_table.c.name == page.scope, scope_table.c.position > 0)
            with self._file_of(page.scope).writing() as connection:
                connection.execute(ahead.values(position=page.position, salt=page.salt, resume=page.resume))
        return sound(self, page)

    with instead(Scopes, "store", store):
        yield


@contextmanager
def no_body_hash() -> Iterator[None]:
    """A known id is answered whatever it is asked for this time."""

    def answer(asked: Any, person_id: str, stored: StoredReceipt | None, now: Instant) -> Receipt | None:
        same = None if stored is None else replace(stored, body_hash=asked.body_hash)
        return answer_without_judging(asked, person_id, same, now)

    with instead(deciding, "answer_without_judging", answer):
        yield


@contextmanager
def salt_ignored() -> Iterator[None]:
    """Every position is taken for one of ours."""
    with instead(pages, "are_ours", lambda *_: True):
        yield


@contextmanager
def snapshot_not_noted() -> Iterator[None]:
    """A client between two pages is known by where it stands, not by how new its rows are."""
    with instead(pages, "salt_of", lambda reached, _seen: reached.salt):
        yield


@contextmanager
def scope_check_skipped() -> Iterator[None]:
    """Whoever names a scope may read it."""
    every = select(scope_head.c.scope)

    def granted(connection: Connection, _person_id: str) -> tuple[str, ...]:
        return tuple(connection.scalars(every))

    with instead(pull, "granted_scopes", granted):
        yield


@contextmanager
def unseen_yes_believed() -> Iterator[None]:
    """What a push accepted counts as done for good, though a restored server may have forgotten it since."""
    with (
        instead(intake, "has_unseen", lambda _connection: False),
        instead(intake, "requeue_unseen", lambda *_, **_also: ()),
    ):
        yield


@contextmanager
def testimony_withheld() -> Iterator[None]:
    """What is sent again does not say that it was accepted once."""
    sound = SimulatedServer.push

    def push(server: SimulatedServer, token: str, request: Push) -> Pushed:
        silent = tuple(structs.replace(envelope, accepted_at=None) for envelope in request.commands)
        return sound(server, token, Push(silent))

    with instead(SimulatedServer, "push", push):
        yield


@contextmanager
def refusal_stands() -> Iterator[None]:
    """What an old duplicate was refused after a restore is the last word, whatever its author remembers."""
    with instead(receiving, "is_testimony_against", lambda *_: False):
        yield


@contextmanager
def retry_without_id() -> Iterator[None]:
    """What may have been lost is asked anew, as if it were something else."""
    sound = Dispatch.lost

    def lost(self: Dispatch, command_ids: Sequence[str]) -> None:
        sound(self, command_ids)
        with self._me.writing() as connection:
            fresh = func.substr(outbox.c.id, 1, 31) + "0"
            connection.execute(update(outbox).where(among(outbox.c.id, command_ids)).values(id=fresh))

    with instead(Dispatch, "lost", lost):
        yield


BUILDS: dict[str, Build] = {
    build.__name__: build
    for build in (
        cursor_by_sequence,
        receipt_in_its_own_transaction,
        one_fifo_outbox,
        overlay_dropped_at_the_reply,
        wall_clock,
        cursor_saved_before_rows,
        no_body_hash,
        salt_ignored,
        scope_check_skipped,
        retry_without_id,
        unseen_yes_believed,
        testimony_withheld,
        snapshot_not_noted,
        refusal_stands,
        *BROKEN_RULES,
        *BROKEN_PAPERS,
        *BROKEN_UPHEAVALS,
    )
}
