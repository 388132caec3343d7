"""标签: made, renamed, moved, retired and asked for, at the desk of a tag admin; who is none has no such page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.presenters.furnishing import Furnished
from desktop.presenters.rooms import RoomWays
from desktop.presenters.tags import TagDesk
from desktop.presenters.workplace import Workplace
from desktop.screens.tags import (
    GrantQuestion,
    GroupLine,
    OpenedGroup,
    TagAct,
    TagQuestion,
    TagRequestLine,
    TagsTab,
)
from desktop.screens.window import Page, RailEntry
from domain.tags import DeclineTag, GrantTag, RetireTag, ReviveTag, SaveTag, SaveTagGroup
from sync.protocol.acts import Act
from sync.protocol.rows import PersonRow, Row, TagGroupRow, TagRequestRow, TagRow
from sync.protocol.scopes import REFERENCE
from sync.report import Report
from tests.desktop.presenters.above import COMPANY, OTHER, asked, held, sit_above
from tests.desktop.presenters.desk import CHEN, WANG, Desk, ago, in_pool

QIAN = "0" * 31 + "9"
PROCESS, RELATION = "a" * 31 + "0", "a" * 31 + "1"
HDI, FPC, OLD, OPEN, DONE = ("b" * 31 + str(number) for number in range(5))
TAGS: tuple[Row, ...] = (
    *COMPANY,
    PersonRow(QIAN, 1, "钱多", OTHER, ("tag_admin",)),
    TagGroupRow(PROCESS, 1, "工艺"),
    TagGroupRow(RELATION, 1, "关系"),
    TagRow(HDI, 1, "HDI", PROCESS),
    TagRow(FPC, 1, "FPC", PROCESS),
    TagRow(OLD, 1, "单面板", PROCESS, True),
    TagRequestRow(OPEN, 1, "陶瓷板", WANG, ago(1), "功率模块"),
    TagRequestRow(DONE, 2, "好客户", CHEN, ago(3), "", "declined", None, QIAN, ago(2), "用等级"),
)


class TagsRecorder:
    def __init__(self) -> None:
        self.tab: tuple[TagsTab, int] | None = None
        self.groups: Sequence[GroupLine] = ()
        self.opened: OpenedGroup | None = None
        self.requests: Sequence[TagRequestLine] = ()
        self.question: TagQuestion | GrantQuestion | tuple[str, str] | None = None
        self.trouble = ""
        self.closed = 0

    def show_tags_tab(self, tab: TagsTab, open_requests: int) -> None:
        self.tab = tab, open_requests

    def show_groups(self, lines: Sequence[GroupLine], opened: OpenedGroup | None) -> None:
        self.groups, self.opened = lines, opened

    def show_tag_requests(self, lines: Sequence[TagRequestLine]) -> None:
        self.requests = lines

    def ask_tag_name(self, question: TagQuestion) -> None:
        self.question = question

    def ask_grant(self, question: GrantQuestion) -> None:
        self.question = question

    def ask_why_not(self, request_id: str, name: str) -> None:
        self.question = request_id, name

    def show_tag_trouble(self, text: str) -> None:
        self.trouble = text

    def close_tag_question(self) -> None:
        self.closed += 1


@dataclass
class Office:
    desk: Desk
    screen: TagsRecorder
    tags: TagDesk

    @property
    def opened(self) -> OpenedGroup:
        assert self.screen.opened is not None
        return self.screen.opened

    @property
    def notice(self) -> str:
        assert self.desk.window.notice is not None
        return self.desk.window.notice.text

    def rail(self) -> RailEntry | None:
        return self.desk.window.rail.get(Page.TAGS)

    def asked(self) -> list[Act]:
        return [item.command for item in asked(self.desk)]

    def lines(self) -> list[tuple[str, str, list[str], tuple[TagAct, ...]]]:
        return [(tag.name, tag.figures, [label.text for label in tag.labels], tag.acts) for tag in self.opened.tags]


def enter(folder: Path, person_id: str = QIAN, company: Sequence[Row] = TAGS) -> Office:
    screen = TagsRecorder()
    made: list[TagDesk] = []

    def furnish(place: Workplace, ways: RoomWays) -> Furnished:
        made.append(TagDesk(screen, place, ways))
        return Furnished(made)

    theirs = [held(1, WANG, tags=(HDI,)), held(2, CHEN, tags=("HDI", FPC))]
    desk = sit_above(folder, person_id, theirs, [in_pool(9, tags=(HDI, OLD))], company=company, furnish=furnish)
    desk.presenters.window.open_page(Page.TAGS)
    return Office(desk, screen, made[0])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return enter(tmp_path)


@pytest.fixture
def on_a_train(office: Office) -> Office:
    office.desk.go_offline()
    return office


def test_the_page_shows_each_tag_with_how_many_carry_it_and_retired_ones_last(office: Office) -> None:
    assert [(line.name, line.figures) for line in office.screen.groups] == [("工艺", "2 个"), ("关系", "0 个")]
    assert office.opened.name == "工艺" and office.opened.note.startswith("2 个在用，1 个停用")
    assert office.lines() == [
        ("FPC", "1 位客户", [], (TagAct.EDIT, TagAct.RETIRE)),
        ("HDI", "3 位客户", [], (TagAct.EDIT, TagAct.RETIRE)),
        ("单面板", "1 位客户", ["已停用"], (TagAct.EDIT, TagAct.REVIVE)),
    ]
    office.tags.group_asked(RELATION)
    assert (office.opened.name, office.lines()) == ("关系", [])


def test_open_requests_are_counted_in_red_and_stand_first(office: Office) -> None:
    assert office.rail() == RailEntry(Page.TAGS, 1, needs_you=True)
    office.tags.tags_tab_asked(TagsTab.REQUESTS)
    assert office.screen.tab == (TagsTab.REQUESTS, 1)
    first, second = office.screen.requests
    assert (first.name, first.why, first.is_open, first.answer) == ("陶瓷板", "功率模块", True, "")
    assert first.who == "王芳（华南二组） · 昨天 14:02 申请"
    assert (second.is_open, [label.text for label in second.labels]) == (False, ["已谢绝"])
    assert second.answer == "钱多（总部）于 9 月 9 日 14:02 谢绝：用等级"


@pytest.mark.parametrize("person", [WANG, CHEN])
def test_who_is_no_tag_admin_has_no_such_page(tmp_path: Path, person: str) -> None:
    office = enter(tmp_path, person)
    assert office.rail() is None
    office.tags.tag_act_asked(HDI, TagAct.EDIT)
    assert office.screen.question is None, "nor is anything asked"
    office.tags.tag_act_asked(HDI, TagAct.RETIRE)
    assert "您的角色不能这样做" in office.notice and office.asked() == []


def test_a_group_and_a_tag_in_it_are_made_on_a_train(on_a_train: Office) -> None:
    office = on_a_train
    office.tags.new_group_asked()
    assert isinstance(office.screen.question, TagQuestion) and office.screen.question.groups == ()
    office.tags.tag_named("", " 来源 ", "")
    assert office.notice == "已记下：新建标签组「来源」，联网后生效"
    group = office.opened.id
    assert office.opened.name == "来源", "it is open at once"
    office.tags.new_tag_asked(group)
    question = office.screen.question
    assert isinstance(question, TagQuestion)
    assert question.group == group
    assert {choice.text for choice in question.groups} == {"工艺", "关系", "来源"}
    office.tags.tag_named("", "展会", group)
    assert office.lines() == [("展会", "0 位客户", ["待发送"], (TagAct.EDIT, TagAct.RETIRE))]
    tag, made = office.asked()
    assert isinstance(made, SaveTagGroup) and isinstance(tag, SaveTag)
    assert tag.group_id == made.group_id
    assert office.screen.closed == 2


def test_a_tag_is_renamed_and_moved_and_a_taken_name_is_told_in_the_question(on_a_train: Office) -> None:
    office = on_a_train
    office.tags.tag_act_asked(HDI, TagAct.EDIT)
    question = office.screen.question
    assert isinstance(question, TagQuestion)
    assert (question.key, question.name, question.group) == (HDI, "HDI", PROCESS)
    office.tags.tag_named(HDI, "fpc", PROCESS)
    assert office.screen.trouble == "已有标签叫「FPC」。换一个名称" and office.screen.closed == 0
    office.tags.tag_named(HDI, "HDI 板", RELATION)
    assert (office.opened.name, [line[0] for line in office.lines()]) == ("关系", ["HDI 板"])
    office.tags.rename_group_asked(RELATION)
    office.tags.tag_named(RELATION, "工艺", "")
    assert office.screen.trouble == "已有标签组叫「工艺」。换一个名称"


def test_a_tag_is_retired_and_brought_back(on_a_train: Office) -> None:
    office = on_a_train
    office.tags.tag_act_asked(HDI, TagAct.RETIRE)
    assert office.notice == "已记下：停用标签「HDI」，联网后生效"
    assert ("HDI", "3 位客户", ["已停用", "待发送"], (TagAct.EDIT, TagAct.REVIVE)) in office.lines()
    office.tags.tag_act_asked(OLD, TagAct.REVIVE)
    assert [type(command) for command in office.asked()] == [ReviveTag, RetireTag]


def test_a_request_is_granted_with_a_new_tag_in_one_go(on_a_train: Office) -> None:
    office = on_a_train
    office.tags.grant_asked(OPEN)
    question = office.screen.question
    assert isinstance(question, GrantQuestion)
    assert (question.name, [choice.text for choice in question.tags]) == ("陶瓷板", ["工艺 · FPC", "工艺 · HDI"])
    office.tags.granted_new(OPEN, "HDI", PROCESS)
    assert "已有标签叫「HDI」" in office.screen.trouble
    office.tags.granted_new(OPEN, "陶瓷基板", PROCESS)
    commands = {type(command): command for command in office.asked()}
    made, grant = commands[SaveTag], commands[GrantTag]
    assert isinstance(made, SaveTag) and isinstance(grant, GrantTag) and grant.tag_id == made.tag_id
    assert office.rail() == RailEntry(Page.TAGS, 0, needs_you=False)
    assert office.screen.requests[0].answer == "钱多（总部）于 今天 14:02 通过：标签「陶瓷基板」"


def test_a_request_is_answered_with_a_tag_that_is_there_or_with_a_word(office: Office) -> None:
    office.tags.granted(OPEN, FPC)
    (grant,) = office.asked()
    assert grant == GrantTag(grant.request_id, FPC)  # type: ignore[union-attr, arg-type]
    again = office.tags
    again.decline_asked(OPEN)
    assert office.screen.question == (OPEN, "陶瓷板")
    again.tag_declined(OPEN, "太少用")
    assert "已经通过" in office.screen.trouble, "it is answered once"
    assert not any(isinstance(command, DeclineTag) for command in office.asked())


def test_what_another_admin_changed_shows_with_the_next_sync(office: Office) -> None:
    office.desk.store(
        REFERENCE, [TagRow(HDI, 2, "HDI 板", PROCESS), TagRequestRow(OPEN, 2, "陶瓷板", WANG, 5, state="x")]
    )
    office.desk.hear(Report(changed={"tag": frozenset({HDI}), "tag_request": frozenset({OPEN})}))
    assert "HDI 板" in [line[0] for line in office.lines()]
    assert office.rail() == RailEntry(Page.TAGS, 0)
