"""Who looks after others: whose customers are listed, and what flows out of their hands."""

from collections.abc import Callable

import msgspec

from desktop.screens.actions import Action
from desktop.screens.cells import Act, Label, Ruled, Text, Tone, plain
from desktop.screens.deeds import Terms
from desktop.screens.lists import Column
from desktop.screens.register import RegisterTab
from desktop.screens.selection import These
from domain.commands import Extend
from sync.protocol.rows import PoolRow, TeamRow
from sync.protocol.scopes import REFERENCE
from sync.report import Report
from tests.desktop.presenters.above import (
    COMPANY,
    ONE,
    OTHER,
    REGION,
    SUN,
    THREE,
    TWO,
    ZHOU,
    asked,
    cell,
    held,
    look_at_all,
    ordinary,
    question,
    tabs,
    waiting,
)
from tests.desktop.presenters.desk import CHEN, NORTH, SOUTH, TEAM, WANG, Desk, in_pool, mine

type Sit = Callable[..., Desk]

NO_POOL_OPEN = tuple(
    msgspec.structs.replace(row, is_open=False) if isinstance(row, PoolRow) else row for row in COMPANY
)


def test_a_manager_has_every_tab_and_sees_first_what_is_their_own(sit: Sit) -> None:
    desk = sit(ZHOU, [held(1, WANG), waiting(2), ordinary(3, CHEN)], [in_pool(4)])
    assert list(tabs(desk)) == list(RegisterTab)
    assert desk.register.whose_now == "mine"
    desk.presenters.register.pool_asked(SOUTH)
    look_at_all(desk)
    assert tabs(desk) == {
        RegisterTab.ASSIGNED: 1,
        RegisterTab.UNASSIGNED: 1,
        RegisterTab.FLOWING: 0,
        RegisterTab.ORDINARY: 1,
        RegisterTab.PENDING: 1,
        RegisterTab.ALL: 3,
    }


def test_sales_support_sees_everybody_s_at_once_and_may_do_nothing_with_it(sit: Sit) -> None:
    desk = sit(SUN, [held(1, WANG)])
    assert desk.register.whose_now == "all"
    assert desk.register.ids == (ONE,)
    assert plain(cell(desk, ONE, Column.OWNER)) == "王芳"  # type: ignore[arg-type]
    assert plain(cell(desk, ONE, Column.ACTION)) == ""  # type: ignore[arg-type]
    desk.presenters.register.ticks_changed(These((ONE,)))
    assert desk.register.bar is not None and desk.register.bar.acts == ()


def test_the_chooser_narrows_to_a_team_or_a_person_and_is_remembered_in_every_tab(sit: Sit) -> None:
    desk = sit(ZHOU, [held(1, WANG), held(2, CHEN), ordinary(3, WANG)])
    named = {choice.text: choice for choice in desk.register.whose}
    assert list(named) == ["我的", "全部团队", "华南大区全队", "周强", "华南二组全队", "王芳", "陈晓"]
    assert named["王芳"].group == "华南二组"
    assert "范离" not in named, "who has left holds nothing"
    desk.presenters.register.whose_asked(named["华南二组全队"].key)
    assert set(desk.register.ids) == {ONE, TWO}
    desk.presenters.register.whose_asked(named["王芳"].key)
    assert desk.register.ids == (ONE,)
    desk.presenters.register.tab_asked(RegisterTab.ALL)
    assert set(desk.register.ids) == {ONE, THREE}
    desk.presenters.register.whose_asked("mine")
    assert desk.register.blank is not None


def test_with_no_pool_open_in_the_company_there_is_nothing_of_pools(sit: Sit) -> None:
    desk = sit(ZHOU, [ordinary(1, WANG)], company=NO_POOL_OPEN)
    assert desk.window.quotas is None
    assert list(tabs(desk)) == [RegisterTab.ORDINARY, RegisterTab.PENDING, RegisterTab.ALL]
    look_at_all(desk, RegisterTab.ORDINARY)
    desk.presenters.register.ticks_changed(These((ONE,)))
    assert desk.register.bar is not None
    assert [act.action for act in desk.register.bar.acts if act.is_enabled] == [Action.ASSIGN]


def test_a_list_follows_rights_that_go_and_come_back(sit: Sit) -> None:
    desk = sit(ZHOU, [held(1, WANG)], own=[mine(2, owner_id=ZHOU)])
    wang = next(choice.key for choice in desk.register.whose if choice.text == "王芳")
    desk.presenters.register.whose_asked(wang)
    assert desk.register.ids == (ONE,)
    for version, parent, ids, whose in ((2, OTHER, (TWO,), "mine"), (3, REGION, (ONE,), wang)):
        desk.store(REFERENCE, [TeamRow(TEAM, version, "华南二组", parent)])
        desk.hear(Report(changed={"team": frozenset({TEAM}), "customer": frozenset({ONE})}))
        assert (desk.register.whose_now, desk.register.ids) == (whose, ids)


def test_a_tab_that_goes_while_one_looks_at_it_gives_way_to_the_first(sit: Sit) -> None:
    desk = sit(WANG, own=[mine(1)], pooled=[in_pool(2)])
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    desk.store(REFERENCE, [PoolRow(pool_id, 2, "已关闭", is_open=False) for pool_id in (NORTH, SOUTH)])
    desk.hear(Report(changed={"pool": frozenset({NORTH, SOUTH})}))
    assert list(tabs(desk)) == [RegisterTab.ALL]
    assert desk.register.ids == (ONE,)


def test_a_rep_s_list_of_ordinary_customers_is_there_while_they_have_some(sit: Sit) -> None:
    desk = sit(WANG, own=[msgspec.structs.replace(ordinary(1, WANG), team_id=None)])
    assert desk.register.whose_now == "mine"
    assert list(tabs(desk))[-2:] == [RegisterTab.ORDINARY, RegisterTab.ALL]
    assert tabs(desk)[RegisterTab.ORDINARY] == 1


def test_what_is_about_to_flow_out_says_when_by_which_rule_and_what_would_keep_it(sit: Sit) -> None:
    desk = sit(ZHOU, own=[mine(1, 12.7, owner_id=ZHOU), mine(2, 13.7, owner_id=ZHOU), mine(3, 12, owner_id=ZHOU)])
    desk.presenters.register.tab_asked(RegisterTab.FLOWING)
    assert desk.register.ids == (TWO, ONE), "the nearest first; what has more than three days is not among them"
    badge = next(tab for tab in desk.register.tabs if tab.tab is RegisterTab.FLOWING)
    assert (badge.count, badge.needs_you) == (2, True)
    assert cell(desk, ONE, Column.OUTFLOW_AT) == Text("9 月 14 日 0:00", is_number=True)
    assert cell(desk, ONE, Column.OUTFLOW) == Ruled(Label("剩 2 天", Tone.BAD), "15 天未首跟")
    assert cell(desk, TWO, Column.OUTFLOW) == Ruled(Label("剩 1 天", Tone.BAD), "15 天未首跟")
    assert cell(desk, ONE, Column.MOVER) == Text("写跟进", is_quiet=True)
    assert cell(desk, ONE, Column.ACTION) == Act("follow-up", "跟进")
    desk.presenters.register.filter_choices_asked()
    assert not any("flowing" in choice.key for choice in desk.register.filters.choices)


def test_a_manager_extends_what_flows_out_of_their_people_s_hands(sit: Sit) -> None:
    desk = sit(ZHOU, [held(1, WANG, 13.1), held(2, CHEN, 14.1)])
    look_at_all(desk, RegisterTab.FLOWING)
    assert cell(desk, ONE, Column.ACTION) == Act("extend", "延期")
    desk.presenters.register.act_asked(Action.EXTEND, These((ONE,)))
    assert (question(desk).title, question(desk).days, question(desk).chosen.days) == (
        "延长「同事客户001」的回归期限",
        30,
        30,
    )
    desk.presenters.register.terms_changed(Action.EXTEND, These((ONE,)), Terms(days=3))
    assert desk.register.weighed is not None
    assert desk.register.weighed.text == "回归期限由 9 月 14 日 0:00 延至 9 月 17 日 0:00"
    desk.presenters.register.act_confirmed(Action.EXTEND, These((ONE,)), Terms(days=3))
    (item,) = asked(desk)
    assert isinstance(item.command, Extend) and item.command.days == 3
    assert cell(desk, ONE, Column.OUTFLOW_AT) == Text("9 月 17 日 0:00", is_number=True)
    assert plain(cell(desk, ONE, Column.NAME)) == "同事客户001 待发送"  # type: ignore[arg-type]


def test_who_may_hold_no_customers_is_shown_no_places(sit: Sit) -> None:
    assert sit(ZHOU).window.quotas is not None
    assert sit(SUN).window.quotas is None
