"""Orders as they are told: their customer is right at once, whoever may see them sees them."""

from datetime import timedelta

import pytest

from domain.commands import AddFollowUp
from domain.identifiers import CustomerId, PersonId
from domain.instants import millis
from domain.people import Role
from domain.upstream import Fate, Flaw
from server.orders.repository import find_orders
from server.upstream.batch import Answer
from server.upstream.records import record_id
from sync.protocol.rows import OrderRow
from sync.protocol.scopes import person_scope, team_scope
from tests.server.company import NOW, Company
from tests.server.reader import Reader
from tests.server.upstream.telling import Teller, order, status

DAY = timedelta(days=1)


@pytest.fixture
def rep(company: Company) -> PersonId:
    return company.person("林晓", company.south)


@pytest.fixture
def held(company: Company, rep: PersonId) -> CustomerId:
    """Claimed ten days ago, followed up since, due in thirty days."""
    customer_id = company.customers(1, external_id="HQ1", name="深圳老客户电子有限公司")[0]
    company.claim(rep, customer_id, now=NOW - 10 * DAY)
    said: AddFollowUp = company.follow_up(customer_id, NOW - 9 * DAY)
    company.ask(rep, said, now=NOW - 9 * DAY)
    return customer_id


def stored(company: Company, number: str) -> OrderRow:
    id_ = record_id("order", number)
    return company.database.read(lambda connection: find_orders(connection, [id_]))[id_].row


def test_an_order_makes_a_deal_and_moves_the_deadline_in_the_same_transaction(
    company: Company, teller: Teller, held: CustomerId, rep: PersonId
) -> None:
    before = company.customer(held)
    assert teller.fates(order("P1", "HQ1", NOW - DAY)) == [Fate.TAKEN]
    after = company.customer(held)
    assert (after.last_order_at, after.order_count) == (millis(NOW - DAY), 1)
    assert after.version == before.version + 1
    assert after.outflow_rule == "follow_up_gap" and before.outflow_rule == "follow_up_gap"
    assert stored(company, "P1").customer_name == "深圳老客户电子有限公司"


def test_whoever_never_followed_up_is_due_by_another_rule_once_an_order_comes(
    company: Company, teller: Teller, rep: PersonId
) -> None:
    customer_id = company.customers(1, external_id="HQ2")[0]
    company.claim(rep, customer_id, now=NOW - 119 * DAY)
    company.ask(rep, company.follow_up(customer_id, NOW - 105 * DAY), now=NOW - 105 * DAY)
    company.ask(rep, company.follow_up(customer_id, NOW - 70 * DAY), now=NOW - 70 * DAY)
    company.ask(rep, company.follow_up(customer_id, NOW - 35 * DAY), now=NOW - 35 * DAY)
    company.ask(rep, company.follow_up(customer_id, NOW - DAY), now=NOW - DAY)
    assert company.customer(customer_id).outflow_rule == "no_deal"
    teller.tell(order("P2", "HQ2", NOW - 100 * DAY))
    assert company.customer(customer_id).outflow_rule == "follow_up_gap"


def test_sub_orders_are_part_of_their_order_and_may_come_first(
    company: Company, teller: Teller, held: CustomerId
) -> None:
    sub = order("P3-1", "HQ1", parent="P3", sub_kind="material_makeup")
    assert teller.fates(sub) == [Fate.TAKEN]
    assert company.customer(held).order_count == 0
    teller.tell(order("P3", "HQ1", NOW - 2 * DAY))
    assert stored(company, "P3-1").parent_id == stored(company, "P3").id
    assert company.customer(held).order_count == 1
    assert company.customer(held).last_order_at == millis(NOW - 2 * DAY)


def test_the_rep_of_an_order_is_who_held_the_customer_then_and_stays_so(
    company: Company, teller: Teller, held: CustomerId, rep: PersonId
) -> None:
    other = company.person("陈晨", company.north)
    company.release(rep, held)
    company.claim(other, held, now=NOW + DAY)
    teller.now = NOW + 2 * DAY
    teller.tell(
        order("early", "HQ1", NOW - 20 * DAY),
        order("mine", "HQ1", NOW - DAY),
        order("theirs", "HQ1", NOW + 2 * DAY),
    )
    assert [stored(company, number).rep_id for number in ("early", "mine", "theirs")] == [None, rep, other]
    teller.tell(order("mine", "HQ1", NOW - DAY, revision=2, title="六层板"))
    assert (stored(company, "mine").rep_id, stored(company, "mine").title) == (rep, "六层板")


def test_orders_are_seen_by_whoever_holds_the_customer_their_manager_and_their_rep(
    company: Company, teller: Teller, held: CustomerId, rep: PersonId
) -> None:
    other = company.person("陈晨", company.north)
    manager = company.person("周强", company.south, Role.MANAGER)
    readers = {one: Reader(company.database, one).read() for one in (rep, other, manager)}
    teller.tell(order("P4", "HQ1", NOW - DAY), status("P4", status="in_production"))
    key = ("order", record_id("order", "P4"))

    def seen(person_id: PersonId, scope: str) -> bool:
        return key in readers[person_id].read(NOW + 2 * DAY).rows.get(scope, {})

    assert seen(rep, person_scope(rep)) and seen(manager, team_scope(company.south))
    assert not seen(other, person_scope(other))
    company.release(rep, held)
    # Their own order stays theirs wherever the customer is (H 110).
    assert seen(rep, person_scope(rep)) and not seen(manager, team_scope(company.south))
    company.claim(other, held, now=NOW + DAY)
    assert seen(other, person_scope(other)) and seen(rep, person_scope(rep))
    teller.tell(order("P4", "HQ1", NOW - DAY, revision=2, amount_cents=7), status("P4", 2, status="shipped"))
    for person_id in (rep, other):
        row = readers[person_id].read(NOW + 2 * DAY).rows[person_scope(person_id)][key]
        assert isinstance(row, OrderRow) and (row.amount_cents, row.status) == (7, "shipped")
    assert all(reader.checksums_met for reader in readers.values())


def test_a_status_tells_the_stages_the_invoice_and_the_way(company: Company, teller: Teller, held: CustomerId) -> None:
    told = status(
        "P5",
        status="shipped",
        stages=[{"name": "reviewing", "at": millis(NOW)}, {"name": "shipped"}],
        is_invoiced=True,
        invoiced_cents=5,
        invoice_number="123",
        is_shipped=True,
        carrier="顺丰速运",
        tracking_number="SF1",
        shipped_at="2026-03-02T12:00:00+08:00",
    )
    assert teller.fates(told) == [Fate.WAITING]
    teller.tell(order("P5", "HQ1"))
    row = stored(company, "P5")
    assert row.stages == (("reviewing", millis(NOW)), ("shipped", None))
    assert (row.is_invoiced, row.invoiced_cents, row.invoice_number) == (True, 5, "123")
    assert (row.carrier, row.tracking_number, row.shipped_at, row.signed_at) == ("顺丰速运", "SF1", millis(NOW), None)
    assert teller.tell(told) == [Answer(Fate.UNCHANGED)]


def test_an_order_told_for_another_customer_since_moves_with_all_its_figures(
    company: Company, teller: Teller, held: CustomerId, rep: PersonId
) -> None:
    other = company.customers(1, external_id="HQ9")[0]
    reader = Reader(company.database, rep).read()
    teller.tell(order("P6", "HQ1", NOW - 30 * DAY))
    assert company.customer(held).order_count == 1
    assert ("order", record_id("order", "P6")) in reader.read().rows[person_scope(rep)]
    teller.tell(order("P6", "HQ9", NOW - 30 * DAY, revision=2))
    assert (company.customer(held).order_count, company.customer(held).last_order_at) == (0, None)
    assert company.customer(other).order_count == 1
    assert ("order", record_id("order", "P6")) not in reader.read().rows[person_scope(rep)]


def test_an_order_of_nobody_known_waits_for_its_customer(company: Company, teller: Teller) -> None:
    assert teller.tell(order("P7", "HQ404")) == [Answer(Fate.WAITING, Flaw.UNKNOWN_CUSTOMER, "customer")]
    assert teller.tell(order("P7", "HQ404")) == [Answer(Fate.WAITING, Flaw.UNKNOWN_CUSTOMER, "customer")]
    assert teller.fates({"kind": "customer", "id": "HQ404", "revision": 1, "name": "后来电子"}) == [Fate.TAKEN]
    row = stored(company, "P7")
    assert row.customer_name == "后来电子"
    assert company.customer(row.customer_id).order_count == 1


def test_what_nobody_knows_here_yet_is_kept_with_its_order(company: Company, teller: Teller, held: CustomerId) -> None:
    teller.tell(order("P8", "HQ1", layers=6, sub_kind="某种新的"), status("P8", colour="green"))
    id_ = record_id("order", "P8")
    kept = company.database.read(lambda connection: find_orders(connection, [id_]))[id_]
    assert kept.extra == '{"order":{"layers":6},"order_status":{"colour":"green"}}'
    assert kept.row.sub_kind == "某种新的"
