"""One customer of somebody one looks after: read, followed up, and its history."""

from collections.abc import Callable

import msgspec
import pytest

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.cells import Act, Text
from desktop.screens.customer import Draft
from desktop.screens.deeds import Terms
from desktop.screens.lists import Column
from desktop.screens.preferences import Language
from desktop.screens.register import RegisterTab
from desktop.screens.selection import These
from domain.instants import millis
from sync.protocol.rows import OwnershipEventRow, PersonRow
from sync.protocol.scopes import REFERENCE, team_scope
from tests.desktop.presenters.above import (
    COMPANY,
    FAN,
    ONE,
    ZHOU,
    cell,
    held,
    question,
    waiting,
)
from tests.desktop.presenters.desk import CHEN, NOW, TEAM, WANG, Desk, ago

type Sit = Callable[..., Desk]


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
