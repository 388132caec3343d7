"""The one door to the database: a snapshot to read from, a transaction to write in, and nothing else."""

from collections.abc import Callable
from typing import Any, Literal

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select

from server.writer import GroupWriter, InlineWriter, RetryingWriter, Writer

# Older ones can lose committed pages when a write-ahead log is reset.
OLDEST_SQLITE = (3, 51, 3)

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
)


class DatabaseUnfit(Exception):
    """The URL or the database library cannot be used; the text says why."""


class Database:
    """Reads see one consistent snapshot; writes are committed here and nowhere else."""

    def __init__(self, reading: Engine, writing: Engine, writer: Writer) -> None:
        self._reading = reading
        self._writing = writing
        self._writer = writer

    @property
    def is_sqlite(self) -> bool:
        return self._writing.dialect.name == "sqlite"

    def read[T](self, work: Callable[[Connection], T]) -> T:
        """Run `work` on one consistent snapshot. It cannot write."""
        with self._reading.connect() as connection, connection.begin():
            return work(connection)

    def write[T](self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction and return when it is durable.

        `work` may be run again after a collision with others, so it does nothing that its transaction cannot undo.
        """
        return self._writer.run(work)

    def as_leader[T](self, lock: int, work: Callable[[], T]) -> T | None:
        """Run `work` where no other process of this database does so under the same number; else None.

        An embedded database has one process, which needs no lock.
        """
        if self.is_sqlite:
            return work()
        with self._writing.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            # Taken out of the pool: the lock ends with its session, whatever becomes of the work.
            connection.detach()
            if not connection.execute(select(func.pg_try_advisory_lock(lock))).scalar():
                return None
            return work()

    def close(self) -> None:
        self._writer.close()
        self._reading.dispose()
        self._writing.dispose()


def open_database(url: str, *, writer: Literal["own_thread", "inline"] = "own_thread") -> Database:
    """Open `sqlite:////path/file.db` or `postgresql+psycopg://…`.

    `inline` writes in the caller's thread; it concerns SQLite only.

    Raises:
        DatabaseUnfit: the URL names something else, or the SQLite library is too old.
    """
    backend = make_url(url).get_backend_name()
    if backend == "sqlite":
        return _open_sqlite(url, writer)
    if backend == "postgresql":
        return _open_postgresql(url)
    raise DatabaseUnfit(f"neither SQLite nor PostgreSQL: {backend}")


def _open_sqlite(url: str, writer: Literal["own_thread", "inline"]) -> Database:
    if sqlite.sqlite_version_info < OLDEST_SQLITE:
        raise DatabaseUnfit(f"SQLite {sqlite.sqlite_version} is older than {'.'.join(map(str, OLDEST_SQLITE))}")
    path = make_url(url).database
    if not path or path == ":memory:":
        raise DatabaseUnfit("SQLite needs a file: readers and the writer meet in it")
    reading = _sqlite_engine(url, path, "BEGIN", "PRAGMA query_only = ON")
    writing = _sqlite_engine(url, path, "BEGIN IMMEDIATE")
    return Database(reading, writing, InlineWriter(writing) if writer == "inline" else GroupWriter(writing))


def _sqlite_engine(url: str, path: str, begin: str, *pragmas: str) -> Engine:
    def connect() -> Any:
        connection = sqlite.connect(path, check_same_thread=False, isolation_level=None)
        for pragma in (*_PRAGMAS, *pragmas):
            connection.execute(pragma)
        return connection

    engine = create_engine(url, module=sqlite, creator=connect, pool_size=16, max_overflow=48)

    # The driver's own idea of when a transaction begins is switched off above: it would begin too late.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _open_postgresql(url: str) -> Database:
    writing = create_engine(url, isolation_level="READ COMMITTED", pool_size=16, max_overflow=16, pool_pre_ping=True)
    reading = writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(reading, writing, RetryingWriter(writing))
