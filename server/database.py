"""The one door to the database: a snapshot to read from, a transaction to write in, and nothing else."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Literal

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import DBAPIError

from server.replica import CONNECT_SECONDS, Replica
from server.writer import GroupWriter, InlineWriter, RetryingWriter, Writer
from sync.clock import SystemClock

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


class DatabaseNewer(DatabaseUnfit):
    """A newer server has given the database its shape; the text names it. Nothing was changed."""


class Database:
    """Reads see one consistent snapshot; writes are committed here and nowhere else.

    `replica` is for reads that may lag; None where there is none.
    """

    def __init__(self, reading: Engine, writing: Engine, writer: Writer, replica: Replica | None = None) -> None:
        self.replica = replica
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
            try:
                return work()
            finally:
                # A session that was closed ends a moment later; whoever leads next need not find it still there.
                with suppress(DBAPIError):
                    connection.execute(select(func.pg_advisory_unlock(lock)))

    def close(self) -> None:
        self._writer.close()
        if self.replica is not None:
            self.replica.close()
        self._reading.dispose()
        self._writing.dispose()


def open_database(
    url: str, replica: str | None = None, *, writer: Literal["own_thread", "inline"] = "own_thread"
) -> Database:
    """Open `sqlite:////path/file.db` or `postgresql+psycopg://…`, and where it has one its replica of the same kind.

    `inline` writes in the caller's thread; it concerns SQLite only.

    Raises:
        DatabaseUnfit: a URL names something else, or the SQLite library is too old.
    """
    backend = make_url(url).get_backend_name()
    if replica is not None and make_url(replica).get_backend_name() != backend:
        raise DatabaseUnfit("a replica is of the same kind as what it follows")
    if backend == "sqlite":
        return _open_sqlite(url, replica, writer)
    if backend == "postgresql":
        return _open_postgresql(url, replica)
    raise DatabaseUnfit(f"neither SQLite nor PostgreSQL: {backend}")


def _open_sqlite(url: str, replica: str | None, writer: Literal["own_thread", "inline"]) -> Database:
    if sqlite.sqlite_version_info < OLDEST_SQLITE:
        raise DatabaseUnfit(f"SQLite {sqlite.sqlite_version} is older than {'.'.join(map(str, OLDEST_SQLITE))}")
    reading = _sqlite_reader(url)
    following = None if replica is None else Replica(_sqlite_reader(replica), SystemClock().elapsed)
    writing = _sqlite_engine(url, "BEGIN IMMEDIATE")
    turn = InlineWriter(writing) if writer == "inline" else GroupWriter(writing)
    return Database(reading, writing, turn, following)


def _sqlite_reader(url: str) -> Engine:
    return _sqlite_engine(url, "BEGIN", "PRAGMA query_only = ON")


def _sqlite_engine(url: str, begin: str, *pragmas: str) -> Engine:
    path = make_url(url).database
    if not path or path == ":memory:":
        raise DatabaseUnfit("SQLite needs a file: readers and the writer meet in it")

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


def _open_postgresql(url: str, replica: str | None) -> Database:
    writing = _postgresql_engine(url)
    following = None
    if replica is not None:
        engine = _snapshots(_postgresql_engine(replica, connect_timeout=CONNECT_SECONDS))
        following = Replica(engine, SystemClock().elapsed)
    return Database(_snapshots(writing), writing, RetryingWriter(writing), following)


def _postgresql_engine(url: str, **options: Any) -> Engine:
    return create_engine(
        url,
        isolation_level="READ COMMITTED",
        pool_size=16,
        max_overflow=16,
        pool_pre_ping=True,
        connect_args=options,
    )


def _snapshots(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
