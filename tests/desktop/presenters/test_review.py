"""审核: who asks for a customer back, what the answer should know, and the two answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop import words
from desktop.screens.preferences import Language
from desktop.screens.review import ReviewAct, ReviewTab
from desktop.screens.window import Page
from domain.commands import DeclineReinstatement, Reinstate
from domain.instants import millis
from domain.reasons import Reason
from sync.cache.answers import CommandState
from sync.protocol.scopes import team_scope
from tests.desktop.presenters.above import SUN, WU, ZHOU, asked, held, settle
from tests.desktop.presenters.desk import CHEN, NOW, TEAM, WANG, Desk, ago, customer_id, in_pool
from tests.desktop.presenters.rooms import request, review_at, rows

type Sit = Callable[..., Desk]

ONE, TWO = customer_id(1), customer_id(2)


def ask(desk: Desk, *requests: object) -> None:
    desk.store(team_scope(TEAM), requests)  # type: ignore[arg-type]


@pytest.fixture
def desk(sit: Sit) -> Desk:
    """Wang asks for one that lies in the pool and for one that Chen has claimed since."""
    made = sit(ZHOU, [held(2, CHEN, 0.2)], [in_pool(1)])
    ask(made, request(1), request(2, days=0.05))
    return made


def test_what_can_be_granted_stands_first_with_who_asks_and_where_the_customer_is(desk: Desk) -> None:
    review, screen = review_at(desk)
    assert rows(review, screen) == [
        ("待处理", "恢复归属", "公海客户001", "王芳（华南二组）", "在华南公海，无人认领", "今天 11:38", "批准"),
        (
            "已无法恢复",
            "恢复归属",
            "公海客户002",
            "王芳（华南二组）",
            "已被陈晓（华南二组）于 今天 9:14 领取",
            "今天 12:50",
            "驳回",
        ),
    ]
    assert desk.window.rail[Page.REVIEW].count == 1 and desk.window.rail[Page.REVIEW].needs_you
    assert screen.counts[ReviewTab.OPEN].count == 1, "red is what needs an answer"


def test_in_full_it_tells_the_follow_up_and_why_the_customer_left(desk: Desk) -> None:
    review, screen = review_at(desk)
    review.review_details_asked(screen.ids[0])
    details = screen.details
    assert details is not None
    assert details.text == "王工确认 6 层板打样，周五给 Gerber"
    assert {fact.name: fact.value for fact in details.facts} == {
        "申请人": "王芳（华南二组）",
        "跟进": "9 月 8 日 14:02 · 电话",
        "流出": "9 月 9 日 14:02 · 距上次跟进超过 40 天",
        "客户现在": "在华南公海，无人认领",
        "提出时间": "今天 11:38",
    }
    assert [step.key for step in details.steps] == ["grant", "decline", "show"]
    review.review_act_asked(screen.ids[0], ReviewAct.SHOW)
    assert desk.customer.panel is not None and desk.customer.panel.customer_id == ONE


def test_granting_waits_to_be_sent_and_is_done_once_the_server_says_so(desk: Desk) -> None:
    desk.go_offline()
    review, screen = review_at(desk)
    first = screen.ids[0]
    review.review_act_asked(first, ReviewAct.GRANT)
    assert desk.window.notices[-1] == "已记下批准：「公海客户001」归还王芳（华南二组），联网后生效"
    (item,) = asked(desk)
    assert isinstance(item.command, Reinstate) and item.command.follow_up_id == first
    assert [row[0] for row in rows(review, screen)] == ["已无法恢复", "批准待发送"]
    assert desk.window.rail[Page.REVIEW].count == 0, "answered by this person, though not yet delivered"
    desk.go_online()
    ask(desk, request(1, "granted", answered_by=ZHOU, answered_at=millis(NOW)))
    settle(desk, [item], "reinstate")
    assert desk.window.notices[-1] == "已恢复 1 位"
    review.review_tab_asked(ReviewTab.ANSWERED)
    assert [row[0] for row in rows(review, screen)] == ["已批准"]
    assert rows(review, screen)[0][-1] == "", "no answer is given twice"


def test_a_grant_that_is_refused_before_it_is_asked_says_why(sit: Sit) -> None:
    desk = sit(ZHOU, [held(each, WANG) for each in (11, 12, 13)], [in_pool(1)])
    ask(desk, request(1))
    review, screen = review_at(desk)
    assert rows(review, screen)[0][-1] == "驳回", "Wang holds as many as the cap allows"
    review.review_details_asked(screen.ids[0])
    assert screen.details is not None and "王芳（华南二组）" in screen.details.explanation
    review.review_act_asked(screen.ids[0], ReviewAct.GRANT)
    assert asked(desk) == []
    assert "上限" in desk.window.notices[-1]


def test_declining_asks_why_and_sends_the_reason(desk: Desk) -> None:
    review, screen = review_at(desk)
    second = screen.ids[1]
    review.review_act_asked(second, ReviewAct.DECLINE)
    assert screen.question is not None and screen.question.title == "驳回「公海客户002」的恢复申请？"
    assert asked(desk) == [], "nothing is asked before it is confirmed"
    review.declined(second, "陈晓在跟")
    (item,) = asked(desk)
    assert isinstance(item.command, DeclineReinstatement) and item.command.note == "陈晓在跟"
    assert screen.taken == [second]
    assert [row[0] for row in rows(review, screen)] == ["待处理", "驳回待发送"]


def test_a_decline_that_cannot_be_leaves_the_dialog_and_its_words(desk: Desk) -> None:
    review, screen = review_at(desk)
    first = screen.ids[0]
    review.review_act_asked(first, ReviewAct.DECLINE)
    ask(desk, request(1, "granted", answered_by=CHEN, answered_at=ago(0)))
    review.declined(first, "间隔太久")
    assert screen.taken == []
    assert "已经批准" in screen.trouble
    assert asked(desk) == []


def test_a_no_from_the_server_is_told_and_what_was_written_can_be_copied(desk: Desk) -> None:
    review, screen = review_at(desk)
    review.declined(screen.ids[0], "间隔太久")
    settle(desk, asked(desk), "decline_reinstatement", Reason.REQUEST_GRANTED)
    assert "已经批准" in desk.window.notices[-1]
    (item,) = asked(desk)
    assert item.state is CommandState.REFUSED
    desk.presenters.sync_centre.details_asked(item.id)
    assert desk.sync_centre.details is not None and desk.sync_centre.details.text == "间隔太久"
    assert rows(review, screen)[0][0] == "待处理", "it is open again for whoever may answer"


def test_an_unsent_answer_can_be_taken_back(desk: Desk) -> None:
    desk.go_offline()
    review, screen = review_at(desk)
    review.review_act_asked(screen.ids[0], ReviewAct.GRANT)
    assert desk.window.notice is not None
    desk.presenters.window.undo_asked(desk.window.notice.undo_key)
    assert asked(desk) == []
    assert rows(review, screen)[0][0] == "待处理"


@pytest.mark.parametrize(
    ("language", "title", "answered"),
    [
        (Language.CHINESE, "没有等您处理的申请", "还没有处理过的申请"),
        (Language.ENGLISH, "No request waits for you", "No request answered yet"),
    ],
)
def test_nothing_asked_has_its_own_words(sit: Sit, language: Language, title: str, answered: str) -> None:
    desk = sit(ZHOU)
    words.speak(language)
    review, screen = review_at(desk)
    assert screen.nothing == title
    review.review_tab_asked(ReviewTab.ANSWERED)
    assert screen.nothing == answered


@pytest.mark.parametrize(("person", "has_it"), [(ZHOU, True), (WU, False), (WANG, False), (SUN, True)])
def test_only_those_whom_requests_reach_or_who_revoke_have_the_page(sit: Sit, person: str, has_it: bool) -> None:
    desk = sit(person)
    review_at(desk)
    assert (Page.REVIEW in desk.window.rail) is has_it
