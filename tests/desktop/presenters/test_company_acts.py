"""What an admin asked about the company stands in the sync centre as itself, in both languages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop import words
from desktop.presenters.company_acts import COMPANY_VERB_WORDS, content_of
from desktop.presenters.reasons import Step
from desktop.screens.cells import plain
from desktop.screens.preferences import Language
from desktop.screens.window import Page
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
from domain.flow_in import FlowIn, SaveFlowIn
from domain.identifiers import PersonId, PoolId, RulesetId, TagGroupId, TagId, TagRequestId, TeamId
from domain.reasons import Reason
from domain.rulesets import huaqiu
from domain.tags import DeclineTag, GrantTag, RequestTag, RetireTag, ReviveTag, SaveTag, SaveTagGroup
from sync.protocol.acts import _OF_THE_COMPANY
from sync.protocol.rows import TagGroupRow, TagRow
from tests.desktop.presenters.above import OTHER, asked, settle, sit_above
from tests.desktop.presenters.desk import CHEN, NORTH, NOW, SOUTH, TEAM, WANG, Desk
from tests.desktop.presenters.test_team import ADMIN, STAFF

PROCESS, HDI, ASKED = TagGroupId("1a" * 16), TagId("1b" * 16), TagRequestId("1c" * 16)
FIRST, SECOND = PoolId(SOUTH), PoolId(NORTH)
MIDNIGHT = NOW.replace(hour=0, minute=0) + timedelta(days=3)
RULES = SaveRuleset(FIRST, RulesetId("5" * 31 + "a"), replace(huaqiu(0, NOW), effective_from=MIDNIGHT))

FLOW_IN = SaveFlowIn(FlowIn(scores={"order": 100}, pool_id=FIRST))
FLOW_IN_SAID = (
    "；".join(
        (
            "30 天内：下单 1 次（100 分），即流入「华南公海」",
            "自主注册：直接进入「华南公海」",
            "线下老客户：直接进入「华南公海」",
            "电子发烧友：先休眠，够分后流入「华南公海」",
            "DFM：先休眠，够分后流入「华南公海」",
            "其他来源：直接进入「华南公海」",
        )
    ),
    "; ".join(
        (
            "Within 30 days: “Order” (100 points) is enough to flow into “华南公海”",
            "Self-registered: straight into “华南公海”",
            "Offline legacy: straight into “华南公海”",
            "Enthusiast: asleep first, into “华南公海” with enough points",
            "DFM: asleep first, into “华南公海” with enough points",
            "Other sources: straight into “华南公海”",
        )
    ),
)


@pytest.fixture
def admin(tmp_path: Path) -> Iterator[Desk]:
    """On a train, at the sync centre."""
    tags = (TagGroupRow(PROCESS, 1, "工艺"), TagRow(HDI, 1, "HDI", PROCESS))
    desk = sit_above(tmp_path, ADMIN, company=(*STAFF, *tags))
    desk.go_offline()
    yield desk
    words.speak(Language.CHINESE)


def ask(desk: Desk, *commands: CompanyCommand) -> None:
    submitted = desk.cache.office.submit(commands, desk.place.now())
    assert len(submitted.accepted) == len(commands), submitted
    desk.presenters.acted()


def rows(desk: Desk) -> list[tuple[str, ...]]:
    desk.presenters.sync_centre.sync_rows_asked(desk.sync_centre.ids)
    return [tuple(plain(cell) for cell in desk.sync_centre.rows[each].cells) for each in desk.sync_centre.ids]


@pytest.mark.parametrize(
    ("command", "chinese", "english"),
    [
        (Depart(PersonId(WANG)), "客户在华南二组等待分配", "Customers wait in 华南二组"),
        (MoveTeam(TeamId(TEAM), TeamId(OTHER)), "移到总部之下", "To below 总部"),
        (MoveTeam(TeamId(TEAM), None), "成为顶级团队", "Becomes a top team"),
        (FoundPool(PoolId("new"), "华东公海"), "", ""),
        (RenamePool(FIRST, " 深圳公海 "), "改名为「深圳公海」", "Now called “深圳公海”"),
        (OpenPool(FIRST), "", ""),
        (ClosePool(FIRST), "", ""),
        (
            ClosePool(FIRST, to_pool_id=SECOND),
            "未分配的客户转到公海「华北公海」",
            "Unassigned customers go to the pool “华北公海”",
        ),
        (ClosePool(FIRST, to_team_id=TeamId(OTHER)), "未分配的客户在总部等待分配", "Unassigned customers wait in 总部"),
        (SetMember(FIRST, PersonId(CHEN), is_team=False), "陈晓为公海用户", "陈晓 as pool member"),
        (SetMember(FIRST, TeamId(TEAM), is_team=True, is_admin=True), "华南二组为公海管理员", "华南二组 as pool admin"),
        (RemoveMember(FIRST, TeamId(TEAM)), "移出华南二组", "Without 华南二组"),
        (RULES, "9 月 14 日 0:00 起生效", "In force from 14 Sep 0:00"),
        (FLOW_IN, *FLOW_IN_SAID),
        (SaveTagGroup(PROCESS, "工序"), "", ""),
        (SaveTag(HDI, PROCESS, "HDI"), "在标签组「工艺」", "In the group “工艺”"),
        (RetireTag(HDI), "", ""),
        (ReviveTag(HDI), "", ""),
        (RequestTag(ASKED, "陶瓷板", "功率模块"), "功率模块", "功率模块"),
        (GrantTag(ASKED, HDI), "用标签「HDI」答复", "Answered with the tag “HDI”"),
        (DeclineTag(ASKED, "用等级"), "用等级", "用等级"),
    ],
)
def test_every_act_says_what_it_says_in_both_languages(
    admin: Desk, command: CompanyCommand, chinese: str, english: str
) -> None:
    assert content_of(admin.place, command) == chinese
    words.speak(Language.ENGLISH)
    assert content_of(admin.place, command) == english
    assert all(words.knows(f"act-{word}") and words.knows(f"act-batch-{word}") for word in COMPANY_VERB_WORDS.values())


def test_every_act_about_the_company_has_a_name() -> None:
    assert set(COMPANY_VERB_WORDS) == set(_OF_THE_COMPANY)


def test_who_and_what_is_not_known_any_more_is_said_vaguely(admin: Desk) -> None:
    assert content_of(admin.place, Depart(PersonId("x"))) == "客户在未知团队等待分配"
    assert content_of(admin.place, SaveTag(HDI, TagGroupId("x"), "HDI")) == "在标签组「未知标签组」"
    assert content_of(admin.place, ClosePool(FIRST, to_pool_id=PoolId("x"))) == "未分配的客户转到公海「未知公海」"


def test_what_one_click_asked_stands_together_and_is_called_by_what_it_is(admin: Desk) -> None:
    ask(admin, SetMember(FIRST, PersonId(WANG), is_team=False), SetMember(FIRST, PersonId(CHEN), is_team=False))
    ask(admin, FoundPool(PoolId("b" * 32), "华东公海"), OpenPool(PoolId("b" * 32)))
    assert rows(admin) == [
        ("待发送", "公司设置 2 项", "公司设置 · 今天 14:02", "2 项待答复", "撤回"),
        ("待发送", "设置成员 2 项", "批量设置成员 · 今天 14:02", "2 项待答复", "撤回"),
    ]
    admin.presenters.sync_centre.open_asked(admin.sync_centre.ids[0])
    told = rows(admin)
    waits = "已保存在本机，联网后自动发送"
    assert told[1:3] == [
        ("待发送", "新建公海", "华东公海", waits, "撤回"),
        ("待发送", "开启公海", "华东公海", waits, "撤回"),
    ]


def test_a_refused_act_leads_to_the_page_where_its_subject_stands(admin: Desk) -> None:
    ask(admin, ClosePool(FIRST))
    settle(admin, asked(admin), "close_pool", Reason.POOL_NOT_EMPTY, pool_id=SOUTH, held=12)
    assert rows(admin) == [("被拒绝", "关闭公海", "华南公海", "公海「华南公海」里还有 12 位客户", "知道了")]
    centre = admin.presenters.sync_centre
    (line,) = admin.sync_centre.ids
    centre.details_asked(line)
    details = admin.sync_centre.details
    assert details is not None
    assert [step.key for step in details.steps] == [Step.DISMISS, Step.SHOW_POOL]
    assert details.explanation.endswith("先选择这些客户的去处")
    centre.step_asked(line, Step.SHOW_POOL)
    assert admin.window.page is Page.POOLS
