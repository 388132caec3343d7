"""What managers and admins of pools do with others' customers: what is asked, said before, and told after."""

from collections.abc import Callable

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.cells import Act, Label, Ruled, Tone, plain
from desktop.screens.deeds import NO_TERMS, Terms
from desktop.screens.lists import Column
from desktop.screens.preferences import Language
from desktop.screens.register import RegisterTab
from desktop.screens.selection import These
from domain.commands import Assign, ConvertToOrdinary, ConvertToPool, Lock, Release
from domain.reasons import Reason
from tests.desktop.presenters.above import (
    FOUR,
    ONE,
    THREE,
    TWO,
    WU,
    ZHOU,
    asked,
    cell,
    held,
    look_at_all,
    ordinary,
    question,
    settle,
    waiting,
)
from tests.desktop.presenters.desk import CHEN, NORTH, SOUTH, WANG, Desk, in_pool, mine

type Sit = Callable[..., Desk]


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
    assert desk.register.rows[ONE].acts == {"claim", "assign", "tag"}
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
