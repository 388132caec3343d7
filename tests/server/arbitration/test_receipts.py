"""One receipt per command, and the same one however often it is asked for."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import text

from domain.commands import Claim
from domain.identifiers import PersonId
from domain.instants import millis
from server.arbitration.deciding import UnknownPerson
from server.arbitration.service import forget_old_receipts
from sync.protocol.commands import Envelope
from sync.protocol.messages import Receipt
from sync.protocol.rows import FollowUpRow, QuotaRow, ReceiptRow
from sync.protocol.scopes import person_scope
from tests.server.company import NOW, Company
from tests.server.reader import Reader

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


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


@pytest.mark.expects_log("command_unprocessable")
def test_one_command_that_cannot_be_stored_spoils_no_other(company: Company) -> None:
    rep = company.person("林", company.south)
    customers = company.customers(20)
    company.claim(rep, *customers)
    company.ask(rep, company.follow_up(customers[0], text="打过电话"))
    # Something the court knows nothing of, and the database will not have.
    once = text("CREATE UNIQUE INDEX each_text_once ON follow_up (text)")
    company.database.write(lambda connection: connection.execute(once).close())
    commands = [company.follow_up(customer, text=f"第{number}次") for number, customer in enumerate(customers)]
    commands[13] = replace(commands[13], text="打过电话")
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


def test_a_command_whose_id_claims_a_far_future_is_judged_like_any(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    envelope = msgspec.structs.replace(company.envelope(rep, Claim(customer, NOW)), id="f" * 32)
    assert [receipt.is_accepted for receipt in company.push(rep, [envelope])] == [True]


def test_nobodys_push_is_not_judged(company: Company) -> None:
    nobody = PersonId(company.ids.new())
    (customer,) = company.customers(1)
    with pytest.raises(UnknownPerson):
        company.claim(nobody, customer)
    assert company.customer(customer).owner_id is None


def test_a_push_sent_twice_at_once_is_done_once(company: Company) -> None:
    """The reply was slow, the client sent it again over another connection."""
    rep = company.person("林", company.south)
    customers = company.customers(40)
    envelopes = [company.envelope(rep, Claim(customer, NOW)) for customer in customers]
    start = threading.Barrier(6)

    def push(_: int) -> tuple[Receipt, ...]:
        start.wait(20)
        return company.push(rep, envelopes)

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(push, range(6)))
    assert all(answer == answers[0] for answer in answers)
    mine = Reader(company.database, rep).read()
    assert mine.of(person_scope(rep), QuotaRow)[rep].claimed == 40
    assert len(mine.of(person_scope(rep), ReceiptRow)) == 40


def test_an_empty_push_is_answered_with_nothing(company: Company) -> None:
    rep = company.person("林", company.south)
    assert company.push(rep, []) == ()
