"""What is done from above, end to end in a real database: decided, kept, and seen by whom (SPEC 2.2, 2.6, 2.7)."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.commands import Assign, Claim, Command, ConvertToOrdinary, ConvertToPool, Extend, Lock, Release, Unlock
from domain.identifiers import CustomerId, PersonId
from domain.instants import millis
from domain.people import Role
from domain.rulesets import huaqiu
from domain.teams import Member
from server.database import Database
from server.feed.log import record
from server.pools.repository import insert_members
from sync.protocol.messages import Receipt
from sync.protocol.rows import CoolDownRow, CustomerRow, FollowUpRow, OwnershipEventRow
from sync.protocol.scopes import assigned_scope, person_scope, team_scope
from tests.server.company import LONG_AGO, NOW, Company, founded
from tests.server.reader import Reader

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def history(company: Company, person_id: PersonId, customer_id: str, scope: str = "") -> list[OwnershipEventRow]:
    """The customer's events as this person reads them, the oldest first."""
    reader = Reader(company.database, person_id).read()
    found = reader.of(scope or person_scope(person_id), OwnershipEventRow).values()
    return sorted((event for event in found if event.customer_id == customer_id), key=lambda event: event.id)


def reasons(receipts: Sequence[Receipt]) -> list[str | None]:
    return [receipt.reason for receipt in receipts]


def test_an_assigned_customer_goes_with_all_that_belongs_to_it_from_one_team_to_the_other(company: Company) -> None:
    boss = company.person("总", company.head, Role.MANAGER)
    south, north = (company.person("王", team, Role.MANAGER) for team in (company.south, company.north))
    rep, other = company.person("林", company.south), company.person("陈", company.north)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    company.ask(rep, company.follow_up(customer))
    readers = {one: Reader(company.database, one).read() for one in (rep, south, other, north)}
    kinds: tuple[type[Any], ...] = (CustomerRow, FollowUpRow, OwnershipEventRow)

    (receipt,) = company.ask(boss, Assign(customer, 1, other, "离客户更近"), now=NOW + HOUR)

    assert (receipt.is_accepted, receipt.reason) == (True, None)
    for reader in readers.values():
        reader.read()
    for one, scope in ((rep, person_scope(rep)), (south, team_scope(company.south))):
        assert [len(readers[one].of(scope, kind)) for kind in kinds] == [0, 0, 0]
    for one, scope in ((other, person_scope(other)), (north, team_scope(company.north))):
        assert [len(readers[one].of(scope, kind)) for kind in kinds] == [1, 1, 2]
    row = readers[other].of(person_scope(other), CustomerRow)[customer]
    assert (row.owner_id, row.acquired_at, row.phone) == (other, millis(NOW + HOUR), "13800005678")
    assert (row.outflow_rule, row.last_follow_up_at) == ("no_first_follow_up", None)
    _, event = history(company, other, customer)
    assert (event.verb, event.from_owner_id, event.to_owner_id) == ("assign", rep, other)
    assert (event.actor_id, event.note, event.ruleset_version) == (boss, "离客户更近", 1)
    assert event.numbers == {"holding_cap": 500, "cool_down_hours": 72}


def test_whoever_is_taken_back_from_waits_and_is_told_by_whom_and_why(company: Company) -> None:
    boss, rep = company.person("王", company.south, Role.MANAGER), company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    mine = Reader(company.database, rep).read()
    (receipt,) = company.ask(boss, Release(customer, 1, "三周没有跟进"), now=NOW + HOUR)
    assert receipt.is_accepted
    mine.read()
    assert mine.of(person_scope(rep), CustomerRow) == {}
    assert mine.of(person_scope(rep), CoolDownRow)[customer].claimable_from == millis(NOW + 73 * HOUR)
    assert Reader(company.database, boss).read().of(person_scope(boss), CoolDownRow) == {}
    (taken,) = company.claim(boss, customer, now=NOW + HOUR)
    assert taken.is_accepted
    events = [
        (event.verb, event.from_owner_id, event.actor_id, event.note) for event in history(company, boss, customer)
    ]
    assert events[1] == ("release", rep, boss, "三周没有跟进")


def test_an_extension_is_stored_told_and_kept_in_the_history_with_both_deadlines(company: Company) -> None:
    boss, rep = company.person("王", company.south, Role.MANAGER), company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    before = company.customer(customer)
    (receipt,) = company.ask(boss, Extend(customer, 1, 30))
    assert receipt.is_accepted and before.outflow_at is not None
    until = before.outflow_at + 30 * 86_400_000
    row = Reader(company.database, rep).read().of(person_scope(rep), CustomerRow)[customer]
    assert (row.outflow_at, row.extended_until, row.extensions, row.ownership_version) == (until, until, 1, 1)
    event = history(company, rep, customer)[-1]
    assert (event.verb, event.actor_id, event.from_owner_id, event.to_owner_id) == ("extend", boss, rep, rep)
    assert event.numbers == {"days": 30, "before": before.outflow_at, "until": until}


def test_a_lock_clears_the_deadline_and_an_unlock_sets_it_again(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    due = company.customer(customer).outflow_at
    assert reasons(company.ask(rep, Lock(customer, 1))) == [None]
    locked = company.customer(customer)
    assert (locked.is_locked, locked.outflow_at, locked.outflow_rule) == (True, None, None)
    assert reasons(company.ask(rep, Unlock(customer, 1))) == [None]
    assert (company.customer(customer).is_locked, company.customer(customer).outflow_at) == (False, due)
    assert [event.verb for event in history(company, rep, customer)] == ["claim", "lock", "unlock"]


def test_a_conversion_leaves_the_owner_and_takes_the_customer_out_of_its_pools_sight_and_back(company: Company) -> None:
    boss, rep = company.person("王", company.south, Role.MANAGER), company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    company.ask(boss, ConvertToOrdinary(customer, 1))
    ordinary = company.customer(customer)
    assert (ordinary.pool_state, ordinary.pool_id, ordinary.owner_id) == ("ordinary", None, rep)
    assert (ordinary.acquired_at, ordinary.outflow_at, ordinary.ownership_version) == (None, None, 2)
    company.ask(boss, ConvertToPool(customer, 2, company.pool_id), now=NOW + DAY)
    back = company.customer(customer)
    assert (back.pool_state, back.pool_id, back.owner_id) == ("assigned", company.pool_id, rep)
    assert (back.acquired_at, back.outflow_rule) == (millis(NOW + DAY), "no_first_follow_up")
    verbs = [(event.verb, event.from_owner_id, event.to_owner_id) for event in history(company, rep, customer)]
    assert verbs == [("claim", None, rep), ("convert_to_ordinary", rep, rep), ("convert_to_pool", rep, rep)]


def test_what_waits_is_given_and_put_under_a_pool_in_one_push_and_keeps_its_new_owner(company: Company) -> None:
    boss, rep = company.person("王", company.south, Role.MANAGER), company.person("林", company.south)
    (customer,) = company.customers(1, pool_id=None, pool_state="pending", team_id=company.south)
    commands = (Assign(customer, 0, rep), ConvertToPool(customer, 1, company.pool_id), Extend(customer, 2, 1))
    assert reasons(company.ask(boss, *commands)) == [None, None, None]
    row = company.customer(customer)
    assert (row.owner_id, row.pool_state, row.ownership_version, row.extensions) == (rep, "assigned", 2, 1)
    assert row.team_id == company.south and row.outflow_at == row.extended_until


def test_a_cap_is_not_passed_by_giving_first_and_converting_then(database: Database) -> None:
    company = founded(database, replace(huaqiu(1, LONG_AGO), holding_cap=1))
    boss, rep = company.person("王", company.south, Role.MANAGER), company.person("林", company.south)
    first, second = company.customers(2, pool_id=None, pool_state="pending", team_id=company.south)
    given: list[Command] = [Assign(one, 0, rep) for one in (first, second)]
    converted: list[Command] = [ConvertToPool(one, 1, company.pool_id) for one in (first, second)]
    receipts = company.ask(boss, *given, *converted)
    assert reasons(receipts) == [None, None, None, "person_full"]
    assert receipts[-1].facts == {"person_id": rep, "cap": 1, "holding": 1}
    assert company.customer(second).pool_state == "ordinary"


def test_what_came_into_a_pool_is_claimed_by_that_pools_numbers_in_the_same_push(database: Database) -> None:
    company = founded(database, replace(huaqiu(1, LONG_AGO), daily_claim_limit=1))
    boss = company.person("王", company.south, Role.MANAGER)
    waiting = company.customers(2, pool_id=None, pool_state="pending", team_id=company.south)
    commands = [step for one in waiting for step in (ConvertToPool(one, 0, company.pool_id), Claim(one, NOW))]
    assert reasons(company.ask(boss, *commands)) == [None, None, None, "daily_limit"]


def test_a_refused_assignment_names_the_side_that_is_not_ones_own(company: Company) -> None:
    boss = company.person("王", company.south, Role.MANAGER)
    rep, far = company.person("林", company.south), company.person("陈", company.north)
    near_customer, far_customer = company.customers(2)
    company.claim(rep, near_customer)
    company.claim(far, far_customer)
    receipts = company.ask(boss, Assign(far_customer, 1, rep), Assign(near_customer, 1, far))
    assert reasons(receipts) == ["not_your_team"] * 2
    assert receipts[0].facts == {"side": "customer", "owner_id": far}
    assert receipts[1].facts == {"side": "person", "person_id": far}


@pytest.mark.parametrize("to_person_id", ["0" * 32, "nobody"])
def test_somebody_unknown_is_given_nothing_and_spoils_no_other_command(company: Company, to_person_id: str) -> None:
    boss, rep = company.person("王", company.south, Role.MANAGER), company.person("林", company.south)
    first, second = company.customers(2)
    unknown, known = company.ask(boss, Assign(first, 0, PersonId(to_person_id)), Assign(second, 0, rep))
    assert not unknown.is_accepted and known.is_accepted
    assert company.customer(first).owner_id is None


def test_an_admin_of_the_pool_sees_what_they_gave_away_masked(company: Company) -> None:
    admin, rep = company.person("管", company.south, Role.POOL_ADMIN), company.person("林", company.south)
    member = Member(company.pool_id, admin, is_team=False, is_admin=True)
    company.database.write(
        lambda connection: record(connection, insert_members(connection, [member]), NOW, company.ids.new)
    )
    (customer,) = company.customers(1)
    assert reasons(company.ask(admin, Assign(customer, 0, rep))) == [None]
    seen = Reader(company.database, admin).read().of(assigned_scope(company.pool_id), CustomerRow)[customer]
    assert (seen.owner_id, seen.phone, seen.contact_name) == (rep, "138****5678", "")


def test_every_command_of_a_batch_from_above_has_its_own_verdict(company: Company) -> None:
    boss, rep = company.person("王", company.south, Role.MANAGER), company.person("林", company.south)
    held, locked, lying = company.customers(3)
    company.claim(rep, held, locked)
    company.ask(rep, Lock(locked, 1))
    asked = (Release(held, 1), Release(locked, 1), Release(lying, 0), Release(CustomerId("0" * 32), 0))
    assert reasons(company.ask(boss, *asked)) == [None, "locked", "not_yours", "gone"]


@pytest.mark.postgresql
def test_of_two_managers_who_fill_the_last_place_at_once_one_is_told_that_it_is_gone(shared_database: Database) -> None:
    company = founded(shared_database, replace(huaqiu(1, LONG_AGO), holding_cap=1))
    bosses = [company.person("王", company.south, Role.MANAGER) for _ in range(2)]
    reps = [company.person("林", company.south) for _ in range(8)]
    for rep in reps:
        customers = company.customers(2)
        pushes = [
            (boss, [company.envelope(boss, Assign(customer, 0, rep))])
            for boss, customer in zip(bosses, customers, strict=True)
        ]
        with ThreadPoolExecutor(2) as threads:
            answers = list(threads.map(lambda push: company.push(*push), pushes))
        assert sorted(receipt.reason or "" for (receipt,) in answers) == ["", "person_full"]
        assert [company.customer(customer).owner_id for customer in customers].count(rep) == 1
