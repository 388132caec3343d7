"""The feed while all goes wrong beside it: no row skipped, no number missing, nobody held up (faults 16 to 20)."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import OperationalError

from domain.identifiers import CustomerId
from server.customers.repository import insert_customers
from server.database import open_database
from server.feed.log import TENANT, record
from server.feed.positions import _STAMPING, stamp
from sync.clock import SystemClock
from sync.protocol.rows import CustomerRow
from sync.protocol.scopes import pool_scope
from tests.races.arena import Arena, conninfo
from tests.races.device import new_id
from tests.races.truth import are_dense, positions_given
from tests.races.wire_reader import WireReader

pytestmark = pytest.mark.postgresql

_clock = SystemClock()
PATIENCE_SECONDS = 30
WRITERS, COMMITS_EACH = 8, 10


@dataclass
class Feed:
    """One pool of the stage, whoever writes into it, and readers of it through both server processes."""

    stage: Arena
    pool_id: str
    readers: list[WireReader]

    def rows(self, number: int, mark: str = "") -> list[CustomerRow]:
        return [
            CustomerRow(new_id(), 1, f"{mark}深圳{each}电子有限公司", pool_id=self.pool_id, pool_state="unassigned")
            for each in range(number)
        ]

    def insert(self, connection: Connection, rows: list[CustomerRow]) -> None:
        record(connection, insert_customers(connection, rows), _clock.now(), new_id)

    def commit(self, number: int, mark: str = "") -> set[str]:
        """New customers in one commit; returns their ids."""
        rows = self.rows(number, mark)
        self.stage.database.write(lambda connection: self.insert(connection, rows))
        return {row.id for row in rows}

    def held(self, reader: WireReader) -> dict[str, CustomerRow]:
        return reader.of(pool_scope(self.pool_id), CustomerRow)

    def position(self, reader: WireReader) -> int:
        return reader.cursors[pool_scope(self.pool_id)].position

    def assert_whole(self, committed: set[str]) -> None:
        """Every reader holds what was committed and agrees with the tables; positions are dense."""
        for reader in self.readers:
            met = reader.checksums_met
            assert set(self.held(reader.read())) == committed
            assert reader.disagreements() == []
            assert reader.checksums_met > met
            assert reader.resets == 0
        assert are_dense(self.stage.database.read(positions_given))


@pytest.fixture
def feed(stage: Arena) -> Feed:
    pool_id = stage.company.pool(f"公海 {new_id()}", [stage.company.head])
    [device] = stage.signed_in()
    return Feed(stage, pool_id, [stage.reader(device, server).read() for server in (0, 1)])


def test_a_long_write_transaction_holds_nobody_up_and_comes_when_it_commits(feed: Feed) -> None:
    """Fault 16."""
    is_written, may_commit = threading.Event(), threading.Event()
    slow = feed.rows(3)

    def write(connection: Connection) -> None:
        feed.insert(connection, slow)
        is_written.set()
        assert may_commit.wait(PATIENCE_SECONDS)

    with ThreadPoolExecutor(1) as threads:
        late = threads.submit(feed.stage.database.write, write)
        assert is_written.wait(PATIENCE_SECONDS)
        quick = {each for _ in range(5) for each in feed.commit(2)}
        passed = [feed.position(reader.read()) for reader in feed.readers]
        assert [set(feed.held(reader)) for reader in feed.readers] == [quick, quick]
        may_commit.set()
        late.result(PATIENCE_SECONDS)
    feed.assert_whole(quick | {row.id for row in slow})
    assert all(feed.position(reader) > before for reader, before in zip(feed.readers, passed, strict=True))


def test_somebody_writing_in_another_database_holds_nobody_up(feed: Feed) -> None:
    """Fault 17: readers that trust the oldest running transaction would stand still."""
    elsewhere = conninfo(feed.stage.url, "postgres", "postgres")
    with psycopg.connect(elsewhere) as session:
        session.execute("CREATE TABLE forgotten (id int)")
        feed.assert_whole(feed.commit(3))
        session.rollback()


def test_a_forgotten_prepared_transaction_holds_nobody_up_and_comes_when_it_is_found(feed: Feed) -> None:
    """Fault 17."""
    engine = create_engine(feed.stage.url)
    prepared, name = feed.rows(3), new_id()
    try:
        with engine.connect() as connection:
            allowed = connection.exec_driver_sql("SHOW max_prepared_transactions").scalar_one()
            connection.rollback()
            if int(allowed) == 0:
                pytest.skip("this PostgreSQL takes no prepared transactions")
            transaction = connection.begin_twophase(name)
            feed.insert(connection, prepared)
            transaction.prepare()
            connection.invalidate()  # whoever prepared it is gone
        quick = feed.commit(3)
        feed.assert_whole(quick)
        with engine.connect() as connection:
            connection.commit_prepared(name, recover=True)
        feed.assert_whole(quick | {row.id for row in prepared})
    finally:
        engine.dispose()


@contextmanager
def stampers(feed: Feed, number: int) -> Iterator[None]:
    """So many more that number commits all the time, besides the two servers."""
    is_over = threading.Event()

    def stamp_on() -> None:
        while not is_over.is_set():
            stamp(feed.stage.database, TENANT, new_id)

    with ThreadPoolExecutor(number) as threads:
        running = [threads.submit(stamp_on) for _ in range(number)]
        try:
            yield
        finally:
            is_over.set()
        for each in running:
            each.result(PATIENCE_SECONDS)


def storm(feed: Feed, rollbacks_percent: int) -> set[str]:
    """Writers side by side, some of whom change their minds, while readers follow. Returns what was committed."""
    is_written = threading.Event()

    def write(writer: int) -> set[str]:
        committed: set[str] = set()
        for number in range(COMMITS_EACH):
            rows = feed.rows(2)

            def work(connection: Connection, rows: list[CustomerRow] = rows, at: int = writer + number * 3) -> None:
                feed.insert(connection, rows)
                if at * 10 % 100 < rollbacks_percent:
                    raise ZeroDivisionError

            try:
                feed.stage.database.write(work)
                committed |= {row.id for row in rows}
            except ZeroDivisionError:
                continue
        return committed

    def follow(reader: WireReader) -> int:
        seen = 0
        while not is_written.is_set():
            reader.read()
            seen += 1
        return seen

    with ThreadPoolExecutor(WRITERS + len(feed.readers)) as threads:
        following = [threads.submit(follow, reader) for reader in feed.readers]
        try:
            committed = set().union(*threads.map(write, range(WRITERS)))
        finally:
            is_written.set()
        assert all(each.result(PATIENCE_SECONDS) for each in following)
    return committed


@pytest.mark.parametrize("percent", [10, 30, 50])
def test_rollbacks_leave_no_hole(feed: Feed, percent: int) -> None:
    """Fault 19."""
    committed = storm(feed, percent)
    assert 0 < len(committed) < 2 * WRITERS * COMMITS_EACH
    feed.assert_whole(committed)


def test_many_stampers_at_once_give_each_commit_one_number(feed: Feed) -> None:
    """Fault 18."""
    with stampers(feed, 4):
        committed = storm(feed, 10)
    feed.assert_whole(committed)


def test_a_stamper_that_dies_holding_the_lock_leaves_its_work_to_the_next(feed: Feed) -> None:
    """Fault 18. It stands still where it draws a salt: the numbers are drawn, and nothing is written yet."""
    own = open_database(feed.stage.url)
    has_lock, may_go_on = threading.Event(), threading.Event()

    def draw() -> str:
        has_lock.set()
        assert may_go_on.wait(PATIENCE_SECONDS)
        return new_id()

    try:
        committed = feed.commit(3)
        with ThreadPoolExecutor(1) as threads:
            dying = threads.submit(stamp, own, TENANT, draw)
            assert has_lock.wait(PATIENCE_SECONDS)
            # Meanwhile nobody waits for it, and nobody is told a checksum of what has no number yet.
            for reader in feed.readers:
                before = reader.checksums_met
                scopes = len(reader.cursors)
                assert feed.held(reader.read()) == {}
                assert reader.checksums_met == before + scopes - 1
            assert terminate_stamper(feed.stage) == 1
            may_go_on.set()
            with pytest.raises(OperationalError):
                dying.result(PATIENCE_SECONDS)
        feed.assert_whole(committed)
    finally:
        may_go_on.set()
        own.close()


def terminate_stamper(stage: Arena) -> int:
    """End the backend that holds the stampers' lock in this database; returns how many there were."""
    with psycopg.connect(conninfo(stage.url), autocommit=True) as session:
        ended = session.execute(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            (_STAMPING >> 32, _STAMPING & 0xFFFFFFFF),
        ).fetchall()
    assert all(is_ended for (is_ended,) in ended)
    return len(ended)


def test_no_page_ever_splits_a_commit(feed: Feed) -> None:
    """Fault 20: commits larger than a page, and several to a page; looked at after every page."""
    sizes = [60, 1, 7, 45, 3, 80]
    pages: list[int] = []
    split: list[Counter[str]] = []

    def look(reader: WireReader) -> None:
        found = Counter(row.name.partition("批")[0] for row in feed.held(reader).values())
        pages.append(found.total())
        if any(number != sizes[int(mark)] for mark, number in found.items()):
            split.append(found)

    committed: set[str] = set()
    for number, size in enumerate(sizes):
        committed |= feed.commit(size, mark=f"{number}批")
    for reader in feed.readers:
        reader.after_page = look
        reader.read()
    assert split == []
    assert len(set(pages)) > 3
    feed.assert_whole(committed)


def test_a_row_that_changes_hands_while_it_is_followed_is_in_one_list_or_the_other(feed: Feed) -> None:
    """Claims move rows out of a pool's scope and into a person's, page by page."""
    stage = feed.stage
    [device] = stage.signed_in()
    committed = feed.commit(40)
    mine = stage.reader(device).read()
    assert set(feed.held(mine)) == committed
    taken = sorted(committed)[:25]
    stage.company.claim(device.person_id, *map(CustomerId, taken))
    mine.read()
    own = {row.id for row in mine.of(f"me:{device.person_id}", CustomerRow).values()}
    assert (own, set(feed.held(mine))) == (set(taken), committed - set(taken))
    assert mine.disagreements() == []
    feed.assert_whole(committed - set(taken))
