"""The demo company: the same from the same seed, possible by the rules, and interesting today."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from argon2 import PasswordHasher
from sqlalchemy import Connection, Table, select
from stdnum.cn import uscc

from domain.customers import PoolState
from domain.days import company_day
from domain.deadlines import COUNTED_BY, OutflowRule, days_left
from domain.deals import DealStatus, deal_status
from domain.facts import RequestState
from domain.identifiers import PoolId
from domain.instants import instant, millis
from domain.people import Pool, Role
from domain.rulesets import huaqiu
from server.customers.figures import count_places
from server.customers.tables import cool_down, customer, ownership, ownership_event, quota
from server.database import Database, open_database
from server.demo.cast import PASSWORD, assemble
from server.demo.chance import seeded
from server.demo.companies import Companies
from server.demo.plot import Plot
from server.demo.store import Founded, NotEmpty, found
from server.follow_ups.tables import follow_up
from server.identity.passwords import Passwords
from server.identity.repository import credential_of, logins
from server.orders.tables import customer_order
from server.pools.repository import all_pools, rulesets_of_pools
from server.tags.repository import vocabulary
from server.upgrade import upgrade
from tests.server.reader import Reader

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
RULES = huaqiu(1, NOW - timedelta(days=900))
PASSWORDS = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def made(database: Database) -> Founded:
    return found(database, PASSWORDS, 400, 7, NOW)


def rows(database: Database, table: Table) -> list[tuple[object, ...]]:
    return database.read(lambda connection: [tuple(row) for row in connection.execute(select(table))])


def test_customers_carry_tags_that_there_are_and_none_that_is_retired(database: Database, made: Founded) -> None:
    known = database.read(vocabulary)
    carried = Counter(tag for row in rows(database, customer) for tag in _tags(row))
    assert set(carried) == {tag.id for tag in known.tags.values() if not tag.is_retired}
    assert {"工艺", "关系", "来源"} <= set(known.groups.values())
    asked = {request.name for request in known.requests.values() if request.state is RequestState.OPEN}
    assert len(asked) == 2 and not any(known.named(name) for name in asked)


def _tags(row: tuple[object, ...]) -> list[str]:
    return msgspec.json.decode(str(row[list(customer.c.keys()).index("tags")]), type=list[str])


def test_everybody_can_sign_in_and_every_role_is_there(database: Database, made: Founded) -> None:
    def look(connection: Connection) -> None:
        for member in made.cast.members:
            known = credential_of(connection, member.login)
            assert known is not None and PASSWORDS.is_right(PASSWORD, known.password_hash)

    database.read(look)
    assert set(database.read(logins).values()) >= {"lin", "chen", "wang"}
    assert {role for member in made.cast.members for role in member.person.roles} == set(Role)
    assert any(member.person.is_key_account for member in made.cast.members)
    assert any(member.person.has_departed for member in made.cast.members)


def test_clients_agree_with_the_checksums_of_the_demo(database: Database, made: Founded) -> None:
    for login in ("lin", "wu", "li"):
        reader = Reader(database, made.cast.member(login).person.id).read(NOW)
        assert reader.checksums_met >= (0 if login == "li" else 1)


def test_a_second_company_is_refused(database: Database, made: Founded) -> None:
    with pytest.raises(NotEmpty):
        found(database, PASSWORDS, 10, 8, NOW)


def test_what_stands_follows_from_what_happened(database: Database, made: Founded) -> None:
    """Every customer's state is retold by its ownership events, intervals, follow-ups and orders."""
    customers = database.read(lambda connection: connection.execute(select(customer)).all())
    events = database.read(
        lambda connection: connection.execute(select(ownership_event).order_by(ownership_event.c.at)).all()
    )
    held = database.read(lambda connection: connection.execute(select(ownership)).all())
    told = database.read(lambda connection: connection.execute(select(follow_up)).all())
    orders = database.read(lambda connection: connection.execute(select(customer_order)).all())
    of = {row.id: [event for event in events if event.customer_id == row.id] for row in customers}
    for row in customers:
        last = of[row.id][-1]
        assert row.owner_id == last.to_owner_id
        assert row.ownership_version == len(of[row.id])
        in_pool = PoolState.DORMANT if last.verb == "register" else PoolState.UNASSIGNED
        assert row.pool_state == (in_pool if row.owner_id is None else PoolState.ASSIGNED)
        open_ones = [one for one in held if one.customer_id == row.id and one.until is None]
        assert [(one.person_id, one.since) for one in open_ones] == (
            [] if row.owner_id is None else [(row.owner_id, row.acquired_at)]
        )
        assert row.outflow_at is None or row.outflow_at > millis(NOW)
        mine = [one for one in told if one.customer_id == row.id]
        assert row.follow_up_count == len(mine)
        counted = [one.happened_at for one in mine if one.author_id == row.owner_id and one.is_counted]
        counted = [at for at in counted if at >= row.acquired_at]
        assert row.last_follow_up_at == max(counted, default=None)
        placed = [one.ordered_at for one in orders if one.customer_id == row.id and one.parent_id is None]
        assert (row.last_order_at, row.order_count) == (max(placed, default=None), len(placed))
        assert uscc.is_valid(row.uscc)
    assert max(event.at for event in events) <= millis(NOW)
    assert max(one.happened_at for one in told) <= millis(NOW)
    for event in events:
        if event.verb == "recycle":
            assert event.rule is not None
            numbers = msgspec.json.decode(event.numbers)
            assert numbers["due_at"] == event.at and numbers[COUNTED_BY[OutflowRule(event.rule)]]


def test_no_limit_was_ever_exceeded(database: Database, made: Founded) -> None:
    claims = database.read(
        lambda connection: connection.execute(select(ownership_event).where(ownership_event.c.verb == "claim")).all()
    )
    per_day = Counter((row.to_owner_id, row.at // 86_400_000) for row in claims)
    assert max(per_day.values()) <= RULES.daily_claim_limit
    pool = database.read(all_pools)[0]
    since = {pool.id: NOW - RULES.deal_period}

    everybody = [member.person.id for member in made.cast.members]
    places = database.read(lambda connection: count_places(connection, everybody, since))
    assert 0 < max(places.values()) <= RULES.holding_cap


def test_the_figures_of_today_are_those_of_the_events(database: Database, made: Founded) -> None:
    today = company_day(NOW, RULES.zone)
    lin = made.cast.member("lin").person.id
    figures = {row.person_id: row for row in database.read(lambda connection: connection.execute(select(quota)).all())}
    claims = database.read(
        lambda connection: connection.execute(
            select(ownership_event.c.at).where(
                ownership_event.c.verb == "claim", ownership_event.c.to_owner_id == lin
            )
        ).scalars().all()
    )  # fmt: skip
    assert figures[lin].day == today.isoformat()
    assert figures[lin].claimed == sum(company_day(instant(at), RULES.zone) == today for at in claims) > 0


def test_the_rules_are_those_of_huaqiu_and_the_pool_is_open(database: Database, made: Founded) -> None:
    pool = database.read(all_pools)[0]
    assert pool.is_open
    (rules,) = database.read(rulesets_of_pools)[pool.id]
    assert rules == huaqiu(1, rules.effective_from)


def test_some_cool_downs_still_run(database: Database, made: Founded) -> None:
    lin = made.cast.member("lin").person.id
    running = database.read(
        lambda connection: connection.execute(
            select(cool_down).where(cool_down.c.person_id == lin, cool_down.c.claimable_from > millis(NOW))
        ).all()
    )
    assert running


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("hour", [0, 15, 16, 23])
def test_no_seed_and_no_hour_tells_an_impossible_story(seed: int, hour: int) -> None:
    now = datetime(2026, 3, 1 + seed, hour, 0, 0, tzinfo=UTC)
    chance = seeded(seed)
    cast = assemble(chance, now - timedelta(days=800))
    rules = huaqiu(1, now - timedelta(days=900))
    lives = list(Plot(chance, cast, Pool(PoolId("0" * 32), "pool"), rules, now).lives(300))
    assert len(lives) == 300
    dues = [life.due() for life in lives]
    assert all(due is None or due.at > now for due in dues)
    soon = {days_left(due.at, now) for due in dues if due is not None} & {0, 1, 2, 3}
    assert len(soon) >= 3
    lin = cast.member("lin").person
    mine = [life for life in lives if life.owner is lin]
    kinds = {deal_status(life.customer.last_order_at, rules, now) for life in mine}
    assert kinds == set(DealStatus)
    key_account = cast.member("zhao").person
    assert all(life.due() is None for life in lives if life.owner is key_account)


def test_the_same_seed_and_moment_make_the_same_company(database: Database, made: Founded, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/again.db"
    upgrade(url)
    again = open_database(url)
    try:
        found(again, PASSWORDS, 400, 7, NOW)
        for table in (customer, ownership, ownership_event, follow_up, customer_order, cool_down):
            assert sorted(map(str, rows(again, table))) == sorted(map(str, rows(database, table)))
    finally:
        again.close()


def test_companies_are_many_and_no_two_alike() -> None:
    drawn = Companies(seeded(1), NOW.date())
    companies = [drawn.draw() for _ in range(20_000)]
    assert len({one.name for one in companies}) == len({one.uscc for one in companies}) == 20_000
    assert all(one.phone.startswith("154") and len(one.phone) == 11 for one in companies)
    assert len({one.region for one in companies}) >= 5
