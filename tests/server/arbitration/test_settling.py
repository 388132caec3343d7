"""A push, end to end in a real database: what is decided, what is kept, what others then see."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from domain.commands import Claim, Release
from domain.customers import PoolState
from domain.identifiers import CustomerId
from domain.instants import millis
from domain.people import Role
from domain.rulesets import huaqiu
from server.arbitration.service import forget_old_receipts
from server.database import Database
from server.pools.repository import set_open
from sync.protocol.commands import Envelope
from sync.protocol.rows import CoolDownRow, CustomerRow, FollowUpRow, QuotaRow, ReceiptRow
from sync.protocol.scopes import person_scope, pool_scope
from tests.server.company import LONG_AGO, NOW, Company, Ids, founded
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


def test_a_lost_reply_asked_again_gets_the_same_receipt_and_one_effect(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    claim = company.envelope(rep, Claim(customer, NOW))
    first = company.push(rep, [claim])
    again = company.push(rep, [claim], NOW + HOUR)
    assert again == first
    mine = Reader(company.database, rep).read()
    assert mine.of(person_scope(rep), QuotaRow)[rep].claimed == 1
    assert company.customer(customer).ownership_version == 1


def test_the_same_id_with_another_body_is_told_and_does_nothing(company: Company) -> None:
    rep = company.person("林", company.south)
    first, second = company.customers(2)
    claim = company.envelope(rep, Claim(first, NOW))
    company.push(rep, [claim])
    (receipt,) = company.push(
        rep, [msgspec.structs.replace(claim, body=company.envelope(rep, Claim(second, NOW)).body)]
    )
    assert (receipt.is_accepted, receipt.reason, receipt.must_ask) == (False, "id_reused", True)
    assert company.customer(second).owner_id is None


def test_an_id_twice_in_one_push_is_done_once(company: Company) -> None:
    rep = company.person("林", company.south)
    first, second = company.customers(2)
    claim = company.envelope(rep, Claim(first, NOW))
    other = Envelope(claim.id, rep, company.envelope(rep, Claim(second, NOW)).body)
    done, same, reused = company.push(rep, [claim, claim, other])
    assert done == same and done.is_accepted
    assert (reused.reason, reused.must_ask) == ("id_reused", True)
    assert company.customer(second).owner_id is None


def test_somebody_elses_id_and_somebody_elses_outbox_are_told_apart(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    first, second = company.customers(2)
    claim = company.envelope(rep, Claim(first, NOW))
    company.push(rep, [claim])
    (foreign,) = company.push(other, [claim])
    assert (foreign.reason, foreign.must_ask) == ("wrong_person", True)
    (reused,) = company.push(other, [Envelope(claim.id, other, company.envelope(other, Claim(second, NOW)).body)])
    assert (reused.reason, reused.must_ask) == ("id_reused", True)
    assert company.customer(second).owner_id is None


@pytest.mark.parametrize(
    "body",
    [
        b'{"verb":"teleport","customer_id":"x"}',
        b'{"verb":"claim"}',
        b'{"verb":"claim","customer_id":"not-an-id","asked_at":1}',
        b'{"verb":"claim","customer_id":7,"asked_at":1}',
        b'{"verb":"claim","customer_id":"00000000000000000000000000000000","asked_at":1e300}',
        b"[]",
        b"null",
    ],
)
def test_a_command_that_cannot_be_read_stays_with_its_person(company: Company, body: bytes) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    odd = Envelope(company.ids.new(), rep, msgspec.Raw(body))
    told, done = company.push(rep, [odd, company.envelope(rep, Claim(customer, NOW))])
    assert (told.is_accepted, told.reason, told.must_ask) == (False, "unknown_command", True)
    assert done.is_accepted


def test_an_odd_id_is_not_kept(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    envelope = company.envelope(rep, Claim(customer, NOW))
    (told,) = company.push(rep, [msgspec.structs.replace(envelope, id="x" * 300)])
    assert (told.reason, told.must_ask) == ("unknown_command", True)
    assert company.customer(customer).owner_id is None


def test_an_intent_that_waited_too_long_is_asked_again_and_decides_nothing(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    late = company.envelope(rep, Claim(customer, NOW - 72 * HOUR - timedelta(milliseconds=1)))
    (told,) = company.push(rep, [late])
    assert (told.reason, told.must_ask) == ("intent_expired", True)
    assert told.facts == {"asked_at": millis(NOW - 72 * HOUR) - 1, "hours": 72}
    assert company.customer(customer).owner_id is None
    (in_time,) = company.ask(rep, Claim(customer, NOW - 72 * HOUR))
    assert in_time.is_accepted


def test_a_command_older_than_every_receipt_is_not_run_again(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    follow_up = company.follow_up(customer, NOW - 181 * DAY)
    (told,) = company.push(rep, [company.envelope(rep, follow_up, NOW - 181 * DAY)])
    assert (told.reason, told.must_ask) == ("expired_unknown", True)
    assert company.customer(customer).follow_up_count == 0


def test_receipts_past_their_time_are_dropped_and_the_client_hears_of_it(company: Company) -> None:
    rep = company.person("林", company.south)
    company.claim(rep, *company.customers(3))
    mine = Reader(company.database, rep).read()
    later = NOW + 181 * DAY
    assert forget_old_receipts(company.database, NOW + 179 * DAY, company.ids.new) == 0
    assert forget_old_receipts(company.database, later, company.ids.new) == 3
    assert mine.read().of(person_scope(rep), ReceiptRow) == {}


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


@pytest.mark.expects_log("command_unprocessable")
def test_one_command_that_cannot_be_stored_spoils_no_other(company: Company) -> None:
    rep = company.person("林", company.south)
    customers = company.customers(20)
    company.claim(rep, *customers)
    first = company.follow_up(customers[0])
    company.ask(rep, first)
    commands = [company.follow_up(customer) for customer in customers]
    # A second follow-up with the id of a stored one: the database will not have it.
    commands[13] = replace(commands[13], follow_up_id=first.follow_up_id)
    receipts = company.ask(rep, *commands)
    reasons = [(receipt.reason, receipt.must_ask) for receipt in receipts]
    assert reasons == [(None, False)] * 13 + [("unprocessable", True)] + [(None, False)] * 6
    mine = Reader(company.database, rep).read()
    assert receipts[13].command_id not in mine.of(person_scope(rep), ReceiptRow)
    assert len(mine.of(person_scope(rep), FollowUpRow)) == 20


def test_a_text_that_one_database_would_not_keep_is_refused_by_both(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    (told,) = company.ask(rep, company.follow_up(customer, text="a\x00b"))
    assert (told.reason, told.must_ask) == ("unprocessable", True)


def test_somebody_who_left_may_claim_nothing(company: Company) -> None:
    ids = Ids()
    assert len({ids.new() for _ in range(1_000)}) == 1_000
    support = company.person("赵", company.south, Role.TAG_ADMIN)
    (customer,) = company.customers(1)
    assert [receipt.reason for receipt in company.claim(support, customer)] == ["not_allowed"]
