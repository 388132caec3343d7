"""A push, end to end in a real database: what is decided, what is kept, what others then see."""

from dataclasses import replace
from datetime import timedelta

from domain.commands import Claim, Release
from domain.customers import PoolState
from domain.identifiers import CustomerId
from domain.instants import millis
from domain.people import Role
from domain.rulesets import huaqiu
from server.database import Database
from server.pools.repository import set_open
from sync.protocol.rows import CoolDownRow, CustomerRow, FollowUpRow, QuotaRow, ReceiptRow
from sync.protocol.scopes import person_scope, pool_scope
from tests.server.company import LONG_AGO, NOW, Company, founded
from tests.server.reader import Reader

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_a_claim_moves_the_customer_from_the_pool_to_its_owner_unmasked(company: Company) -> None:
    rep = company.person("林", company.south)
    other = company.person("陈", company.south)
    (customer,) = company.customers(1)
    before = Reader(company.database, other).read()
    pool = pool_scope(company.pool_id)
    masked = before.of(pool, CustomerRow)[customer]
    assert (masked.phone, masked.contact_name) == ("138****5678", "")

    (receipt,) = company.claim(rep, customer)

    assert (receipt.is_accepted, receipt.reason, receipt.must_ask) == (True, None, False)
    mine = Reader(company.database, rep).read()
    row = mine.of(person_scope(rep), CustomerRow)[customer]
    assert (row.phone, row.contact_name, row.owner_id) == ("13800005678", "李工", rep)
    assert row.outflow_rule == "no_first_follow_up"
    assert receipt.command_id in mine.of(person_scope(rep), ReceiptRow)
    assert mine.of(person_scope(rep), QuotaRow)[rep].claimed == 1
    assert before.read().of(pool, CustomerRow) == {}


def test_a_batch_does_what_fits_and_the_rest_says_why(database: Database) -> None:
    company = founded(database, replace(huaqiu(1, LONG_AGO), daily_claim_limit=7, holding_cap=5))
    rep = company.person("林", company.south)
    customers = company.customers(6)
    in_deal = company.customers(3, last_order_at=millis(NOW - DAY), order_count=1)
    receipts = company.claim(rep, *customers, *in_deal)
    reasons = [receipt.reason for receipt in receipts]
    assert reasons == [None] * 5 + ["cap_reached"] + [None] * 2 + ["daily_limit"]
    assert receipts[5].facts == {"cap": 5, "holding": 5}
    # The calendar day ends at the company's midnight, 16:00 UTC.
    assert receipts[8].facts == {"limit": 7, "resets_at": millis(NOW.replace(hour=16))}
    company.release(rep, customers[0])
    (still_limited,) = company.claim(rep, customers[5], now=NOW + 11 * HOUR)
    assert still_limited.reason == "daily_limit"
    (next_day,) = company.claim(rep, customers[5], now=NOW + 12 * HOUR)
    assert next_day.is_accepted
    assert Reader(database, rep).read().of(person_scope(rep), QuotaRow)[rep].day == "2026-03-03"


def test_every_refusal_of_a_claim_comes_in_its_order(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    support = company.person("赵", company.south, Role.SALES_SUPPORT)
    outside_pool = company.pool("别人的公海")
    (elsewhere,) = company.customers(1, pool_id=outside_pool)
    taken, pending, mine, cooling = company.customers(4)
    (hidden,) = company.customers(1, pool_state="dormant")
    (private,) = company.customers(1, pool_id=None, pool_state="ordinary", owner_id=other, acquired_at=millis(NOW))
    (waiting,) = company.customers(1, pool_state="pending")
    company.claim(other, taken)
    company.claim(rep, mine, cooling)
    company.release(rep, cooling)
    asked = (CustomerId("0" * 32), hidden, private, elsewhere, mine, taken, waiting, cooling, pending)
    receipts = company.claim(rep, *asked)
    assert [(receipt.is_accepted, receipt.reason) for receipt in receipts] == [
        (False, "gone"),
        (False, "gone"),
        (False, "gone"),
        (False, "not_a_member"),
        (True, "already_yours"),
        (False, "taken_by_other"),
        (False, "not_in_pool"),
        (False, "cooling_down"),
        (True, None),
    ]
    assert receipts[5].facts == {"owner_id": other, "since": millis(NOW)}
    assert receipts[7].facts == {"claimable_from": millis(NOW + 72 * HOUR)}
    assert [receipt.reason for receipt in company.claim(support, cooling)] == ["not_allowed"]
    company.database.write(lambda connection: set_open(connection, company.pool_id, is_open=False))
    assert [receipt.reason for receipt in company.claim(other, cooling)] == ["pool_closed"]


def test_a_release_gives_back_the_customer_and_cools_only_its_owner_down(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    company.ask(rep, company.follow_up(customer))
    mine = Reader(company.database, rep).read()
    assert len(mine.of(person_scope(rep), FollowUpRow)) == 1

    (receipt,) = company.release(rep, customer, now=NOW + HOUR)

    assert receipt.is_accepted
    mine.read()
    assert not mine.of(person_scope(rep), CustomerRow) and not mine.of(person_scope(rep), FollowUpRow)
    cool_down = mine.of(person_scope(rep), CoolDownRow)[customer]
    assert cool_down.claimable_from == millis(NOW + 73 * HOUR)
    back = mine.of(pool_scope(company.pool_id), CustomerRow)[customer]
    assert (back.outflow_reason, back.outflow_at, back.follow_up_count) == ("release", None, 1)
    (taken,) = company.claim(other, customer, now=NOW + HOUR)
    assert taken.is_accepted
    theirs = Reader(company.database, other).read()
    assert len(theirs.of(person_scope(other), FollowUpRow)) == 1


def test_a_release_of_an_earlier_ownership_is_refused(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    stale = company.customer(customer).ownership_version
    company.release(rep, customer)
    company.claim(rep, customer, now=NOW + 72 * HOUR)
    (refused,) = company.ask(rep, Release(customer, stale), now=NOW + 73 * HOUR)
    assert (refused.is_accepted, refused.reason) == (False, "owned_anew")


def test_claim_follow_up_and_release_of_one_customer_fit_in_one_push(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    commands = (Claim(customer, NOW), company.follow_up(customer), Release(customer, 1), Claim(customer, NOW))
    receipts = company.ask(rep, *commands)
    assert [receipt.reason for receipt in receipts] == [None, None, None, "cooling_down"]
    row = company.customer(customer)
    assert (row.pool_state, row.version, row.ownership_version) == (PoolState.UNASSIGNED, 2, 2)
    mine = Reader(company.database, rep).read()
    assert mine.of(person_scope(rep), CustomerRow) == {}
    assert len(mine.of(person_scope(rep), ReceiptRow)) == 4


def test_a_follow_up_that_arrives_after_the_customer_left_is_kept_and_moves_nothing(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    company.release(rep, customer, now=NOW + DAY)
    company.claim(other, customer, now=NOW + 2 * DAY)
    before = company.customer(customer)
    late = company.follow_up(customer, NOW + HOUR)
    never_mine = company.follow_up(customer, NOW + 2 * DAY)
    kept, refused = company.ask(rep, late, never_mine, now=NOW + 3 * DAY)
    assert (kept.is_accepted, kept.reason) == (True, "no_longer_yours")
    assert (refused.is_accepted, refused.reason, refused.facts) == (False, "not_yours", {"owner_id": other})
    after = company.customer(customer)
    assert (after.last_follow_up_at, after.outflow_at) == (before.last_follow_up_at, before.outflow_at)
    assert late.follow_up_id in Reader(company.database, other).read().of(person_scope(other), FollowUpRow)


def test_a_manager_follows_up_for_their_subtree_only(company: Company) -> None:
    boss = company.person("王", company.south, Role.MANAGER)
    rep, far = company.person("林", company.south), company.person("陈", company.north)
    near_customer, far_customer = company.customers(2)
    company.claim(rep, near_customer)
    company.claim(far, far_customer)
    taken, refused = company.ask(boss, company.follow_up(near_customer), company.follow_up(far_customer))
    assert (taken.is_accepted, refused.reason) == (True, "not_yours")
    assert company.customer(near_customer).last_follow_up_at is None


def test_a_key_account_reps_customers_have_no_deadline(company: Company) -> None:
    rep = company.person("林", company.south, is_key_account=True)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    assert company.customer(customer).outflow_at is None


def test_the_next_follow_up_is_what_the_latest_one_planned(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer, now=NOW - DAY)
    planned = replace(company.follow_up(customer, NOW), next_on=(NOW + 3 * DAY).date())
    earlier = replace(company.follow_up(customer, NOW - HOUR), next_on=(NOW + 9 * DAY).date())
    company.ask(rep, planned)
    company.ask(rep, earlier)
    row = company.customer(customer)
    assert (row.next_follow_up_on, row.follow_up_count) == ("2026-03-05", 2)
    assert row.last_follow_up_at == millis(NOW)
    # 40 days after the last follow-up, rounded up to the company's midnight.
    assert row.outflow_rule == "follow_up_gap"
