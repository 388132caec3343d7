"""A request for reinstatement is answered once, by whoever looks after whoever asks (SPEC 2.4)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from domain.commands import AskReinstatement, Assign, Reinstate, Release
from domain.identifiers import FollowUpId
from domain.instants import millis
from domain.people import Role
from domain.rulesets import huaqiu
from server.database import Database
from sync.protocol.rows import CustomerRow, NoticeRow, OwnershipEventRow, QuotaRow
from sync.protocol.scopes import person_scope
from tests.server.company import LONG_AGO, Company, founded
from tests.server.late import HOUR, LATER, SWEPT, WORKED, Story, reasons
from tests.server.reader import Reader
from tests.server.recycling.story import swept_at


@pytest.fixture
def story(company: Company) -> Story:
    return Story.begun(company)


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
