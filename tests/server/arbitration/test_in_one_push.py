"""What one push brings, changes and rests on within itself, as a desk that was offline sends it (SPEC 8)."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec

from domain.commands import (
    Claim,
    EditFollowUp,
    FollowUpKind,
    RegisterCustomer,
    Release,
    RemoveContact,
    SaveContact,
)
from domain.identifiers import ContactId, CustomerId, PersonId, PoolId
from domain.people import Role
from domain.reasons import Reason
from sync.protocol.messages import Receipt
from sync.protocol.rows import CustomerRow, FollowUpRow, RevisionRow
from tests.server.company import NOW, Company
from tests.server.reader import Reader


def registration(company: Company, pool_id: PoolId | None, name: str = "宏图电路", phone: str = "") -> RegisterCustomer:
    return RegisterCustomer(CustomerId(company.ids.new()), pool_id, name, phone=phone)


def reasons(receipts: tuple[Receipt, ...]) -> list[str | None]:
    return [receipt.reason for receipt in receipts]


def test_a_follow_up_and_its_other_words_arrive_together(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    said = company.follow_up(customer)
    edits = [
        EditFollowUp(customer, said.follow_up_id, FollowUpKind.VISIT, text, date(2026, 4, 1)) for text in ("一", "二")
    ]
    assert reasons(company.ask(rep, said, *edits)) == [None, None, None]
    reader = Reader(company.database, rep).read()
    rows = [row for scope in reader.rows.values() for row in scope.values()]
    (kept,) = [row for row in rows if isinstance(row, FollowUpRow)]
    assert (kept.text, kept.medium, kept.next_on) == ("二", "visit", "2026-04-01")
    assert {row.text for row in rows if isinstance(row, RevisionRow)} == {said.text, "一"}
    assert company.customer(customer).next_follow_up_on == "2026-04-01"


def test_the_same_company_entered_twice_offline_is_there_once(company: Company) -> None:
    rep = company.person("林", company.south)
    first, second = (registration(company, company.pool_id, phone="0755-26601234") for _ in range(2))
    receipts = company.ask(rep, first, replace(second, name="另一家"), registration(company, company.pool_id))
    assert reasons(receipts) == [None, Reason.PHONE_CONFLICT, Reason.ALREADY_KNOWN]
    assert receipts[2].facts == {
        "known": "mine", "by": "name", "customer_id": first.customer_id, "owner_id": rep, "pool_id": company.pool_id,
    }  # fmt: skip


def test_a_phone_is_a_contacts_as_soon_as_the_same_push_has_saved_it(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    saved = SaveContact(customer, ContactId(company.ids.new()), "王工", phone="0755-26601234")
    new, again = (registration(company, company.pool_id, phone="+86 0755 2660 1234") for _ in range(2))
    removed = RemoveContact(customer, saved.contact_id)
    assert reasons(company.ask(rep, saved, new, removed, again)) == [None, Reason.PHONE_CONFLICT, None, None]


def test_a_new_customer_is_worked_on_and_given_back_in_the_push_that_brings_it(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("吴", company.south)
    new = registration(company, company.pool_id)
    contact = SaveContact(new.customer_id, ContactId(company.ids.new()), "王工")
    receipts = company.ask(rep, new, company.follow_up(new.customer_id), contact, Release(new.customer_id, 1))
    assert reasons(receipts) == [None] * 4
    assert company.customer(new.customer_id).pool_state == "unassigned"
    assert company.claim(other, new.customer_id)[0].is_accepted
    assert sees(company, other, new.customer_id)


def test_a_registration_sent_twice_is_one_customer(company: Company) -> None:
    rep = company.person("林", company.south)
    envelope = company.envelope(rep, registration(company, company.pool_id))
    (first,), (second,) = (company.push(rep, [envelope], NOW + timedelta(hours=hours)) for hours in (0, 1))
    assert first.is_accepted and second.is_accepted
    assert msgspec.structs.replace(second, decided_at=first.decided_at) == first


def test_places_are_taken_by_registrations_and_claims_alike(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    crowd = company.customers(499, pool_state="assigned", owner_id=rep, ownership_version=1, acquired_at=0)
    assert len(crowd) == 499
    claimed = company.ask(rep, registration(company, company.pool_id), Claim(customer, NOW))
    assert reasons(claimed) == [None, Reason.CAP_REACHED]


def test_whoever_belongs_to_no_pool_has_it_as_an_ordinary_customer_that_their_manager_sees(company: Company) -> None:
    company.put_out_of_every_pool()
    rep, manager = company.person("林", company.south), company.person("周", company.south, Role.MANAGER)
    stranger = company.person("赵", company.north, Role.MANAGER)
    new = registration(company, None)
    assert reasons(company.ask(rep, new)) == [None]
    row = company.customer(new.customer_id)
    assert (row.pool_state, row.pool_id, row.owner_id, row.outflow_at) == ("ordinary", None, rep, None)
    assert [person for person in (rep, manager, stranger) if sees(company, person, new.customer_id)] == [rep, manager]


def sees(company: Company, person_id: PersonId, customer_id: CustomerId) -> bool:
    reader = Reader(company.database, person_id).read()
    assert reader.checksums_met
    return any((CustomerRow.kind, customer_id) in rows for rows in reader.rows.values())
