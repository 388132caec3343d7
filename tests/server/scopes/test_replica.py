"""Pulling from a replica that lags: rows come later, and nothing else is different."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, create_engine, text

from domain.identifiers import CustomerId
from server.database import DatabaseUnfit, open_database
from server.feed.heads import newest_point
from server.feed.hints import Hints
from server.feed.log import TENANT
from server.pools.repository import set_open
from server.replica import Replica, ReplicaAway
from server.scopes.pull import pull
from server.upgrade import upgrade
from sync.protocol.messages import Pull, ScopeCursor
from sync.protocol.rows import CustomerRow, ReceiptRow
from sync.protocol.scopes import person_scope
from tests.fakes.clock import ManualClock
from tests.postgres import PostgresServer
from tests.server.company import NOW, founded
from tests.server.copies import Copies
from tests.server.pair import Pair
from tests.server.reader import Reader


@pytest.fixture
def pair(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Pair]:
    upgrade(database_url)
    is_sqlite = database_url.startswith("sqlite")
    postgres: PostgresServer | None = None if is_sqlite else request.getfixturevalue("postgres")
    copies = Copies(tmp_path, postgres)
    company = founded(open_database(database_url))
    made = Pair(database_url, copies, company, company.person("林", company.south))
    yield made
    made.database.close()
    copies.close()


def customers_of(reader: Reader, scope: str) -> set[str]:
    return set(reader.of(scope, CustomerRow))


def test_a_pull_reads_the_replica_and_later_what_it_lacked(pair: Pair) -> None:
    early = pair.company.customers(3)
    pair.replicate()
    late = pair.company.customers(2)
    reader = pair.reader().read()
    assert customers_of(reader, pair.pool) == set(early)
    pair.replicate()
    reader.database = pair.database
    assert customers_of(reader.read(), pair.pool) == {*early, *late}
    assert (reader.resets, reader.rows) == (0, pair.truth().rows)


def test_who_knows_more_than_the_replica_is_answered_by_the_primary(pair: Pair) -> None:
    pair.company.customers(3)
    pair.replicate()
    late = pair.company.customers(2)
    reader = pair.truth()
    before = dict(reader.cursors)
    reader.database = pair.database
    reader.read()
    assert reader.resets == 0
    assert {scope: cursor.position for scope, cursor in reader.cursors.items()} == {
        scope: cursor.position for scope, cursor in before.items()
    }
    (last,) = pair.company.customers(1)
    assert customers_of(reader.read(), pair.pool) >= {*late, last}
    assert reader.rows == pair.truth().rows


def test_no_position_goes_back_whatever_lags(pair: Pair) -> None:
    """Half of the pulls meet a replica that has fallen behind again."""
    reader = Reader(pair.database, pair.rep)
    seen: dict[str, int] = {}
    for number in range(6):
        if number % 2 == 0:
            pair.replicate()
        (customer,) = pair.company.customers(1)
        pair.company.claim(pair.rep, customer)
        reader.database = pair.database if number % 3 else open_database(pair.url)
        reader.read()
        if reader.database is not pair.database:
            reader.database.close()
        for scope, cursor in reader.cursors.items():
            assert cursor.position >= seen.get(scope, 0)
            seen[scope] = cursor.position
    assert reader.resets == 0
    pair.replicate()
    reader.database = pair.database
    assert reader.read().rows == pair.truth().rows


def test_a_walk_goes_on_wherever_it_is_answered(pair: Pair) -> None:
    """Its first page is the primary's, the next ones a replica's that knows where the walk began."""
    pair.company.customers(2_500)
    pair.replicate()
    reader = Reader(pair.database, pair.rep, byte_budget=100_000, cursors={pair.pool: ScopeCursor(pair.pool)})
    alone = open_database(pair.url)
    reader.database = alone
    gone = min(customer.id for customer in _first_page(reader))
    pair.company.claim(pair.rep, CustomerId(gone))
    alone.close()
    reader.database = pair.database
    reader.read()
    pair.replicate()
    reader.database = pair.database
    assert reader.read().resets == 0
    assert reader.rows == pair.truth().rows


def _first_page(reader: Reader) -> list[CustomerRow]:
    (page,) = reader.ask()
    assert reader.take(page)
    return list(reader.of(page.scope, CustomerRow).values())


def test_no_checksum_is_told_of_what_may_be_older_than_the_clients_rows(pair: Pair) -> None:
    """Rows may be newer than the cursor that came with them, and a replica at that cursor has not heard of them."""
    customers = pair.company.customers(2)
    pair.replicate()
    reader = Reader(pair.database, pair.rep).read()
    before = dict(reader.cursors)
    pair.company.claim(pair.rep, customers[0])
    pages = {page.scope: page for page in reader.ask()}
    assert [(pages[scope].checksum, pages[scope].has_more) for scope in (pair.pool, person_scope(pair.rep))] == [
        (None, False),
        (None, False),
    ]
    assert pages["ref"].checksum is not None
    assert {scope: page.position for scope, page in pages.items()} == {
        scope: cursor.position for scope, cursor in before.items()
    }
    pair.replicate()
    reader.database = pair.database
    met = reader.checksums_met
    assert person_scope(pair.rep) in reader.read().rows and reader.checksums_met > met


def test_receipts_come_with_their_effects_once_the_replica_has_both(pair: Pair) -> None:
    (customer,) = pair.company.customers(1)
    pair.replicate()
    reader = Reader(pair.database, pair.rep).read()
    (receipt,) = pair.company.claim(pair.rep, customer)
    mine = person_scope(pair.rep)
    reader.read()
    assert (customers_of(reader, mine), customers_of(reader, pair.pool)) == (set(), {customer})
    assert reader.of(mine, ReceiptRow) == {}
    pair.replicate()
    reader.database = pair.database
    reader.read()
    assert (customers_of(reader, mine), customers_of(reader, pair.pool)) == ({customer}, set())
    assert receipt.command_id in reader.of(mine, ReceiptRow)


def test_a_right_that_was_taken_away_is_taken_away_at_once(pair: Pair) -> None:
    pair.company.customers(2)
    pair.replicate()
    reader = Reader(pair.database, pair.rep).read()
    pair.database.write(lambda connection: set_open(connection, pair.company.pool_id, is_open=False))
    assert pair.pool not in reader.read().rows


def test_a_restored_primary_is_noticed_though_the_replica_remembers(pair: Pair) -> None:
    """The replica followed the past that was given up. What it tells of it would be a dead branch."""
    kept, lost = pair.company.customers(2)
    backup = pair.backup()
    pair.company.claim(pair.rep, lost)
    pair.replicate()
    knowing = Reader(pair.database, pair.rep).read()
    assert customers_of(knowing, person_scope(pair.rep)) == {lost}
    pair.restore(backup)
    pair.company.claim(pair.rep, kept)
    knowing.database = pair.database
    fresh = Reader(pair.database, pair.rep).read()
    knowing.read()
    assert knowing.resets == len(knowing.cursors)
    assert knowing.rows == fresh.rows == pair.truth().rows
    assert customers_of(knowing, person_scope(pair.rep)) == {kept}


def test_who_stands_before_the_fork_never_enters_the_dead_branch(pair: Pair) -> None:
    kept, lost = pair.company.customers(2)
    backup = pair.backup()
    early = Reader(pair.database, pair.rep).read()
    pair.company.claim(pair.rep, lost)
    pair.replicate()
    pair.restore(backup)
    pair.company.claim(pair.rep, kept)
    early.database = pair.database
    assert customers_of(early.read(), person_scope(pair.rep)) == {kept}
    assert early.resets == 0


@pytest.mark.expects_log("replica_away")
def test_without_its_replica_the_primary_answers(pair: Pair) -> None:
    pair.company.customers(2)
    pair.replicate()
    (late,) = pair.company.customers(1)
    assert pair.database.replica is not None
    broken = text("ALTER TABLE commit_record RENAME TO hidden")
    elsewhere = open_database(pair.replica_url)
    elsewhere.write(lambda connection: connection.execute(broken).close())
    elsewhere.close()
    reader = Reader(pair.database, pair.rep).read()
    assert late in customers_of(reader, pair.pool)
    assert reader.rows == pair.truth().rows


def test_an_empty_replica_says_nothing(pair: Pair, tmp_path: Path) -> None:
    """One that has not received its first copy yet."""
    pair.close()
    empty = pair.copies.copy(pair.url)
    emptied = open_database(empty)
    for table in ("change", "commit_scope", "commit_record"):
        emptied.write(lambda connection, table=table: connection.execute(text(f"DELETE FROM {table}")).close())  # type: ignore[misc]
    emptied.close()
    pair.replica_url = empty
    pair.open()
    assert pair.reader().read().rows == pair.truth().rows


def test_hints_tell_of_what_a_pull_will_find(pair: Pair) -> None:
    """Told of what the replica lacks, a client would pull nothing and ask again, at once and for ever."""
    pair.company.customers(1)
    pair.replicate()
    reader = Reader(pair.database, pair.rep).read()
    pair.company.customers(1)
    cursors = tuple(reader.cursors.values())
    hints = Hints(pair.database, pair.company.ids.new)
    try:
        assert asyncio.run(hints.wait(cursors, 0.2)) == ()
    finally:
        hints.close()
    pair.replicate()
    hints = Hints(pair.database, pair.company.ids.new)
    try:
        assert asyncio.run(hints.wait(cursors, 20)) == (pair.pool,)
    finally:
        hints.close()


def test_a_replica_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnfit):
        open_database(f"sqlite:///{tmp_path / 'a.db'}", "postgresql+psycopg://127.0.0.1:1/none")


def test_only_the_primary_gives_positions(pair: Pair) -> None:
    pair.replicate()
    pair.company.customers(1)
    pull(pair.database, pair.rep, Pull((ScopeCursor(pair.pool),), 10_000), NOW, pair.company.ids.new)

    def newest(connection: Connection) -> int:
        return newest_point(connection, TENANT).position

    assert pair.database.replica is not None
    assert pair.database.read(newest) == pair.database.replica.read(newest) + 1


@pytest.mark.expects_log("replica_away")
def test_a_dead_replica_is_not_waited_for_again_and_again(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}", module=sqlite)
    clock = ManualClock()
    replica = Replica(engine, clock.elapsed, left_alone_seconds=10)
    tried: list[str] = []

    def look(connection: Connection) -> None:
        tried.append("look")
        connection.execute(text("SELECT 1 FROM missing" if len(tried) == 1 else "SELECT 1"))

    for _ in range(3):
        with pytest.raises(ReplicaAway):
            replica.read(look)
    assert len(tried) == 1
    clock.pass_by(timedelta(seconds=10))
    replica.read(look)
    replica.read(look)
    replica.close()
    assert len(tried) == 3
