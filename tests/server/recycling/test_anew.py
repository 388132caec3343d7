"""Where other rules come into force, every stored deadline is theirs before anybody is judged by it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from domain.deadlines import outflow
from domain.identifiers import Instant, PersonId
from domain.instants import millis
from domain.rulesets import Ruleset, huaqiu, settings_of
from server.arbitration.rules import rules_at
from server.customers.holdings import find_holdings
from server.customers.tables import customer
from server.database import Database
from server.feed.log import record
from server.organisation.repository import find_people
from server.pools.deadlines import outflow_versions
from server.pools.repository import insert_rulesets
from server.recycling.sweep import sweep
from sync.protocol.rows import CustomerRow, RulesetRow
from sync.protocol.scopes import person_scope
from tests.server.company import LONG_AGO, NOW, Company, founded
from tests.server.reader import Reader
from tests.server.recycling.story import never, recyclings, set_customer, swept_at
from tests.server.recycling.test_sweep import midnight

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
HELD_AND_NEW = customer.c.outflow_at.is_not(None), customer.c.last_follow_up_at.is_(None)
CHANGE = midnight(3, 4)


def add_rules(company: Company, rules: Ruleset) -> None:
    row = RulesetRow(
        company.ids.new(), 1, company.pool_id, rules.version, millis(rules.effective_from), settings_of(rules)
    )
    company.database.write(
        lambda connection: record(connection, insert_rulesets(connection, [row]), NOW, company.ids.new)
    )


def wrong_deadlines(company: Company, now: Instant) -> int:
    """Of all customers, how many have another stored deadline than the rules in force would give them."""

    def count(connection: Connection) -> int:
        ids = list(connection.execute(select(customer.c.id)).scalars())
        rules = rules_at(connection, now)
        wrong = 0
        for held in find_holdings(connection, ids).values():
            owner_id = held.customer.owner_id
            people = {} if owner_id is None else find_people(connection, [owner_id])
            is_key_account = owner_id is not None and people[PersonId(owner_id)].is_key_account
            right = outflow(held.customer, rules.of_pool(held.customer.pool_id), is_owner_key_account=is_key_account)
            wrong += right != held.outflow
        return wrong

    return company.database.read(count)


def version_known(company: Company) -> int | None:
    return company.database.read(outflow_versions)[company.pool_id]


@pytest.fixture
def holding(database: Database) -> Company:
    """Three hundred customers held, some by a key-account rep; a stricter version comes into force on `CHANGE`."""
    company = founded(database, replace(huaqiu(1, LONG_AGO), daily_claim_limit=1000, holding_cap=1000))
    rep, key = company.person("林", company.south), company.person("贾", company.south, is_key_account=True)
    customers = company.customers(300)
    company.claim(rep, *customers[:280])
    company.claim(key, *customers[280:])
    company.ask(rep, *(company.follow_up(one) for one in customers[:40]))
    swept_at(company, NOW)
    add_rules(
        company,
        replace(
            huaqiu(2, CHANGE), no_first_follow_up_days=5, no_deal_days=90, daily_claim_limit=1000, holding_cap=1000
        ),
    )
    return company


def test_every_deadline_is_of_the_new_rules_at_the_first_sweep_after_they_come_into_force(holding: Company) -> None:
    swept_at(holding, CHANGE - timedelta(milliseconds=1))
    assert (wrong_deadlines(holding, NOW), version_known(holding)) == (0, 1)
    assert wrong_deadlines(holding, CHANGE) == 240
    swept = swept_at(holding, CHANGE)
    assert (swept.recycled, swept.corrected) == (0, 240)
    assert wrong_deadlines(holding, CHANGE) == 0
    assert not swept_at(holding, CHANGE)


def test_what_the_new_rules_make_due_goes_in_the_same_sweep(holding: Company) -> None:
    late = CHANGE + 30 * DAY
    swept = swept_at(holding, late)
    assert (swept.recycled, swept.corrected) == (240, 240)
    assert {event.numbers["due_at"] for event in recyclings(holding)} == {millis(midnight(3, 8))}
    assert {event.ruleset_version for event in recyclings(holding)} == {2}


def test_a_pool_is_gone_through_again_until_nobody_judges_by_the_rules_before(holding: Company) -> None:
    """Another server whose clock is behind may store a deadline of theirs after we have been there."""
    swept_at(holding, CHANGE)
    assert version_known(holding) == 1
    (late,) = holding.database.read(
        lambda connection: list(
            connection.execute(select(customer.c.id).where(*HELD_AND_NEW).order_by(customer.c.id).limit(1)).scalars()
        )
    )
    set_customer(holding, late, outflow_at=millis(midnight(3, 18)))
    assert swept_at(holding, CHANGE + MINUTE).corrected == 1
    assert (wrong_deadlines(holding, CHANGE + MINUTE), version_known(holding)) == (0, 2)


def test_owners_are_told_of_their_new_deadlines(holding: Company) -> None:
    some = holding.database.read(
        lambda connection: connection.execute(
            select(customer.c.id, customer.c.owner_id)
            .where(customer.c.outflow_at.is_not(None), customer.c.last_follow_up_at.is_(None))
            .limit(1)
        ).one()
    )
    rep = PersonId(some.owner_id)
    reader = Reader(holding.database, rep).read()
    swept_at(holding, CHANGE)
    row = reader.read(CHANGE).of(person_scope(rep), CustomerRow)[some.id]
    assert row.outflow_at == millis(midnight(3, 8))
    assert reader.resets == 0


def test_broken_off_it_is_done_again_from_the_beginning(holding: Company) -> None:
    later = CHANGE + MINUTE
    done: list[int] = []
    sweep(
        holding.database, lambda: later, holding.ids.new, lambda: bool(done), lambda batch: done.append(batch.corrected)
    )
    assert 0 < sum(done) < 240
    assert (wrong_deadlines(holding, later), version_known(holding)) == (240 - sum(done), 1)
    swept = sweep(holding.database, lambda: later, holding.ids.new, never)
    assert swept is not None and swept.corrected == 240 - sum(done)
    assert (wrong_deadlines(holding, later), version_known(holding)) == (0, 2)


def test_a_clock_that_is_set_back_before_the_change_brings_the_old_deadlines_back(holding: Company) -> None:
    swept_at(holding, CHANGE + MINUTE)
    assert wrong_deadlines(holding, NOW) == 240
    assert swept_at(holding, NOW).corrected == 240
    assert wrong_deadlines(holding, NOW) == 0


def test_a_pool_without_rules_in_force_goes_by_the_presets(company: Company) -> None:
    pool = company.pool("新公海", [company.head], huaqiu(1, NOW + 300 * DAY))
    rep = company.person("林", company.south)
    (held,) = company.customers(1, pool_id=pool)
    company.claim(rep, held)
    set_customer(company, held, outflow_at=None, outflow_rule=None)
    assert swept_at(company, NOW).corrected == 1
    assert company.database.read(outflow_versions) == {company.pool_id: 1, pool: 0}
    assert company.customer(held).outflow_at == millis(midnight(3, 18))
