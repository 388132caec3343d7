"""A customer flowed out although it had been followed up: its rep is told, asks, and a manager decides (SPEC 2.4)."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from domain.commands import (
    AddFollowUp,
    AskReinstatement,
    Assign,
    Claim,
    Command,
    DeclineReinstatement,
    Reinstate,
    Release,
)
from domain.identifiers import CustomerId, FollowUpId, PersonId
from domain.instants import millis
from domain.people import Role
from domain.rulesets import huaqiu
from server.database import Database
from sync.protocol.messages import Receipt
from sync.protocol.rows import CustomerRow, NoticeRow, OwnershipEventRow, QuotaRow, ReinstatementRow
from sync.protocol.scopes import person_scope, team_scope
from tests.server.company import LONG_AGO, NOW, Company, founded
from tests.server.reader import Reader
from tests.server.recycling.story import swept_at

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORKED = NOW + 10 * DAY
SWEPT = NOW + 20 * DAY
LATER = NOW + 21 * DAY


@dataclass
class Story:
    """A rep who followed up in the hills, and whose customer flowed out before the network was back."""

    company: Company
    rep: PersonId
    manager: PersonId
    customer: CustomerId
    said: AddFollowUp

    @classmethod
    def begun(cls, company: Company) -> "Story":
        rep, manager = company.person("林", company.south), company.person("周", company.south, Role.MANAGER)
        (customer,) = company.customers(1)
        company.claim(rep, customer)
        swept_at(company, SWEPT)
        return cls(company, rep, manager, customer, company.follow_up(customer, WORKED, "已在客户现场确认打样"))

    def ask(self, person_id: PersonId, *commands: Command, later: timedelta = timedelta()) -> list[str | None]:
        return reasons(self.company.ask(person_id, *commands, now=LATER + later))

    def told_late(self) -> None:
        assert self.ask(self.rep, self.said) == ["late_evidence"]

    def asked(self) -> None:
        self.told_late()
        assert self.ask(self.rep, self.request) == [None]

    @property
    def request(self) -> AskReinstatement:
        return AskReinstatement(self.customer, self.said.follow_up_id)

    @property
    def grant(self) -> Reinstate:
        version = self.company.customer(self.customer).ownership_version
        return Reinstate(self.customer, version, self.said.follow_up_id)

    def decline(self, note: str = "") -> DeclineReinstatement:
        return DeclineReinstatement(self.customer, self.said.follow_up_id, note)

    def seen_by(self, person_id: PersonId, scope: str) -> list[ReinstatementRow]:
        return list(Reader(self.company.database, person_id).read().of(scope, ReinstatementRow).values())

    @property
    def own(self) -> ReinstatementRow:
        (row,) = self.seen_by(self.rep, person_scope(self.rep))
        return row

    @property
    def owner(self) -> str | None:
        return self.company.customer(self.customer).owner_id


@pytest.fixture
def story(company: Company) -> Story:
    return Story.begun(company)


def reasons(receipts: Sequence[Receipt]) -> list[str | None]:
    return [receipt.reason for receipt in receipts]


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


# answering


def test_a_grant_is_a_new_acquisition_that_ignores_cool_down_and_daily_limit(database: Database) -> None:
    story = Story.begun(founded(database, replace(huaqiu(1, LONG_AGO), daily_claim_limit=1)))
    company = story.company
    company.claim(story.rep, *company.customers(1), now=LATER)  # the day's only claim
    story.asked()
    assert reasons(company.claim(story.rep, story.customer, now=LATER)) == ["cooling_down"]

    assert story.ask(story.manager, story.grant, later=HOUR) == [None]

    reader = Reader(company.database, story.rep).read()
    mine = person_scope(story.rep)
    row = reader.of(mine, CustomerRow)[story.customer]
    assert (row.owner_id, row.acquired_at) == (story.rep, millis(LATER + HOUR))
    events = [event for event in reader.of(mine, OwnershipEventRow).values() if event.customer_id == story.customer]
    last = max(events, key=lambda event: event.at)
    assert (last.verb, last.actor_id, last.to_owner_id) == ("reinstate", story.manager, story.rep)
    assert (story.own.version, story.own.state, story.own.answered_by) == (2, "granted", story.manager)
    assert story.own.answered_at == millis(LATER + HOUR)
    (quota,) = reader.of(mine, QuotaRow).values()
    assert quota.claimed == 1
    told = [notice.verb for notice in reader.of(mine, NoticeRow).values()]
    assert sorted(told) == ["recycle", "reinstate"]


def test_a_grant_keeps_the_cap(database: Database) -> None:
    story = Story.begun(founded(database, replace(huaqiu(1, LONG_AGO), holding_cap=2)))
    story.asked()
    held, more = story.company.customers(2)
    story.company.claim(story.rep, held, more, now=LATER)
    assert story.ask(story.manager, story.grant) == ["person_full"]
    assert (story.own.state, story.owner) == ("open", None)
    story.company.ask(story.rep, Release(more, 1), now=LATER)
    assert story.ask(story.manager, story.grant, later=HOUR) == [None]
    assert story.owner == story.rep


def test_within_a_push_grants_share_the_places_that_are_left(database: Database) -> None:
    company = founded(database, replace(huaqiu(1, LONG_AGO), holding_cap=2))
    rep, manager = company.person("林", company.south), company.person("周", company.south, Role.MANAGER)
    customers = company.customers(2)
    company.claim(rep, *customers)
    swept_at(company, SWEPT)
    said = [company.follow_up(customer, WORKED) for customer in customers]
    company.ask(rep, *said, now=LATER)
    company.ask(rep, *(AskReinstatement(each.customer_id, each.follow_up_id) for each in said), now=LATER)
    company.claim(rep, *company.customers(1), now=LATER)
    grants = [Reinstate(each.customer_id, 2, each.follow_up_id) for each in said]
    assert reasons(company.ask(manager, *grants, now=LATER + HOUR)) == [None, "person_full"]


def test_what_somebody_claimed_meanwhile_is_theirs(story: Story) -> None:
    story.asked()
    grant = story.grant
    other = story.company.person("陈", story.company.south)
    story.company.claim(other, story.customer, now=LATER)
    (receipt,) = story.company.ask(story.manager, grant, now=LATER + HOUR)
    assert (receipt.reason, receipt.facts) == ("taken_by_other", {"owner_id": other, "since": millis(LATER)})
    assert (story.owner, story.own.state) == (other, "open")
    assert story.ask(story.manager, story.decline("已另有人跟进"), later=HOUR) == [None]
    assert (story.own.state, story.own.note) == ("declined", "已另有人跟进")


def test_what_was_assigned_to_them_by_hand_needs_no_grant(story: Story) -> None:
    story.asked()
    story.company.ask(story.manager, Assign(story.customer, 2, story.rep), now=LATER)
    assert story.ask(story.manager, story.grant, later=HOUR) == ["already_theirs"]
    assert story.own.state == "granted"


def test_a_decline_leaves_it_where_it_is_and_is_the_last_word(story: Story) -> None:
    story.asked()
    envelope = story.company.envelope(story.manager, story.decline("两次了"), LATER)
    first = story.company.push(story.manager, [envelope], LATER)
    assert (first[0].is_accepted, story.owner, story.own.state) == (True, None, "declined")
    assert story.company.push(story.manager, [envelope], LATER + HOUR) == first
    assert story.own.version == 2
    assert story.ask(story.manager, story.grant) == ["request_declined"]
    assert story.ask(story.rep, story.request) == ["request_declined"]


def test_a_grant_is_given_once(story: Story) -> None:
    story.asked()
    grant = story.grant
    envelope = story.company.envelope(story.manager, grant, LATER)
    first = story.company.push(story.manager, [envelope], LATER)
    assert story.company.push(story.manager, [envelope], LATER + HOUR) == first
    assert story.ask(story.manager, grant, story.decline()) == ["already_theirs", "request_granted"]
    assert (story.own.version, story.company.customer(story.customer).ownership_version) == (2, 3)


def test_who_does_not_look_after_either_side_answers_nothing(story: Story) -> None:
    story.asked()
    company = story.company
    stranger = company.person("王", company.north, Role.MANAGER)
    colleague = company.person("陈", company.south)
    support = company.person("孙", company.head, Role.SALES_SUPPORT)
    assert story.ask(stranger, story.grant, story.decline()) == ["not_your_team"] * 2
    assert story.ask(colleague, story.grant, story.decline()) == ["not_allowed"] * 2
    assert story.ask(support, story.grant, story.decline()) == ["not_allowed"] * 2
    assert story.own.state == "open"
    boss, admin = (
        company.person("总", company.head, Role.MANAGER),
        company.person("管", company.head, Role.SYSTEM_ADMIN),
    )
    assert story.ask(boss, story.decline()) == [None]
    assert story.ask(admin, story.grant) == ["request_declined"]


def test_nobody_answers_what_nobody_asked(story: Story) -> None:
    story.told_late()
    assert story.ask(story.manager, story.grant, story.decline()) == ["no_such_request"] * 2
    grant = Reinstate(story.customer, 2, FollowUpId("f" * 32))
    assert story.ask(story.manager, grant) == ["no_such_request"]


@pytest.mark.postgresql
def test_of_two_managers_who_answer_at_once_one_decides(shared_database: Database) -> None:
    story = Story.begun(founded(shared_database))
    story.asked()
    boss = story.company.person("总", story.company.head, Role.MANAGER)
    grant, decline = story.grant, story.decline()
    with ThreadPoolExecutor(2) as both:
        answers = list(
            both.map(lambda one: story.ask(*one), [(story.manager, grant), (boss, decline)])  # one of each
        )
    if story.own.state == "granted":
        assert (answers, story.owner) == ([[None], ["request_granted"]], story.rep)
    else:
        assert (answers, story.owner) == ([["request_declined"], [None]], None)
    assert story.own.version == 2


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
