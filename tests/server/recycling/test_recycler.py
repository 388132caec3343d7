"""The recycler of a serving process, its figures, and its switch."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from sqlalchemy import text

from domain.deadlines import OutflowRule
from domain.identifiers import CustomerId
from domain.instants import millis
from server.database import Database, open_database
from server.recycling.recycler import Recycler
from server.recycling.swept import Swept
from server.settings import load_settings
from server.upgrade import upgrade
from sync.clock import SystemClock
from tests.fakes.clock import ManualClock
from tests.server.company import NOW, Company, founded
from tests.server.recycling.story import recyclings
from tests.server.upkeep.test_tidying import WatchedClock
from tests.server_process import ServerProcess

DAY = timedelta(days=1)
DEADLINE_SECONDS = 20.0


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    moment = threading.Event()
    while not is_so():
        assert time.monotonic() < deadline
        moment.wait(0.02)


def held(company: Company, number: int = 1) -> list[CustomerId]:
    rep = company.person("林", company.south)
    customers = company.customers(number)
    company.claim(rep, *customers)
    return customers


def test_it_sweeps_at_its_start_and_again_and_again(company: Company) -> None:
    held(company)
    clock = ManualClock(NOW + 100 * DAY)
    told: list[Swept] = []
    recycler = Recycler(company.database, clock, company.ids.new, told.append, between_seconds=0.01)
    try:
        until(lambda: len(recyclings(company)) == 1)
        # A minute later somebody else's is due.
        rep = company.person("陈", company.south)
        (later,) = company.customers(1)
        company.claim(rep, later, now=clock.now() - 100 * DAY)
        until(lambda: len(recyclings(company)) == 2)
    finally:
        recycler.close()
    assert [swept.by_rule[OutflowRule.NO_FIRST_FOLLOW_UP] for swept in told] == [1, 1]


def test_it_ends_at_once_however_long_until_its_next_sweep(company: Company) -> None:
    clock = WatchedClock(NOW)
    recycler = Recycler(company.database, clock, company.ids.new, lambda _: None, between_seconds=3600)
    assert clock.was_read_again.wait(DEADLINE_SECONDS)
    started = time.monotonic()
    recycler.close()
    assert time.monotonic() - started < 5


@pytest.mark.expects_log("not_swept")
def test_trouble_with_the_database_is_outlived(company: Company) -> None:
    held(company)

    def rename(old: str, new: str) -> None:
        statement = text(f"ALTER TABLE {old} RENAME TO {new}")
        company.database.write(lambda connection: connection.execute(statement).close())

    rename("pool", "hidden")
    clock = WatchedClock(NOW + 100 * DAY)
    recycler = Recycler(company.database, clock, company.ids.new, lambda _: None, between_seconds=0.01)
    try:
        assert clock.was_read_again.wait(DEADLINE_SECONDS)
        rename("hidden", "pool")
        until(lambda: len(recyclings(company)) == 1)
    finally:
        recycler.close()


@pytest.fixture
def served_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'gonghai.db'}"


def overdue_company(url: str) -> Database:
    """Two customers claimed by a company of long ago: due in the real present."""
    upgrade(url)
    database = open_database(url)
    company = founded(database)
    rep = company.person("林", company.south)
    then = SystemClock().now() - 30 * DAY
    assert all(receipt.is_accepted for receipt in company.claim(rep, *company.customers(2), now=then))
    return database


def figures(server: ServerProcess) -> dict[str, float]:
    page = requests.get(f"{server.address}/metrics", timeout=30).text
    lines = [line.rpartition(" ") for line in page.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def test_a_serving_process_recycles_by_itself_and_its_figures_say_so(served_url: str) -> None:
    overdue_company(served_url).close()
    with ServerProcess(served_url) as server:
        counted = 'gonghai_recycled_customers_total{rule="no_first_follow_up"}'
        until(lambda: figures(server).get(counted) == 2.0)
        assert figures(server)["gonghai_oldest_overdue_outflow_seconds"] == 0.0


def test_a_process_that_is_told_not_to_leaves_it_to_others_and_shows_how_late_they_are(
    served_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = overdue_company(served_url)
    monkeypatch.setenv("GONGHAI_RECYCLE", "off")
    try:
        with ServerProcess(served_url) as server:
            late = figures(server)["gonghai_oldest_overdue_outflow_seconds"]
            first = database.read(
                lambda connection: connection.execute(text("SELECT min(outflow_at) FROM customer")).scalar_one()
            )
            assert 0 < late <= (millis(SystemClock().now()) - first) / 1000
            # It has answered, so it is up; and what is due is due still when it has ended.
            server.stop()
        left = text("SELECT count(*) FROM customer WHERE outflow_at IS NOT NULL")
        assert database.read(lambda connection: connection.execute(left).scalar_one()) == 2
    finally:
        database.close()


@pytest.mark.parametrize(("said", "meant"), [("off", False), ("no", False), ("on", True), ("1", True)])
def test_the_switch_is_set_by_the_environment(said: str, meant: bool) -> None:
    assert load_settings({"GONGHAI_RECYCLE": said}).recycle is meant
    assert load_settings({}).recycle
