"""Positions are dense, and no reader ever misses a commit, however late it was committed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import Connection, select

from server.database import Database, open_database
from server.feed.heads import are_ours, head_positions, newest_point
from server.feed.log import TENANT, Entry, record
from server.feed.positions import oldest_unstamped, stamp
from server.feed.tables import change, commit_record, commit_scope
from sync.identity import RandomIdentity
from tests.server.company import NOW

new_id = RandomIdentity().new
WRITERS = 16
COMMITS_EACH = 25


def entry(scope: str, row_id: str, before: int | None = None, after: int | None = 1) -> Entry:
    return Entry(scope, "customer", row_id, before, after)


def commit(database: Database, *entries: Entry) -> None:
    database.write(lambda connection: record(connection, entries, NOW, new_id))


def rows_after(connection: Connection, scope: str, position: int) -> tuple[list[str], int]:
    """What a reader gets beyond its position, and where it stands then."""
    found = connection.execute(
        select(change.c.row_id, commit_scope.c.position)
        .join(commit_scope, commit_scope.c.commit_id == change.c.commit_id)
        .where(change.c.scope == scope, commit_scope.c.scope == scope, commit_scope.c.position > position)
    ).all()
    return [row.row_id for row in found], max((row.position for row in found), default=position)


def test_sixteen_writers_and_their_rollbacks_lose_no_reader_a_row(database_url: str, database: Database) -> None:
    """Readers stamp and read while writers commit out of turn; every tenth writer changes its mind."""
    is_written = threading.Event()
    committed: set[str] = set()

    def write(writer: int) -> None:
        for number in range(COMMITS_EACH):
            row_id = new_id()

            def work(connection: Connection, row_id: str = row_id, number: int = number) -> None:
                record(connection, [entry("pool:a/0", row_id)], NOW, new_id)
                if (writer + number) % 10 == 0:
                    raise ZeroDivisionError

            try:
                database.write(work)
                committed.add(row_id)
            except ZeroDivisionError:
                pass

    def look(connection: Connection, position: int) -> tuple[list[str], int, int | None]:
        return *rows_after(connection, "pool:a/0", position), oldest_unstamped(connection)

    def read(_: int) -> list[str]:
        own = open_database(database_url)
        seen: list[str] = []
        position = 0
        try:
            while True:
                is_last_look = is_written.is_set()
                stamp(own, TENANT, new_id)
                rows, position, unstamped = own.read(partial(look, position=position))
                seen += rows
                if is_last_look and not rows and unstamped is None:
                    return seen
        finally:
            own.close()

    with ThreadPoolExecutor(WRITERS + 3) as threads:
        readers = [threads.submit(read, number) for number in range(3)]
        list(threads.map(write, range(WRITERS)))
        is_written.set()
        for reader in readers:
            seen = reader.result(60)
            assert sorted(seen) == sorted(committed)
    positions = database.read(lambda connection: connection.execute(select(commit_record.c.position)).scalars().all())
    assert sorted(positions) == list(range(1, len(committed) + 1))


@pytest.mark.postgresql
def test_a_commit_that_comes_late_gets_a_later_position(shared_database: Database) -> None:
    database = shared_database
    is_recorded, may_commit = threading.Event(), threading.Event()

    def slow(connection: Connection) -> None:
        record(connection, [entry("ref", "slow")], NOW, new_id)
        is_recorded.set()
        assert may_commit.wait(20)

    with ThreadPoolExecutor(1) as threads:
        late = threads.submit(database.write, slow)
        assert is_recorded.wait(20)
        commit(database, entry("ref", "quick"))
        stamp(database, TENANT, new_id)
        rows, position = database.read(lambda connection: rows_after(connection, "ref", 0))
        assert (rows, position) == (["quick"], 1)
        may_commit.set()
        late.result(20)
    stamp(database, TENANT, new_id)
    assert database.read(lambda connection: rows_after(connection, "ref", position)) == (["slow"], 2)


def test_a_head_tells_the_newest_commit_of_each_scope(database: Database) -> None:
    for scopes in (["a", "b"], ["b"], ["c"]):
        commit(database, *(entry(scope, new_id()) for scope in scopes))
    stamp(database, TENANT, new_id)
    heads = database.read(lambda connection: head_positions(connection, TENANT, ["a", "b", "c", "d"]))
    assert heads == {"a": 1, "b": 2, "c": 3}


def test_what_changes_nothing_is_no_commit(database: Database) -> None:
    database.write(
        lambda connection: record(connection, [entry("a", "x", 3, 3), entry("a", "y", None, None)], NOW, new_id)
    )
    stamp(database, TENANT, new_id)
    assert database.read(lambda connection: newest_point(connection, TENANT)).position == 0


def test_every_position_has_a_salt_of_its_own(database: Database) -> None:
    for number in range(20):
        commit(database, entry("a", str(number)))
    stamp(database, TENANT, new_id)
    salts = database.read(lambda connection: connection.execute(select(commit_record.c.salt)).scalars().all())
    assert len({salt for salt in salts if salt and len(salt) == 16}) == 20
    newest = database.read(lambda connection: newest_point(connection, TENANT))
    assert database.read(lambda connection: are_ours(connection, TENANT, [newest]))
