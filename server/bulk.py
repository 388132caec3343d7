"""Many rows in one statement, whichever database: the number of statements never grows with the rows.

SQLite runs a prepared statement over all rows inside the process, and nothing is quicker there. PostgreSQL gets them
as one JSON text: a statement for each row would cost it a multiple (8.7 times for a batch of 300, measured), arrays
twice as much as the text (8 ms against 4 for 1,000 rows of eleven columns).
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    column,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.dml import Insert, Update

# One statement's worth: enough for speed, few enough for memory.
_STRETCH = 5_000

type Values = Mapping[str, Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert `rows`, which all name the same columns."""
    for stretch in _stretches(rows):
        names = tuple(stretch[0])
        if connection.dialect.name == "postgresql":
            connection.execute(_recordset_insert(table, names), {"given": _json(stretch)})
        else:
            connection.execute(insert(table), list(stretch))


def update_rows(connection: Connection, table: Table, keys: tuple[str, ...], rows: Sequence[Values]) -> None:
    """Set the other columns that `rows` name, where the columns `keys` equal theirs.

    With "version" among the keys a row is only met as it was seen, and its version is raised by one.

    Raises:
        RuntimeError: a row was not met. Whoever updates has locked the rows, so this is a bug and undoes everything.
    """
    for stretch in _stretches(rows):
        names = tuple(stretch[0])
        if connection.dialect.name == "postgresql":
            met = connection.execute(_recordset_update(table, keys, names), {"given": _json(stretch)}).rowcount
        else:
            bound = [{f"_{name}": value for name, value in row.items()} for row in stretch]
            met = connection.execute(_row_update(table, keys, names), bound).rowcount
        if met != len(stretch):
            raise RuntimeError(f"{table.name}: {met} rows met of {len(stretch)}")


def among(connection: Connection, of: ColumnElement[str], values: Collection[str]) -> ColumnElement[bool]:
    """Whether `of` is one of `values`, as one bound value whatever their number."""
    if connection.dialect.name == "postgresql":
        return of == func.any(bindparam(None, list(values), type_=ARRAY(of.type)))
    texts = func.json_each(bindparam(None, _json(list(values)))).table_valued("value")
    return of.in_(select(texts.c.value))


def _stretches(rows: Sequence[Values]) -> list[Sequence[Values]]:
    return [rows[start : start + _STRETCH] for start in range(0, len(rows), _STRETCH)]


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(values).decode()


def _given(table: Table, names: tuple[str, ...]) -> FromClause:
    columns = [column(name, table.c[name].type) for name in names]
    records = func.json_to_recordset(cast(bindparam("given", type_=Text()), JSON(none_as_null=True)))
    return records.table_valued(*columns, name="given").render_derived(with_types=True)


@cache
def _recordset_insert(table: Table, names: tuple[str, ...]) -> Insert:
    given = _given(table, names)
    rows: Select[Any] = select(*given.c)
    return insert(table).from_select(list(names), rows)


@cache
def _recordset_update(table: Table, keys: tuple[str, ...], names: tuple[str, ...]) -> Update:
    given = _given(table, names)
    is_met = and_(*(table.c[key] == given.c[key] for key in keys))
    return (
        update(table)
        .where(is_met)
        .values({name: given.c[name] for name in names if name not in keys} | _raised(table, keys))
    )


@cache
def _row_update(table: Table, keys: tuple[str, ...], names: tuple[str, ...]) -> Update:
    is_met = and_(*(table.c[key] == bindparam(f"_{key}") for key in keys))
    return (
        update(table)
        .where(is_met)
        .values({name: bindparam(f"_{name}") for name in names if name not in keys} | _raised(table, keys))
    )


def _raised(table: Table, keys: tuple[str, ...]) -> dict[str, ColumnElement[int]]:
    return {"version": table.c.version + 1} if "version" in keys else {}
