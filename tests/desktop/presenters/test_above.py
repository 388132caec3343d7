"""Who looks after others: whose customers are listed, what can be done with them, and what is said before and after."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.cells import Act, Label, Ruled, Text, Tone, plain
from desktop.screens.customer import Draft
from desktop.screens.deeds import NO_TERMS, Question, Terms
from desktop.screens.lists import Column
from desktop.screens.preferences import Language
from desktop.screens.register import RegisterTab
from desktop.screens.selection import These
from domain.commands import Assign, ConvertToOrdinary, ConvertToPool, Extend, Lock, Release
from domain.instants import millis
from domain.reasons import Reason
from sync.cache.answers import Answer, Item
from sync.protocol.rows import OwnershipEventRow, PersonRow, PoolRow, ReceiptRow
from sync.protocol.scopes import REFERENCE, person_scope, team_scope
from sync.report import Report
from tests.desktop.presenters.above import COMPANY, FAN, SUN, WU, ZHOU, held, ordinary, sit_above, waiting
from tests.desktop.presenters.desk import CHEN, NORTH, NOW, SOUTH, TEAM, WANG, Desk, ago, customer_id, in_pool, mine

ONE, TWO, THREE, FOUR = (customer_id(number) for number in (1, 2, 3, 4))
type Sit = Callable[..., Desk]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Sit]:
    desks: list[Desk] = []

    def sitting(*args: Any, **kinds: Any) -> Desk:
        desks.append(sit_above(tmp_path, *args, **kinds))
        return desks[-1]

    yield sitting
    for desk in desks:
        desk.cache.close()
        assert desk.background.stray == []


def asked(desk: Desk) -> list[Item]:
    return [item for group in desk.cache.outbox.groups() for item in group.items]


def tabs(desk: Desk) -> dict[RegisterTab, int | None]:
    return {tab.tab: tab.count for tab in desk.register.tabs}


def cell(desk: Desk, row_id: str, column: Column) -> object:
    desk.presenters.register.rows_asked((row_id,))
    assert desk.register.listing is not None
    return desk.register.rows[row_id].cells[desk.register.listing.columns.index(column)]


def question(desk: Desk) -> Question:
    assert desk.register.question is not None
    return desk.register.question


def look_at_all(desk: Desk, tab: RegisterTab = RegisterTab.ASSIGNED) -> None:
    desk.presenters.register.whose_asked("all")
    desk.presenters.register.tab_asked(tab)


def settle(desk: Desk, items: list[Item], verb: str, reason: Reason | None = None, **facts: str | int) -> None:
    """The server answered these alike."""
    answers = tuple(
        Answer(each.id, each.batch_id, each.command.customer_id, each.customer_name, verb, not reason, reason, facts)
        for each in items
    )
    rows = [ReceiptRow(each.id, 1, not reason, reason, dict(facts), millis(NOW)) for each in items]
    desk.store(person_scope(desk.person_id), rows)
    desk.hear(Report(answers=answers, changed={"receipt": frozenset(each.id for each in items)}))


# which lists there are


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
    closed = tuple(msgspec.structs.replace(row, is_open=False) if isinstance(row, PoolRow) else row for row in COMPANY)
    desk = sit(ZHOU, [ordinary(1, WANG)], company=closed)
    assert list(tabs(desk)) == [RegisterTab.ORDINARY, RegisterTab.PENDING, RegisterTab.ALL]
    look_at_all(desk, RegisterTab.ORDINARY)
    desk.presenters.register.ticks_changed(These((ONE,)))
    assert desk.register.bar is not None
    assert [act.action for act in desk.register.bar.acts if act.is_enabled] == [Action.ASSIGN]


def test_a_rep_s_list_of_ordinary_customers_is_there_while_they_have_some(sit: Sit) -> None:
    desk = sit(WANG, own=[msgspec.structs.replace(ordinary(1, WANG), team_id=None)])
    assert desk.register.whose_now == "mine"
    assert list(tabs(desk))[-2:] == [RegisterTab.ORDINARY, RegisterTab.ALL]
    assert tabs(desk)[RegisterTab.ORDINARY] == 1


# what flows out


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


# assigning


def test_the_question_shows_everybody_s_places_and_says_live_what_will_happen(sit: Sit) -> None:
    full = [held(number, CHEN) for number in (11, 12, 13)]
    desk = sit(ZHOU, [*full, held(14, WANG), waiting(1), waiting(2), waiting(3)])
    desk.presenters.register.tab_asked(RegisterTab.PENDING)
    who = These((ONE, TWO, THREE))
    desk.presenters.register.act_asked(Action.ASSIGN, who)
    people = {each.name: each for team in question(desk).teams for each in team.candidates}
    assert [team.name for team in question(desk).teams] == ["华南大区", "华南二组"]
    assert (people["王芳"].figures, people["王芳"].is_enabled) == ("保有 1 / 3 · 空 2", True)
    assert (people["陈晓"].figures, people["陈晓"].is_enabled) == ("已满 3 / 3", False)
    assert "范离" not in people
    assert not question(desk).weighed.can_confirm
    desk.presenters.register.terms_changed(Action.ASSIGN, who, Terms(people=(WANG,)))
    assert desk.register.weighed is not None
    assert desk.register.weighed.text == "2 位给王芳；1 位超过接收人的保有上限"
    desk.presenters.register.terms_changed(Action.ASSIGN, who, Terms(people=(ZHOU, WANG)))
    assert desk.register.weighed.text == "2 位给周强，1 位给王芳"
    assert desk.register.weighed.confirm == "分配 3 位"
    words.speak(Language.ENGLISH)
    desk.presenters.register.terms_changed(Action.ASSIGN, who, Terms(people=(ZHOU, WANG)))
    assert desk.register.weighed.text == "2 to 周强, 1 to 王芳"


def test_what_is_assigned_leaves_the_waiting_list_at_once_and_can_be_undone(sit: Sit) -> None:
    desk = sit(ZHOU, [waiting(1), waiting(2)])
    desk.presenters.register.tab_asked(RegisterTab.PENDING)
    desk.presenters.register.act_confirmed(Action.ASSIGN, These((ONE, TWO)), Terms("老客户", people=(WANG, CHEN)))
    assert [type(item.command) for item in asked(desk)] == [Assign, Assign]
    assert {getattr(item.command, "to_person_id") for item in asked(desk)} == {WANG, CHEN}  # noqa: B009
    assert desk.register.blank is not None
    assert desk.background.syncs_asked == 0, "it waits a moment, so that it can be taken back"
    assert desk.window.notice is not None and desk.window.notice.text == "已提交分配 2 位"
    desk.presenters.window.undo_asked(desk.window.notice.undo_key)
    assert asked(desk) == []
    assert set(desk.register.ids) == {ONE, TWO}


def test_an_assignment_is_told_once_the_server_has_granted_it(sit: Sit) -> None:
    desk = sit(ZHOU, [waiting(1), waiting(2)])
    desk.presenters.register.tab_asked(RegisterTab.PENDING)
    desk.presenters.register.act_confirmed(Action.ASSIGN, These((ONE, TWO)), Terms(people=(WANG,)))
    settle(desk, asked(desk), "assign")
    assert desk.window.notices[-1] == "已分配 2 位"


def test_an_assignment_that_was_refused_is_explained_row_by_row(sit: Sit) -> None:
    desk = sit(ZHOU, [waiting(1), waiting(2)])
    desk.presenters.register.tab_asked(RegisterTab.PENDING)
    desk.presenters.register.act_confirmed(Action.ASSIGN, These((ONE, TWO)), Terms(people=(WANG,)))
    settle(desk, asked(desk), "assign", Reason.PERSON_FULL, person_id=WANG, cap=3, holding=3)
    (result,) = desk.register.results
    assert (result.title, result.done) == ("批量分配 2 位", "已分配 0 位")
    assert {row.reason for row in result.others} == {"王芳（华南二组）保有 3 位，上限 3 位"}


def test_a_manager_claims_or_assigns_what_lies_in_the_pool(sit: Sit) -> None:
    desk = sit(ZHOU, [], [in_pool(1), in_pool(2)])
    desk.presenters.register.pool_asked(SOUTH)
    assert cell(desk, ONE, Column.ACTION) == Act("claim", "认领")
    assert desk.register.rows[ONE].acts == {"claim", "assign"}
    desk.presenters.register.ticks_changed(These((ONE, TWO)))
    assert desk.register.bar is not None
    assert [(act.action, act.is_weightiest) for act in desk.register.bar.acts] == [
        (Action.ASSIGN, False),
        (Action.CLAIM, True),
    ]


def test_an_admin_of_a_pool_may_give_to_its_members_and_sees_masked(sit: Sit) -> None:
    desk = sit(WU, [held(1, WANG, phone="138****5678")], [in_pool(2)])
    look_at_all(desk)
    desk.presenters.register.customer_asked(ONE)
    panel = desk.customer.panel
    assert panel is not None and panel.masked_because and panel.entry is None
    assert {act.key for act in panel.acts} == {"take-back", "assign", "extend", "convert-to-ordinary"}
    desk.presenters.customer.panel_act_asked(ONE, "assign")
    names = {each.name for team in question(desk).teams for each in team.candidates}
    assert names == {"王芳", "陈晓", "周强", "吴静"}


# the other acts from above


def test_take_back_asks_for_a_reason_and_says_whom_the_cool_down_falls_on(sit: Sit) -> None:
    desk = sit(ZHOU, [held(1, WANG)])
    look_at_all(desk)
    assert cell(desk, ONE, Column.ACTION) == Act("take-back", "收回")
    desk.presenters.register.act_asked(Action.TAKE_BACK, These((ONE,)))
    assert question(desk).title == "收回「同事客户001」？"
    assert question(desk).weighed.text == "1 位可收回；收回后，原负责人到 9 月 14 日 14:02 才能再认领"
    assert question(desk).has_note and question(desk).reasons
    desk.presenters.register.act_confirmed(Action.TAKE_BACK, These((ONE,)), Terms("换人跟进"))
    (item,) = asked(desk)
    assert isinstance(item.command, Release) and item.command.note == "换人跟进"
    settle(desk, [item], "release")
    assert desk.window.notices[-1] == "已收回 1 位"


def test_what_its_owner_has_locked_is_not_taken_back_and_the_question_says_what_now(sit: Sit) -> None:
    desk = sit(ZHOU, [held(1, WANG, is_locked=True)])
    look_at_all(desk)
    desk.presenters.register.act_asked(Action.TAKE_BACK, These((ONE,)))
    assert question(desk).weighed.text == "客户已锁定。先解锁，再做一次"
    assert not question(desk).weighed.can_confirm
    desk.presenters.register.customer_asked(ONE)
    assert desk.customer.panel is not None
    assert "unlock" in {act.key for act in desk.customer.panel.acts}, "its manager may"


def test_a_customer_is_locked_at_once_and_shows_it(sit: Sit) -> None:
    desk = sit(ZHOU, own=[mine(1, owner_id=ZHOU)])
    desk.presenters.customer.panel_act_asked(ONE, "lock")
    assert [type(item.command) for item in asked(desk)] == [Lock]
    assert desk.window.notices[-1] == "已锁定 1 位"
    assert cell(desk, ONE, Column.OUTFLOW) == Ruled(Label("不流出", Tone.PRIMARY), "已锁定")
    assert plain(cell(desk, ONE, Column.NAME)) == "我的客户001 待发送"  # type: ignore[arg-type]


def test_conversions_name_what_follows_and_into_which_pool(sit: Sit) -> None:
    desk = sit(ZHOU, [held(1, WANG), ordinary(2, CHEN)])
    look_at_all(desk)
    desk.presenters.register.act_asked(Action.CONVERT_TO_ORDINARY, These((ONE,)))
    assert question(desk).weighed.text == "1 位可转普通；仍归原负责人，不再有回归期限，也不占名额"
    desk.presenters.register.act_confirmed(Action.CONVERT_TO_ORDINARY, These((ONE,)), NO_TERMS)
    desk.presenters.register.tab_asked(RegisterTab.ORDINARY)
    assert cell(desk, TWO, Column.ACTION) == Act("convert-to-pool", "转公海")
    desk.presenters.register.act_asked(Action.CONVERT_TO_POOL, These((TWO,)))
    assert {choice.text for choice in question(desk).pools} == {"华北公海", "华南公海"}
    desk.presenters.register.act_confirmed(Action.CONVERT_TO_POOL, These((TWO,)), Terms(pool=NORTH))
    commands = [item.command for item in asked(desk)]
    assert {type(command) for command in commands} == {ConvertToOrdinary, ConvertToPool}
    assert {command.pool_id for command in commands if isinstance(command, ConvertToPool)} == {NORTH}


def test_every_act_reads_well_in_the_sync_centre(sit: Sit) -> None:
    desk = sit(ZHOU, [held(1, WANG), held(2, CHEN), held(3, WANG), ordinary(4, WANG)])
    look_at_all(desk)
    register = desk.presenters.register
    register.act_confirmed(Action.ASSIGN, These((ONE,)), Terms(people=(CHEN,)))
    register.act_confirmed(Action.EXTEND, These((TWO,)), Terms(days=1))
    register.act_confirmed(Action.CONVERT_TO_ORDINARY, These((THREE,)), NO_TERMS)
    register.act_confirmed(Action.CONVERT_TO_POOL, These((FOUR,)), Terms(pool=SOUTH))
    said = set()
    for line in desk.sync_centre.ids:
        desk.presenters.sync_centre.sync_rows_asked((line,))
        said.add(plain(desk.sync_centre.rows[line].cells[1]))
    assert said == {"分配", "延期", "转普通", "转公海"}


# one customer


def test_a_manager_reads_and_follows_up_what_their_people_hold(sit: Sit) -> None:
    desk = sit(ZHOU, [held(1, WANG, 13.1)])
    desk.presenters.register.customer_asked(ONE)
    panel = desk.customer.panel
    assert panel is not None and panel.card is not None and panel.entry is not None
    assert panel.masked_because == ""
    assert "13800005678" in [fact.value for fact in panel.facts if not fact.is_masked]
    assert panel.card.text == (
        "负责人：王芳（华南二组）。规则：归属后 15 天内没有首次跟进。负责人现在写一条跟进，可延至 10 月 21 日。"
    )
    desk.presenters.customer.save_asked(ONE, Draft("phone", "陪访，客户要加急"))
    assert desk.customer.saved == [ONE]
    assert desk.customer.panel is not None
    assert desk.customer.panel.follow_ups[0].text == "陪访，客户要加急"


def test_one_that_waits_says_in_which_team(sit: Sit) -> None:
    desk = sit(ZHOU, [waiting(1)])
    desk.presenters.register.tab_asked(RegisterTab.PENDING)
    assert cell(desk, ONE, Column.TEAM) == Text("华南二组")
    assert cell(desk, ONE, Column.ACTION) == Act("assign", "分配")
    desk.presenters.register.customer_asked(ONE)
    panel = desk.customer.panel
    assert panel is not None and panel.card is not None and panel.entry is None
    assert (panel.card.title, panel.card.text) == ("待分配", "在华南二组等待分配。")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            Language.CHINESE,
            [
                ("今天 0:01 · 系统回收 · 系统", "我 → 无人负责；规则：距上次跟进超过 35 天；到期 今天 0:00"),
                ("昨天 14:02 · 延期 · 陈晓（华南二组）", "仍归我；延 2 天，由 昨天 0:00 至 今天 0:00"),
                ("9 月 8 日 14:02 · 分配 · 我", "陈晓（华南二组） → 我；原因：换人跟进"),
                ("9 月 6 日 14:02 · teleport · 系统", "无人负责 → 陈晓（华南二组）"),
            ],
        ),
        (
            Language.ENGLISH,
            [
                (
                    "today 0:01 · Recycled · the system",
                    "me → nobody; rule: more than 35 days since the last follow-up; due today 0:00",
                ),
                (
                    "yesterday 14:02 · Extended · 陈晓 (华南二组)",
                    "stays with me; 2 days, from yesterday 0:00 to today 0:00",
                ),
                ("8 Sep 14:02 · Assigned · me", "陈晓 (华南二组) → me; reason: 换人跟进"),
                ("6 Sep 14:02 · teleport · the system", "nobody → 陈晓 (华南二组)"),
            ],
        ),
    ],
)
def test_the_history_tells_who_when_why_and_the_numbers_used_then(
    sit: Sit, language: Language, said: list[tuple[str, str]]
) -> None:
    desk = sit(ZHOU, [held(1, WANG)])
    midnight = millis(NOW.replace(hour=0, minute=0))
    recycled: dict[str, str | int | bool | None] = {"due_at": midnight, "follow_up_gap_days": 35, "last_order_at": None}
    extended: dict[str, str | int | bool | None] = {"days": 2, "before": midnight - 86_400_000, "until": midnight}
    desk.store(
        team_scope(TEAM),
        [
            OwnershipEventRow("h1", 1, ONE, "teleport", ago(5), None, CHEN),
            OwnershipEventRow("h2", 1, ONE, "assign", ago(3), CHEN, ZHOU, ZHOU, "换人跟进"),
            OwnershipEventRow("h3", 1, ONE, "extend", ago(1), ZHOU, ZHOU, CHEN, numbers=extended),
            OwnershipEventRow(
                "h4", 1, ONE, "recycle", midnight + 60_000, ZHOU, None, None, "", "follow_up_gap", 1, recycled
            ),
        ],
    )
    words.speak(language)
    desk.presenters.register.customer_asked(ONE)
    assert desk.customer.panel is not None
    assert [(line.head, line.text) for line in desk.customer.panel.history] == said


def test_what_somebody_no_longer_directs_is_said_by_name(sit: Sit) -> None:
    desk = sit(ZHOU, [waiting(1)])
    desk.presenters.register.tab_asked(RegisterTab.PENDING)
    desk.presenters.register.act_asked(Action.ASSIGN, These((ONE,)))
    gone = [
        msgspec.structs.replace(row, has_departed=True)
        for row in COMPANY
        if isinstance(row, PersonRow) and row.id == WANG
    ]
    desk.store(REFERENCE, gone)
    desk.presenters.register.terms_changed(Action.ASSIGN, These((ONE,)), Terms(people=(WANG,)))
    assert desk.register.weighed is not None
    assert (desk.register.weighed.text, desk.register.weighed.can_confirm) == (
        "王芳（华南二组）已离职，不能接收客户。换一位同事",
        False,
    )
    assert FAN not in {each.key for team in question(desk).teams for each in team.candidates}
