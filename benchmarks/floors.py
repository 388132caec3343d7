"""The barest way to do the same on this machine: the driver, one statement, one transaction, nothing judged.

SQLite through the same library as the product, without its encryption.
"""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import sqlcipher3.dbapi2 as sqlite

from sync.protocol.rows import CustomerRow

_COLUMNS = CustomerRow.__struct_fields__
_INDEXES = ("id", "name", "phone", "pool_id, pooled_at")
_MARKS = ", ".join("?" * len(_COLUMNS))
_UPSERT = f"INSERT INTO customer ({', '.join(_COLUMNS)}) VALUES ({_MARKS}) ON CONFLICT (id) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in _COLUMNS[1:]
)

type Values = Sequence[tuple[Any, ...]]


def values_of(rows: Sequence[CustomerRow]) -> Values:
    return [tuple("\n".join(each) if isinstance(each, tuple) else each for each in _fields(row)) for row in rows]


def _fields(row: CustomerRow) -> tuple[Any, ...]:
    return msgspec.structs.astuple(row)


class RawFile:
    """An SQLite file of customers with four indexes, as a plain program would keep it."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute(f"CREATE TABLE customer ({', '.join(_COLUMNS)})")
        for columns in _INDEXES:
            unique = "UNIQUE " if columns == "id" else ""
            self._connection.execute(f"CREATE {unique}INDEX [customer {columns}] ON customer ({columns})")

    def insert(self, values: Values) -> None:
        """All of them, in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(f"INSERT INTO customer VALUES ({_MARKS})", values)
        self._connection.execute("COMMIT")

    def upsert(self, values: Values) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(_UPSERT, values)
        self._connection.execute("COMMIT")

    def count(self, where: str, *values: object) -> int:
        row = self._connection.execute(f"SELECT count(*) FROM customer WHERE {where}", values).fetchone()
        return int(row[0])

    def first_ids(self, order: str, limit: int) -> list[str]:
        return [row[0] for row in self._connection.execute(f"SELECT id FROM customer ORDER BY {order} LIMIT {limit}")]

    def close(self) -> None:
        self._connection.close()


class RawServer:
    """What a server's database does for a push at the very least, durably, straight through its driver.

    The customers' own table is used, so that its indexes are paid for on both sides.
    """

    def __init__(self, url: str) -> None:
        self._is_sqlite = url.startswith("sqlite")
        self._connection: Any = _connect(url)
        self._mark = "?" if self._is_sqlite else "%s"
        self._run("CREATE TABLE IF NOT EXISTS bench_log (customer_id text, person_id text, words text, at bigint)")
        self._numbers = itertools.count()

    def log(self, rows: Values) -> None:
        """One statement for all of `rows` (customer, person, words, time), one commit."""
        self._begin()
        self._insert_log(rows)
        self._run("COMMIT")

    def claim(self, customer_ids: Sequence[str], person_id: str) -> None:
        """One UPDATE that takes who is free, and a line in a log for each."""
        is_one_of = f"id IN ({', '.join('?' * len(customer_ids))})" if self._is_sqlite else "id = ANY(%s)"
        given = [*customer_ids] if self._is_sqlite else [[*customer_ids]]
        self._begin()
        taken = self._connection.execute(
            f"UPDATE customer SET owner_id = {self._mark}, pool_state = 'assigned' WHERE {is_one_of}"
            " AND owner_id IS NULL",
            [person_id, *given],
        ).rowcount
        if taken != len(customer_ids):
            raise RuntimeError(f"{taken} of {len(customer_ids)} were free")
        self._insert_log([(customer_id, person_id, "claim", next(self._numbers)) for customer_id in customer_ids])
        self._run("COMMIT")

    def order(self, rows: Values) -> None:
        """One statement for all of `rows` (id, customer, number, time, cents), one commit. Nobody is told, and no
        customer has ordered by it."""
        marks = ", ".join([self._mark] * 5)
        columns = "id, customer_id, number, ordered_at, amount_cents, version, title"
        self._begin()
        self._connection.cursor().executemany(f"INSERT INTO customer_order ({columns}) VALUES ({marks}, 1, '')", rows)
        self._run("COMMIT")

    def recycle(self, now: int) -> int:
        """One UPDATE that sends all that are due back to their pool; how many. No history, and nobody is told."""
        self._begin()
        gone: int = self._connection.execute(
            "UPDATE customer SET owner_id = NULL, team_id = NULL, pool_state = 'unassigned', acquired_at = NULL,"
            f" outflow_at = NULL, outflow_rule = NULL, pooled_at = {self._mark}, outflow_reason = 'no_first_follow_up',"
            " version = version + 1, ownership_version = ownership_version + 1"
            f" WHERE outflow_at <= {self._mark}",
            [now, now],
        ).rowcount
        self._run("COMMIT")
        return gone

    def close(self) -> None:
        self._connection.close()

    def _insert_log(self, rows: Values) -> None:
        marks = ", ".join([self._mark] * 4)
        self._connection.cursor().executemany(f"INSERT INTO bench_log VALUES ({marks})", rows)

    def _begin(self) -> None:
        self._run("BEGIN IMMEDIATE" if self._is_sqlite else "BEGIN")

    def _run(self, statement: str) -> None:
        self._connection.execute(statement)


@contextmanager
def raw_server(url: str) -> Iterator[RawServer]:
    with closing(RawServer(url)) as raw:
        yield raw


def _connect(url: str) -> Any:
    if not url.startswith("sqlite"):
        return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
    connection = sqlite.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 10000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
