"""Pools as an admin sets them up and as a pool's own admin looks at them: members, opened and closed, asked offline."""

from pathlib import Path

import pytest

from desktop.screens.pools import MemberAct
from desktop.screens.window import Page
from domain.company import ClosePool, FoundPool, OpenPool, RemoveMember, RenamePool, SetMember
from domain.identifiers import PersonId, PoolId, TeamId
from sync.protocol.acts import Act
from sync.protocol.rows import PersonRow, PoolMemberRow, PoolRow, RulesetRow
from sync.protocol.scopes import REFERENCE
from sync.report import Report
from tests.desktop.presenters.above import FAN, OTHER, REGION, WU, ZHOU
from tests.desktop.presenters.desk import NORTH, SOUTH, TEAM, WANG
from tests.desktop.presenters.pool_office import ADMIN, POOLS, SHUT, Office, enter


@pytest.fixture
def admin(tmp_path: Path) -> Office:
    return enter(tmp_path)


def test_an_admin_sees_every_pool_with_its_figures_and_its_rules_in_one_sentence(admin: Office) -> None:
    assert [(line.name, line.label.text, line.figures) for line in admin.screen.lines] == [
        ("华北公海", "开启", "1 个成员 · 未分配 0 · 已分配 0"),
        ("华南公海", "开启", "3 个成员 · 未分配 1 · 已分配 4"),
        ("试点公海", "关闭", "0 个成员"),
    ]
    assert admin.screen.lines[1].rules == "15 天未首跟、90 天未成交、40 天未跟进、断约；每日认领 300 位，上限 500 位"
    assert (admin.screen.lead, admin.screen.may_found) == ("2 个公海开启，1 个关闭", True)


def test_a_pools_own_admin_looks_at_it_and_changes_nothing(tmp_path: Path) -> None:
    wu = enter(tmp_path, WU)
    assert [line.name for line in wu.screen.lines] == ["华南公海"]
    assert (wu.screen.may_found, wu.pool.may_change, wu.screen.forms) == (False, False, [])
    assert all(acts == [] for *_, acts in wu.members())
    assert "系统管理员" in wu.pool.note
    assert {fact.name: fact.value for fact in wu.pool.rules}["认领后未成交"] == "90 天"


@pytest.mark.parametrize("person_id", [WANG, ZHOU])
def test_nobody_else_has_the_page(tmp_path: Path, person_id: str) -> None:
    office = enter(tmp_path, person_id)
    assert Page.POOLS not in office.desk.window.rail
    assert office.screen.pool is None


def test_whoever_is_no_admin_any_more_loses_the_page(admin: Office) -> None:
    admin.desk.store(REFERENCE, [PersonRow(ADMIN, 2, "系统管理员", OTHER, ("rep",))])
    admin.desk.hear(Report(changed={"person": frozenset({ADMIN})}))
    assert Page.POOLS not in admin.desk.window.rail


def test_a_company_without_pools_is_told_what_to_do(tmp_path: Path) -> None:
    rows = [row for row in POOLS if not isinstance(row, PoolRow | PoolMemberRow | RulesetRow)]
    empty = enter(tmp_path, company=rows, theirs=())
    assert (empty.screen.nothing, empty.screen.may_found) == ("还没有公海", True)


def test_members_are_listed_admins_first_then_teams_then_people(admin: Office) -> None:
    assert admin.members() == [
        ("吴静", "总部", ["公海管理员"], [MemberAct.MAKE_MEMBER, MemberAct.REMOVE]),
        ("华南大区", "团队 · 3 人", [], [MemberAct.MAKE_ADMIN, MemberAct.REMOVE]),
        ("范离", "华南二组", ["已离职"], [MemberAct.REMOVE]),
    ]


def test_people_and_teams_are_added_and_who_is_there_cannot_be_chosen_again(admin: Office) -> None:
    admin.pools.members_asked(SOUTH)
    assert admin.screen.members is not None
    open_to = {each.name: each.is_enabled for team in admin.screen.members.teams for each in team.candidates}
    assert (open_to["华南大区（全队）"], open_to["吴静"], open_to["王芳"], "范离" in open_to) == (
        False,
        False,
        True,
        False,
    )
    admin.pools.members_chosen(SOUTH, (TEAM, WANG), is_admin=True)
    assert admin.asked() == [
        SetMember(PoolId(SOUTH), TeamId(TEAM), is_team=True, is_admin=True),
        SetMember(PoolId(SOUTH), PersonId(WANG), is_team=False, is_admin=True),
    ]
    assert (admin.screen.closed, admin.notice) == (1, "已提交：添加 2 个成员")
    assert {name for name, _, labels, _ in admin.members() if "公海管理员" in labels} == {"华南二组", "王芳", "吴静"}
    assert admin.pool.note.endswith("有改动待发送")


@pytest.mark.parametrize(
    ("key", "act", "command", "said"),
    [
        (WU, MemberAct.MAKE_MEMBER, SetMember(PoolId(SOUTH), PersonId(WU), is_team=False), "吴静为公海用户"),
        (REGION, MemberAct.MAKE_ADMIN, SetMember(PoolId(SOUTH), TeamId(REGION), True, True), "华南大区为公海管理员"),
        (FAN, MemberAct.REMOVE, RemoveMember(PoolId(SOUTH), TeamId(FAN)), "移出范离"),
    ],
)
def test_what_a_member_is_can_be_changed(admin: Office, key: str, act: MemberAct, command: Act, said: str) -> None:
    admin.pools.member_act_asked(SOUTH, key, act)
    assert (admin.asked(), admin.notice) == ([command], f"已提交：{said}")


def test_a_pool_is_founded_closed_opened_when_ready_and_called_otherwise(admin: Office) -> None:
    admin.pools.found_asked()
    admin.pools.name_given("", " 渠道公海 ")
    (founded,) = admin.asked()
    assert isinstance(founded, FoundPool) and founded.name == " 渠道公海 "
    assert (admin.pool.id, admin.pool.name, admin.pool.is_open) == (founded.pool_id, "渠道公海", False)
    admin.pools.rename_asked(founded.pool_id)
    assert admin.screen.name is not None and admin.screen.name.name == "渠道公海"
    admin.pools.name_given(founded.pool_id, "经销商公海")
    admin.pools.open_asked(founded.pool_id)
    assert admin.notice == "已提交：开启「经销商公海」"
    assert (admin.pool.name, admin.pool.is_open) == ("经销商公海", True)
    assert [type(each) for each in reversed(admin.asked())] == [FoundPool, RenamePool, OpenPool]


@pytest.mark.parametrize(
    ("name", "why"),
    [("", "还没有写名称"), ("长" * 41, "名称有 41 字，最多 40 字"), ("华南公海", "已有公海叫「华南公海」")],
)
def test_a_name_that_cannot_be_is_refused_and_stays_in_the_question(admin: Office, name: str, why: str) -> None:
    admin.pools.found_asked()
    admin.pools.name_given("", name)
    assert admin.screen.trouble.startswith(why)
    assert (admin.asked(), admin.screen.closed) == ([], 0)


def test_a_pool_without_rules_is_not_opened_and_the_sentence_says_why(tmp_path: Path) -> None:
    office = enter(tmp_path)
    office.pools.open_asked(SHUT)
    assert "公海「试点公海」还没有规则" in office.notice
    assert office.asked() == []


def test_closing_a_pool_says_what_it_holds_and_asks_where_that_goes(admin: Office) -> None:
    admin.pools.close_asked(SOUTH)
    question = admin.screen.close
    assert question is not None
    assert question.text.startswith("现有已分配 4 位、未分配 1 位。已分配的客户成为各自负责人的普通客户")
    assert [choice.text for choice in question.pools] == ["华北公海"]
    assert [choice.text for choice in question.teams] == ["华南大区", "\u3000华南二组", "总部"]
    admin.pools.close_confirmed(SOUTH, "", "")
    assert admin.screen.trouble == "公海「华南公海」里还有 5 位客户。先选择这些客户的去处"
    assert (admin.asked(), admin.screen.closed) == ([], 0)
    admin.pools.close_confirmed(SOUTH, "", TEAM)
    assert admin.asked() == [ClosePool(PoolId(SOUTH), None, TeamId(TEAM))]
    assert (admin.screen.closed, admin.pool.is_open, admin.notice) == (1, False, "已提交：关闭「华南公海」")
    assert "正在移出" in admin.pool.note


def test_offline_it_is_noted_and_can_be_taken_back(admin: Office) -> None:
    admin.desk.go_offline()
    admin.pools.close_confirmed(SOUTH, NORTH, "")
    assert admin.notice == "已记下：关闭「华南公海」，联网后生效"
    assert admin.desk.window.notice is not None
    admin.desk.presenters.window.undo_asked(admin.desk.window.notice.undo_key)
    assert (admin.asked(), admin.pool.is_open) == ([], True)
