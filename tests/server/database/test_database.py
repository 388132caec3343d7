"""The one door: snapshots hold still, writes are whole, and one that fails takes nobody with it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from server.database import Database, DatabaseUnfit, open_database

tables = MetaData()
place = Table("place", tables, Column("id", Integer, primary_key=True, autoincrement=False), Column("taken", Integer))


@pytest.fixture
def places(database: Database) -> Database:
    database.write(tables.create_all)
    return database


def taking(number: int) -> Callable[[Connection], None]:
    return lambda connection: _take(connection, number)


def _take(connection: Connection, number: int) -> None:
    connection.execute(insert(place).values(id=number, taken=0))


def count(database: Database) -> int:
    return database.read(lambda connection: connection.execute(select(func.count()).select_from(place)).scalar_one())


def test_a_read_sees_one_moment_however_long_it_takes(places: Database) -> None:
    def look_twice(connection: Connection) -> tuple[int, int]:
        query = select(func.count()).select_from(place)
        before = connection.execute(query).scalar_one()
        other = threading.Thread(target=lambda: places.write(taking(1)))
        other.start()
        other.join()
        return before, connection.execute(query).scalar_one()

    assert places.read(look_twice) == (0, 0)
    assert count(places) == 1


def test_a_read_cannot_write(places: Database) -> None:
    with pytest.raises(DBAPIError):
        places.read(taking(1))
    assert count(places) == 0


def test_a_write_that_fails_leaves_nothing_and_says_why(places: Database) -> None:
    def half(connection: Connection) -> None:
        _take(connection, 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        places.write(half)
    assert count(places) == 0


def test_of_many_writers_at_once_only_those_that_must_fail_do(places: Database) -> None:
    """Side by side in one group commit on SQLite: a failure takes back its own part only."""
    numbers = [number // 2 for number in range(200)]

    def attempt(number: int) -> bool:
        try:
            places.write(taking(number))
        except IntegrityError:
            return False
        return True

    with ThreadPoolExecutor(20) as threads:
        outcomes = list(threads.map(attempt, numbers))
    assert outcomes.count(True) == 100
    assert count(places) == 100


def test_increments_of_many_writers_are_all_kept(places: Database) -> None:
    places.write(taking(1))

    def add(connection: Connection) -> None:
        connection.execute(update(place).values(taken=place.c.taken + 1))

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(lambda _: places.write(add), range(100)))
    assert places.read(lambda connection: connection.execute(select(place.c.taken)).scalar_one()) == 100


@pytest.mark.postgresql
def test_who_loses_a_deadlock_tries_again(shared_database: Database) -> None:
    places = shared_database
    places.write(tables.create_all)
    places.write(taking(1))
    places.write(taking(2))
    both_hold_one = threading.Barrier(2)
    tries: list[int] = []

    def crosswise(first: int, second: int) -> None:
        is_first_try = True

        def work(connection: Connection) -> None:
            nonlocal is_first_try
            tries.append(first)
            connection.execute(update(place).where(place.c.id == first).values(taken=place.c.taken + 1))
            if is_first_try:
                is_first_try = False
                both_hold_one.wait(10)
            connection.execute(update(place).where(place.c.id == second).values(taken=place.c.taken + 1))

        places.write(work)

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(crosswise, 1, 2), threads.submit(crosswise, 2, 1)]:
            done.result(30)
    assert len(tries) == 3
    taken = places.read(lambda connection: connection.execute(select(place.c.taken)).scalars().all())
    assert list(taken) == [2, 2]


def test_a_write_within_a_write_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    try:
        with pytest.raises(RuntimeError, match="wait for itself"):
            database.write(lambda _: database.write(tables.create_all))
    finally:
        database.close()


def test_a_closed_database_takes_no_more_and_finished_what_it_had(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    database = open_database(url)
    database.write(tables.create_all)
    database.write(taking(1))
    database.close()
    with pytest.raises(RuntimeError, match="closed"):
        database.write(taking(2))
    again = open_database(url, writer="inline")
    assert count(again) == 1
    again.write(taking(2))
    assert count(again) == 2
    again.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_what_cannot_be_used_is_said_at_once(url: str) -> None:
    with pytest.raises(DatabaseUnfit):
        open_database(url)
