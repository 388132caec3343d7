"""Pools as an admin sets them up and as a pool's own admin looks at them; rules typed, weighed and saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop import words
from desktop.presenters.pools import Pools
from desktop.presenters.rooms import Room, RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.pools import CloseQuestion, MemberAct, MemberQuestion, NameQuestion, OpenedPool, PoolLine
from desktop.screens.preferences import Language
from desktop.screens.rules import EFFECTIVE_FROM, FIELDS, Outlook, Preset, TypedRules, WhatIf
from desktop.screens.window import Page
from domain.company import ClosePool, FoundPool, OpenPool, RemoveMember, RenamePool, SaveRuleset, SetMember
from domain.days import next_midnight
from domain.identifiers import PersonId, PoolId, TeamId
from domain.instants import instant
from domain.rulesets import huaqiu, ruleset_from, settings_of
from sync.protocol.acts import Act
from sync.protocol.rows import CustomerRow, PersonRow, PoolMemberRow, PoolRow, Row, RulesetRow
from sync.protocol.scopes import REFERENCE
from sync.report import Report
from tests.desktop.presenters.above import COMPANY, FAN, OTHER, REGION, WU, ZHOU, asked, held, sit_above
from tests.desktop.presenters.desk import CHEN, NORTH, NOW, SOUTH, TEAM, WANG, Desk, ago, in_pool

ADMIN, SHUT = "0" * 31 + "a", "3" * 32
SETTINGS = settings_of(huaqiu(1, instant(0)))
POOLS: tuple[Row, ...] = (
    *COMPANY,
    PersonRow(ADMIN, 1, "系统管理员", OTHER, ("system_admin",)),
    PoolRow(SHUT, 1, "试点公海", is_open=False),
    PoolMemberRow(f"{SOUTH}/{FAN}", 1, SOUTH, FAN, False),
    RulesetRow("5" * 32, 1, SOUTH, 1, 0, SETTINGS),
    RulesetRow("4" * 32, 1, SOUTH, 2, ago(30), SETTINGS | {"no_deal_days": 90}),
)
HELD = (held(1, WANG, 1), held(2, WANG, 8), held(3, CHEN, 12), held(4, WANG, 12))
TODAY, TOMORROW = NOW.date(), NOW.date() + timedelta(days=1)


class PoolsRecorder:
    def __init__(self) -> None:
        self.lead = self.nothing = self.trouble = ""
        self.lines: Sequence[PoolLine] = ()
        self.may_found = False
        self.pool: OpenedPool | None = None
        self.name: NameQuestion | None = None
        self.members: MemberQuestion | None = None
        self.close: CloseQuestion | None = None
        self.closed = 0
        self.forms: list[tuple[str, TypedRules]] = []
        self.troubles: Mapping[str, str] = {}
        self.what_if: WhatIf | None = None
        self.progress: list[str] = []
        self.outlook: Outlook | None = None

    def show_pools(self, lead: str, lines: Sequence[PoolLine], current: str, *, may_found: bool) -> None:
        self.lead, self.lines, self.may_found, self.nothing = lead, lines, may_found, ""

    def show_nothing(self, title: str, text: str, *, may_found: bool) -> None:
        self.nothing, self.may_found = title, may_found

    def show_pool(self, pool: OpenedPool) -> None:
        self.pool = pool

    def ask_name(self, question: NameQuestion) -> None:
        self.name, self.trouble = question, ""

    def ask_members(self, question: MemberQuestion) -> None:
        self.members, self.trouble = question, ""

    def ask_close(self, question: CloseQuestion) -> None:
        self.close, self.trouble = question, ""

    def show_question_trouble(self, text: str) -> None:
        self.trouble = text

    def close_question(self) -> None:
        self.closed += 1

    def show_form(self, pool_id: str, rules: TypedRules) -> None:
        self.forms.append((pool_id, rules))

    def show_rule_troubles(self, troubles: Mapping[str, str]) -> None:
        self.troubles = troubles

    def show_what_if(self, what_if: WhatIf) -> None:
        self.what_if = what_if
        self.progress.append(what_if.progress)

    def show_outlook(self, outlook: Outlook) -> None:
        self.outlook = outlook

    def close_what_if(self) -> None:
        self.what_if = self.outlook = None


@dataclass
class Office:
    desk: Desk
    screen: PoolsRecorder
    pools: Pools

    @property
    def pool(self) -> OpenedPool:
        assert self.screen.pool is not None
        return self.screen.pool

    @property
    def form(self) -> TypedRules:
        return self.screen.forms[-1][1]

    @property
    def notice(self) -> str:
        assert self.desk.window.notice is not None
        return self.desk.window.notice.text

    def asked(self) -> list[Act]:
        return [item.command for item in asked(self.desk)]

    def type(self, day: date = TOMORROW, **texts: str) -> TypedRules:
        """The form with some of it typed over."""
        return replace(self.form, texts={**self.form.texts, **texts}, effective_on=day)

    def members(self) -> list[tuple[str, str, list[str], list[MemberAct]]]:
        return [
            (line.name, line.detail, [label.text for label in line.labels], list(line.acts))
            for line in self.pool.members
        ]


def enter(
    folder: Path, person_id: str = ADMIN, theirs: Sequence[CustomerRow] = HELD, company: Sequence[Row] = POOLS
) -> Office:
    """At a desk with the page open on the southern pool."""
    screen = PoolsRecorder()
    made: list[Pools] = []

    def furnish(place: Workplace, ways: RoomWays) -> list[Room]:
        made.append(Pools(screen, place, ways))
        return list(made)

    desk = sit_above(folder, person_id, theirs, [in_pool(9)], company=company, furnish=furnish)
    desk.presenters.window.open_page(Page.POOLS)
    made[0].pool_asked(SOUTH)
    return Office(desk, screen, made[0])


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


def test_the_form_shows_what_holds_and_is_filled_by_presets(admin: Office) -> None:
    assert admin.screen.forms[-1][0] == SOUTH
    assert (admin.form.texts["no_deal_days"], admin.form.effective_on) == ("90", TOMORROW)
    assert admin.form.ticked == {"no_first_follow_up_days", "no_deal_days", "follow_up_gap_days", "is_lapse_recycled"}
    later = admin.type(TODAY + timedelta(days=9))
    admin.pools.rules.preset_asked(Preset.FANPU, later)
    assert admin.form.ticked == {"protection_days", "is_goal_exempt"}
    assert (admin.form.texts["no_deal_days"], admin.form.effective_on) == ("120", later.effective_on)
    admin.pools.rules.preset_asked(Preset.HUAQIU, later)
    assert (admin.form.texts["no_deal_days"], "is_goal_exempt" in admin.form.ticked) == ("120", False)
    admin.pools.rules.preset_asked(Preset.PRESENT, later)
    assert admin.form.texts["no_deal_days"] == "90"


def test_what_is_typed_outlives_what_comes_from_the_server_but_not_another_pool(admin: Office) -> None:
    forms = len(admin.screen.forms)
    admin.desk.hear(Report(changed={"person": frozenset({WANG})}))
    admin.pools.refresh()
    assert len(admin.screen.forms) == forms
    admin.pools.pool_asked(NORTH)
    assert admin.screen.forms[-1][0] == NORTH


def test_every_number_that_cannot_be_is_marked_at_once(admin: Office) -> None:
    typed = admin.type(no_deal_days="-3", holding_cap="很多", zone="Asia/Nowhere", follow_up_gap_days="40.5")
    admin.pools.rules.save_rules_asked(typed)
    assert admin.screen.troubles == {
        "no_deal_days": "改成 1 到 36,500 之间的整数",
        "holding_cap": "写一个整数",
        "follow_up_gap_days": "写一个整数",
        "zone": "没有这个时区，或与其他公海的时区不同",
    }
    assert (admin.screen.what_if, admin.asked()) == (None, [])


def test_what_is_typed_of_a_rule_that_is_off_does_not_matter(admin: Office) -> None:
    off = replace(admin.type(no_deal_days="-3"), ticked=admin.form.ticked - {"no_deal_days"})
    admin.pools.rules.save_rules_asked(off)
    assert (admin.screen.troubles, admin.screen.what_if is None) == ({}, False)


@pytest.mark.parametrize(
    ("day", "texts", "field", "why"),
    [
        (TODAY, {}, EFFECTIVE_FROM, "已经过去"),
        (TODAY - timedelta(days=400), {}, EFFECTIVE_FROM, "已经过去"),
        (TOMORROW, {"zone": "Europe/Berlin"}, "zone", "与其他公海的时区不同"),
    ],
)
def test_what_the_company_does_not_allow_is_said_at_its_field(
    admin: Office, day: date, texts: dict[str, str], field: str, why: str
) -> None:
    admin.pools.rules.save_rules_asked(admin.type(day, **texts))
    assert list(admin.screen.troubles) == [field] and why in admin.screen.troubles[field]
    assert (admin.screen.what_if, admin.asked()) == (None, [])


def test_before_saving_a_what_if_says_how_many_flow_out_by_day_and_by_owner(admin: Office) -> None:
    admin.pools.rules.save_rules_asked(admin.type(no_first_follow_up_days="10"))
    said, outlook = admin.screen.what_if, admin.screen.outlook
    assert said is not None and outlook is not None
    assert said.title == "保存「华南公海」第 3 版规则？"
    assert said.text.splitlines() == [
        "按新规则，60 天内将流出 4 位（现行规则 4 位）。",
        "明天 0:00 起生效。认领后未首次跟进 15 天 → 10 天",
    ]
    busy = [(number, day) for number, day in enumerate(outlook.days) if day.present or day.candidate]
    assert [(number, day.present, day.candidate) for number, day in busy] == [
        (1, 0, 2), (3, 0, 1), (4, 2, 0), (8, 1, 0), (10, 0, 1), (15, 1, 0),
    ]  # fmt: skip
    assert outlook.days[1].told == "明天：新规则 2 位，现行规则 0 位"
    assert [(owner.name, owner.present, owner.candidate) for owner in outlook.owners] == [
        ("王芳", 3, 3),
        ("陈晓", 1, 1),
    ]
    assert admin.asked() == [], "nothing is written before it is confirmed"
    assert admin.screen.progress[0] == "正在测算：0%" and said.progress == ""


def test_confirmed_the_new_version_is_asked_and_stands_among_the_versions(admin: Office) -> None:
    admin.pools.rules.save_rules_asked(admin.type(no_first_follow_up_days="10"))
    admin.pools.rules.what_if_confirmed()
    admin.pools.rules.what_if_confirmed()
    (saved,) = admin.asked()
    assert isinstance(saved, SaveRuleset)
    midnight = next_midnight(admin.desk.place.now(), "Asia/Shanghai")
    assert saved.rules == ruleset_from(0, midnight, SETTINGS | {"no_deal_days": 90, "no_first_follow_up_days": 10})
    assert (admin.screen.what_if, admin.notice) == (None, "已提交：「华南公海」第 3 版规则")
    assert [(line.name, line.label.text if line.label else "", line.changes) for line in admin.pool.versions] == [
        ("第 3 版", "待发送", "认领后未首次跟进 15 天 → 10 天"),
        ("第 2 版", "现行", "认领后未成交 120 天 → 90 天"),
        ("第 1 版", "", "第一版规则"),
    ]


def test_closed_without_a_yes_nothing_is_saved_and_a_late_count_is_nobodys(admin: Office) -> None:
    admin.desk.background.hold()
    admin.pools.rules.save_rules_asked(admin.type(no_first_follow_up_days="10"))
    admin.desk.background.step()
    admin.pools.rules.what_if_closed()
    admin.screen.what_if = None
    while admin.desk.background.held:
        admin.desk.background.step()
    admin.desk.background.let_go()
    admin.pools.rules.what_if_confirmed()
    assert (admin.screen.what_if, admin.screen.outlook, admin.asked()) == (None, None, [])


def test_a_midnight_that_passed_while_it_was_weighed_is_said_and_nothing_is_lost(admin: Office) -> None:
    admin.pools.rules.save_rules_asked(admin.type())
    admin.desk.clock.time += timedelta(days=1)
    admin.pools.rules.what_if_confirmed()
    assert "已经过去" in admin.screen.troubles[EFFECTIVE_FROM]
    assert (admin.screen.what_if, admin.asked()) == (None, [])


def test_a_version_saved_before_for_a_later_day_is_told(tmp_path: Path) -> None:
    coming = RulesetRow("6" * 31 + "b", 1, SOUTH, 3, ago(-6), SETTINGS)
    office = enter(tmp_path, company=(*POOLS, coming))
    office.pools.rules.save_rules_asked(office.type())
    assert office.screen.what_if is not None
    assert "起由已保存的第 3 版取代" in office.screen.what_if.text
    assert [line.label.text for line in office.pool.versions if line.label] == ["未生效", "现行"]


def test_in_english_everything_is_said_too(admin: Office) -> None:
    words.speak(Language.ENGLISH)
    admin.pools.refresh()
    assert admin.screen.lines[0].figures == "1 member · 0 in the pool · 0 assigned"
    admin.pools.rules.save_rules_asked(admin.type(no_first_follow_up_days="10"))
    assert admin.screen.what_if is not None
    assert admin.screen.what_if.text.startswith("By the new rules 4 customers will flow out within 60 days (4 by")
    admin.pools.close_confirmed(SOUTH, "", "")
    assert admin.screen.trouble == "The pool “华南公海” still holds 5 customers. Choose first where they are to go"


def test_every_number_of_a_ruleset_has_its_field() -> None:
    assert {each.setting for each in FIELDS} == set(settings_of(huaqiu(1, instant(0))))
