"""One page from the server into one file, in one transaction: rows, verdicts, checksum and cursor, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, select, update

from sync.cache.answers import Answer
from sync.cache.search_text import INDEXED, has_index, index_rows
from sync.cache.settling import requeue_unknown, settle
from sync.cache.shapes import CUSTOMERS, SHAPES, Shape
from sync.cache.tables import held_row, scope
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
_AMONG = "(SELECT value FROM json_each(?))"


@dataclass(slots=True)
class Stored:
    """What a page brought. `disagrees`: our checksum differs from the server's, and the scope starts anew."""

    scope: str
    pulled: dict[str, int] = field(default_factory=dict)
    changed: dict[str, set[str]] = field(default_factory=dict)
    removed: dict[str, set[str]] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    is_much: bool = False
    """More changed than is worth naming one by one; `changed` is not whole."""
    has_more: bool = False
    disagrees: bool = False
    ended_walk: bool = False


def found_nothing_in(connection: Connection, page: ScopePage) -> Stored | None:
    """The cursor sent back as it was (nothing new, or no room left for the scope in the reply): nothing to write.

    None where the page says something. Most rounds bring nothing, and a flush to disk for each would be felt.

    Raises:
        Mismatch: see `Intake.store`.
    """
    known = _scope_row(connection, page.scope)
    is_same = (page.position, page.salt, page.resume) == (known.position, known.salt, known.resume)
    if not is_same or page.is_reset or page.upserts or page.removals:
        return None
    tally = Tally(known.row_count, known.xor)
    is_agreed = not known.is_walking and page.checksum is not None and tally.agrees_with(page.checksum)
    is_more_promised = page.has_more or page.resume is not None
    return Stored(page.scope, has_more=is_more_promised) if page.has_more or is_agreed else None


class Intake:
    """Stores one page. `is_own`: the file is me.db, so receipts settle commands of the outbox beside them."""

    def __init__(self, connection: Connection, page: ScopePage, *, is_own: bool) -> None:
        self._connection = connection
        self._page = page
        self._is_own = is_own
        self._is_indexed = has_index(connection)
        self._scope = _scope_row(connection, page.scope)
        self._stored = Stored(page.scope, has_more=page.has_more or page.resume is not None)
        self._is_walking = self._scope.is_walking
        self._walk = self._scope.walk
        self._tally = Tally(self._scope.row_count, self._scope.xor)

    def store(self) -> Stored:
        """Raises Mismatch for a page that the protocol does not allow; the caller's transaction then undoes it."""
        page = self._page
        # Position 0 has no past to continue, so what comes is a walk, whether or not we had walked before.
        if page.is_reset or (not self._is_walking and self._scope.position == 0):
            self._is_walking, self._walk, self._tally = True, self._walk + 1, Tally(0, NO_XOR)
        try:
            for upserts in page.upserts:
                self._keep(upserts)
        except msgspec.MsgspecError as error:
            raise Mismatch(f"{page.scope}: {error}") from error
        for removals in page.removals:
            self._remove(removals)
        if self._is_walking and page.resume is None:
            self._end_walk()
        self._set_cursor()
        return self._stored

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
        no, walk = self._scope.no, self._walk
        bodies = _bodies.decode(upserts.rows)
        held = [(no, kind, row.id, row.version, walk, bytes(body)) for row, body in zip(rows, bodies, strict=True)]
        if held:
            self._connection.exec_driver_sql(_HELD_UPSERT, held)
        if kind == ReceiptRow.kind and self._is_own:
            self._settle(_receipts.decode(upserts.rows))

    def _keep_shaped(self, shape: Shape, rows: Sequence[WireRow]) -> None:
        if not rows:
            return
        no = self._scope.no
        self._connection.exec_driver_sql(shape.upsert, shape.values(no, self._walk, rows))
        if shape is CUSTOMERS and self._is_indexed:
            ids = _json([row.id for row in rows])
            where = f"scope_no = ? AND id IN {_AMONG}"
            self._unindex(where, (no, ids))
            found = self._connection.exec_driver_sql(f"SELECT {INDEXED} FROM customer WHERE {where}", (no, ids))
            index_rows(self._connection, found.all())

    def _take_known(self, kind: str, ids: list[str]) -> None:
        """What we hold of `ids` is about to be replaced or removed: it leaves the tally."""
        for row in self._known(kind, ids):
            if row.walk == self._walk:
                self._tally.take(kind, row.id, row.version)

    def _known(self, kind: str, ids: list[str]) -> Sequence[Row[Any]]:
        table, among, values = self._place(kind, ids)
        return self._connection.exec_driver_sql(f"SELECT id, version, walk FROM {table} WHERE {among}", values).all()

    def _place(self, kind: str, ids: list[str]) -> tuple[str, str, tuple[object, ...]]:
        shape = SHAPES.get(kind)
        if shape is None:
            return "held_row", f"scope_no = ? AND kind = ? AND id IN {_AMONG}", (self._scope.no, kind, _json(ids))
        return shape.table.name, f"scope_no = ? AND id IN {_AMONG}", (self._scope.no, _json(ids))

    def _remove(self, removals: Removals) -> None:
        kind, ids = removals.kind, list(removals.ids)
        self._take_known(kind, ids)
        table, among, values = self._place(kind, ids)
        if kind == CUSTOMERS.kind:
            self._unindex(among, values)
        self._connection.exec_driver_sql(f"DELETE FROM {table} WHERE {among}", values)
        self._stored.removed.setdefault(kind, set()).update(ids)

    def _unindex(self, where: str, values: tuple[object, ...]) -> None:
        if self._is_indexed:
            numbers = f"SELECT no FROM customer WHERE {where}"
            self._connection.exec_driver_sql(f"DELETE FROM customer_text WHERE rowid IN ({numbers})", values)

    def _end_walk(self) -> None:
        """Rows that the walk did not meet are gone on the server; until now they could still be seen."""
        self._is_walking = False
        self._stored.ended_walk = True
        if self._walk == 1:
            return
        no, walk = self._scope.no, self._walk
        self._unindex("scope_no = ? AND walk <> ?", (no, walk))
        for shape in SHAPES.values():
            table = shape.table
            gone = delete(table).where(table.c.scope_no == no, table.c.walk != walk).returning(table.c.id)
            self._note_removed((shape.kind, row_id) for (row_id,) in self._connection.execute(gone).all())
        unmet = delete(held_row).where(held_row.c.scope_no == no, held_row.c.walk != walk)
        gone_rows = self._connection.execute(unmet.returning(held_row.c.kind, held_row.c.id)).all()
        self._note_removed((row.kind, row.id) for row in gone_rows)
        if self._is_own:
            requeue_unknown(self._connection, no)

    def _note_removed(self, rows: Iterable[tuple[str, str]]) -> None:
        for kind, row_id in rows:
            self._stored.removed.setdefault(kind, set()).add(row_id)

    def _settle(self, rows: list[ReceiptRow]) -> None:
        receipts = [Receipt(row.id, row.is_accepted, row.reason, row.facts, decided_at=row.decided_at) for row in rows]
        self._stored.answers += settle(self._connection, receipts, is_visible=True)

    def _set_cursor(self) -> None:
        page = self._page
        position, salt, resume = page.position, page.salt, page.resume
        disagreements = self._scope.disagreements
        count, xor = self._tally.count, self._tally.xor
        if page.checksum is not None and not self._is_walking:
            if self._tally.agrees_with(page.checksum):
                disagreements = 0
            else:
                self._stored.disagrees = True
                disagreements += 1
            if 0 < disagreements < ENOUGH_DISAGREEMENTS:
                position, salt, resume, count, xor = 0, "", None, 0, NO_XOR
                self._is_walking, self._walk = True, self._walk + 1
        self._connection.execute(
            update(scope)
            .where(scope.c.no == self._scope.no)
            .values(
                position=position,
                salt=salt,
                resume=resume,
                walk=self._walk,
                is_walking=self._is_walking,
                is_whole=self._scope.is_whole or self._stored.ended_walk,
                row_count=count,
                xor=xor,
                disagreements=disagreements,
            )
        )


def forget_scope(connection: Connection, name: str) -> None:
    """Everything of a scope that is no longer granted: its rows, their search words, its cursor."""
    row = connection.execute(select(scope.c.no).where(scope.c.name == name)).first()
    if row is None:
        return
    if has_index(connection):
        numbers = "SELECT no FROM customer WHERE scope_no = ?"
        connection.exec_driver_sql(f"DELETE FROM customer_text WHERE rowid IN ({numbers})", (row.no,))
    for table in (*(shape.table for shape in SHAPES.values()), held_row):
        connection.execute(delete(table).where(table.c.scope_no == row.no))
    connection.execute(delete(scope).where(scope.c.no == row.no))


def _scope_row(connection: Connection, name: str) -> Row[Any]:
    found = connection.execute(select(scope).where(scope.c.name == name)).first()
    if found is None:
        raise Mismatch(f"a page of {name}, which was not asked for")
    return found


def _json(ids: list[str]) -> str:
    return msgspec.json.encode(ids).decode()
