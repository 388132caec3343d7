"""Rows that leave a scope, and when so many would that it is taken for an accident until it is said twice."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, delete, select

from sync.cache.search_text import has_index
from sync.cache.shapes import CUSTOMERS, SHAPES
from sync.cache.tables import held_row, scope
from sync.protocol.scopes import pool_of

FEWEST_DOUBTED = 20
"""Fewer rows than this may always leave: whoever holds five customers releases them all one day."""

_AMONG = "(SELECT value FROM json_each(?))"


def is_too_much(name: str, leaving: int, held: int) -> bool:
    """More than half of what is a person's own or everybody's, more than nine tenths of a pool's part."""
    if leaving < FEWEST_DOUBTED:
        return False
    return leaving * 10 > held * 9 if pool_of(name) is not None else leaving * 2 > held


def place(scope_no: int, kind: str, ids: Sequence[str]) -> tuple[str, str, tuple[object, ...]]:
    """Table, condition and its values: where rows of `kind` lie."""
    listed = msgspec.json.encode(ids).decode()
    shape = SHAPES.get(kind)
    if shape is None:
        return "held_row", f"scope_no = ? AND kind = ? AND id IN {_AMONG}", (scope_no, kind, listed)
    return shape.table.name, f"scope_no = ? AND id IN {_AMONG}", (scope_no, listed)


def unindex(connection: Connection, where: str, values: tuple[object, ...]) -> None:
    """Take customers out of the text index, where there is one."""
    if has_index(connection):
        numbers = f"SELECT no FROM customer WHERE {where}"
        connection.exec_driver_sql(f"DELETE FROM customer_text WHERE rowid IN ({numbers})", values)


def remove(connection: Connection, scope_no: int, kind: str, ids: Sequence[str]) -> None:
    """Rows that the server named."""
    table, where, values = place(scope_no, kind, ids)
    if kind == CUSTOMERS.kind:
        unindex(connection, where, values)
    connection.exec_driver_sql(f"DELETE FROM {table} WHERE {where}", values)


def unmet(connection: Connection, scope_no: int, walk: int) -> tuple[int, int]:
    """How many rows of the scope `walk` did not meet, and how many there are in all."""
    missing = total = 0
    for table in (*(shape.table.name for shape in SHAPES.values()), held_row.name):
        counted = f"SELECT coalesce(sum(walk <> ?), 0), count(*) FROM {table} WHERE scope_no = ?"
        row = connection.exec_driver_sql(counted, (walk, scope_no)).one()
        missing, total = missing + row[0], total + row[1]
    return missing, total


def sweep(connection: Connection, scope_no: int, walk: int) -> Iterator[tuple[str, str]]:
    """Remove what `walk` did not meet; kind and id of each."""
    unindex(connection, "scope_no = ? AND walk <> ?", (scope_no, walk))
    for shape in SHAPES.values():
        table = shape.table
        gone = delete(table).where(table.c.scope_no == scope_no, table.c.walk != walk).returning(table.c.id)
        yield from [(shape.kind, row_id) for (row_id,) in connection.execute(gone)]
    held = delete(held_row).where(held_row.c.scope_no == scope_no, held_row.c.walk != walk)
    yield from [(row.kind, row.id) for row in connection.execute(held.returning(held_row.c.kind, held_row.c.id))]


def forget_scope(connection: Connection, name: str) -> None:
    """Everything of a scope that is no longer granted: its rows, their search words, its cursor."""
    row = connection.execute(select(scope.c.no).where(scope.c.name == name)).first()
    if row is None:
        return
    unindex(connection, "scope_no = ?", (row.no,))
    for table in (*(shape.table for shape in SHAPES.values()), held_row):
        connection.execute(delete(table).where(table.c.scope_no == row.no))
    connection.execute(delete(scope).where(scope.c.no == row.no))
