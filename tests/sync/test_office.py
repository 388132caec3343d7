"""An admin's client with the real server: the company changed from a desk, judged there first and answered later."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from domain.company import (
    ClosePool,
    CompanyCommand,
    Depart,
    Granted,
    MoveTeam,
    OpenPool,
    RemoveMember,
    SaveRuleset,
    SetMember,
)
from domain.customers import PoolState
from domain.days import next_midnight
from domain.identifiers import PersonId, PoolId, RulesetId, TeamId
from domain.reasons import Reason
from domain.teams import Member
from domain.verdicts import Refused
from sync.cache.answers import CommandState, Item, OutboxTab
from sync.cache.asking import Mine, Theirs, Wanted
from sync.cache.lines import Lines
from sync.cache.tables import outbox
from sync.protocol.acts import subject_of
from tests.crash import Desk
from tests.server_process import ServerProcess, administer
from tests.sync.client import Opener


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    url = f"sqlite:///{tmp_path_factory.mktemp('server') / 'server.db'}"
    administer(url, "demo-data", "--customers", "200")
    administer(url, "pool", "add", "军工公海")
    with ServerProcess(url) as running:
        yield running


@pytest.fixture
def admin(open_desk: Opener) -> Desk:
    return open_desk("admin")


def person(desk: Desk, name: str) -> PersonId:
    return next(one.id for one in desk.cache.directory.people() if one.name == name)


def team(desk: Desk, name: str) -> TeamId:
    return next(TeamId(one.id) for one in desk.cache.directory.teams() if one.name == name)


def pool(desk: Desk, name: str) -> PoolId:
    return next(one.id for one in desk.cache.directory.all_pools().values() if one.name == name)


def judge(desk: Desk, command: CompanyCommand) -> object:
    return desk.cache.office.judge(command, desk.clock.now())


def ask(desk: Desk, *commands: CompanyCommand) -> tuple[str, ...]:
    submitted = desk.cache.office.submit(commands, desk.clock.now())
    assert len(submitted.accepted) == len(commands), submitted
    return submitted.accepted


def items(desk: Desk, ids: Sequence[str]) -> list[Item]:
    found = [desk.cache.outbox.item(each) for each in ids]
    return [item for item in found if item is not None]


def answered(desk: Desk, *commands: CompanyCommand) -> list[tuple[CommandState, Reason | None]]:
    """Asked without a network, seen on its way, and sent; the answers."""
    ids = ask(desk, *commands)
    on_its_way = desk.cache.office.pending()
    for command in commands:
        assert command in [item.command for item in on_its_way[subject_of(command)]]
        assert judge(desk, command) == Granted(changes_nothing=True)
    assert [item.state for item in items(desk, ids)] == [CommandState.QUEUED] * len(ids)
    desk.engine.run_once()
    assert desk.cache.office.pending() == {}
    return [(item.state, item.reason) for item in items(desk, ids)]


DONE = (CommandState.DONE, None)


def test_somebody_is_sent_away_and_their_customers_wait(admin: Desk, open_desk: Opener) -> None:
    leaving = person(admin, "陈晨")
    held = open_desk("chen").cache.register.ids(Wanted(Mine()), admin.clock.now())
    assert held and answered(admin, Depart(leaving)) == [DONE]
    gone = admin.cache.directory.person(leaving)
    assert gone is not None and gone.has_departed
    manager = open_desk("zhou")
    waiting = manager.cache.register.ids(Wanted(Theirs(PoolState.PENDING)), manager.clock.now())
    assert set(held) <= set(waiting)


def test_a_team_is_moved_and_made_a_root(admin: Desk) -> None:
    moved, east = team(admin, "华南一组"), team(admin, "华东大区")
    assert answered(admin, MoveTeam(moved, east)) == [DONE]
    assert admin.cache.directory.tree()[moved] == east
    assert answered(admin, MoveTeam(moved, None)) == [DONE]
    assert admin.cache.directory.tree()[moved] is None


def test_a_pool_is_closed_and_opened(admin: Desk) -> None:
    empty = pool(admin, "军工公海")
    assert answered(admin, ClosePool(empty)) == [DONE]
    assert not admin.cache.directory.all_pools()[empty].is_open
    assert answered(admin, OpenPool(empty)) == [DONE]
    assert admin.cache.directory.all_pools()[empty].is_open


def test_members_come_rise_and_go(admin: Desk) -> None:
    into, who = pool(admin, "军工公海"), person(admin, "王芳")
    assert answered(admin, SetMember(into, who, is_team=False)) == [DONE]
    assert answered(admin, SetMember(into, who, is_team=False, is_admin=True)) == [DONE]
    assert Member(into, who, is_team=False, is_admin=True) in admin.cache.directory.members(into)
    assert answered(admin, RemoveMember(into, who)) == [DONE]
    assert who not in {member.member_id for member in admin.cache.directory.members(into)}


def test_rules_are_saved_for_the_next_midnight(admin: Desk) -> None:
    of, now = pool(admin, "军工公海"), admin.clock.now()
    rules = admin.cache.directory.ruleset(of, now)
    coming = replace(rules, version=0, effective_from=next_midnight(now, rules.zone), no_deal_days=90)
    ids = ask(admin, SaveRuleset(of, RulesetId(admin.identity.new()), coming))
    admin.engine.run_once()
    assert [(item.state, item.reason) for item in items(admin, ids)] == [DONE]
    assert admin.cache.directory.ruleset(of, now).no_deal_days == rules.no_deal_days
    assert admin.cache.directory.ruleset(of, coming.effective_from).no_deal_days == 90


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (lambda desk: MoveTeam(team(desk, "公海演示"), team(desk, "华东大区")), Reason.TEAM_UNDER_ITSELF),
        (lambda desk: ClosePool(pool(desk, "电子行业公海")), Reason.POOL_NOT_EMPTY),
        (lambda desk: Depart(person(desk, "系统管理员")), Reason.LAST_ADMIN),
        (lambda desk: SetMember(pool(desk, "军工公海"), person(desk, "李离"), is_team=False), Reason.PERSON_DEPARTED),
    ],
)
def test_what_is_refused_is_refused_at_the_desk_with_the_servers_own_words(
    admin: Desk, command: Callable[[Desk], CompanyCommand], reason: Reason
) -> None:
    asked = command(admin)
    submitted = admin.cache.office.submit([asked], admin.clock.now())
    (refused,) = submitted.refused
    assert (submitted.accepted, refused.customer_id, refused.reason) == ((), subject_of(asked), reason)
    assert judge(admin, asked) == Refused(reason, refused.facts)
    assert admin.cache.outbox.counts().waiting == 0
    # The same by a program that asks without judging: the server gives the same answer with the same facts.
    smuggle(admin, asked)
    (answer,) = admin.engine.run_once().answers
    assert (answer.is_accepted, answer.reason) == (False, reason)
    # Who sleeps in a pool stands in no list, and only the server counts them (H 109).
    asleep = {"held": answer.facts["held"]} if "held" in refused.facts else {}
    assert dict(answer.facts) == {**refused.facts, **asleep}


def test_a_rep_changes_nothing_about_the_company(open_desk: Opener) -> None:
    rep = open_desk("lin")
    asked = Depart(person(rep, "王芳"))
    (refused,) = rep.cache.office.submit([asked], rep.clock.now()).refused
    assert refused.reason is Reason.NOT_ALLOWED
    smuggle(rep, asked)
    (answer,) = rep.engine.run_once().answers
    assert (answer.is_accepted, answer.reason) == (False, Reason.NOT_ALLOWED)
    (group,) = rep.cache.outbox.groups(OutboxTab.REFUSED)
    assert [(item.command, item.customer_name) for item in group.items] == [(asked, "王芳")]
    colleague = rep.cache.directory.person(asked.person_id)
    assert colleague is not None and not colleague.has_departed


def test_what_is_asked_later_is_judged_after_what_is_on_its_way(admin: Desk) -> None:
    south, east = team(admin, "华南大区"), team(admin, "华东大区")
    taken = ask(admin, MoveTeam(south, east))
    later = admin.cache.office.submit([MoveTeam(east, south), MoveTeam(south, east)], admin.clock.now())
    assert [row.reason for row in later.refused] == [Reason.TEAM_UNDER_ITSELF]
    assert [str(each) for each in later.already_asked] == [south]
    assert admin.cache.office.company(admin.clock.now()).tree[south] == east
    assert admin.cache.outbox.withdraw(taken) == taken, "not sent yet, and taken back like all else"
    assert judge(admin, MoveTeam(east, south)) == Granted()


def test_every_customer_is_counted_once_in_its_pool(admin: Desk) -> None:
    held = admin.cache.office.company(admin.clock.now()).held
    # The demo company's ordinary and dormant customers belong to no pool.
    assert 0 < held[pool(admin, "电子行业公海")] <= 200
    assert held.get(pool(admin, "军工公海"), 0) == 0


def test_before_the_first_sync_nobody_is_an_admin(server: ServerProcess, tmp_path: Path) -> None:
    desk = Desk(tmp_path, server.address, "admin")
    try:
        assert judge(desk, OpenPool(PoolId("any"))) == Refused(Reason.NOT_ALLOWED)
    finally:
        desk.close()


def smuggle(desk: Desk, command: CompanyCommand) -> None:
    """Into the outbox past every judgement, as a program would that was meddled with."""
    lines = Lines(desk.identity, desk.cache.person_id)
    named = desk.cache.directory.person(subject_of(command))
    row = lines.of(command, "" if named is None else named.name, lines.new_id(), desk.clock.now())
    with desk.cache._files[0].writing() as connection:
        connection.execute(insert(outbox), [row])


def test_what_a_restored_server_forgot_is_asked_again_and_done_once(tmp_path: Path) -> None:
    database = tmp_path / "server.db"
    url = f"sqlite:///{database}"
    administer(url, "demo-data", "--customers", "60")
    with ServerProcess(url) as server:
        folder = tmp_path / "admin"
        folder.mkdir()
        desk = Desk(folder, server.address, "admin")
        try:
            desk.engine.run_once()
            leaving, moved = person(desk, "王芳"), team(desk, "华南一组")
            administer(url, "backup", str(tmp_path / "backup.db"))
            assert answered(desk, Depart(leaving), MoveTeam(moved, None)) == [DONE, DONE]
            server.stop()
            for beside in tmp_path.glob("server.db-*"):
                beside.unlink()
            (tmp_path / "backup.db").replace(database)
            server.start()
            desk.sign_in()
            again = [report for _ in range(4) for report in desk.engine.run_once().checking]
            assert len(again) == 2, "noticed, and told again"
            assert desk.cache.office.pending() == {}
            gone = desk.cache.directory.person(leaving)
            assert gone is not None and gone.has_departed and desk.cache.directory.tree()[moved] is None
            assert [item.state for item in items(desk, again)] == [CommandState.DONE] * 2
        finally:
            desk.close()
