"""A look at what a sweep would do says the same as the sweep that follows, and leaves everything as it is."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from domain.deadlines import OutflowRule
from domain.identifiers import Instant
from domain.rulesets import Ruleset, huaqiu
from server.database import Database
from server.recycling.preview import preview
from tests.server.company import LONG_AGO, NOW, Company, founded
from tests.server.recycling.story import everything, recyclings, seem_due, swept_at
from tests.server.recycling.test_anew import CHANGE, add_rules
from tests.server.recycling.test_sweep import midnight

DAY = timedelta(days=1)
GENEROUS: Ruleset = replace(huaqiu(1, LONG_AGO), daily_claim_limit=1000, holding_cap=1000)


def looked_at(company: Company, now: Instant) -> tuple[Counter[OutflowRule], int]:
    batches = list(preview(company.database, now))
    rules = Counter(going.due.rule for batch in batches for going in batch.going)
    return rules, sum(batch.corrected for batch in batches)


def test_it_names_customer_owner_deadline_rule_and_number_in_the_order_of_deadlines(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    first, second, stays = company.customers(3)
    company.claim(rep, second, now=NOW + DAY)
    company.claim(other, first)
    company.claim(rep, stays)
    company.ask(rep, company.follow_up(stays, NOW + 10 * DAY), now=NOW + 10 * DAY)
    swept_at(company, NOW)
    told = [going for batch in preview(company.database, NOW + 30 * DAY) for going in batch.going]
    assert [(one.customer_id, one.owner, one.due.at, one.due.rule, one.number) for one in told] == [
        (first, "陈", midnight(3, 18), OutflowRule.NO_FIRST_FOLLOW_UP, 15),
        (second, "林", midnight(3, 19), OutflowRule.NO_FIRST_FOLLOW_UP, 15),
    ]
    assert [one.name for one in told] == [company.customer(each).name for each in (first, second)]


def test_it_writes_nothing_and_the_sweep_after_it_does_as_it_said(database: Database) -> None:
    company = founded(database, GENEROUS)
    rep = company.person("林", company.south)
    settled = company.pool("老公海", [company.head], GENEROUS)
    customers, elsewhere = company.customers(230), company.customers(230, pool_id=settled)
    company.claim(rep, *customers, *elsewhere)
    company.ask(rep, *(company.follow_up(one) for one in [*customers[:20], *elsewhere[:20]]))
    swept_at(company, NOW)
    # Some only seem due, one of nobody; one is due whatever its stored deadline; and one pool's rules change.
    seem_due(company, NOW, *customers[:3], *elsewhere[:5], elsewhere[-1], *company.customers(1))
    add_rules(company, replace(GENEROUS, version=2, effective_from=CHANGE, no_first_follow_up_days=5))
    for now in (NOW + DAY, CHANGE, CHANGE + 20 * DAY):
        before = everything(company)
        by_rule, corrected = looked_at(company, now)
        assert everything(company) == before
        swept = swept_at(company, now)
        assert (by_rule, corrected) == (swept.by_rule, swept.corrected)
    assert len(recyclings(company)) == 420
    assert company.customer(customers[-1]).owner_id is None


def test_it_holds_no_more_than_a_batch_at_once(database: Database) -> None:
    company = founded(database, GENEROUS)
    rep = company.person("林", company.south)
    company.claim(rep, *company.customers(450))
    swept_at(company, NOW)
    sizes = [len(batch.going) for batch in preview(company.database, NOW + 30 * DAY)]
    assert sizes == [200, 200, 50]
