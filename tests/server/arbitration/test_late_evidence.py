"""A follow-up came too late: its author is told why the customer left, and asks for it back (SPEC 2.4)."""

from datetime import timedelta

import pytest

from domain.commands import AskReinstatement, Claim, Reinstate, Release
from domain.identifiers import FollowUpId
from domain.instants import millis
from domain.people import Role
from sync.protocol.rows import ReinstatementRow
from sync.protocol.scopes import person_scope, team_scope
from tests.server.company import NOW, Company
from tests.server.late import DAY, HOUR, LATER, SWEPT, WORKED, Story, reasons
from tests.server.reader import Reader
from tests.server.recycling.story import swept_at


@pytest.fixture
def story(company: Company) -> Story:
    return Story.begun(company)


# late evidence


def test_what_arrives_after_the_recycling_is_kept_and_says_why_the_customer_left(story: Story) -> None:
    (receipt,) = story.company.ask(story.rep, story.said, now=LATER)
    assert (receipt.is_accepted, receipt.reason) == (True, "late_evidence")
    assert receipt.facts == {"rule": "no_first_follow_up", "days": 15, "recycled_at": millis(SWEPT)}
    assert story.company.customer(story.customer).follow_up_count == 1
    assert story.owner is None


def test_what_its_owner_had_released_or_held_at_another_time_is_no_late_evidence(story: Story) -> None:
    company, (given,) = story.company, story.company.customers(1)
    company.claim(story.rep, given)
    company.ask(story.rep, Release(given, 1), now=NOW + 5 * DAY)
    assert story.ask(story.rep, company.follow_up(given, NOW + 4 * DAY)) == ["no_longer_yours"]
    after = company.follow_up(story.customer, SWEPT)
    assert story.ask(story.rep, after) == ["not_yours"]
    just_before = company.follow_up(story.customer, SWEPT - timedelta(milliseconds=1))
    assert story.ask(story.rep, just_before) == ["late_evidence"]


def test_of_two_ownerships_the_one_in_which_it_happened_counts(story: Story) -> None:
    company = story.company
    company.claim(story.rep, story.customer, now=LATER + 3 * DAY)
    company.ask(story.rep, Release(story.customer, 3), now=LATER + 4 * DAY)
    in_the_second = company.follow_up(story.customer, LATER + 3 * DAY + HOUR)
    said = story.ask(story.rep, story.said, in_the_second, later=5 * DAY)
    assert said == ["late_evidence", "no_longer_yours"]


# asking


def test_a_request_reaches_whoever_asks_and_the_managers_of_their_team(story: Story) -> None:
    story.asked()
    row = story.own
    expected = ReinstatementRow(
        story.said.follow_up_id, 1, story.customer, story.company.customer(story.customer).name, story.rep, "open",
        millis(LATER), "no_first_follow_up", 15, millis(SWEPT), "phone", story.said.text, millis(WORKED),
    )  # fmt: skip
    assert row == expected
    assert story.seen_by(story.manager, team_scope(story.company.south)) == [row]
    stranger = story.company.person("王", story.company.north, Role.MANAGER)
    reader = Reader(story.company.database, stranger).read()
    assert all(not reader.of(scope, ReinstatementRow) for scope in reader.rows)


def test_it_is_asked_once_and_a_replay_gets_its_receipt_again(story: Story) -> None:
    story.told_late()
    envelope = story.company.envelope(story.rep, story.request, LATER)
    first = story.company.push(story.rep, [envelope], LATER)
    assert story.company.push(story.rep, [envelope], LATER + HOUR) == first
    assert story.ask(story.rep, story.request, story.request, later=HOUR) == ["already_asked"] * 2
    assert story.own.version == 1


def test_only_its_author_asks_and_only_because_of_what_came_too_late(story: Story) -> None:
    story.told_late()
    other = story.company.person("陈", story.company.south)
    assert story.ask(other, story.request) == ["no_late_evidence"]
    (elsewhere,) = story.company.customers(1)
    assert story.ask(story.rep, AskReinstatement(elsewhere, story.said.follow_up_id)) == ["no_late_evidence"]
    assert story.ask(story.rep, AskReinstatement(story.customer, FollowUpId("f" * 32))) == ["no_late_evidence"]
    (held,) = story.company.customers(1)
    story.company.claim(story.rep, held, now=LATER)
    counted = story.company.follow_up(held, LATER)
    assert story.ask(story.rep, counted) == [None]
    swept_at(story.company, LATER + 60 * DAY)
    assert story.company.customer(held).owner_id is None
    said = story.ask(story.rep, AskReinstatement(held, counted.follow_up_id), later=61 * DAY)
    assert said == ["no_late_evidence"]  # it came in time, and the rules went by it


def test_what_somebody_claimed_meanwhile_is_not_asked_back(story: Story) -> None:
    story.told_late()
    other = story.company.person("陈", story.company.south)
    story.company.claim(other, story.customer, now=LATER)
    assert story.ask(story.rep, story.request, later=HOUR) == ["taken_by_other"]
    assert story.seen_by(story.rep, person_scope(story.rep)) == []


# a server that was restored from a backup


def test_a_late_follow_up_and_the_request_that_rests_on_it_may_come_in_one_push(story: Story) -> None:
    """Its journal brings both again, to a server that knows neither."""
    assert story.ask(story.rep, story.said, story.request) == ["late_evidence", None]
    assert story.own.state == "open"


def test_so_may_the_answer_of_a_manager_who_is_their_own(company: Company) -> None:
    manager = company.person("周", company.south, Role.MANAGER)
    (customer,) = company.customers(1)
    company.claim(manager, customer)
    swept_at(company, SWEPT)
    said = company.follow_up(customer, WORKED)
    ask, grant = AskReinstatement(customer, said.follow_up_id), Reinstate(customer, 2, said.follow_up_id)
    claim = Claim(company.customers(1)[0], LATER)
    assert reasons(company.ask(manager, claim, said, ask, grant, now=LATER)) == [None, "late_evidence", None, None]
    assert company.customer(customer).owner_id == manager


def test_where_the_ownership_itself_was_lost_the_follow_up_is_kept_and_the_request_refused(company: Company) -> None:
    """Nobody is left who knows by which rule it flowed out."""
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    said = company.follow_up(customer, NOW)
    envelopes = [company.envelope(rep, one, LATER) for one in (said, AskReinstatement(customer, said.follow_up_id))]
    remembered = [type(one)(one.id, one.person_id, one.body, millis(NOW)) for one in envelopes]
    receipts = company.push(rep, remembered, LATER)
    assert [(one.is_accepted, one.reason) for one in receipts] == [
        (True, "no_longer_yours"),
        (False, "no_late_evidence"),
    ]


def test_a_request_with_a_note_that_cannot_be_kept_goes_back_to_its_person(story: Story) -> None:
    story.asked()
    (receipt,) = story.company.ask(story.manager, story.decline("\x00"), now=LATER)
    assert (receipt.reason, receipt.must_ask) == ("unprocessable", True)
    assert story.own.state == "open"
