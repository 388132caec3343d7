"""A follow-up that came too late is kept, told, and asks its customer back with one click."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from desktop.presenters.reasons import Step
from desktop.screens.actions import Action
from desktop.screens.cells import Label, Tone
from desktop.screens.customer import Draft
from desktop.screens.deeds import NO_TERMS
from desktop.screens.selection import These
from desktop.screens.window import Page
from domain.commands import AddFollowUp, AskReinstatement
from domain.instants import millis
from domain.reasons import Reason
from sync.protocol.rows import OwnershipEventRow
from sync.protocol.scopes import person_scope, pool_scope, team_scope
from sync.report import Report
from tests.desktop.presenters.above import ZHOU, held
from tests.desktop.presenters.above import settle as settle_above
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import CHEN, NOW, SOUTH, TEAM, WANG, Desk, ago, customer_id, in_pool, mine
from tests.desktop.presenters.rooms import notice, request, today_at
from tests.desktop.presenters.test_acts import ONE, TWO, answer, asked, settle
from tests.desktop.presenters.test_sync_centre import rows

WHY: dict[str, str | int] = {"rule": "follow_up_gap", "days": 40, "recycled_at": ago(2)}


def come_too_late(desk: Desk, *numbers: int) -> None:
    """Written offline, delivered after the customers had flowed out."""
    for number in numbers:
        desk.presenters.customer.save_asked(customer_id(number), Draft("phone", f"王工确认 {number}"))
    desk.store(person_scope(WANG), (), [("customer", customer_id(number)) for number in numbers])
    desk.store(pool_scope(SOUTH), [in_pool(number) for number in numbers])
    kept = [replace(answer(item, Reason.LATE_EVIDENCE, **WHY), is_accepted=True) for item in asked(desk)]
    settle(desk, *kept)


def test_it_is_told_at_the_foot_and_asked_for_from_there(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)], is_online=False)
    come_too_late(desk, 1)
    notice = desk.window.notice
    assert notice is not None and notice.more_word == "申请恢复" and notice.tone is Tone.WARNING
    assert notice.text == "我的客户001：已按您的名义留存，但送达时客户已于 9 月 9 日 14:02 流出（距上次跟进超过 40 天）"
    desk.presenters.window.more_asked(notice.more_key)
    assert [type(item.command) for item in asked(desk)].count(AskReinstatement) == 1
    assert desk.window.notices[-1] == "已提交 1 份恢复申请，等主管答复"


def test_in_the_sync_centre_it_stands_out_and_offers_the_same_step(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)], is_online=False)
    come_too_late(desk, 1)
    ((result, _, name, said, step),) = rows(desk)
    assert (result, name, step) == ("晚到", "我的客户001", "申请恢复")
    assert said.startswith("已按您的名义留存")
    (item,) = desk.sync_centre.ids
    desk.presenters.sync_centre.details_asked(item)
    details = desk.sync_centre.details
    assert details is not None and details.result == Label("晚到", Tone.WARNING)
    assert [each.key for each in details.steps] == [Step.ASK_BACK, Step.SHOW, Step.DISMISS]
    assert "由主管把客户还给您" in details.explanation
    desk.go_offline()
    desk.presenters.sync_centre.step_asked(item, Step.ASK_BACK)
    assert desk.window.notices[-1] == "已记下 1 份恢复申请，联网后送达"
    shown = {row[1]: row for row in rows(desk)}
    assert shown["申请恢复"][0] == "待发送"
    assert shown["跟进"][3].endswith("已申请恢复，待发送") and shown["跟进"][4] == "看客户"


def test_what_became_of_the_request_is_told_where_it_was_made(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)], is_online=False)
    come_too_late(desk, 1)
    command = asked(desk)[0].command
    assert isinstance(command, AddFollowUp)
    for state, said in (("open", "等主管答复"), ("declined", "申请已被驳回"), ("granted", "客户已还给您")):
        desk.store(person_scope(WANG), [msgspec.structs.replace(request(1, state), id=command.follow_up_id)])
        desk.presenters.sync_centre.refresh()
        assert rows(desk)[0][3].endswith(said)
        assert rows(desk)[0][4] == "看客户"


def test_whose_customer_somebody_has_claimed_it_cannot_be_asked_back(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)], is_online=False)
    come_too_late(desk, 1)
    desk.store(pool_scope(SOUTH), (), [("customer", ONE)])
    desk.presenters.sync_centre.refresh()
    assert rows(desk)[0][3].endswith("客户已不在公海，无法再申请恢复")
    assert rows(desk)[0][4] == "看客户"
    desk.presenters.sync_centre.step_asked(desk.sync_centre.ids[0], Step.ASK_BACK)
    assert desk.window.notice is not None and desk.window.notice.tone is Tone.BAD
    assert len(asked(desk)) == 1


def test_several_at_once_are_asked_for_together(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1), mine(2)], is_online=False)
    come_too_late(desk, 1, 2)
    notice = desk.window.notice
    assert notice is not None and notice.text == "2 条跟进晚到，客户已先流出"
    desk.presenters.window.more_asked(notice.more_key)
    assert desk.window.notices[-1] == "已提交 2 份恢复申请，等主管答复"


def _taken_back(number: int) -> OwnershipEventRow:
    return OwnershipEventRow(f"e{number}", 1, customer_id(number), "release", millis(NOW), CHEN, None, ZHOU)


def test_the_news_that_it_flowed_out_leave_the_step_in_place(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1), mine(2)], is_online=False)
    today_at(desk)
    come_too_late(desk, 1)
    told = list(desk.window.notices)
    flowed_out = [notice(number, "recycle", rule="follow_up_gap") for number in (1, 3, 4)]
    desk.store(person_scope(WANG), flowed_out)
    desk.hear(Report(changed={"notice": frozenset({"some"})}))
    assert desk.window.notices == told, "nor that others went with it"
    assert desk.window.rail[Page.TODAY].count == 3, "they are counted all the same"
    desk.store(person_scope(WANG), [notice(2, "recycle", rule="follow_up_gap")])
    desk.hear(Report(changed={"notice": frozenset({"some"})}))
    assert desk.window.notices[-1] == "1 位客户已流出"


def test_to_take_back_is_not_called_to_release(sit: OpenDesk) -> None:
    desk = sit(ZHOU, [held(1, CHEN), held(2, CHEN)], own=[mine(3, owner_id=ZHOU)])
    desk.go_offline()
    register = desk.presenters.register
    register.act_confirmed(Action.TAKE_BACK, These((ONE, TWO)), NO_TERMS)
    register.act_confirmed(Action.RELEASE, These((customer_id(3),)), NO_TERMS)
    assert [(row[1], row[2].split(" · ")[0]) for row in rows(desk)] == [
        ("释放", "我的客户003"),
        ("收回 2 位", "批量收回"),
    ]
    batch = desk.sync_centre.ids[1]
    items = [item for item in asked(desk) if item.subject_id in (ONE, TWO)]
    settle_above(desk, items, "release")
    desk.store(team_scope(TEAM), (), [("customer", ONE), ("customer", TWO)])
    desk.store(pool_scope(SOUTH), [in_pool(1), in_pool(2), _taken_back(1), _taken_back(2)])
    desk.presenters.sync_centre.refresh()
    assert batch in desk.sync_centre.ids
    assert "收回 2 位" in [row[1] for row in rows(desk)], "also once nobody holds them any more"
