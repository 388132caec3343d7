"""Counts what a program does to its disk and to the doors beside it, and blows at the i-th."""

import errno
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import Pool
from sqlcipher3 import dbapi2

_FULL, _NO_SHARED_MEMORY = 13, 4_874
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_NEEDS_ROOM = {"open", "os.mkdir", "shutil.copyfile"}
_TAKES_NONE = {"os.rename", "os.remove", "os.rmdir", "os.utime", "os.link", "os.truncate", "os.chmod"}


class Crash(BaseException):
    """The power went: nothing after this line happens."""


class Kind(StrEnum):
    CRASH = "crash"
    FULL = "disk full"
    NO_INDEX = "no room for a log's index"


class Fuse:
    """Armed for one run of one act. A crash copies the disk first, so that no clean-up on the way out reaches it.

    Points of a crash: before every statement, every commit and every opening of a database; after every commit;
    before every file operation in `folder`, and after a file was emptied to be written anew; before and after every
    exchange with the server, and before every word to the key store. Points of a full disk: what takes room; it stays
    full until the act is over. It has a second voice: where SQLite finds no room for the index of a log (the `-shm`
    file) it speaks of an input/output error, as seen on a full file system.
    """

    def __init__(self, kind: Kind, number: int, folder: Path, freeze: Callable[[], None], window: "Window") -> None:
        self.kind = kind
        self.has_blown = False
        self.blown_at = ""
        self._left = number
        self._folder = f"{folder}{os.sep}"
        self._freeze = freeze
        self._window = window
        self._thread = threading.get_ident()
        self._is_looking_away = False
        self._is_frozen = False
        self._has_committed = False
        self._connections: list[Any] = []

    @contextmanager
    def armed(self) -> Iterator[None]:
        """Within this block operations count. Connections that a crash leaves open are closed at its end."""
        listened = (
            (Engine, "do_execute", self._statement),
            (Engine, "do_executemany", self._statement),
            (Engine, "do_execute_no_params", self._statement),
            (Engine, "commit", self._commit),
            (Pool, "connect", self._connect),
            (Pool, "checkin", self._checkin),
        )
        for target, name, listener in listened:
            event.listen(target, name, listener)
        _ears.append(self)
        try:
            yield
        finally:
            _ears.remove(self)
            for target, name, listener in listened:
                event.remove(target, name, listener)
            if self.kind is Kind.CRASH and self.has_blown:
                for connection in self._connections:
                    connection.close()

    def passing(self, mark: str) -> None:
        """The act has come so far: the flow may be about what lies before or behind it only."""
        self._window.passing(mark)

    def burn(self, what: str) -> None:
        """One operation at a door beside the disk is about to happen, or has happened unseen."""
        if self.kind is Kind.CRASH and self._strikes(what):
            self._crash()

    def _statement(self, _cursor: object, statement: str, *_: object) -> None:
        if self.kind is Kind.CRASH or _takes_room(statement):
            error = _with_code(dbapi2.OperationalError("database or disk is full"), _FULL)
            self._fail(" ".join(statement.split())[:60], error)

    def _commit(self, _connection: object) -> None:
        error = _with_code(dbapi2.OperationalError("database or disk is full"), _FULL)
        self._fail("commit", OperationalError("COMMIT", None, error))
        self._has_committed = True

    def _connect(self, connection: Any, _record: object) -> None:
        if threading.get_ident() == self._thread:
            self._connections.append(connection)
        path = Path(connection.execute("PRAGMA database_list").fetchone()[2])
        self._window.passing(f"open {path.name}")
        if self.kind is not Kind.CRASH and path.with_name(f"{path.name}-shm").exists():
            return  # the first connection has made what takes room
        error = dbapi2.OperationalError(f"no room to open {path.name}")
        self._fail(f"open {path.name}", _with_code(error, _NO_SHARED_MEMORY if self.kind is Kind.NO_INDEX else _FULL))

    def _checkin(self, _connection: object, _record: object) -> None:
        committed, self._has_committed = self._has_committed, False
        if committed and self.kind is Kind.CRASH and not self.has_blown and self._strikes("after commit"):
            # An exception here would leave the pool in disorder. The disk is from now on that of the crash, and
            # whatever comes next is the line that does not happen any more.
            self._freeze_once()

    def _fail(self, what: str, error: Exception) -> None:
        if self.kind is Kind.NO_INDEX and not (self.has_blown or what.startswith("open ")):
            return
        if not self._strikes(what):
            return
        if self.kind is Kind.CRASH:
            self._crash()
        raise error

    def hear(self, name: str, arguments: tuple[Any, ...]) -> None:
        """An audit event of the interpreter."""
        if self._is_looking_away or threading.get_ident() != self._thread:
            return
        path = _path_of(name, arguments)
        if not path.startswith(self._folder) or (name == "open" and not arguments[2] & _WRITES):
            return
        what = f"{name} {Path(path).name}"
        self._window.passing(what)
        if self.kind is not Kind.CRASH:
            if (self.kind is Kind.FULL or self.has_blown) and name in _NEEDS_ROOM and self._strikes(what):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
            return
        if self._strikes(what):
            self._crash()
        if name == "open" and arguments[2] & os.O_TRUNC and self._strikes(f"{what}, emptied"):
            with self._looking_away():
                Path(path).write_bytes(b"")
            self._crash()

    def _strikes(self, what: str) -> bool:
        if threading.get_ident() != self._thread:
            return False
        if self.has_blown:
            return True  # whoever is dead does nothing more, and a full disk stays full
        if not self._window.is_open:
            return False
        self._left -= 1
        if self._left >= 0:
            return False
        self.has_blown, self.blown_at = True, what
        return True

    def _crash(self) -> None:
        self._freeze_once()
        raise Crash(self.blown_at)

    def _freeze_once(self) -> None:
        if not self._is_frozen:
            self._is_frozen = True
            with self._looking_away():
                self._freeze()

    @contextmanager
    def _looking_away(self) -> Iterator[None]:
        self._is_looking_away = True
        try:
            yield
        finally:
            self._is_looking_away = False


class Window:
    """The part of an act in which operations count: from the first passing of one mark to that of another."""

    def __init__(self, first: str | None = None, last: str | None = None) -> None:
        self._first = first
        self._last = last
        self.is_open = first is None

    def passing(self, mark: str) -> None:
        if mark == self._first:
            self.is_open = True
        elif mark == self._last:
            self.is_open = False


def _with_code(error: Exception, code: int) -> Exception:
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


def _takes_room(statement: str) -> bool:
    """Whether SQLite may ask the disk for more: everything but looking."""
    word, _, rest = statement.lstrip().partition(" ")
    return not (word == "SELECT" or (word == "BEGIN" and not rest) or (word == "PRAGMA" and "=" not in rest))


def _path_of(name: str, arguments: tuple[Any, ...]) -> str:
    """The file that is written, made or taken away; trees are removed by names relative to an open folder."""
    path = arguments[1] if name == "shutil.copyfile" else arguments[0]
    if not isinstance(path, str | os.PathLike):
        return ""
    text = os.fspath(path)
    if name in {"os.remove", "os.rmdir"} and arguments[1] != -1:
        return os.fspath(Path(f"/proc/self/fd/{arguments[1]}").readlink() / text)
    return text


_ears: list[Fuse] = []


def _hear(name: str, arguments: tuple[Any, ...]) -> None:
    if _ears and (name in _NEEDS_ROOM or name in _TAKES_NONE):
        _ears[-1].hear(name, arguments)


# The interpreter keeps an audit hook for good: there is one, and it does nothing while no fuse is armed.
sys.addaudithook(_hear)
