"""Registrations: where each goes by its source, who is known already, whose phone it is (H 109, H 111, H 121)."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import select

from domain.company import ClosePool
from domain.flow_in import Allocation, FlowIn, SaveFlowIn
from domain.identifiers import CustomerId
from domain.people import Role
from domain.rulesets import huaqiu
from domain.upstream import Fate, Flaw
from server.arbitration.governing import govern_from_here
from server.contacts.repository import store_contacts
from server.customers.tables import customer as every_row
from server.customers.tables import ownership_event
from server.upstream.batch import Answer
from server.upstream.records import record_id
from server.upstream.sweeping import flow_in_sleepers
from sync.protocol.rows import ContactRow, CustomerRow, FlowInRow
from sync.protocol.scopes import REFERENCE
from tests.server.company import LONG_AGO, NOW, Company
from tests.server.imports.files import CODES
from tests.server.reader import Reader
from tests.server.upstream.telling import Teller, activity, customer, order


def found(company: Company, account: str) -> CustomerRow:
    return company.customer(record_id("customer", account))


def save(company: Company, rules: FlowIn) -> None:
    govern_from_here(company.database, SaveFlowIn(rules), lambda: NOW, company.ids.new)


def events(company: Company, customer_id: str) -> list[tuple[str, str | None, dict[str, object]]]:
    """Verb, rule and numbers of a customer's history."""
    asked = select(ownership_event).where(ownership_event.c.customer_id == customer_id).order_by(ownership_event.c.at)
    rows = company.database.read(lambda connection: connection.execute(asked).all())
    return [(row.verb, row.rule, msgspec.json.decode(row.numbers)) for row in rows]


@pytest.mark.parametrize(
    ("source", "state"),
    [
        ("self_registered", "unassigned"),
        ("某个新来源", "unassigned"),
        ("enthusiast", "dormant"),
        ("dfm", "dormant"),
    ],
)
def test_a_new_account_goes_by_its_source(company: Company, teller: Teller, source: str, state: str) -> None:
    assert teller.fates(customer("HQ1", source=source, phone="15400000001", uscc=CODES[0])) == [Fate.TAKEN]
    row = found(company, "HQ1")
    assert (row.pool_state, row.pool_id, row.source, row.external_id) == (state, company.pool_id, source, "HQ1")
    assert (row.name, row.uscc, row.phone) == ("深圳HQ1电路有限公司", CODES[0], "15400000001")
    assert "shenzhen" in row.search_text
    assert [verb for verb, _, _ in events(company, row.id)] == ["register"]


def test_a_code_whose_check_digit_is_wrong_finds_and_makes_nothing(company: Company, teller: Teller) -> None:
    known = company.customers(1, uscc=CODES[0], phone="")[0]
    teller.tell(customer("HQ1", uscc=CODES[0][:-1] + "0"), customer("HQ2", uscc=f" {CODES[0].lower()} "))
    assert found(company, "HQ1").uscc == ""
    assert company.customer(known).external_id == "HQ2"


def test_a_known_customer_keeps_its_owner_and_gets_what_upstream_knows(company: Company, teller: Teller) -> None:
    rep = company.person("林晓", company.south)
    held = company.customers(1, external_id="HQ1", phone="", note="自己写的")[0]
    company.claim(rep, held)
    before = company.customer(held)
    reader = Reader(company.database, rep).read()
    teller.tell(customer("HQ1", 5, region="广东", level="A"), customer("HQ1", 4, region="过时"))
    after = company.customer(held)
    assert (after.region, after.level, after.note, after.name) == ("广东", "A", "自己写的", "深圳HQ1电路有限公司")
    assert (after.owner_id, after.ownership_version, after.outflow_at) == (
        rep, before.ownership_version, before.outflow_at,
    )  # fmt: skip
    mine = reader.read().rows[f"me:{rep}"]["customer", held]
    assert isinstance(mine, CustomerRow) and mine.region == "广东"


def test_a_phone_of_somebody_known_is_a_conflict_until_it_is_nobodys(company: Company, teller: Teller) -> None:
    known = company.customers(1, phone="139 0000 1111")[0]
    other = company.customers(1, phone="")[0]
    person = ContactRow(company.ids.new(), 0, other, "王工", phone="+86 13700002222")

    def add(is_there: bool) -> None:
        rows = ([person], []) if is_there else ([], [person])
        company.database.write(lambda connection: store_contacts(connection, *rows, {}) and None)

    add(True)
    conflict = Answer(Fate.CONFLICT, Flaw.PHONE_CONFLICT, "phone")
    told = (customer("HQ1", phone="13900001111"), customer("HQ2", phone="13700002222"))
    assert teller.tell(*told) == [conflict, conflict]
    assert teller.tell(*told) == [conflict, conflict]
    add(False)
    assert teller.fates(*told) == [Fate.CONFLICT, Fate.TAKEN]
    assert company.customer(known).external_id == ""


def test_registrations_are_given_in_turn_to_whoever_has_a_free_place(company: Company, teller: Teller) -> None:
    rules = huaqiu(1, LONG_AGO)
    small = company.pool("小公海", [company.head], replace(rules, holding_cap=2))
    lin, chen = (company.person(name, company.south) for name in ("林晓", "陈晨"))
    save(company, FlowIn(pool_id=company.pool_id, allocations={"self_registered": Allocation(small, (lin, chen))}))
    company.customers(1, pool_id=small, pool_state="assigned", owner_id=chen, phone="")
    accounts = [f"HQ{number}" for number in range(5)]
    teller.tell(*(customer(account, source="self_registered") for account in accounts))
    owners = sorted(found(company, account).owner_id or "" for account in accounts)
    assert owners == sorted(["", "", chen, lin, lin])
    given = [row for row in (found(company, account) for account in accounts) if row.owner_id]
    assert all((row.pool_state, row.pool_id) == ("assigned", small) for row in given)
    assert all(row.outflow_rule == "no_first_follow_up" and row.team_id == company.south for row in given)
    mine = Reader(company.database, lin).read(NOW).rows[f"me:{lin}"]
    assert {("customer", row.id) for row in given if row.owner_id == lin} <= mine.keys()
    assert sum(kind == "notice" for kind, _ in mine) == 2


def test_where_no_pool_is_open_a_registration_waits_and_loses_nothing(company: Company, teller: Teller) -> None:
    govern_from_here(company.database, ClosePool(company.pool_id), lambda: NOW, company.ids.new)
    told = (customer("HQ1", source="self_registered"), order("P1", "HQ1"))
    assert [answer.flaw for answer in teller.tell(*told)] == [Flaw.NO_POOL, Flaw.UNKNOWN_CUSTOMER]
    other = company.pool("新公海", [company.head])
    flow_in_sleepers(company.database, lambda: NOW, company.ids.new, must_stop=lambda: False)
    assert (found(company, "HQ1").pool_id, found(company, "HQ1").order_count) == (other, 1)


def test_enough_activity_flows_a_sleeper_into_its_pool_with_the_score(company: Company, teller: Teller) -> None:
    teller.tell(customer("HQ1", source="dfm"), activity("A1", "HQ1", "upload"))
    assert found(company, "HQ1").pool_state == "dormant"
    teller.tell(activity("A1", "HQ1", "upload"), activity("A2", "HQ1", "quote", NOW - timedelta(days=31)))
    assert found(company, "HQ1").pool_state == "dormant", "counted once, and only within the window"
    teller.tell(activity("A3", "HQ1", "quote"))
    row = found(company, "HQ1")
    assert (row.pool_state, row.outflow_reason) == ("unassigned", "flow_in")
    assert events(company, row.id)[-1] == (
        "flow_in", "demand", {"score": 80, "threshold": 60, "window_days": 30, "flow_in_version": 0},
    )  # fmt: skip


def test_activity_that_is_told_before_its_customer_counts_too(company: Company, teller: Teller) -> None:
    waiting = Answer(Fate.WAITING, Flaw.UNKNOWN_CUSTOMER, "customer")
    assert teller.tell(activity("A1", "HQ1", "order")) == [waiting]
    teller.tell(customer("HQ1", source="enthusiast"))
    assert found(company, "HQ1").pool_state == "unassigned"
    assert [verb for verb, _, _ in events(company, found(company, "HQ1").id)] == ["register", "flow_in"]


def test_other_rules_hold_for_who_sleeps_already_and_are_everybodys(company: Company, teller: Teller) -> None:
    rep = company.person("林晓", company.south)
    admin = company.person("管理员", company.head, Role.SYSTEM_ADMIN)
    reader = Reader(company.database, rep).read()
    teller.tell(customer("HQ1", source="dfm"), activity("A1", "HQ1", "login"))
    rules = FlowIn(threshold=5, pool_id=company.pool_id, scores={"login": 5})
    refused, done = company.ask(rep, SaveFlowIn(rules))[0], company.ask(admin, SaveFlowIn(rules))[0]
    assert (refused.reason, done.is_accepted) == ("not_allowed", True)
    told = reader.read().rows[REFERENCE]["flow_in", "flow_in"]
    assert isinstance(told, FlowInRow) and told.settings["threshold"] == 5
    assert flow_in_sleepers(company.database, lambda: NOW, company.ids.new, must_stop=lambda: False) == 1
    assert flow_in_sleepers(company.database, lambda: NOW, company.ids.new, must_stop=lambda: False) == 0
    row = found(company, "HQ1")
    assert row.pool_state == "unassigned" and events(company, row.id)[-1][2]["flow_in_version"] == 1
    assert ("customer", row.id) in reader.read().rows[f"pool:{company.pool_id}/0"]
    save(company, FlowIn(threshold=7, pool_id=company.pool_id))
    assert reader.read().rows[REFERENCE]["flow_in", "flow_in"].version == 2


def test_two_accounts_of_one_company_are_one_customer_whoever_orders(company: Company, teller: Teller) -> None:
    teller.tell(customer("HQ1", uscc=CODES[0]), customer("HQ2", uscc=CODES[0]))
    teller.tell(order("P1", "HQ1"), order("P2", "HQ2"))
    counts = [company.customer(one).order_count for one in every_customer(company)]
    assert counts == [2]


def every_customer(company: Company) -> list[CustomerId]:
    return company.database.read(
        lambda connection: [CustomerId(one) for one in connection.execute(select(every_row.c.id)).scalars()]
    )
