"""Who works where, as a manager and as an admin see it; departures and moves, asked online and off."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.presenters.furnishing import Furnished
from desktop.presenters.rooms import RoomWays
from desktop.presenters.staff_rows import StaffStep
from desktop.presenters.team import Team
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Meter, Named, plain
from desktop.screens.deeds import Weighed
from desktop.screens.details import Details
from desktop.screens.lists import Listing
from desktop.screens.register import RegisterTab
from desktop.screens.team import ROOT, DepartureQuestion, MoveQuestion
from desktop.screens.window import Page
from domain.company import Depart, MoveTeam
from domain.identifiers import PersonId, TeamId
from domain.reasons import Reason
from sync.cache.answers import CommandState
from sync.protocol.rows import CustomerRow, PersonRow, Row, TeamRow
from sync.protocol.scopes import REFERENCE, person_scope, pool_scope, team_scope
from sync.report import Report
from tests.desktop.presenters.above import (
    COMPANY,
    FAN,
    OTHER,
    REGION,
    SUN,
    WU,
    ZHOU,
    asked,
    held,
    ordinary,
    settle,
    sit_above,
    waiting,
)
from tests.desktop.presenters.desk import CHEN, NORTH, SOUTH, TEAM, WANG, Desk
from tests.desktop.presenters.recorders import ListRecorder

ADMIN = "0" * 31 + "a"
STAFF = (*COMPANY, PersonRow(ADMIN, 1, "系统管理员", OTHER, ("system_admin",)))
HELD = (held(1, WANG), held(2, WANG), held(3, CHEN), held(4, WANG), ordinary(5, WANG), waiting(6), waiting(7))


class TeamRecorder(ListRecorder):
    def __init__(self) -> None:
        super().__init__()
        self.lead = ""
        self.nothing = ""
        self.details: Details | None = None
        self.departure: DepartureQuestion | None = None
        self.move: MoveQuestion | None = None
        self.weighed: Weighed | None = None

    def show_lead(self, text: str) -> None:
        self.lead = text

    def show_listing(self, listing: Listing) -> None:
        super().show_listing(listing)
        self.nothing = ""

    def show_nothing(self, title: str, text: str) -> None:
        self.listing, self.nothing = None, title

    def show_details(self, details: Details | None) -> None:
        self.details = details

    def ask_departure(self, question: DepartureQuestion) -> None:
        self.departure = question

    def ask_move(self, question: MoveQuestion) -> None:
        self.move, self.weighed = question, question.weighed

    def show_weighed(self, weighed: Weighed) -> None:
        self.weighed = weighed


@dataclass
class Office:
    desk: Desk
    screen: TeamRecorder
    team: Team

    def names(self) -> list[str]:
        return [plain(self.screen.rows[each].cells[0]) for each in self.screen.ids]

    def cells(self, line_id: str) -> list[str]:
        return [plain(cell) for cell in self.screen.rows[line_id].cells]

    def steps(self, line_id: str) -> list[str]:
        self.team.details_asked(line_id)
        assert self.screen.details is not None
        return [step.key for step in self.screen.details.steps]

    @property
    def has_page(self) -> bool:
        return Page.TEAM in self.desk.window.rail


def enter(
    folder: Path, person_id: str = ADMIN, theirs: Sequence[CustomerRow] = HELD, company: Sequence[Row] = STAFF
) -> Office:
    """At a desk with the page open."""
    screen = TeamRecorder()
    made: list[Team] = []

    def furnish(place: Workplace, ways: RoomWays) -> Furnished:
        made.append(Team(screen, place, ways))
        return Furnished(made)

    desk = sit_above(folder, person_id, theirs, company=company, furnish=furnish)
    desk.presenters.window.open_page(Page.TEAM)
    return Office(desk, screen, made[0])


@pytest.fixture
def admin(tmp_path: Path) -> Office:
    return enter(tmp_path)


def test_an_admin_sees_everybody_in_their_teams_and_whoever_left_at_the_end(admin: Office) -> None:
    assert admin.names() == [
        "华南大区", "周强", "华南二组", "王芳", "陈晓", "范离 已离职", "总部", "吴静", "孙丽", "系统管理员",
    ]  # fmt: skip
    assert admin.screen.lead == "3 个团队 · 6 人"
    named = admin.screen.rows[FAN].cells[0]
    assert isinstance(named, Named) and named.is_quiet and named.depth == 2


def test_a_manager_sees_their_own_teams_and_changes_nothing(tmp_path: Path) -> None:
    zhou = enter(tmp_path, ZHOU)
    assert zhou.names() == ["华南大区", "周强", "华南二组", "王芳", "陈晓", "范离 已离职"]
    assert zhou.steps(WANG) == [StaffStep.SHOW]
    assert zhou.steps(TEAM) == [StaffStep.SHOW, StaffStep.WAITING]


@pytest.mark.parametrize("person_id", [WANG, WU, SUN])
def test_nobody_else_has_the_page(tmp_path: Path, person_id: str) -> None:
    assert not enter(tmp_path, person_id).has_page


def test_whoever_is_no_manager_any_more_loses_the_page_and_is_led_back(tmp_path: Path) -> None:
    zhou = enter(tmp_path, ZHOU)
    assert zhou.has_page
    assert zhou.desk.window.page is Page.TEAM
    zhou.desk.store(REFERENCE, [PersonRow(ZHOU, 2, "周强", REGION, ("rep",))])
    zhou.desk.hear(Report(changed={"person": frozenset({ZHOU})}))
    assert (zhou.has_page, zhou.desk.window.page) == (False, Page.CUSTOMERS)


def test_places_are_told_of_the_cap_and_customers_that_wait_by_team(admin: Office) -> None:
    # What is ordinary takes no place; three of three is full.
    assert admin.cells(WANG) == ["王芳", "销售", "3 / 3 · 已满", "", "看客户"]
    assert admin.cells(CHEN)[2] == "1 / 3"
    assert admin.screen.rows[CHEN].cells[2] == Meter("1 / 3", 1, 3)
    assert admin.cells(TEAM) == ["华南二组", "2 人", "", "2 位", "看客户"]
    assert admin.cells(REGION)[3] == ""
    assert admin.cells(ADMIN)[2:] == ["", "", ""], "holds no customers by their role"


def test_a_customer_that_two_scopes_show_is_counted_once(admin: Office) -> None:
    scopes = (
        REFERENCE,
        person_scope(ADMIN),
        pool_scope(SOUTH),
        pool_scope(NORTH),
        team_scope(TEAM),
        team_scope(REGION),
    )
    admin.desk.cache.scopes.grant(scopes)
    admin.desk.store(team_scope(REGION), [held(3, CHEN), waiting(6)])
    assert admin.desk.cache.staff.held() == {WANG: 4, CHEN: 1}
    assert admin.desk.cache.staff.waiting() == {TEAM: 2}


def test_what_is_sought_is_found_with_the_teams_above_it(admin: Office) -> None:
    admin.team.search_asked("陈")
    assert admin.names() == ["华南大区", "华南二组", "陈晓"]
    admin.team.search_asked("二组")
    assert admin.names() == ["华南大区", "华南二组", "王芳", "陈晓", "范离 已离职"]
    admin.team.search_asked("谁也不是")
    assert (admin.screen.listing, admin.screen.nothing) == (None, "没有找到「谁也不是」")
    admin.team.search_asked("")
    assert len(admin.names()) == 10


def test_somebodys_customers_are_one_click_away(admin: Office) -> None:
    admin.team.open_asked(CHEN)
    assert admin.desk.window.page is Page.CUSTOMERS
    assert admin.desk.register.ids == (HELD[2].id,)
    admin.team.step_asked(TEAM, StaffStep.WAITING)
    assert admin.desk.register.tab is RegisterTab.PENDING
    assert sorted(admin.desk.register.ids) == sorted([HELD[5].id, HELD[6].id])


def test_a_departure_says_what_follows_before_it_is_asked(admin: Office) -> None:
    assert admin.steps(WANG) == [StaffStep.SHOW, StaffStep.DEPART]
    admin.team.step_asked(WANG, StaffStep.DEPART)
    question = admin.screen.departure
    assert question is not None and question.title == "为王芳办理离职？"
    assert question.consequences[0] == "名下 4 位客户转到华南二组等待主管重新分配。"
    assert len(question.consequences) == 4 and asked(admin.desk) == []
    admin.team.departure_confirmed(WANG)
    assert [item.command for item in asked(admin.desk)] == [Depart(PersonId(WANG))]
    assert admin.desk.window.notices[-1] == "已提交：办理离职 王芳"
    assert admin.names()[3] == "王芳 待发送"
    assert admin.steps(WANG) == [StaffStep.SHOW, StaffStep.WITHDRAW]


def test_offline_it_is_kept_told_and_can_be_taken_back(admin: Office) -> None:
    admin.desk.go_offline()
    admin.team.refresh()
    assert admin.screen.lead == "3 个团队 · 6 人 · 离线：改动先存在本机，联网后生效"
    admin.team.step_asked(CHEN, StaffStep.DEPART)
    assert admin.screen.departure is not None
    assert admin.screen.departure.consequences[-1] == "现在离线：联网后才生效，发送前可以撤回。"
    admin.team.departure_confirmed(CHEN)
    assert admin.desk.window.notices[-1] == "已提交：办理离职 陈晓，联网后生效"
    admin.team.step_asked(CHEN, StaffStep.WITHDRAW)
    assert asked(admin.desk) == [] and admin.desk.window.notices[-1] == "已撤销 1 项"
    assert admin.names()[4] == "陈晓"


def test_the_last_admin_is_told_that_they_cannot_leave(admin: Office) -> None:
    admin.team.step_asked(ADMIN, StaffStep.DEPART)
    assert admin.screen.departure is None
    assert (
        admin.desk.window.notices[-1]
        == "系统管理员（总部）是最后一位系统管理员，不能离职。先请另一位同事担任系统管理员"
    )


def test_whoever_has_left_is_not_sent_away_again(admin: Office) -> None:
    assert admin.steps(FAN) == []
    assert admin.screen.details is not None and admin.screen.details.result.text == "已离职"


def test_a_team_is_moved_where_it_can_be_and_else_says_why_not(admin: Office) -> None:
    admin.team.step_asked(REGION, StaffStep.MOVE)
    question = admin.screen.move
    assert question is not None and question.chosen == ROOT
    assert [(each.key, each.depth) for each in question.parents] == [(ROOT, 0), (REGION, 0), (TEAM, 1), (OTHER, 0)]
    assert admin.screen.weighed == Weighed("现在就在这里", "移动团队", can_confirm=False)
    admin.team.parent_chosen(REGION, TEAM)
    assert admin.screen.weighed == Weighed("团队不能放到自己的下级里。换一个上级团队", "移动团队", can_confirm=False)
    admin.team.parent_chosen(REGION, OTHER)
    moved = "移到总部之下；人员和下级团队一起移动，上级主管随之改变。"
    assert admin.screen.weighed == Weighed(moved, "移动团队")
    admin.team.move_confirmed(REGION, OTHER)
    assert [item.command for item in asked(admin.desk)] == [MoveTeam(TeamId(REGION), TeamId(OTHER))]
    assert admin.names()[0] == "华南大区 待发送"


def test_what_was_moved_stands_in_its_new_place_once_the_server_says_so(admin: Office) -> None:
    admin.team.move_confirmed(TEAM, ROOT)
    admin.desk.store(REFERENCE, [TeamRow(TEAM, 2, "华南二组")])
    settle(admin.desk, asked(admin.desk), "move_team")
    assert [item.state for item in asked(admin.desk)] == [CommandState.DONE]
    assert admin.names()[:2] == ["华南二组", "王芳"]
    assert "待发送" not in " ".join(admin.names())


def test_the_sync_centre_tells_it_as_what_it_is(admin: Office) -> None:
    admin.desk.go_offline()
    admin.team.departure_confirmed(WANG)
    admin.team.move_confirmed(TEAM, OTHER)
    centre, screen = admin.desk.presenters.sync_centre, admin.desk.sync_centre
    centre.sync_rows_asked(screen.ids)
    told = [tuple(plain(cell) for cell in screen.rows[each].cells) for each in screen.ids]
    waits = "已保存在本机，联网后自动发送"
    assert told == [
        ("待发送", "移动团队", "华南二组", f"移到总部之下 · {waits}", "撤回"),
        ("待发送", "办理离职", "王芳", f"客户在华南二组等待分配 · {waits}", "撤回"),
    ]
    centre.export_asked()
    (content,) = admin.desk.files.values()
    assert "办理离职" in content.decode("utf-8-sig") and "移到总部之下" in content.decode("utf-8-sig")


def test_a_refusal_of_the_server_leads_back_to_the_page(admin: Office) -> None:
    admin.team.move_confirmed(TEAM, OTHER)
    settle(admin.desk, asked(admin.desk), "move_team", Reason.TEAM_UNDER_ITSELF, team_id=TEAM)
    assert admin.desk.window.notices[-1] == "华南二组：团队不能放到自己的下级里"
    (item,) = admin.desk.sync_centre.ids
    admin.desk.presenters.sync_centre.details_asked(item)
    details = admin.desk.sync_centre.details
    assert details is not None and [step.key for step in details.steps] == ["dismiss", "show-team"]
    assert "移到总部之下" in [fact.value for fact in details.facts]
    admin.desk.presenters.sync_centre.step_asked(item, "show-team")
    assert admin.desk.window.page is Page.TEAM
