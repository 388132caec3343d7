"""How it is with somebody's files, without changing what is in them: nothing is migrated, nothing rescued."""

from dataclasses import dataclass
from pathlib import Path

from sync.cache.answers import NOTHING_ASKED, OutboxCounts
from sync.cache.errors import CacheTrouble, Damaged, FromNewerProgram, TroubleCode
from sync.cache.files import StoreFile
from sync.cache.migrate import ME_EDITION
from sync.cache.outbox import counts_in

_ME, _POOL = "me.db", "pool.db"


@dataclass(frozen=True, slots=True)
class Health:
    """`trouble`: why nobody gets in; `is_pool_whole` False: what can be fetched again is to be fetched again.

    `counts`: what was asked; None where it cannot be counted, in a layout that the next start brings up to date.
    """

    trouble: TroubleCode | None = None
    is_pool_whole: bool = True
    counts: OutboxCounts | None = NOTHING_ASKED


def health_in(folder: Path, key_hex: str) -> Health:
    """Of the files in `folder`, which the caller owns meanwhile, under this key."""
    if not (folder / _ME).exists():
        return Health()
    me = StoreFile(folder / _ME, key_hex, durable=True, cache_mebibytes=4)
    pool = StoreFile(folder / _POOL, key_hex, durable=False, cache_mebibytes=4)
    try:
        return health_of(me, pool if (folder / _POOL).exists() else None, is_alone=True)
    finally:
        me.close()
        pool.close()


def health_of(me: StoreFile, pool: StoreFile | None, *, is_alone: bool = False) -> Health:
    """Of files that are open already; unless `is_alone`, beside whatever goes on in them."""
    try:
        edition = _edition(me)
        if edition > ME_EDITION.number:
            raise FromNewerProgram(me.path)
        _check(me, is_alone=is_alone)
        counts = counts_in(me) if edition == ME_EDITION.number else None
    except CacheTrouble as trouble:
        return Health(trouble.code, counts=None)
    return Health(None, pool is None or _is_whole(pool, is_alone=is_alone), counts)


def _is_whole(pool: StoreFile, *, is_alone: bool) -> bool:
    try:
        _check(pool, is_alone=is_alone)
    except CacheTrouble:
        return False
    return True


def _edition(file: StoreFile) -> int:
    with file.reading() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _check(file: StoreFile, *, is_alone: bool) -> None:
    """Raises Damaged: a page was changed by somebody else, or the tables make no sense."""
    with file.reading() as connection:
        # Page by page of the file itself, which a writer may be at just now.
        spoiled = connection.exec_driver_sql("PRAGMA cipher_integrity_check").first() if is_alone else None
        answer = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    if spoiled is not None or answer != "ok":
        raise Damaged(file.path, answer if spoiled is None else str(spoiled[0]))
