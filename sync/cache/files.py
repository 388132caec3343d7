"""One encrypted SQLite file: opened with a raw key, read in snapshots, written by one at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from sync.cache.errors import CacheTrouble, Damaged, DiskFull, Unwritable, WrongKey, told
from sync.cache.search_text import occurs

_CORRUPT, _FULL, _CANNOT_OPEN, _READ_ONLY, _PERMISSION, _IO_ERROR, _NOT_A_DATABASE = 11, 13, 14, 8, 3, 10, 26
_NO_ROOM_FOR_INDEX = 4_874
"""An input/output error by its family: the file that indexes the log (`-shm`) could not be given its size."""
_BUSY_MILLISECONDS = 10_000


class StoreFile:
    """A file of the cache. `durable`: what is committed survives a power cut, not only a crash of the program."""

    def __init__(self, path: Path, key_hex: str, *, durable: bool, cache_mebibytes: int) -> None:
        self.path = path
        self._writing = threading.RLock()
        self._pragmas = (
            f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}",
            "PRAGMA journal_mode = WAL",
            f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}",
            f"PRAGMA cache_size = -{cache_mebibytes * 1024}",
            "PRAGMA temp_store = MEMORY",
            f"PRAGMA secure_delete = {'ON' if durable else 'OFF'}",
        )
        self._key_hex = key_hex
        self._has_opened = False
        self.is_broken = False
        """Some page could not be read, or a new file was not filled to its end: what is in it cannot be relied upon."""
        self.engine = self._engine(key_hex)

    def _engine(self, key_hex: str) -> Engine:
        url = URL.create("sqlite+pysqlcipher", password=f"x'{key_hex}'", database=str(self.path))
        engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=6,
            hide_parameters=True,  # a customer's phone belongs in no log
            connect_args={"check_same_thread": False, "isolation_level": None},
        )
        event.listen(engine, "do_connect", _connect_quietly)
        event.listen(engine, "connect", self._prepare)
        event.listen(engine, "begin", _begin)
        return engine

    def _prepare(self, connection: Any, _record: object) -> None:
        for pragma in self._pragmas:
            connection.execute(pragma)
        connection.create_function("text_occurs", 5, occurs, deterministic=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot: whatever is written meanwhile, this sees none of it."""
        with self.translated(), self.engine.connect() as connection:
            yield connection
        self._has_opened = True

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, committed at the end of the block, undone by any exception in it."""
        with self.translated(), self._writing, self.engine.connect() as connection:
            connection.execution_options(gonghai_writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        self.engine.dispose()

    def fold(self) -> None:
        """Bring the log into the file and close it: from now on it is whole by itself, to be copied or renamed."""
        with self.translated(), self.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            is_in_use, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if is_in_use:
            raise Unwritable(self.path, "somebody still reads its log")
        self.close()

    def recreate(self, fill: Callable[[Connection], None]) -> None:
        """Replace the file by a new one; whoever still reads the old one reads on to the end of their snapshot.

        Cut short anywhere it `is_broken`, and is to be recreated again.
        """
        with self._writing:
            self.engine.dispose()
            self.is_broken = True
            try:
                erase(self.path)
            except OSError as error:  # Windows lets nobody remove a file that somebody still reads
                raise Unwritable(self.path, str(error)) from error
            self.engine = self._engine(self._key_hex)
            with self.writing() as connection:
                fill(connection)
            self.is_broken = False

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Whatever goes wrong with the file in this block is told as `sync.cache.errors` tells it."""
        try:
            with told(self.path):
                yield
        except DBAPIError as error:
            trouble = trouble_of(self.path, error.orig)
            if isinstance(trouble, WrongKey) and self._has_opened:
                # The key opened this file a moment ago, so it is not the key.
                trouble = Damaged(self.path, str(error.orig))
            if trouble is None and self.is_broken:
                trouble = Damaged(self.path, str(error.orig))  # tables that were never made, for one
            if trouble is None:
                raise
            self.is_broken = self.is_broken or isinstance(trouble, Damaged)
            raise trouble from error


def erase(path: Path) -> None:
    """Remove a database file with what stands beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def move(path: Path, target: Path) -> None:
    """Give a database file another name, with what stands beside it. Cut short anywhere, it can be begun again.

    The log goes first: one that is left without its file is thrown away by the next file of that name.
    """
    for suffix in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(target.with_name(target.name + suffix))


def trouble_of(path: Path, error: object) -> CacheTrouble | None:
    """What the person can do something about, or None for our own mistakes."""
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    detail = str(error)
    if code == _FULL or extended == _NO_ROOM_FOR_INDEX:
        return DiskFull(path, detail)
    if code == _NOT_A_DATABASE:
        return WrongKey(path, detail)
    if code in {_CANNOT_OPEN, _READ_ONLY, _PERMISSION}:
        return Unwritable(path, detail)
    # A page whose authentication fails in the middle of a file is told as an I/O error.
    return Damaged(path, detail) if code in {_CORRUPT, _IO_ERROR} else None


def _connect_quietly(dialect: Any, _record: object, arguments: list[Any], options: dict[str, Any]) -> Any:
    connection = dialect.connect(*arguments, **options)
    # SQLCipher writes to the standard error stream on its own; what it says comes as an exception too.
    connection.execute("PRAGMA cipher_log_level = NONE")
    return connection


def _begin(connection: Connection) -> None:
    # The driver begins nothing by itself, so that a snapshot begins where we say.
    writes = connection.get_execution_options().get("gonghai_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
