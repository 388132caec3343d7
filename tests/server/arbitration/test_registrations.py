"""New customers that reps enter: theirs at once, unless the company or its phone is known already."""

from dataclasses import replace

from domain.commands import RegisterCustomer, SaveContact
from domain.identifiers import ContactId, CustomerId, PoolId
from domain.reasons import Reason
from domain.rulesets import huaqiu
from sync.protocol.rows import CustomerRow, FollowUpRow
from tests.server.company import LONG_AGO, NOW, Company
from tests.server.reader import Reader


def new(company: Company, name: str, pool_id: PoolId | None = None, **fields: str) -> RegisterCustomer:
    return RegisterCustomer(CustomerId(company.ids.new()), pool_id or company.pool_id, name, **fields)


def test_a_new_customer_is_its_reps_at_once_and_can_be_followed_up_in_the_same_push(company: Company) -> None:
    rep = company.person("林", company.south)
    reader = Reader(company.database, rep).read()
    entered = new(company, "惠州市联诚精密电路有限公司", uscc="91440300708461136t", phone="138 0000 2222", city="惠州")
    receipts = company.ask(rep, entered, company.follow_up(entered.customer_id))
    assert all(receipt.is_accepted for receipt in receipts)
    row = company.customer(entered.customer_id)
    assert (row.owner_id, row.pool_state, row.uscc, row.city) == (rep, "assigned", "91440300708461136T", "惠州")
    assert row.outflow_at is not None and row.follow_up_count == 1 and "huizhou" in row.search_text
    kept = [each for rows in reader.read().rows.values() for each in rows.values()]
    assert {each.id for each in kept if isinstance(each, CustomerRow) and each.owner_id == rep} == {row.id}
    assert len([each for each in kept if isinstance(each, FollowUpRow)]) == 1


def test_a_known_company_is_told_by_whom_it_is_held(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("吴", company.north)
    (held, free) = company.customers(2, phone="")
    company.claim(other, held)
    first, second = (company.customer(each).name for each in (held, free))
    refused = company.ask(rep, new(company, first), new(company, second))
    assert [each.reason for each in refused] == [Reason.ALREADY_KNOWN, Reason.ALREADY_KNOWN]
    assert refused[0].facts["known"] == "held_by" and refused[0].facts["owner_id"] == other
    assert refused[1].facts == {
        "known": "in_pool", "by": "name", "customer_id": free, "pool_id": company.pool_id,
    }  # fmt: skip


def test_anybodys_phone_is_a_conflict_however_it_is_written(company: Company) -> None:
    rep = company.person("林", company.south)
    (mine,) = company.customers(1, phone="")
    company.claim(rep, mine)
    company.ask(rep, SaveContact(mine, ContactId(company.ids.new()), "王工", phone="+86 139-0000-3333"))
    conflict = company.ask(rep, new(company, "全新公司", phone="13900003333"))[0]
    assert (conflict.reason, conflict.facts["known"], conflict.facts["by"]) == (Reason.PHONE_CONFLICT, "mine", "phone")
    assert company.ask(rep, new(company, "全新公司", phone="13900004444"))[0].is_accepted


def test_two_who_enter_the_same_company_in_one_push_or_the_next_get_one(company: Company) -> None:
    rep = company.person("林", company.south)
    first, second = company.ask(rep, new(company, "同一家公司"), new(company, "同一家公司"))
    assert first.is_accepted and (second.reason, second.facts["known"]) == (Reason.ALREADY_KNOWN, "mine")


def test_a_full_rep_enters_no_more(company: Company) -> None:
    rules = replace(huaqiu(1, LONG_AGO), holding_cap=1)
    pool = company.pool("小公海", [company.south], rules)
    rep = company.person("林", company.south)
    first, second = company.ask(rep, new(company, "甲公司", pool), new(company, "乙公司", pool))
    assert first.is_accepted
    assert (second.reason, second.facts) == (Reason.CAP_REACHED, {"cap": 1, "holding": 1})


def test_asked_twice_it_is_entered_once(company: Company) -> None:
    rep = company.person("林", company.south)
    envelope = company.envelope(rep, new(company, "甲公司"))
    first = company.push(rep, [envelope])
    assert company.push(rep, [envelope], NOW) == first and first[0].is_accepted
