"""The trial by killing: a short one, and proof that its judges see each kind of fault."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.rulesets import huaqiu
from server.database import open_database
from server.upgrade import upgrade
from tests.crash.ledger import faults_in, read_ledger
from tests.crash.strikes import Fuse, Strike, Victim
from tests.crash.telling import Line, Listener, Stage
from tests.server.company import LONG_AGO, NOW, Company, founded
from tests.server_process import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its processes are forked")

KILLS = 12
TRIAL_STARTED = NOW - timedelta(minutes=1)


@pytest.mark.timeout(240)
def test_what_was_shown_as_saved_survives_kills_of_clients_and_server() -> None:
    command = [sys.executable, "-m", "tests.crash", "--kills", str(KILLS), "--seed", "7"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    kills, saved = (re.search(pattern, ended.stdout) for pattern in (r"(\d+) kills over", r"(\d+) acts shown as saved"))
    assert kills is not None and int(kills[1]) >= KILLS
    assert saved is not None and int(saved[1]) > 0


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'gonghai.db'}"
    upgrade(url)
    return url


@pytest.fixture
def company(url: str) -> Iterator[Company]:
    """A day of two reps: one claims three, gives one back and follows up another; the other takes what is free."""
    database = open_database(url)
    company = founded(database, replace(huaqiu(1, LONG_AGO), holding_cap=3, daily_claim_limit=3))
    lin, chen = company.person("林晓", company.south), company.person("陈晨", company.south)
    one, two, three, *_ = company.customers(5)
    assert all(receipt.is_accepted for receipt in company.claim(lin, one, two, three))
    later = NOW + timedelta(minutes=1)
    company.ask(lin, company.follow_up(two), now=later)
    company.release(lin, one, now=later)
    assert company.claim(chen, one, now=later + timedelta(minutes=1))[0].is_accepted
    yield company
    database.close()


def faults(url: str) -> list[str]:
    return faults_in(read_ledger(url, TRIAL_STARTED))


def test_an_honest_day_has_no_fault(url: str, company: Company) -> None:
    assert faults(url) == []


DOUBLED = """
    INSERT INTO follow_up SELECT 'twice', version, customer_id, author_id, medium, text, happened_at, received_at,
    next_on, contact, is_counted, attachments, edited_at FROM follow_up
"""
CLAIMED_BY_WHO_LEFT = """
    UPDATE ownership_event SET to_owner_id = (SELECT actor_id FROM ownership_event WHERE verb = 'release')
    WHERE verb = 'claim'
"""


@pytest.mark.parametrize(
    ("tampering", "seen"),
    [
        ("UPDATE ownership SET until = until + 90000 WHERE until IS NOT NULL", "two owners at once, for 30000 ms"),
        ("UPDATE ownership SET until = since - 1 WHERE until IS NOT NULL", "held until before it was held"),
        ("UPDATE customer SET owner_id = NULL WHERE follow_up_count = 1", "belongs to None, its last span says"),
        ("DELETE FROM ownership_event WHERE verb = 'release'", "it was with"),
        ("UPDATE customer SET ownership_version = 9 WHERE ownership_version = 1", "stands at 9, its history has 1"),
        ("UPDATE ownership_event SET command_id = (SELECT max(command_id) FROM receipt)", "changed an owner 5 times"),
        ("DELETE FROM receipt WHERE command_id IN (SELECT min(command_id) FROM receipt)", "no receipt that says yes"),
        ("UPDATE receipt SET is_accepted = 0", "no receipt that says yes"),
        ("UPDATE customer SET follow_up_count = 2 WHERE follow_up_count = 1", "counts 2 follow-ups, there are 1"),
        (
            DOUBLED,
            "is there 2 times",
        ),
        ("UPDATE ruleset SET settings = replace(settings, '_limit\":3', '_limit\":2')", "claimed 3 on 2026-03-02"),
        ("UPDATE quota SET claimed = 2 WHERE claimed = 3", "is said to have claimed 2 on 2026-03-02, there are 3"),
        ("UPDATE ruleset SET settings = replace(settings, '_cap\":3', '_cap\":2')", "held 3 after event"),
        (
            CLAIMED_BY_WHO_LEFT,
            "claimed what they may not before",
        ),
    ],
)
def test_each_fault_in_the_servers_tables_is_seen(url: str, company: Company, tampering: str, seen: str) -> None:
    assert company.database.write(lambda connection: connection.exec_driver_sql(tampering).rowcount) > 0
    assert any(seen in fault for fault in faults(url)), faults(url)


def test_only_whole_lines_are_heard() -> None:
    listener = Listener()
    assert listener.hear(b"at pushing\nsaved 1") == [Line("at", "pushing")]
    assert listener.hear(b"2\nsav") == [Line("saved", "12")]


def test_a_fuse_is_lit_by_the_stage_it_waits_for() -> None:
    fuse = Fuse(Strike(Victim.CLIENT, Stage.PUSHING, 2, 0.25), now=10.0)
    for line in (Line("at", "pushing"), Line("at", "pulling"), Line("saved", "pushing")):
        fuse.hear(line, now=11.0)
    assert (fuse.due, fuse.name) == (10.0 + Fuse.PATIENCE_SECONDS, "client: blind")
    fuse.hear(Line("at", "pushing"), now=12.0)
    assert (fuse.due, fuse.name) == (12.25, "client: pushing")
    fuse.hear(Line("at", "pushing"), now=13.0)
    assert fuse.due == 12.25
