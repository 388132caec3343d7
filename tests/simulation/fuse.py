"""Makes one database operation fail: the program dies there, or the disk is full."""

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine, event


class Crash(BaseException):
    """The power went, or somebody ended the process: nothing after this line happens."""


class Fuse:
    """Watches databases. `is_full`: nothing more can be written. `blow_after`: so many operations, then the end."""

    def __init__(self) -> None:
        self.is_full = False
        self._left: int | None = None

    def blow_after(self, operations: int) -> None:
        self._left = operations

    def mend(self) -> None:
        self._left = None

    def watch(self, engine: Engine) -> None:
        """Statements and commits count; a commit that dies has not happened."""
        event.listen(engine, "do_execute", self._statement)
        event.listen(engine, "do_executemany", self._statement)
        event.listen(engine, "commit", self._commit)

    def _statement(self, _cursor: object, statement: str, *_: object) -> None:
        self._burn()
        if self.is_full and statement.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE", "CREATE"}:
            error = sqlite.OperationalError("database or disk is full")
            error.sqlite_errorcode = 13
            raise error

    def _commit(self, _connection: object) -> None:
        self._burn()

    def _burn(self) -> None:
        if self._left is None:
            return
        self._left -= 1
        if self._left < 0:
            self._left = None
            raise Crash
