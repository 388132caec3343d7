"""What is past its time goes by itself, by one process at a time, and nobody waits for it."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from domain.identifiers import Instant
from server.arbitration.tables import receipt
from server.database import Database
from server.feed.tables import commit_record
from server.upkeep.tidying import DailyTidying, Tidied, tidy
from sync.protocol.rows import ReceiptRow
from sync.protocol.scopes import person_scope
from tests.fakes.clock import ManualClock
from tests.server.company import NOW, Company
from tests.server.reader import Reader

DAY = timedelta(days=1)
LATER = NOW + 200 * DAY
DEADLINE_SECONDS = 20.0


def never() -> bool:
    return False


def count(database: Database) -> tuple[int, int]:
    """Commits and receipts that are still there."""
    counts = [select(func.count()).select_from(table) for table in (commit_record, receipt)]
    commits, receipts = database.read(lambda connection: [connection.execute(one).scalar_one() for one in counts])
    return commits, receipts


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    moment = threading.Event()
    while not is_so():
        assert time.monotonic() < deadline
        moment.wait(0.01)


class WatchedClock(ManualClock):
    """Tells that whoever reads it came back."""

    def __init__(self, now: Instant) -> None:
        super().__init__(now)
        self.was_read_again = threading.Event()
        self._reads = 0

    def now(self) -> Instant:
        self._reads += 1
        if self._reads > 1:
            self.was_read_again.set()
        return super().now()


@pytest.fixture
def aged(company: Company) -> Company:
    """Three receipts and all commits but the last are past their time at `LATER`."""
    rep = company.person("林", company.south)
    company.claim(rep, *company.customers(3))
    Reader(company.database, rep).read()
    company.person("陈", company.south)
    return company


def test_old_commits_and_receipts_go_and_twice_is_once(aged: Company) -> None:
    before, _ = count(aged.database)
    first = tidy(aged.database, LATER, aged.ids.new, never)
    # The newest stays, and so does the commit that tells of the receipts' end.
    assert first == Tidied(commits=before - 1, receipts=3, notices=0)
    second = tidy(aged.database, LATER, aged.ids.new, never)
    assert second is not None and second.receipts == 0
    assert count(aged.database)[1] == 0


def test_clients_hear_that_their_receipts_went(aged: Company) -> None:
    rep = aged.person("王", aged.south)
    aged.claim(rep, *aged.customers(2))
    reader = Reader(aged.database, rep).read()
    assert len(reader.of(person_scope(rep), ReceiptRow)) == 2
    tidy(aged.database, LATER, aged.ids.new, never)
    assert reader.read(LATER).of(person_scope(rep), ReceiptRow) == {}
    assert reader.resets == 0


def test_nothing_young_is_touched(aged: Company) -> None:
    before = count(aged.database)
    assert tidy(aged.database, NOW + DAY, aged.ids.new, never) == Tidied(0, 0, 0)
    assert count(aged.database) == before


def test_who_must_stop_stops_before_the_next_stretch(aged: Company) -> None:
    assert tidy(aged.database, LATER, aged.ids.new, lambda: True) == Tidied(0, 0, 0)


@pytest.mark.postgresql
def test_two_servers_do_not_tidy_at_once(shared_database: Database) -> None:
    """The lock is given back with the session that held it."""

    def inner() -> tuple[str, str | None]:
        return "first", shared_database.as_leader(7, lambda: "second")

    assert shared_database.as_leader(7, inner) == ("first", None)
    assert shared_database.as_leader(7, inner) == ("first", None)

    def stumble() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        shared_database.as_leader(7, stumble)
    assert shared_database.as_leader(7, lambda: "again") == "again"


def test_a_server_tidies_by_itself_and_day_after_day(aged: Company) -> None:
    clock = ManualClock(LATER)
    daily = DailyTidying(aged.database, clock, aged.ids.new, first_seconds=0.0, day_seconds=0.01)
    try:
        until(lambda: count(aged.database)[1] == 0)
        rep = aged.person("王", aged.south)
        aged.claim(rep, *aged.customers(1))
        until(lambda: count(aged.database)[1] == 0)
    finally:
        daily.close()


def test_it_ends_at_once_however_long_its_day(aged: Company) -> None:
    before = count(aged.database)
    started = time.monotonic()
    DailyTidying(aged.database, ManualClock(LATER), aged.ids.new).close()
    assert time.monotonic() - started < 5
    assert count(aged.database) == before


@pytest.mark.expects_log("not_tidied")
def test_trouble_with_the_database_is_outlived(aged: Company) -> None:
    def rename(old: str, new: str) -> None:
        statement = text(f"ALTER TABLE {old} RENAME TO {new}")
        aged.database.write(lambda connection: connection.execute(statement).close())

    rename("receipt", "hidden")
    clock = WatchedClock(LATER)
    daily = DailyTidying(aged.database, clock, aged.ids.new, first_seconds=0.0, day_seconds=0.01)
    try:
        assert clock.was_read_again.wait(DEADLINE_SECONDS)
        rename("hidden", "receipt")
        until(lambda: count(aged.database)[1] == 0)
    finally:
        daily.close()
