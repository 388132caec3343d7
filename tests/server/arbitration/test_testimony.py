"""A server that was restored from a backup has forgotten what it accepted; its clients have not."""

from datetime import timedelta

import msgspec
import pytest

from domain.commands import AddFollowUp, Assign, Claim, ConvertToOrdinary, Release
from domain.identifiers import CustomerId, PersonId
from domain.instants import millis
from domain.people import Role
from sync.protocol.commands import Envelope
from sync.protocol.messages import Receipt
from sync.protocol.rows import CustomerRow, FollowUpRow, ReceiptRow
from sync.protocol.scopes import person_scope
from tests.server.company import NOW, Company
from tests.server.reader import Reader

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def rep(company: Company) -> PersonId:
    return company.person("林", company.south)


def once_accepted(envelope: Envelope) -> Envelope:
    return msgspec.structs.replace(envelope, accepted_at=millis(NOW))


def say_again(company: Company, person_id: PersonId, said: AddFollowUp) -> Receipt:
    """A follow-up that its author remembers to have been accepted, told to a server that does not."""
    (receipt,) = company.push(person_id, [once_accepted(company.envelope(person_id, said))], NOW + DAY)
    return receipt


def follow_ups_of(company: Company, holder: PersonId) -> dict[str, FollowUpRow]:
    return Reader(company.database, holder).read().of(person_scope(holder), FollowUpRow)


def test_a_follow_up_accepted_once_is_kept_under_its_author_and_moves_nothing(company: Company, rep: PersonId) -> None:
    """The claim that made it theirs was lost with the tail of the log; somebody else holds the customer now."""
    other = company.person("陈", company.south)
    (customer,) = company.customers(1)
    company.claim(other, customer)
    before = company.customer(customer)

    receipt = say_again(company, rep, company.follow_up(customer, NOW + HOUR))

    assert (receipt.is_accepted, receipt.reason) == (True, "no_longer_yours")
    (kept,) = follow_ups_of(company, other).values()
    assert (kept.author_id, kept.is_counted) == (rep, False)
    after = company.customer(customer)
    assert (after.outflow_at, after.last_follow_up_at) == (before.outflow_at, before.last_follow_up_at)


def test_one_in_the_pool_keeps_it_for_whoever_claims_it_next(company: Company, rep: PersonId) -> None:
    (customer,) = company.customers(1)
    assert say_again(company, rep, company.follow_up(customer)).is_accepted
    company.claim(rep, customer, now=NOW + 2 * DAY)
    assert len(follow_ups_of(company, rep)) == 1


def test_without_that_word_the_same_follow_up_is_refused(company: Company, rep: PersonId) -> None:
    (customer,) = company.customers(1)
    (receipt,) = company.ask(rep, company.follow_up(customer))
    assert (receipt.is_accepted, receipt.reason) == (False, "not_yours")


def test_who_holds_the_customer_again_has_it_counted_as_ever(company: Company, rep: PersonId) -> None:
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    receipt = say_again(company, rep, company.follow_up(customer, NOW + HOUR))
    assert (receipt.is_accepted, receipt.reason) == (True, None)
    assert company.customer(customer).last_follow_up_at == millis(NOW + HOUR)


def test_the_word_of_an_asker_opens_nothing_they_may_not_know_of(company: Company, rep: PersonId) -> None:
    other = company.person("陈", company.south)
    private = {"pool_id": None, "pool_state": "ordinary", "owner_id": other, "acquired_at": millis(NOW)}
    (hidden,) = company.customers(1, pool_state="dormant")
    (foreign,) = company.customers(1, **private)
    for customer in (hidden, foreign, CustomerId("0" * 32)):
        receipt = say_again(company, rep, company.follow_up(customer))
        assert (receipt.is_accepted, receipt.reason) == (False, "gone")
    assert follow_ups_of(company, other) == {}


def test_who_held_it_once_is_believed_though_it_is_anothers_ordinary_customer_now(
    company: Company, rep: PersonId
) -> None:
    """What they remember happened in an ownership that was lost; an earlier one is all that is left."""
    admin, other = company.person("管", company.head, Role.SYSTEM_ADMIN), company.person("陈", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer, now=NOW)
    (taken, freed) = company.ask(admin, Assign(customer, 1, other), ConvertToOrdinary(customer, 2), now=NOW + HOUR)
    assert taken.is_accepted and freed.is_accepted
    said = company.follow_up(customer, NOW + 2 * HOUR)
    (refused,) = company.ask(rep, said, now=NOW + DAY)
    assert (refused.is_accepted, refused.reason) == (False, "gone")
    receipt = say_again(company, rep, said)
    assert (receipt.is_accepted, receipt.reason) == (True, "no_longer_yours")
    assert [kept.author_id for kept in follow_ups_of(company, other).values()] == [rep]


def test_no_other_command_gains_by_it(company: Company, rep: PersonId) -> None:
    other = company.person("陈", company.south)
    taken, old = company.customers(2)
    company.claim(other, taken)
    stale = Claim(old, NOW - 10 * DAY)
    envelopes = [company.envelope(rep, one) for one in (Claim(taken, NOW), Release(taken, 1), stale)]
    receipts = company.push(rep, [once_accepted(one) for one in envelopes])
    assert [receipt.reason for receipt in receipts] == ["taken_by_other", "not_yours", "intent_expired"]
    assert company.customer(taken).owner_id == other


def test_a_refusal_gives_way_to_a_yes_that_came_before_it(company: Company, rep: PersonId) -> None:
    """An old duplicate of the push was quicker than its author, and was judged by what the backup knew."""
    (customer,) = company.customers(1)
    envelope = company.envelope(rep, company.follow_up(customer))
    (refused,) = company.push(rep, [envelope])
    reader = Reader(company.database, rep).read()
    (taken,) = company.push(rep, [once_accepted(envelope)])
    assert (refused.reason, taken.is_accepted, taken.reason) == ("not_yours", True, "no_longer_yours")
    assert company.push(rep, [envelope]) == company.push(rep, [once_accepted(envelope)]) == (taken,)
    (told,) = reader.read().of(person_scope(rep), ReceiptRow).values()
    assert (told.version, told.is_accepted) == (2, True)


def test_a_refusal_stands_where_the_yes_helps_nothing(company: Company, rep: PersonId) -> None:
    (customer,) = company.customers(1)
    nobody = company.envelope(rep, company.follow_up(CustomerId("f" * 32)))
    claim = company.envelope(rep, Claim(customer, NOW))
    company.claim(company.person("陈", company.south), customer)
    refused = company.push(rep, [nobody, claim])
    assert company.push(rep, [once_accepted(nobody), once_accepted(claim)]) == refused
    assert [receipt.reason for receipt in refused] == ["gone", "taken_by_other"]


def test_a_follow_up_never_stands_twice_whatever_command_names_it(company: Company, rep: PersonId) -> None:
    mine, too = company.customers(2)
    company.claim(rep, mine, too)
    said = company.follow_up(mine)
    first = company.envelope(rep, said)
    elsewhere = msgspec.structs.replace(first, body=company.envelope(rep, _of(said, too)).body, id=company.ids.new())
    (done,) = company.push(rep, [first])
    for again in (company.envelope(rep, said), once_accepted(company.envelope(rep, said)), elsewhere):
        (receipt,) = company.push(rep, [again])
        assert (receipt.is_accepted, receipt.reason, receipt.must_ask) == (False, "id_reused", True)
    assert done.is_accepted
    assert list(follow_ups_of(company, rep)) == [said.follow_up_id]
    rows = Reader(company.database, rep).read().of(person_scope(rep), CustomerRow)
    assert [rows[customer].follow_up_count for customer in (mine, too)] == [1, 0]


def test_nor_within_one_push_and_the_others_of_it_go_through(company: Company, rep: PersonId) -> None:
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    said = company.follow_up(customer)
    others = [company.follow_up(customer) for _ in range(3)]
    receipts = company.ask(rep, others[0], said, others[1], said, others[2])
    assert [receipt.reason for receipt in receipts] == [None, None, None, "id_reused", None]
    assert len(follow_ups_of(company, rep)) == 4


def test_one_that_was_refused_leaves_its_id_free(company: Company, rep: PersonId) -> None:
    (customer,) = company.customers(1)
    said = company.follow_up(customer)
    (refused,) = company.ask(rep, said)
    company.claim(rep, customer)
    (taken,) = company.ask(rep, said)
    assert (refused.is_accepted, taken.is_accepted) == (False, True)


def _of(said: AddFollowUp, customer_id: CustomerId) -> AddFollowUp:
    return AddFollowUp(customer_id, said.follow_up_id, said.kind, said.text, said.happened_at)
