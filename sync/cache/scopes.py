"""How far each scope has come, and the way in for what the server sends. Each cursor lies in the file of its rows."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import insert, select, update

from domain.identifiers import Instant
from domain.instants import instant, millis
from sync.cache.files import StoreFile
from sync.cache.intake import NO_XOR, Intake, Stored, found_nothing_in
from sync.cache.leaving import forget_scope
from sync.cache.pool_edition import make_pool
from sync.cache.search_text import INDEXED, has_index, index_rows
from sync.cache.settings import Settings
from sync.cache.tables import CUSTOMER_TEXT, READ_INDEXES, scope
from sync.protocol.messages import ScopeCursor, ScopePage
from sync.protocol.scopes import REFERENCE, is_assigned_scope, is_team_scope, pool_of

_PULLED_AT = "last_pulled_at"
_NOTED_EVERY = timedelta(minutes=1)
_INDEX_STRETCH = 5_000

_CURSORS = select(scope.c.name, scope.c.position, scope.c.salt, scope.c.resume).order_by(scope.c.no)
_NAMES = select(scope.c.name)


class Scopes:
    """For the engine: cursors out, pages in."""

    def __init__(self, me: StoreFile, pool: StoreFile, settings: Settings) -> None:
        self._me = me
        self._pool = pool
        self._settings = settings
        self._pulled_at: Instant | None = None
        self._noted_at: Instant | None = None

    def cursors(self) -> tuple[ScopeCursor, ...]:
        """Of every granted scope; pools first, so that a customer claimed is never in no list at all."""
        cursors: list[ScopeCursor] = []
        for file in (self._pool, self._me):
            with file.reading() as connection:
                rows = connection.execute(_CURSORS).all()
            cursors += [ScopeCursor(row.name, row.position, row.salt, row.resume) for row in rows]
        return tuple(cursors)

    def grant(self, names: Iterable[str]) -> tuple[str, ...]:
        """Take over what the person may read now; returns the scopes whose rows were dropped."""
        granted = {name for name in names if _is_known(name)}
        dropped: list[str] = []
        for file in (self._pool, self._me):
            wanted = sorted(name for name in granted if self._file_of(name) is file)
            with file.reading() as connection:
                known = set(connection.scalars(_NAMES))
            if known == set(wanted):
                continue
            with file.writing() as connection:
                for name in sorted(known - set(wanted)):
                    forget_scope(connection, name)
                    dropped.append(name)
                for name in wanted:
                    if name not in known:
                        connection.execute(insert(scope).values(name=name, **_NEW))
                if file is self._pool and not known:
                    for name in READ_INDEXES:
                        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")
        return tuple(dropped)

    def store(self, page: ScopePage) -> Stored:
        """One page, in one transaction of the file that holds its scope.

        Raises:
            Mismatch: the page is not what the protocol allows; nothing of it is kept.
        """
        file = self._file_of(page.scope)
        if not page.is_revoked:
            with file.reading() as connection:
                nothing = found_nothing_in(connection, page)
            if nothing is not None:
                return nothing
        with file.writing() as connection:
            if page.is_revoked:
                forget_scope(connection, page.scope)
                return Stored(page.scope)
            return Intake(connection, page, is_own=file is self._me).store()

    def disagreements(self, name: str) -> int:
        """How often in a row the scope had to start anew."""
        with self._file_of(name).reading() as connection:
            return connection.scalar(select(scope.c.disagreements).where(scope.c.name == name)) or 0

    def finish_loading(self) -> bool:
        """Build what lists and search need, once the first walk through the pools has ended; True when it did."""
        with self._pool.reading() as connection:
            walking = connection.scalar(select(scope.c.no).where(scope.c.is_whole.is_(False)).limit(1))
            is_empty = connection.scalar(select(scope.c.no).limit(1)) is None
            if walking is not None or is_empty or has_index(connection):
                return False
        with self._pool.writing() as connection:
            for name, columns in READ_INDEXES.items():
                connection.exec_driver_sql(f"CREATE INDEX IF NOT EXISTS {name} ON customer {columns}")
            connection.exec_driver_sql(CUSTOMER_TEXT)
            rows = connection.exec_driver_sql(f"SELECT {INDEXED} FROM customer ORDER BY no")
            for stretch in rows.partitions(_INDEX_STRETCH):
                index_rows(connection, stretch)
        return True

    def row_count(self, name: str | None = None) -> int:
        """Rows held of a scope, or of all of them."""
        total = 0
        for file in (self._pool, self._me):
            with file.reading() as connection:
                counted = (
                    select(scope.c.row_count) if name is None else select(scope.c.row_count).where(scope.c.name == name)
                )
                total += sum(connection.scalars(counted))
        return total

    def is_whole(self) -> bool:
        """Whether every granted scope has been walked through at least once."""
        for file in (self._pool, self._me):
            with file.reading() as connection:
                wholes = list(connection.scalars(select(scope.c.is_whole)))
                if not all(wholes) or (file is self._me and not wholes):
                    return False
        return True

    def last_pulled_at(self) -> Instant | None:
        """When the last whole pull ended, by the server's clock; None before the first.

        After a start it may be told up to a minute too old, never too new.
        """
        if self._pulled_at is not None:
            return self._pulled_at
        text = self._settings.get(_PULLED_AT)
        return instant(int(text)) if text else None

    def note_pulled(self, now: Instant) -> None:
        """A whole pull ended now. Rounds that bring nothing follow each other, so not every one is worth a flush."""
        self._pulled_at = now
        if self._noted_at is None or abs(now - self._noted_at) >= _NOTED_EVERY:
            self._settings.put(_PULLED_AT, str(millis(now)))
            self._noted_at = now

    def forgive(self) -> None:
        """A new start of the program: scopes that disagreed too often may be fetched anew once more."""
        for file in (self._pool, self._me):
            with file.writing() as connection:
                connection.execute(update(scope).where(scope.c.disagreements > 0).values(disagreements=0))

    @property
    def is_pool_broken(self) -> bool:
        """Somebody met a page of pool.db that could not be read."""
        return self._pool.is_broken

    def rebuild_pool(self) -> None:
        """Give up a broken pool.db, which is only a cache: an empty one takes its place, to be filled anew."""
        self._pool.recreate(make_pool)

    def _file_of(self, name: str) -> StoreFile:
        is_own = name == REFERENCE or name.startswith("me:")
        return self._me if is_own and pool_of(name) is None else self._pool


def _is_known(name: str) -> bool:
    """A kind of scope that a newer server grants holds rows that no list of ours would show for what they are."""
    is_of_others = is_team_scope(name) or is_assigned_scope(name) or pool_of(name) is not None
    return name == REFERENCE or name.startswith("me:") or is_of_others


_NEW: dict[str, object] = {
    "position": 0,
    "salt": "",
    "resume": None,
    "walk": 1,
    "is_walking": True,
    "is_whole": False,
    "row_count": 0,
    "xor": NO_XOR,
    "disagreements": 0,
    "is_unproven": False,
    "is_doubted": False,
}
