"""Random histories: however people work side by side, each client ends with what the tables say, and says so itself."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from domain.commands import Claim, Command, Release
from domain.customers import PoolState
from domain.days import company_day
from domain.identifiers import CustomerId, Instant, PersonId
from domain.instants import instant
from domain.rulesets import huaqiu
from server.customers.tables import cool_down, customer, ownership, ownership_event, quota
from server.database import open_database
from server.scopes.contents import contents_of
from server.upgrade import upgrade
from sync.protocol.checksums import as_hex, fingerprint
from sync.protocol.messages import Checksum
from tests.postgres import PostgresServer
from tests.server.company import LONG_AGO, NOW, Company, founded
from tests.server.reader import Reader, checksum

CAP, DAILY = 4, 6
COOL_DOWN_MILLIS = 72 * 3_600_000
CUSTOMERS = 8

# Who acts, what they do, to which customer, after how many hours, whether somebody then pulls.
type Step = tuple[int, str, list[int], int, int | None]

step = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["claim", "release", "stale release", "follow up", "late follow up"]),
    st.lists(st.integers(0, CUSTOMERS - 1), min_size=1, max_size=5),
    st.integers(0, 40),
    st.sampled_from([None, 0, 1, 2]),
)


def recomputed(connection: Connection, scope: str) -> Checksum:
    """Straight from the tables, without the log."""
    xor = count = 0
    for source in contents_of(scope):
        for row in connection.execute(source.rows):
            xor ^= fingerprint(source.kind, row[0], row[1])
            count += 1
    return Checksum(count, as_hex(xor))


@contextmanager
def company_at(url: str) -> Iterator[tuple[Company, list[PersonId], list[CustomerId]]]:
    database = open_database(url)
    try:
        company = founded(database, replace(huaqiu(1, LONG_AGO), holding_cap=CAP, daily_claim_limit=DAILY))
        people = [company.person(name, company.south) for name in "林陈王"]
        yield company, people, company.customers(CUSTOMERS)
    finally:
        database.close()


def play(url: str, steps: list[Step]) -> None:
    with company_at(url) as (company, people, customers):
        readers = [Reader(company.database, person, byte_budget=10_000) for person in people]
        now = NOW
        for who, verb, which, hours, puller in steps:
            now += timedelta(hours=hours)
            commands = [command(company, verb, customers[index], now) for index in which]
            receipts = company.ask(people[who], *commands, now=now)
            assert all(receipt.is_accepted or receipt.reason for receipt in receipts)
            if puller is not None:
                readers[puller].read(now)
            company.database.read(hold_the_rules)
        for reader in readers:
            reader.read(now)
            for scope, rows in reader.rows.items():
                assert company.database.read(partial(recomputed, scope=scope)) == checksum(rows)
            assert reader.resets == 0
            assert reader.checksums_met >= len(reader.rows)


def command(company: Company, verb: str, customer_id: CustomerId, now: Instant) -> Command:
    match verb:
        case "claim":
            return Claim(customer_id, now)
        case "release":
            return Release(customer_id, company.customer(customer_id).ownership_version)
        case "stale release":
            return Release(customer_id, company.customer(customer_id).ownership_version - 1)
        case "follow up":
            return company.follow_up(customer_id, now)
        case _:
            return company.follow_up(customer_id, now - timedelta(hours=30))


def hold_the_rules(connection: Connection) -> None:
    """What no order of events may break, read from what was stored and not from what was answered."""
    owners = {row.id: row for row in connection.execute(select(customer))}
    intervals: dict[str, list[tuple[int, int | None, str]]] = {}
    for row in connection.execute(select(ownership).order_by(ownership.c.ownership_version)):
        intervals.setdefault(row.customer_id, []).append((row.since, row.until, row.person_id))
    for customer_id, held in intervals.items():
        assert all(earlier[1] is not None and earlier[1] <= later[0] for earlier, later in pairwise(held))
        open_owner = held[-1][2] if held[-1][1] is None else None
        assert owners[customer_id].owner_id == open_owner
        assert owners[customer_id].pool_state == (PoolState.ASSIGNED if open_owner else PoolState.UNASSIGNED)
    holding = Counter(row.owner_id for row in owners.values() if row.owner_id)
    assert max(holding.values(), default=0) <= CAP
    claims: Counter[tuple[str, str]] = Counter()
    released: dict[tuple[str, str], int] = {}
    for event in connection.execute(select(ownership_event).order_by(ownership_event.c.at, ownership_event.c.id)):
        key = (event.actor_id, event.customer_id)
        if event.verb == "claim":
            claims[event.actor_id, company_day(instant(event.at), "Asia/Shanghai").isoformat()] += 1
            assert key not in released or event.at >= released[key] + COOL_DOWN_MILLIS
        else:
            released[key] = event.at
    assert max(claims.values(), default=0) <= DAILY
    for row in connection.execute(select(quota).where(quota.c.version > 0)):
        assert row.claimed == claims[row.person_id, row.day]
    assert {(row.person_id, row.customer_id): row.claimable_from for row in connection.execute(select(cool_down))} == {
        key: at + COOL_DOWN_MILLIS for key, at in released.items()
    }


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    upgrade(f"sqlite:///{path}")
    return path


@settings(max_examples=25)
@given(steps=st.lists(step, min_size=5, max_size=25))
def test_after_any_history_every_client_holds_what_the_tables_say(migrated: Path, steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        shutil.copy(migrated, f"{folder}/a.db")
        play(f"sqlite:///{folder}/a.db", steps)


@pytest.mark.postgresql
@settings(max_examples=8)
@given(steps=st.lists(step, min_size=10, max_size=25))
def test_after_any_history_on_postgresql_too(postgres: PostgresServer, steps: list[Step]) -> None:
    url = postgres.fresh_database(upgrade)
    play(url, steps)
    postgres.drop_database(url)
