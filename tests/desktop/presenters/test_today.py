"""今日: whom to follow up, who flows out, what others did meanwhile, and a line at the foot when they did."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from desktop import words
from desktop.screens.customer import Draft
from desktop.screens.preferences import Language
from desktop.screens.register import RegisterTab
from desktop.screens.today import TodayPart
from desktop.screens.window import Page
from domain.instants import millis
from sync.protocol.rows import FollowUpRow
from sync.protocol.scopes import person_scope
from sync.report import Report
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import CHEN, DAY, NOW, WANG, Desk, ago, customer_id, in_pool, mine
from tests.desktop.presenters.rooms import notice, request, today_at

ONE = customer_id(1)
TODAY = NOW.date()
MIDNIGHT = millis(NOW.replace(hour=0, minute=0) + 30 * DAY)


def tell(desk: Desk, *rows: object) -> None:
    """The server says so in the next round."""
    desk.store(person_scope(WANG), rows)  # type: ignore[arg-type]
    desk.hear(Report(changed={"notice": frozenset({"some"})}))


def test_a_day_without_anything_has_its_own_words(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    today, screen = today_at(desk)
    today.page_shown()
    assert screen.nothing == "今天没有要处理的"
    assert desk.window.rail[Page.TODAY].count == 0


def test_plans_stand_with_how_late_they_are_and_what_was_said_last(sit_down: OpenDesk) -> None:
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    desk = sit_down([mine(1, next_follow_up_on=yesterday), mine(2, next_follow_up_on=TODAY.isoformat()), mine(3)])
    said = FollowUpRow("n1", 1, ONE, WANG, "phone", "王工\n确认打样", ago(1), ago(1))
    desk.store(person_scope(WANG), [said])
    today, screen = today_at(desk)
    today.page_shown()
    assert screen.said(TodayPart.PLANNED) == [
        ("逾期 1 天", "我的客户001", "昨天：王工 确认打样", "昨天"),
        ("今天", "我的客户002", "还没有跟进", ""),
    ]
    assert screen.blocks[TodayPart.PLANNED].count == 2


def test_a_follow_up_written_settles_its_plan_at_once(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1, next_follow_up_on=TODAY.isoformat())], is_online=False)
    today, screen = today_at(desk)
    today.page_shown()
    assert screen.blocks[TodayPart.PLANNED].count == 1
    desk.presenters.customer.save_asked(ONE, Draft("phone", "聊过了"))
    today.refresh()
    assert screen.nothing


def test_what_flows_out_stands_with_its_rule_and_leads_to_the_list(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1, 14.2), mine(2, 15.2), mine(3, 2)])
    today, screen = today_at(desk)
    today.page_shown()
    assert [line[:3] for line in screen.said(TodayPart.FLOWING)] == [
        ("剩 9 小时", "我的客户002", "15 天未首跟"),
        ("剩 1 天", "我的客户001", "15 天未首跟"),
    ]
    block = screen.blocks[TodayPart.FLOWING]
    assert (block.count, block.more) == (2, "看全部 2 位")
    today.more_asked(TodayPart.FLOWING)
    assert desk.window.page is Page.CUSTOMERS and desk.register.tab is RegisterTab.FLOWING
    today.line_asked(TodayPart.FLOWING, block.lines[0].id)
    assert desk.customer.panel is not None and desk.customer.panel.customer_id == customer_id(2)


def test_one_deed_to_many_is_one_line_that_opens_into_its_customers(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(4)], [in_pool(1)])
    tell(
        desk,
        *(notice(each, "recycle", rule="follow_up_gap", numbers={"follow_up_gap_days": 40}) for each in (1, 2)),
        notice(3, "recycle", rule="no_deal", numbers={"no_deal_days": 120}),
        notice(4, "assign", 0.05, from_owner_id=None, to_owner_id=WANG, actor_id=CHEN, note="老客户"),
    )
    today, screen = today_at(desk)
    today.page_shown()
    assert [line[:3] for line in screen.said(TodayPart.CHANGES)] == [
        ("分配", "我的客户004", "陈晓（华南二组）分配给您 · 老客户"),
        ("流出", "我的客户003", "120 天未成交"),
        ("流出", "2 位客户", "40 天未跟进"),
    ]
    group = screen.blocks[TodayPart.CHANGES].lines[2]
    assert group.is_open is False
    today.line_asked(TodayPart.CHANGES, group.id)
    under = screen.blocks[TodayPart.CHANGES].lines[3:]
    assert [(line.text, line.depth, line.can_open) for line in under] == [
        ("我的客户002", 1, False),
        ("我的客户001", 1, True),
    ], "one lies in the pool for all to see, the other is gone"
    today.line_asked(TodayPart.CHANGES, under[1].id)
    assert desk.customer.panel is not None and desk.customer.panel.customer_id == ONE


@pytest.mark.parametrize(
    ("verb", "fields", "label", "sentence"),
    [
        ("release", {"actor_id": CHEN}, "收回", "陈晓（华南二组）收回到公海"),
        ("assign", {"actor_id": CHEN, "to_owner_id": CHEN}, "转出", "陈晓（华南二组）分配给陈晓（华南二组）"),
        (
            "reinstate",
            {"from_owner_id": None, "to_owner_id": WANG, "actor_id": CHEN},
            "恢复",
            "陈晓（华南二组）恢复给您",
        ),
        (
            "extend",
            {"to_owner_id": WANG, "actor_id": CHEN, "numbers": {"until": MIDNIGHT, "days": 30}},
            "延期",
            "已延期至 10 月 11 日 0:00（第 2 次）",
        ),
        (
            "extend",
            {"to_owner_id": WANG, "actor_id": CHEN, "numbers": {"until": MIDNIGHT - 1, "days": 30}},
            "延期",
            "已延期至 10 月 10 日 23:59",
        ),
        (
            "convert_to_ordinary",
            {"to_owner_id": WANG, "actor_id": CHEN},
            "转普通",
            "陈晓（华南二组）转为普通客户，仍归您",
        ),
        ("convert_to_pool", {"to_owner_id": WANG, "actor_id": CHEN}, "转公海", "陈晓（华南二组）转入公海，仍归您"),
        ("convert_to_pool", {"actor_id": CHEN}, "转公海", "陈晓（华南二组）转入公海"),
        ("teleport", {"actor_id": CHEN}, "变化", "陈晓（华南二组）：teleport"),
    ],
)
def test_every_change_is_called_by_its_name(
    sit_down: OpenDesk, verb: str, fields: dict[str, Any], label: str, sentence: str
) -> None:
    desk = sit_down([mine(1, extended_until=MIDNIGHT, extensions=2)])
    tell(desk, notice(1, verb, **fields))
    today, screen = today_at(desk)
    today.page_shown()
    ((told, name, said, _),) = screen.said(TodayPart.CHANGES)
    assert (told, name, said) == (label, "我的客户001", sentence)


def test_what_is_new_is_counted_until_it_has_been_looked_at(sit_down: OpenDesk) -> None:
    desk = sit_down()
    tell(desk, notice(1, "recycle", 12, rule="lapsed"), notice(2, "recycle", 1, rule="lapsed"))
    today, screen = today_at(desk)
    entry = desk.window.rail[Page.TODAY]
    assert (entry.count, entry.needs_you) == (2, False)
    today.page_shown()
    assert desk.window.rail[Page.TODAY].count == 0
    assert [line.is_new for line in screen.blocks[TodayPart.CHANGES].lines] == [True, True]
    today.refresh()
    assert [line.is_new for line in screen.blocks[TodayPart.CHANGES].lines] == [True, True], "as long as one looks"
    today.page_left()
    today.page_shown()
    assert [line.is_new for line in screen.blocks[TodayPart.CHANGES].lines] == [False]
    assert screen.blocks[TodayPart.CHANGES].lines[0].text == "我的客户002", "older than a week and seen: told no more"


def test_news_are_told_once_at_the_foot_the_weightiest_of_them(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(9)])
    today, _ = today_at(desk)
    said = len(desk.window.notices)
    tell(
        desk,
        notice(9, "assign", from_owner_id=None, to_owner_id=WANG, actor_id=CHEN),
        notice(1, "recycle", rule="lapsed"),
        notice(2, "recycle", rule="no_deal"),
    )
    assert desk.window.notices[said:] == ["2 位客户已流出"]
    assert desk.window.notice is not None and desk.window.notice.more_word == "看今日"
    desk.hear(Report(changed={"notice": frozenset({"some"})}))
    assert desk.window.notices[said:] == ["2 位客户已流出"], "once"
    desk.presenters.window.more_asked(desk.window.notice.more_key)
    assert desk.window.page is Page.TODAY
    today.page_shown()
    tell(desk, notice(3, "recycle", rule="lapsed"))
    assert desk.window.notices[said:] == ["2 位客户已流出"], "who looks at the page sees it there"


def test_what_was_here_at_the_start_is_counted_and_not_told(sit_down: OpenDesk) -> None:
    desk = sit_down()
    desk.store(person_scope(WANG), [notice(1, "recycle", rule="lapsed")])
    before = list(desk.window.notices)
    today_at(desk)
    desk.hear(Report(changed={"notice": frozenset({"some"})}))
    assert desk.window.notices == before
    assert desk.window.rail[Page.TODAY].count == 1


def test_what_became_of_ones_own_requests_stands_there_and_a_no_is_told(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(3)], [in_pool(1), in_pool(2)])
    desk.store(person_scope(WANG), [request(1), request(2, days=1)])
    today, screen = today_at(desk)
    answer = {"answered_by": CHEN, "answered_at": ago(0.01)}
    tell(desk, request(2, "declined", 1, note="已另行安排", **answer), request(3, "granted", 2, **answer))
    assert desk.window.notices[-1] == "恢复「公海客户002」的申请被驳回"
    today.page_shown()
    assert [line[:3] for line in screen.said(TodayPart.REQUESTS)] == [
        ("待答复", "公海客户001", "等主管答复"),
        ("已驳回", "公海客户002", "陈晓（华南二组）驳回：已另行安排"),
        ("已批准", "公海客户003", "陈晓（华南二组）批准"),
    ]


def test_long_parts_show_more_when_asked(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(each, next_follow_up_on=TODAY.isoformat()) for each in range(1, 26)])
    today, screen = today_at(desk)
    today.page_shown()
    block = screen.blocks[TodayPart.PLANNED]
    assert (len(block.lines), block.count, block.more) == (10, 25, "再看 15 条")
    today.more_asked(TodayPart.PLANNED)
    block = screen.blocks[TodayPart.PLANNED]
    assert (len(block.lines), block.more) == (25, "")


def test_english_tells_the_same_and_counts_right(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1, 14.2)])
    today, screen = today_at(desk)
    words.speak(Language.ENGLISH)
    tell(desk, notice(2, "recycle", rule="follow_up_gap", numbers={"follow_up_gap_days": 40}))
    assert desk.window.notices[-1] == "1 customer flowed out"
    today.page_shown()
    assert screen.said(TodayPart.CHANGES)[0][:3] == ("Flowed out", "我的客户002", "40 d silence")
    assert screen.blocks[TodayPart.FLOWING].more == "Show it in the list"


def test_whoever_holds_no_customers_has_no_such_page(sit: OpenDesk) -> None:
    from tests.desktop.presenters.above import SUN

    desk = sit(SUN)
    today_at(desk)
    assert Page.TODAY not in desk.window.rail
