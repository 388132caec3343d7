"""Whoever holds a customer, or held it, is told what others and the system did to it; nobody else is (SPEC 5)."""

from datetime import timedelta
from typing import Any

import pytest

from domain.commands import Assign, Command, ConvertToOrdinary, ConvertToPool, Extend, Lock, Release, Unlock
from domain.company import ClosePool, Depart
from domain.identifiers import CustomerId, PersonId, TeamId
from domain.instants import millis
from domain.people import Role
from server.recycling.emptying import empty_closed_pools
from server.upkeep.tidying import tidy
from sync.protocol.rows import NoticeRow, OwnershipEventRow
from sync.protocol.scopes import person_scope
from tests.server.company import NOW, Company
from tests.server.reader import Reader
from tests.server.recycling.story import everything, never, swept_at

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def rep(company: Company) -> PersonId:
    return company.person("林", company.south)


@pytest.fixture
def manager(company: Company) -> PersonId:
    return company.person("周", company.south, Role.MANAGER)


def told(company: Company, person_id: PersonId) -> list[NoticeRow]:
    """Everything that this person reads, the oldest first."""
    reader = Reader(company.database, person_id).read()
    return sorted(reader.of(person_scope(person_id), NoticeRow).values(), key=lambda row: (row.at, row.id))


def verbs(company: Company, person_id: PersonId) -> list[str]:
    return [row.verb for row in told(company, person_id)]


def held(company: Company, rep: PersonId, number: int = 1) -> list[CustomerId]:
    customers = company.customers(number)
    company.claim(rep, *customers)
    return customers


def test_who_lost_a_customer_to_the_rules_reads_by_which_one_and_when(company: Company, rep: PersonId) -> None:
    (customer,) = held(company, rep)
    swept_at(company, NOW + 20 * DAY)
    (row,) = told(company, rep)
    assert (row.customer_id, row.customer_name, row.verb) == (customer, company.customer(customer).name, "recycle")
    assert (row.at, row.actor_id, row.from_owner_id) == (millis(NOW + 20 * DAY), None, rep)
    assert (row.to_owner_id, row.rule, row.numbers["no_first_follow_up_days"]) == (None, "no_first_follow_up", 15)
    assert row.numbers["due_at"] == millis(NOW + 15 * DAY + 12 * HOUR)


def test_a_notice_outlives_ones_sight_of_the_history(company: Company, rep: PersonId, manager: PersonId) -> None:
    held(company, rep)
    reader = Reader(company.database, rep).read()
    swept_at(company, NOW + 20 * DAY)
    reader.read()
    assert reader.of(person_scope(rep), OwnershipEventRow) == {}
    assert len(reader.of(person_scope(rep), NoticeRow)) == 1
    assert verbs(company, manager) == []


def test_what_was_taken_from_one_and_given_to_another_is_told_to_both(
    company: Company, rep: PersonId, manager: PersonId
) -> None:
    other = company.person("陈", company.south)
    (customer,) = held(company, rep)
    company.ask(manager, Assign(customer, 1, other, "离客户更近"), now=NOW + HOUR)
    ((lost,), (got,)) = told(company, rep), told(company, other)
    assert lost == got
    assert (lost.verb, lost.actor_id, lost.from_owner_id, lost.to_owner_id) == ("assign", manager, rep, other)
    assert lost.note == "离客户更近"
    assert told(company, manager) == []


def test_ones_own_acts_tell_nobody(company: Company, rep: PersonId, manager: PersonId) -> None:
    mine, given = held(company, rep, 2)
    company.ask(rep, Lock(mine, 1), Unlock(mine, 1), Release(given, 1), now=NOW + HOUR)
    (own,) = held(company, manager)
    company.ask(manager, Extend(own, 1, 5), Assign(given, 2, manager), ConvertToOrdinary(own, 1), now=NOW + DAY)
    assert verbs(company, rep) == verbs(company, manager) == []


def test_every_way_in_which_somebody_above_touches_a_customer_is_told(
    company: Company, rep: PersonId, manager: PersonId
) -> None:
    (customer,) = held(company, rep)
    company.ask(rep, Lock(customer, 1), now=NOW + HOUR)
    commands: list[Command] = [
        Unlock(customer, 1),
        Extend(customer, 1, 5),
        ConvertToOrdinary(customer, 1),
        ConvertToPool(customer, 2, company.pool_id),
        Release(customer, 3, "换人跟进"),
    ]
    for number, command in enumerate(commands):
        (receipt,) = company.ask(manager, command, now=NOW + (2 + number) * HOUR)
        assert (receipt.is_accepted, receipt.reason) == (True, None)
    expected = ["unlock", "extend", "convert_to_ordinary", "convert_to_pool", "release"]
    assert verbs(company, rep) == expected
    assert told(company, rep)[1].numbers["days"] == 5
    assert told(company, rep)[-1].note == "换人跟进"


def test_who_keeps_a_customer_of_a_pool_that_was_closed_is_told(company: Company, rep: PersonId) -> None:
    admin = company.person("管", company.head, Role.SYSTEM_ADMIN)
    held(company, rep, 2)
    company.customers(3)
    closing = ClosePool(company.pool_id, to_team_id=TeamId(company.south))
    assert company.ask(admin, closing, now=NOW + HOUR)[0].is_accepted
    assert empty_closed_pools(company.database, lambda: NOW + 2 * HOUR, company.ids.new, never) == 5
    assert [(row.verb, row.actor_id, row.to_owner_id) for row in told(company, rep)] == [
        ("convert_to_ordinary", None, rep)
    ] * 2


def test_of_a_departure_nobody_is_told_but_whoever_gets_the_customer_next(company: Company, rep: PersonId) -> None:
    admin, other = company.person("管", company.head, Role.SYSTEM_ADMIN), company.person("陈", company.south)
    (customer,) = held(company, rep)
    assert company.ask(admin, Depart(rep), now=NOW + HOUR)[0].is_accepted
    assert stored(company) == []
    company.ask(admin, Assign(customer, 2, other), now=NOW + DAY)
    assert verbs(company, other) == ["assign"]


def stored(company: Company) -> list[tuple[Any, ...]]:
    return list(everything(company)["notice"])


def test_notices_are_kept_a_month_and_clients_hear_that_they_went(company: Company, rep: PersonId) -> None:
    held(company, rep, 3)
    swept_at(company, NOW + 20 * DAY)
    reader = Reader(company.database, rep).read()
    assert len(reader.of(person_scope(rep), NoticeRow)) == 3
    first = tidy(company.database, NOW + 50 * DAY, company.ids.new, never)
    assert first is not None and first.notices == 0
    second = tidy(company.database, NOW + 50 * DAY + HOUR, company.ids.new, never)
    assert second is not None and second.notices == 3
    assert reader.read(NOW + 51 * DAY).of(person_scope(rep), NoticeRow) == {}
    assert (stored(company), reader.resets) == ([], 0)


def test_a_replayed_command_tells_nobody_twice(company: Company, rep: PersonId, manager: PersonId) -> None:
    (customer,) = held(company, rep)
    envelope = company.envelope(manager, Release(customer, 1))
    assert company.push(manager, [envelope]) == company.push(manager, [envelope])
    assert verbs(company, rep) == ["release"]
    swept_at(company, NOW + 20 * DAY)
    swept_at(company, NOW + 21 * DAY)
    assert verbs(company, rep) == ["release"]


def test_who_reads_everything_anew_reads_what_there_is_to_be_told(company: Company, rep: PersonId) -> None:
    held(company, rep, 2)
    swept_at(company, NOW + 20 * DAY)
    walked, followed = Reader(company.database, rep, byte_budget=300), Reader(company.database, rep)
    scope = person_scope(rep)
    assert walked.read().of(scope, NoticeRow) == followed.read().of(scope, NoticeRow)
    assert len(walked.of(scope, NoticeRow)) == 2
