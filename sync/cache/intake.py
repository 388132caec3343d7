"""One page from the server into one file, in one transaction: rows, verdicts, checksum and cursor, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, select, update

from sync.cache.answers import Answer
from sync.cache.leaving import is_too_much, place, remove, sweep, unindex, unmet
from sync.cache.search_text import INDEXED, has_index, index_rows
from sync.cache.settling import has_unseen, predict_releases_again, requeue_unseen, retell_refused, settle
from sync.cache.shapes import CUSTOMERS, SHAPES, Shape
from sync.cache.tables import scope
from sync.cache.tally import Tally
from sync.errors import Mismatch
from sync.protocol.messages import Receipt, Removals, ScopePage, Upserts
from sync.protocol.rows import ReceiptRow
from sync.protocol.rows import Row as WireRow

NO_XOR = "0" * 16

ENOUGH_DISAGREEMENTS = 3
"""So often in a row a scope is fetched anew; then somebody's bug is told instead of asked again for ever."""

MOST_NAMED = 2_000
"""More changed rows than this are not named one by one: screens redraw."""

_heads = msgspec.json.Decoder(list[WireRow])
_bodies = msgspec.json.Decoder(list[msgspec.Raw])
_receipts = msgspec.json.Decoder(list[ReceiptRow])

_HELD_UPSERT = (
    "INSERT INTO held_row (scope_no, kind, id, version, walk, body) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (scope_no, kind, id)"
    " DO UPDATE SET version = excluded.version, walk = excluded.walk, body = excluded.body"
)

_SCOPE = select(scope).where(scope.c.name == bindparam("of_name"))


@dataclass(slots=True)
class Stored:
    """What a page brought.

    `disagrees`: our checksum differs from the server's, or it made us start anew once too often. `is_doubted`: so
    much would have gone that it was not believed. After both the scope starts anew. `requeued`: accepted commands
    of which the server knows nothing, or nothing good.
    """

    scope: str
    pulled: dict[str, int] = field(default_factory=dict)
    changed: dict[str, set[str]] = field(default_factory=dict)
    removed: dict[str, set[str]] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    requeued: tuple[str, ...] = ()
    is_much: bool = False
    """More changed than is worth naming one by one; `changed` is not whole."""
    has_more: bool = False
    disagrees: bool = False
    is_doubted: bool = False


def found_nothing_in(connection: Connection, page: ScopePage) -> Stored | None:
    """The cursor sent back as it was (nothing new, or no room left for the scope in the reply): nothing to write.

    None where the page says something, if only that a walk is proven, or that an accepted command is unknown to the
    server. Most rounds bring nothing, and a flush to disk for each would be felt.

    Raises:
        Mismatch: see `Intake.store`.
    """
    known = _scope_row(connection, page.scope)
    is_same = (page.position, page.salt, page.resume) == (known.position, known.salt, known.resume)
    if not is_same or page.is_reset or page.upserts or page.removals:
        return None
    if page.has_more:
        return Stored(page.scope, has_more=True)
    is_settled = not (known.is_walking or known.is_unproven or known.disagreements)
    tally = Tally(known.row_count, known.xor)
    if not is_settled or page.checksum is None or not tally.agrees_with(page.checksum):
        return None
    if _is_a_persons(page.scope) and has_unseen(connection):
        return None
    return Stored(page.scope)


class Intake:
    """Stores one page. `is_own`: the file is me.db, so receipts settle commands of the outbox beside them."""

    def __init__(self, connection: Connection, page: ScopePage, *, is_own: bool) -> None:
        self._connection = connection
        self._page = page
        self._is_own = is_own
        self._is_indexed = has_index(connection)
        known = _scope_row(connection, page.scope)
        self._no, self._is_whole, self._is_doubted = known.no, known.is_whole, known.is_doubted
        self._stored = Stored(page.scope, has_more=page.has_more or page.resume is not None)
        self._cursor: tuple[int, str, str | None] = page.position, page.salt, page.resume
        self._position = known.position
        self._is_walking = known.is_walking
        self._is_unproven = known.is_unproven
        self._disagreements = known.disagreements
        self._walk = known.walk
        self._tally = Tally(known.row_count, known.xor)

    def store(self) -> Stored:
        """Raises Mismatch for a page that the protocol does not allow; the caller's transaction then undoes it."""
        page = self._page
        if page.is_reset and not self._may_be_reset():
            return self._stored
        if not page.is_reset and self._is_accident():
            self._start_anew(is_doubted=True)
            self._note()
            return self._stored
        # Position 0 has no past to continue, so what comes is a walk, whether or not we had walked before.
        if page.is_reset or (not self._is_walking and self._position == 0):
            self._is_walking, self._walk, self._tally = True, self._walk + 1, Tally(0, NO_XOR)
            if _is_a_persons(page.scope):
                predict_releases_again(self._connection)
        try:
            for upserts in page.upserts:
                self._keep(upserts)
        except msgspec.MsgspecError as error:
            raise Mismatch(f"{page.scope}: {error}") from error
        for removals in page.removals:
            self._remove(removals)
        if self._is_walking and page.resume is None:
            self._is_walking, self._is_unproven, self._is_whole = False, True, True
        self._compare()
        self._note()
        return self._stored

    def _may_be_reset(self) -> bool:
        """A server that resets again and again would have us walk for ever: where it stands we stay, and tell."""
        self._disagreements += 1
        if self._disagreements < ENOUGH_DISAGREEMENTS:
            return True
        self._stored.disagrees, self._stored.has_more = True, False
        told = update(scope).where(scope.c.no == self._no, scope.c.disagreements < ENOUGH_DISAGREEMENTS)
        self._connection.execute(told.values(disagreements=ENOUGH_DISAGREEMENTS))
        return False

    def _is_accident(self) -> bool:
        """Whether these removals would take most of the scope, and nobody has said so before."""
        named = [(removals.kind, list(removals.ids)) for removals in self._page.removals]
        if (
            self._is_walking
            or self._is_doubted
            or not is_too_much(self._page.scope, sum(len(ids) for _, ids in named), 0)
        ):
            return False
        leaving = sum(len(self._known(kind, ids)) for kind, ids in named)
        return is_too_much(self._page.scope, leaving, self._tally.count)

    def _start_anew(self, *, is_doubted: bool) -> None:
        """Ask for the whole scope again; what we hold stays to be seen until a walk is proven."""
        self._cursor = 0, "", None
        self._is_walking, self._walk, self._tally = True, self._walk + 1, Tally(0, NO_XOR)
        self._is_doubted = self._is_doubted or is_doubted
        self._stored.is_doubted = is_doubted

    def _keep(self, upserts: Upserts) -> None:
        kind = upserts.kind
        shape = SHAPES.get(kind)
        rows: Sequence[WireRow] = _heads.decode(upserts.rows) if shape is None else shape.decode(upserts.rows)
        self._stored.pulled[kind] = self._stored.pulled.get(kind, 0) + len(rows)
        if len(rows) > MOST_NAMED:
            self._stored.is_much = True
        else:
            self._stored.changed.setdefault(kind, set()).update(row.id for row in rows)
        if not (self._is_walking and self._walk == 1):  # the first walk meets no row of an earlier one
            self._take_known(kind, [row.id for row in rows])
        self._tally.add(kind, rows)
        if shape is not None:
            self._keep_shaped(shape, rows)
            return
        no, walk = self._no, self._walk
        bodies = _bodies.decode(upserts.rows)
        held = [(no, kind, row.id, row.version, walk, bytes(body)) for row, body in zip(rows, bodies, strict=True)]
        if held:
            self._connection.exec_driver_sql(_HELD_UPSERT, held)
        if kind == ReceiptRow.kind and self._is_own:
            self._settle(_receipts.decode(upserts.rows))

    def _keep_shaped(self, shape: Shape[WireRow], rows: Sequence[WireRow]) -> None:
        if not rows:
            return
        no = self._no
        self._connection.exec_driver_sql(shape.upsert, shape.values(no, self._walk, rows))
        if shape is CUSTOMERS and self._is_indexed:
            _, where, values = place(no, shape.kind, [row.id for row in rows])
            unindex(self._connection, where, values)
            found = self._connection.exec_driver_sql(f"SELECT {INDEXED} FROM customer WHERE {where}", values)
            index_rows(self._connection, found.all())

    def _take_known(self, kind: str, ids: list[str]) -> None:
        """What we hold of `ids` is about to be replaced or removed: it leaves the tally."""
        for row in self._known(kind, ids):
            if row.walk == self._walk:
                self._tally.take(kind, row.id, row.version)

    def _known(self, kind: str, ids: list[str]) -> Sequence[Row[Any]]:
        table, among, values = place(self._no, kind, ids)
        return self._connection.exec_driver_sql(f"SELECT id, version, walk FROM {table} WHERE {among}", values).all()

    def _remove(self, removals: Removals) -> None:
        kind, ids = removals.kind, list(removals.ids)
        self._take_known(kind, ids)
        remove(self._connection, self._no, kind, ids)
        self._note_removed((kind, row_id) for row_id in ids)

    def _note_removed(self, rows: Iterable[tuple[str, str]]) -> None:
        for kind, row_id in rows:
            self._stored.removed.setdefault(kind, set()).add(row_id)

    def _settle(self, rows: list[ReceiptRow]) -> None:
        retold = retell_refused(self._connection, [row.id for row in rows if not row.is_accepted])
        self._stored.requeued += retold
        receipts = [
            Receipt(row.id, row.is_accepted, row.reason, row.facts, decided_at=row.decided_at)
            for row in rows
            if row.id not in retold
        ]
        self._stored.answers += settle(self._connection, receipts, is_visible=True)

    def _compare(self) -> None:
        """Where the page brings us to the head: whether both sides hold the same, and what follows from it."""
        checksum = self._page.checksum
        if checksum is None or self._is_walking:
            return
        if self._tally.agrees_with(checksum):
            self._disagreements = 0
            self._prove()
            return
        self._stored.disagrees = True
        self._disagreements += 1
        if self._disagreements < ENOUGH_DISAGREEMENTS:
            self._start_anew(is_doubted=False)

    def _prove(self) -> None:
        """What we hold is what the server holds. Only now may be said what it no longer has."""
        was_walked = self._is_unproven
        if was_walked and self._walk > 1:
            leaving, held = unmet(self._connection, self._no, self._walk)
            if is_too_much(self._page.scope, leaving, held) and not self._is_doubted:
                self._start_anew(is_doubted=True)
                return
            if leaving:
                self._note_removed(sweep(self._connection, self._no, self._walk))
        self._is_unproven = self._is_doubted = False
        if _is_a_persons(self._page.scope):
            self._stored.requeued += requeue_unseen(self._connection, self._no, after_walk=was_walked)

    def _note(self) -> None:
        position, salt, resume = self._cursor
        self._connection.execute(
            update(scope)
            .where(scope.c.no == self._no)
            .values(
                position=position,
                salt=salt,
                resume=resume,
                walk=self._walk,
                is_walking=self._is_walking,
                is_whole=self._is_whole,
                row_count=self._tally.count,
                xor=self._tally.xor,
                disagreements=self._disagreements,
                is_unproven=self._is_unproven,
                is_doubted=self._is_doubted,
            )
        )


def _is_a_persons(name: str) -> bool:
    return name.startswith("me:")


def _scope_row(connection: Connection, name: str) -> Row[Any]:
    found = connection.execute(_SCOPE, {"of_name": name}).first()
    if found is None:
        raise Mismatch(f"a page of {name}, which was not asked for")
    return found
