"""Everything that was asked stands there with its fate, and with something to do about it."""

import csv
import io

import pytest

from desktop.presenters.reasons import Step
from desktop.screens.actions import Action
from desktop.screens.cells import Label, Tone, plain
from desktop.screens.customer import Draft
from desktop.screens.deeds import NO_TERMS, Terms
from desktop.screens.register import RegisterTab
from desktop.screens.selection import These
from desktop.screens.sync_centre import SyncTab
from desktop.screens.window import Page
from domain.reasons import Reason
from sync.cache.answers import CommandState
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import CHEN, Desk, in_pool, mine
from tests.desktop.presenters.test_acts import ONE, TWO, answer, asked, settle


def rows(desk: Desk) -> list[tuple[str, ...]]:
    desk.presenters.sync_centre.sync_rows_asked(desk.sync_centre.ids)
    return [tuple(plain(cell) for cell in desk.sync_centre.rows[each].cells) for each in desk.sync_centre.ids]


def test_nothing_asked_yet_has_its_own_words(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    assert desk.sync_centre.nothing == "没有记录"
    assert desk.sync_centre.lead == "已同步 14:02。您的工作都已送达，数据是最新的。"


def test_what_waits_can_be_withdrawn_and_is_said_to_be_kept(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)], [in_pool(2)], is_online=False)
    desk.presenters.customer.save_asked(ONE, Draft("phone", "王工确认 6 层板打样"))
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    desk.presenters.register.act_asked(Action.CLAIM, These((TWO,)))
    assert rows(desk) == [
        ("待发送", "认领意向", "公海客户002", "联网后由服务器裁定；尚不属于您", "撤回"),
        ("待发送", "跟进", "我的客户001", "电话 · 王工确认 6 层板打样", "撤回"),
    ]
    assert desk.sync_centre.lead == "离线 · 数据截至 14:02 · 2 项待发送。您的工作都已保存在本机，联网后自动发送。"
    assert desk.sync_centre.counts[SyncTab.WAITING].count == 2
    desk.presenters.sync_centre.step_asked(desk.sync_centre.ids[0], Step.WITHDRAW)
    assert len(asked(desk)) == 1


def test_a_refused_follow_up_can_be_read_in_full_and_seen(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)], is_online=False)
    desk.presenters.customer.save_asked(ONE, Draft("phone", "一段不能丢的话"))
    settle(desk, answer(asked(desk)[0], Reason.NOT_YOURS, owner_id=CHEN))
    (item,) = desk.sync_centre.ids
    desk.presenters.sync_centre.details_asked(item)
    details = desk.sync_centre.details
    assert details is not None
    assert details.text == "一段不能丢的话"
    assert details.result == Label("被拒绝", Tone.BAD)
    assert "陈晓（华南二组）" in details.explanation and "可从公海认领" in details.explanation
    assert [step.key for step in details.steps] == [Step.DISMISS, Step.SHOW]
    assert desk.sync_centre.counts[SyncTab.REFUSED].needs_you
    desk.presenters.sync_centre.step_asked(item, Step.DISMISS)
    assert desk.sync_centre.nothing
    assert not desk.sync_centre.counts[SyncTab.REFUSED].needs_you


def test_a_claim_refused_for_a_limit_can_be_asked_again(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1)], is_online=False)
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    desk.presenters.register.act_asked(Action.CLAIM, These((ONE,)))
    settle(desk, answer(asked(desk)[0], Reason.CAP_REACHED, cap=500, holding=500))
    (item,) = desk.sync_centre.ids
    assert rows(desk)[0][-1] == "再认领"
    desk.presenters.sync_centre.step_asked(item, Step.CLAIM_AGAIN)
    (fresh,) = asked(desk)
    assert fresh.id != item and fresh.state is CommandState.QUEUED


def test_a_batch_opens_into_its_rows(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1), mine(2)], is_online=False)
    desk.presenters.register.act_confirmed(Action.RELEASE, These((ONE, TWO)), NO_TERMS)
    (batch,) = desk.sync_centre.ids
    assert rows(desk)[0][1:4] == ("释放 2 位", "批量释放 · 今天 14:02", "2 位待答复")
    desk.presenters.sync_centre.open_asked(batch)
    assert [row[2] for row in rows(desk)[1:]] == ["我的客户001", "我的客户002"]
    desk.presenters.sync_centre.open_asked(batch)
    assert desk.sync_centre.ids == (batch,)


def test_what_is_done_offers_to_be_seen(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.presenters.customer.save_asked(ONE, Draft("phone", "成了"))
    settle(desk, answer(asked(desk)[0]))
    assert rows(desk)[0][0] == "已完成"
    desk.presenters.sync_centre.step_asked(desk.sync_centre.ids[0], Step.SHOW)
    assert desk.window.page is Page.CUSTOMERS
    assert desk.customer.panel is not None and desk.customer.panel.customer_id == ONE


def test_the_export_holds_every_row_with_its_reason_and_text(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1), mine(2)], is_online=False)
    desk.presenters.customer.save_asked(ONE, Draft("phone", "=HYPERLINK(1)"))
    desk.presenters.register.act_confirmed(Action.RELEASE, These((ONE, TWO)), Terms("近期没有需求"))
    desk.presenters.sync_centre.export_asked()
    (name,) = desk.files
    assert name == "同步事项-2026-09-11.csv"
    table = list(csv.reader(io.StringIO(desk.files[name].decode("utf-8-sig"), newline="")))
    assert table[0] == ["结果", "操作", "对象", "说明", "写过的内容"]
    assert len(table) == 4
    assert {row[-1] for row in table[1:]} == {"'=HYPERLINK(1)", "近期没有需求"}
    assert desk.window.notices[-1].startswith("已存为")


@pytest.mark.parametrize("tab", [SyncTab.WAITING, SyncTab.CHECKING, SyncTab.REFUSED, SyncTab.DONE])
def test_a_tab_shows_only_its_own(sit_down: OpenDesk, tab: SyncTab) -> None:
    desk = sit_down([mine(1), mine(2)])
    desk.presenters.customer.save_asked(ONE, Draft("phone", "答复了的"))
    settle(desk, answer(asked(desk)[0]))
    desk.presenters.customer.save_asked(TWO, Draft("phone", "在等的"))
    desk.presenters.sync_centre.sync_tab_asked(tab)
    expected = {SyncTab.WAITING: ["我的客户002"], SyncTab.DONE: ["我的客户001"]}.get(tab, [])
    assert [row[2] for row in rows(desk)] == expected
