"""Opening a profile's cache: made where missing, migrated where old, refused where newer, rescued where broken."""

from pathlib import Path

from sqlalchemy import func, select

from domain.identifiers import PersonId
from sync.cache.cache import Cache
from sync.cache.errors import Damaged, FromNewerProgram, WrongKey
from sync.cache.files import StoreFile, erase, move
from sync.cache.migrate import ME_EDITION, Edition, migrate
from sync.cache.pool_edition import make_pool, pool_edition
from sync.cache.rescue import finish, part_of, salvage, whole_of
from sync.cache.tables import CUSTOMER_TEXT, alembic_version, held, outbox, own
from sync.identity import Identity

_ME, _POOL = "me.db", "pool.db"


def open_cache(
    folder: Path, key_hex: str, *, person_id: str, identity: Identity, edition: Edition = ME_EDITION
) -> Cache:
    """The cache in `folder` (which exists), under a raw key of 64 hex digits.

    After `Damaged` the next call succeeds: a new me.db stands there by then, holding what could be saved. Where a
    rescue was cut short the next call tells `Damaged` once more, and ends it or begins it again.

    Raises:
        CacheTrouble: see `sync.cache.errors`.
    """
    me = _open_me(folder / _ME, key_hex, edition, identity)
    try:
        pool = _open_pool(folder / _POOL, key_hex)
    except BaseException:
        me.close()
        raise
    return Cache(me, pool, PersonId(person_id), identity)


def _open_me(path: Path, key_hex: str, edition: Edition, identity: Identity) -> StoreFile:
    file = _me_file(path, key_hex)
    _put_in_place(file, "its rescue was cut short")
    try:
        found = _version(file)
        if found == 0:
            _make_me(file, edition)
        elif found > edition.number:
            raise FromNewerProgram(path, f"edition {found}, this program knows {edition.number}")
        else:
            _check(file)
            if found < edition.number:
                migrate(file, edition, found)
    except Damaged as damage:
        _rescue(file, key_hex, edition, identity.new())
        _put_in_place(_me_file(path, key_hex), str(damage))
        raise
    except BaseException:
        file.close()
        raise
    return file


def _me_file(path: Path, key_hex: str) -> StoreFile:
    return StoreFile(path, key_hex, durable=True, cache_mebibytes=16)


def _version(file: StoreFile) -> int:
    with file.reading() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _make_me(file: StoreFile, edition: Edition) -> None:
    with file.writing() as connection:
        held.create_all(connection)
        own.create_all(connection)
        connection.exec_driver_sql(CUSTOMER_TEXT)
        # What is deleted must leave the index as well: a released customer's phone, for one.
        connection.exec_driver_sql("INSERT INTO customer_text (customer_text, rank) VALUES ('secure-delete', 1)")
        connection.execute(alembic_version.insert().values(version_num=edition.revision))
        connection.exec_driver_sql(f"PRAGMA user_version = {edition.number}")


def _check(file: StoreFile) -> None:
    with file.reading() as connection:
        answer = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    if answer != "ok":
        raise Damaged(file.path, answer)


def _rescue(broken: StoreFile, key_hex: str, edition: Edition, mark: str) -> None:
    """A new file with all that can be read of this one, whole under a name that says so, or nothing at all."""
    part = part_of(broken.path)
    fresh = _me_file(part, key_hex)
    try:
        with fresh.translated():
            erase(part)
        _make_me(fresh, edition)
        salvage(broken, fresh)
        fresh.fold()
        with fresh.translated():
            part.rename(whole_of(broken.path, mark))
    finally:
        broken.close()
        fresh.close()
        with fresh.translated():
            erase(part)  # on a full disk it would only be in the way


def _put_in_place(file: StoreFile, why: str) -> None:
    """Raises Damaged where a rescue has left a whole file: it stands in the place of the broken one now."""
    with file.translated():
        kept = finish(file.path)
    if kept is None:
        return
    try:
        with file.reading() as connection:
            salvaged = connection.scalar(select(func.count()).select_from(outbox)) or 0
    finally:
        file.close()
    raise Damaged(file.path, why, kept, salvaged)


def _open_pool(path: Path, key_hex: str) -> StoreFile:
    # Each connection may fill so much. 100,000 customers lie in 45: with less, every sort of them decrypts them anew.
    file = StoreFile(path, key_hex, durable=False, cache_mebibytes=64)
    try:
        found = _version(file)
        if found == pool_edition():
            return file
        if found == 0:
            with file.writing() as connection:
                make_pool(connection)
            return file
    except (Damaged, WrongKey):
        pass
    file.recreate(make_pool)
    return file


def holds_data(folder: Path) -> bool:
    """Whether there is anything that only its key opens."""
    return (folder / _ME).exists()


def set_aside(folder: Path, identity: Identity) -> tuple[Path, ...]:
    """Start anew where the key is lost: both files are kept under other names, `open_cache` then makes new ones."""
    mark = identity.new()
    kept: list[Path] = []
    for path in (folder / _ME, folder / _POOL):
        if path.exists():
            kept.append(path.with_name(f"{path.stem}.unreadable-{mark}.db"))
            move(path, kept[-1])
    return tuple(kept)
