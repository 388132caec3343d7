"""What is due goes back to its pool at its midnight, once, and nothing else does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.commands import Extend, Lock
from domain.identifiers import CustomerId, Instant, PersonId
from domain.instants import millis
from domain.people import Role
from domain.rulesets import Ruleset, fanpu, huaqiu
from server.database import Database
from server.recycling.sweep import sweep
from tests.server.company import LONG_AGO, NOW, Company, founded
from tests.server.recycling.story import never, recyclings, seem_due, set_customer, swept_at

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MOMENT = timedelta(milliseconds=1)
BARE = replace(fanpu(1, LONG_AGO), protection_days=None)


def midnight(month: int, day: int) -> Instant:
    """With which a day of 2026 begins where the company is."""
    return datetime(2026, month, day, tzinfo=UTC) - timedelta(hours=8)


@pytest.mark.parametrize(
    ("rules", "order_age", "follow_up_after", "due", "setting", "days"),
    [
        # Claimed on 2 March at noon; days are counted from there and rounded up to the company's midnight.
        (replace(BARE, no_first_follow_up_days=15), None, None, midnight(3, 18), "no_first_follow_up", 15),
        (replace(BARE, no_deal_days=120), None, DAY, midnight(7, 1), "no_deal", 120),
        (replace(BARE, follow_up_gap_days=40), None, DAY, midnight(4, 13), "follow_up_gap", 40),
        (replace(BARE, is_lapse_recycled=True), 100 * DAY, None, midnight(5, 22), "lapsed", 180),
        (replace(BARE, protection_days=30), None, None, midnight(4, 2), "protection", 30),
    ],
    ids=["no_first_follow_up", "no_deal", "follow_up_gap", "lapsed", "protection"],
)
def test_each_rule_takes_back_at_its_midnight_and_not_a_moment_before(
    database: Database,
    rules: Ruleset,
    order_age: timedelta | None,
    follow_up_after: timedelta | None,
    due: Instant,
    setting: str,
    days: int,
) -> None:
    company = founded(database, rules)
    rep = company.person("林", company.south)
    (customer,) = company.customers(1, last_order_at=None if order_age is None else millis(NOW - order_age))
    company.claim(rep, customer)
    if follow_up_after is not None:
        at = NOW + follow_up_after
        company.ask(rep, company.follow_up(customer, at), now=at)

    assert not swept_at(company, due - MOMENT)
    assert company.customer(customer).owner_id == rep

    assert dict(swept_at(company, due).by_rule) == {setting: 1}
    row = company.customer(customer)
    assert (row.pool_state, row.owner_id, row.acquired_at, row.outflow_at) == ("unassigned", None, None, None)
    assert (row.outflow_reason, row.pooled_at, row.pool_id) == (setting, millis(due), company.pool_id)
    (event,) = recyclings(company)
    assert (event.rule, event.from_owner_id, event.actor_id, event.ruleset_version) == (setting, rep, None, 1)
    number = "deal_days" if setting == "lapsed" else f"{setting}_days"
    assert (event.numbers["due_at"], event.numbers[number]) == (millis(due), days)


def test_what_came_due_while_nobody_swept_goes_in_the_order_of_deadlines_and_says_how_late(company: Company) -> None:
    rep = company.person("林", company.south)
    customers = company.customers(6)
    # The later in the list, the earlier due: neither ids nor claims lead the order.
    for day, customer in enumerate(reversed(customers)):
        company.claim(rep, customer, now=NOW + day * DAY)
    restart = NOW + 60 * DAY
    assert swept_at(company, restart).recycled == 6
    events = recyclings(company)
    assert [event.customer_id for event in events] == list(reversed(customers))
    assert [event.numbers["due_at"] for event in events] == [millis(midnight(3, 18) + day * DAY) for day in range(6)]
    assert {event.at for event in events} == {millis(restart)}


def test_more_than_one_batch_goes_in_one_sweep_and_twice_is_once(database: Database) -> None:
    company = founded(database, replace(huaqiu(1, LONG_AGO), daily_claim_limit=1000, holding_cap=1000))
    rep = company.person("林", company.south)
    customers = company.customers(450)
    company.claim(rep, *customers)
    batches: list[int] = []
    due = midnight(3, 18)
    swept = sweep(database, lambda: due, company.ids.new, never, lambda batch: batches.append(batch.recycled))
    assert swept is not None and swept.recycled == 450
    assert batches == [200, 200, 50]
    assert not swept_at(company, due + HOUR)
    assert sorted(event.customer_id for event in recyclings(company)) == sorted(customers)


def test_a_sweep_that_must_stop_stops_between_two_batches_and_the_next_goes_on(database: Database) -> None:
    company = founded(database, replace(huaqiu(1, LONG_AGO), daily_claim_limit=1000, holding_cap=1000))
    rep = company.person("林", company.south)
    company.claim(rep, *company.customers(250))
    due = midnight(3, 18)
    done: list[int] = []
    first = sweep(database, lambda: due, company.ids.new, lambda: bool(done), lambda batch: done.append(batch.recycled))
    assert first is not None and first.recycled == 200
    assert swept_at(company, due).recycled == 50


def test_the_cool_down_falls_on_the_owner_alone_and_begins_when_it_is_done(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    first, second = company.customers(2)
    company.claim(rep, first, second)
    late = midnight(3, 18) + 5 * HOUR
    swept_at(company, late)
    (receipt,) = company.claim(rep, first, now=late + 72 * HOUR - MOMENT)
    assert (receipt.reason, receipt.facts) == ("cooling_down", {"claimable_from": millis(late + 72 * HOUR)})
    assert company.claim(other, second, now=late)[0].is_accepted
    assert company.claim(rep, first, now=late + 72 * HOUR)[0].is_accepted


def test_who_takes_it_again_has_a_whole_term_and_a_second_cool_down(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    swept_at(company, midnight(3, 18))
    again = midnight(3, 21)
    company.claim(rep, customer, now=again)
    assert not swept_at(company, midnight(4, 5) - MOMENT)
    assert swept_at(company, midnight(4, 5)).recycled == 1
    assert company.claim(rep, customer, now=midnight(4, 8) - MOMENT)[0].reason == "cooling_down"


def held_and_seemingly_due(company: Company, rep: PersonId) -> CustomerId:
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    seem_due(company, NOW + DAY, customer)
    return customer


def test_a_stale_deadline_is_set_right_and_nobody_loses_a_customer_by_it(company: Company) -> None:
    rep = company.person("林", company.south)
    customer = held_and_seemingly_due(company, rep)
    swept = swept_at(company, NOW + 2 * DAY)
    assert (swept.recycled, swept.corrected, swept.failed) == (0, 1, 0)
    row = company.customer(customer)
    assert (row.owner_id, row.outflow_at, row.outflow_rule) == (rep, millis(midnight(3, 18)), "no_first_follow_up")
    assert recyclings(company) == []
    assert not swept_at(company, NOW + 2 * DAY)


def test_a_customer_that_nobody_holds_leaves_the_list_of_those_due(company: Company) -> None:
    (customer,) = company.customers(1)
    seem_due(company, NOW, customer)
    assert swept_at(company, NOW + DAY).corrected == 1
    assert company.customer(customer).outflow_at is None


@pytest.mark.parametrize("exemption", ["locked", "key_account", "goal_reached", "ordinary", "extended"])
def test_who_is_exempt_stays_however_long_it_lasts(database: Database, exemption: str) -> None:
    company = founded(database, replace(fanpu(1, LONG_AGO), protection_days=30))
    rep = company.person("林", company.south, is_key_account=exemption == "key_account")
    boss = company.person("王", company.head, Role.MANAGER)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    version = company.customer(customer).ownership_version
    match exemption:
        case "locked":
            assert company.ask(rep, Lock(customer, version))[0].is_accepted
        case "goal_reached":
            set_customer(company, customer, last_order_at=millis(NOW + DAY))
        case "ordinary":
            set_customer(company, customer, pool_id=None, pool_state="ordinary", acquired_at=None)
        case "extended":
            assert company.ask(boss, Extend(customer, version, 30))[0].is_accepted
    # However its deadline came to be stored, it is judged by what is so now.
    seem_due(company, midnight(4, 2), customer)
    before_the_extension_ends = midnight(4, 2) + 30 * DAY - MOMENT
    swept = swept_at(company, before_the_extension_ends)
    assert (swept.recycled, swept.corrected) == (0, 1)
    row = company.customer(customer)
    assert row.owner_id == rep
    assert row.outflow_at == (millis(midnight(4, 2) + 30 * DAY) if exemption == "extended" else None)
    assert swept_at(company, before_the_extension_ends + MOMENT).recycled == (exemption == "extended")


def test_an_unlocked_customer_that_was_due_meanwhile_goes_at_the_next_sweep(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    version = company.customer(customer).ownership_version
    company.ask(rep, Lock(customer, version))
    assert not swept_at(company, NOW + 100 * DAY)
    set_customer(company, customer, is_locked=False)
    seem_due(company, NOW, customer)
    assert swept_at(company, NOW + 100 * DAY).recycled == 1


@pytest.mark.expects_log("not_recycled")
def test_a_customer_that_cannot_be_stored_stops_no_other_and_is_met_again(company: Company) -> None:
    rep = company.person("林", company.south)
    customers = company.customers(9)
    company.claim(rep, *customers)
    due = midnight(3, 18)
    # In somebody's hands, and yet nobody's by the history: no such row can be taken back.
    (broken,) = company.customers(1, owner_id=rep, pool_state="assigned", acquired_at=millis(NOW))
    seem_due(company, NOW + DAY, broken)
    swept = swept_at(company, due)
    assert (swept.recycled, swept.failed) == (9, 1)
    assert company.customer(broken).owner_id == rep
    assert {event.customer_id for event in recyclings(company)} == set(customers)
    again = swept_at(company, due)
    assert (again.recycled, again.failed) == (0, 1)
