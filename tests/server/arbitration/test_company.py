"""What a system admin changes about the company, through real pushes on both databases."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from domain.commands import Assign, Claim, ConvertToOrdinary
from domain.company import (
    ClosePool,
    CompanyCommand,
    Depart,
    FoundPool,
    MoveTeam,
    OpenPool,
    RemoveMember,
    RenamePool,
    SaveRuleset,
    SetMember,
)
from domain.identifiers import CustomerId, PersonId, PoolId, RulesetId, TeamId
from domain.instants import millis
from domain.people import Role
from domain.rulesets import huaqiu, settings_of
from server.feed.log import record
from server.pools.repository import insert_pools
from server.recycling.emptying import empty_closed_pools
from server.scopes.grants import granted_scopes
from sync.protocol.acts import Act
from sync.protocol.messages import Receipt
from sync.protocol.rows import (
    CustomerRow,
    FollowUpRow,
    OwnershipEventRow,
    PersonRow,
    PoolMemberRow,
    PoolRow,
    RulesetRow,
    TeamRow,
)
from sync.protocol.scopes import REFERENCE, person_scope, pool_scope, team_scope
from tests.server.company import NOW, Company
from tests.server.reader import Reader

DAY = timedelta(days=1)


@pytest.fixture
def admin(company: Company) -> PersonId:
    return company.person("管理员", company.head, Role.SYSTEM_ADMIN)


def told(receipts: Sequence[Receipt]) -> list[tuple[bool, str | None]]:
    return [(receipt.is_accepted, receipt.reason) for receipt in receipts]


def empty(company: Company) -> int:
    return empty_closed_pools(company.database, lambda: NOW, company.ids.new, lambda: False)


def test_what_somebody_held_waits_in_their_team_and_is_dealt_out_again(company: Company, admin: PersonId) -> None:
    leaver, heir = company.person("李离", company.south), company.person("陈晨", company.south)
    manager = company.person("周强", company.south, Role.MANAGER)
    pooled, plain, *_ = company.customers(4)
    company.claim(leaver, pooled, plain)
    company.ask(leaver, company.follow_up(pooled))
    company.ask(manager, ConvertToOrdinary(plain, 1))
    before = Reader(company.database, leaver).read()

    # One push: that customers wait is known to what is asked after it.
    assert told(company.ask(admin, Depart(leaver), Assign(pooled, 2, heir))) == [(True, None)] * 2
    assert told(company.ask(admin, Depart(leaver))) == [(True, None)]

    row = company.customer(plain)
    assert (row.pool_state, row.owner_id, row.team_id) == ("pending", None, company.south)
    team = Reader(company.database, manager).read()
    held = team.of(team_scope(company.south), CustomerRow)
    assert (held[pooled].owner_id, held[plain].pool_state) == (heir, "pending")
    history = team.of(team_scope(company.south), OwnershipEventRow).values()
    assert {(event.verb, event.actor_id) for event in history if event.verb == "depart"} == {("depart", admin)}
    assert told(company.ask(manager, Assign(plain, row.ownership_version, heir))) == [(True, None)]
    assert company.customer(plain).pool_state == "ordinary"
    assert len(Reader(company.database, heir).read().of(person_scope(heir), FollowUpRow)) == 1
    assert before.read().rows.get(person_scope(leaver)) is None
    assert granted(company, leaver) == ()


def granted(company: Company, person_id: str) -> tuple[str, ...]:
    return company.database.read(lambda connection: granted_scopes(connection, person_id))


def test_what_whoever_left_had_written_is_kept_and_nothing_else_is_done(company: Company, admin: PersonId) -> None:
    leaver = company.person("李离", company.south)
    mine, free = company.customers(2)
    company.claim(leaver, mine)
    company.ask(admin, Depart(leaver), now=NOW + DAY)
    late = company.ask(leaver, company.follow_up(mine, NOW + DAY / 2), Claim(free, NOW), now=NOW + 2 * DAY)
    assert told(late) == [(True, "no_longer_yours"), (False, "not_allowed")]
    manager = company.person("周强", company.south, Role.MANAGER)
    (kept,) = Reader(company.database, manager).read().of(team_scope(company.south), FollowUpRow).values()
    assert (kept.author_id, kept.is_counted) == (leaver, False)


def test_the_last_admin_stays(company: Company, admin: PersonId) -> None:
    assert told(company.ask(admin, Depart(admin))) == [(False, "last_admin")]
    second = company.person("第二位", company.head, Role.SYSTEM_ADMIN)
    assert told(company.ask(admin, Depart(second), Depart(admin))) == [(True, None), (False, "last_admin")]


def test_teams_move_but_never_below_themselves(company: Company, admin: PersonId) -> None:
    asked = [
        MoveTeam(TeamId(company.head), TeamId(company.north)),
        MoveTeam(TeamId(company.south), TeamId(company.south)),
        MoveTeam(TeamId(company.south), TeamId(company.north)),
        MoveTeam(TeamId(company.south), TeamId("f" * 32)),
    ]
    manager = company.person("华北主管", company.north, Role.MANAGER)
    below = company.person("华南销售", company.south)
    (customer,) = company.customers(1)
    company.claim(below, customer)
    under = (False, "team_under_itself")
    assert told(company.ask(admin, *asked)) == [under, under, (True, None), (False, "no_such_team")]
    reader = Reader(company.database, manager).read()
    assert reader.of(REFERENCE, TeamRow)[company.south].parent_id == company.north
    assert customer in reader.of(team_scope(company.south), CustomerRow)


def test_a_pool_is_founded_closed_with_its_first_rules_and_opened_when_it_is_ready(
    company: Company, admin: PersonId
) -> None:
    new, rep = PoolId(company.ids.new()), company.person("林", company.south)
    found = FoundPool(new, " 高校公海 ")
    assert told(company.ask(admin, found, found)) == [(True, None)] * 2
    assert told(company.ask(admin, FoundPool(PoolId(company.ids.new()), "高校公海"))) == [(False, "name_taken")]
    reader = Reader(company.database, admin).read()
    assert reader.of(REFERENCE, PoolRow)[new] == PoolRow(new, 1, "高校公海", is_open=False)
    (rules,) = [row for row in reader.of(REFERENCE, RulesetRow).values() if row.pool_id == new]
    assert (rules.ruleset_version, rules.effective_from) == (1, millis(NOW))
    assert rules.settings == settings_of(huaqiu(1, NOW))
    ready: list[CompanyCommand] = [SetMember(new, rep, is_team=False), OpenPool(new), RenamePool(new, "南方公海")]
    assert told(company.ask(admin, *ready)) == [(True, None)] * 3
    assert reader.read().of(REFERENCE, PoolRow)[new] == PoolRow(new, 3, "南方公海")
    assert pool_scope(new) in granted(company, rep)


def test_a_pool_without_rules_stays_closed(company: Company, admin: PersonId) -> None:
    bare = PoolId(company.ids.new())
    row = PoolRow(bare, 1, "没有规则", is_open=False)
    company.database.write(lambda connection: record(connection, insert_pools(connection, [row]), NOW, company.ids.new))
    saved = SaveRuleset(bare, RulesetId(company.ids.new()), huaqiu(0, NOW))
    told_in_turn = told(company.ask(admin, OpenPool(bare), saved, OpenPool(bare)))
    assert told_in_turn == [(False, "pool_without_rules"), (True, None), (True, None)]


def test_a_name_that_no_database_keeps_is_asked_back(company: Company, admin: PersonId) -> None:
    (receipt,) = company.ask(admin, FoundPool(PoolId(company.ids.new()), "a\x00b"))
    assert (receipt.must_ask, receipt.reason) == (True, "unprocessable")


def test_a_pool_that_holds_customers_is_closed_only_with_a_place_for_them(company: Company, admin: PersonId) -> None:
    rep = company.person("林", company.south)
    held, free, *_ = company.customers(3)
    company.claim(rep, held)
    other = company.pool("另一个公海", [company.head])
    refused = company.ask(admin, ClosePool(company.pool_id), ClosePool(company.pool_id, company.pool_id))
    assert told(refused) == [(False, "pool_not_empty"), (False, "pool_closed")]
    assert refused[0].facts["held"] == 3
    assert told(company.ask(admin, ClosePool(company.pool_id, to_pool_id=other))) == [(True, None)]
    assert told(company.claim(rep, free)) == [(False, "pool_closed")]
    assert empty(company) == 3
    assert empty(company) == 0
    reader = Reader(company.database, rep).read()
    mine = reader.of(person_scope(rep), CustomerRow)[held]
    assert (mine.pool_state, mine.pool_id, mine.outflow_at) == ("ordinary", None, None)
    assert free in reader.of(pool_scope(other), CustomerRow)
    assert pool_scope(company.pool_id) not in reader.rows
    assert not reader.of(REFERENCE, PoolRow)[company.pool_id].is_open
    assert told(company.ask(admin, OpenPool(company.pool_id))) == [(True, None)]
    assert reader.read().of(pool_scope(company.pool_id), CustomerRow) == {}


def test_what_lies_in_a_closed_pool_may_wait_in_a_team_instead(company: Company, admin: PersonId) -> None:
    (free,) = company.customers(1)
    company.ask(admin, ClosePool(company.pool_id, to_team_id=TeamId(company.north)))
    empty(company)
    row = company.customer(free)
    assert (row.pool_state, row.pool_id, row.team_id) == ("pending", None, company.north)


def test_members_come_and_go(company: Company, admin: PersonId) -> None:
    rep = company.person("林", company.south)
    pool = company.pool("专用公海")
    let_in = SetMember(pool, rep, is_team=False)
    assert told(company.ask(admin, let_in, let_in)) == [(True, None)] * 2
    assert pool_scope(pool) in granted(company, rep)
    company.ask(admin, SetMember(pool, rep, is_team=False, is_admin=True))
    (member,) = [
        each
        for each in Reader(company.database, rep).read().of(REFERENCE, PoolMemberRow).values()
        if each.pool_id == pool
    ]
    assert (member.member_id, member.is_admin) == (rep, True)
    company.ask(admin, RemoveMember(pool, rep))
    assert pool_scope(pool) not in granted(company, rep)


def test_a_new_version_of_the_rules_comes_into_force_at_its_instant(company: Company, admin: PersonId) -> None:
    rules = huaqiu(0, NOW + DAY)
    kept, late = RulesetId(company.ids.new()), RulesetId(company.ids.new())
    receipts = company.ask(
        admin,
        SaveRuleset(company.pool_id, kept, rules),
        SaveRuleset(company.pool_id, late, huaqiu(0, NOW - DAY)),
    )
    assert told(receipts) == [(True, None), (False, "effective_in_the_past")]
    stored = Reader(company.database, admin).read().of(REFERENCE, RulesetRow)
    assert (stored[kept].ruleset_version, late in stored) == (2, False)


@pytest.mark.parametrize("act", [Depart(PersonId("f" * 32)), OpenPool(PoolId("f" * 32))])
def test_only_a_system_admin_may(company: Company, act: Act) -> None:
    for role in set(Role) - {Role.SYSTEM_ADMIN}:
        person = company.person(role.value, company.head, role)
        assert told(company.ask(person, act)) == [(False, "not_allowed")]


def test_nothing_can_be_asked_of_what_is_not_there(company: Company, admin: PersonId) -> None:
    nobody, nowhere = PersonId("f" * 32), PoolId("f" * 32)
    asked: list[Act] = [
        Depart(nobody),
        OpenPool(nowhere),
        ClosePool(nowhere),
        SetMember(company.pool_id, nobody, is_team=False),
        SetMember(nowhere, TeamId(company.south), is_team=True),
        Assign(CustomerId("f" * 32), 1, nobody),
    ]
    reasons = ["no_such_person", "no_such_pool", "no_such_pool", "no_such_person", "no_such_pool", "gone"]
    assert told(company.ask(admin, *asked)) == [(False, reason) for reason in reasons]
    assert not Reader(company.database, admin).read().of(REFERENCE, PersonRow)[admin].has_departed
