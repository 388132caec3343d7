"""审核 of certifications: the licence beside the fields, yes, no with a reason, and undone by sales support."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.presenters.review import Review
from desktop.screens.review import ReviewAct, ReviewKind, ReviewTab
from desktop.screens.window import Page
from domain.commands import ApproveCertification, RejectCertification, RevokeCertification
from domain.reasons import Reason
from sync.protocol.attachments import Part
from sync.protocol.scopes import team_scope
from tests.desktop.presenters.above import SUN, ZHOU, asked, held, settle
from tests.desktop.presenters.certifying import WRONG_USCC, certified, png
from tests.desktop.presenters.desk import CHEN, TEAM, WANG, Desk, ago, in_pool
from tests.desktop.presenters.rooms import ReviewRecorder, request, review_at, rows

type Sit = Callable[..., Desk]

ONE, TWO = (certified(number).id for number in (1, 2))


def tell(desk: Desk, *told: object) -> None:
    desk.store(team_scope(TEAM), told)  # type: ignore[arg-type]


@pytest.fixture
def desk(sit: Sit) -> Desk:
    """Wang has sent in two; of the second the profile knows another name."""
    made = sit(ZHOU, [held(1, WANG, certification="submitted"), held(2, WANG, certification="submitted")])
    tell(made, certified(1, days=0.2), certified(2, days=0.1, company_name="信达光电", address="别处"))
    return made


def examining(desk: Desk, which: str) -> tuple[Review, ReviewRecorder]:
    review, screen = review_at(desk)
    review.review_act_asked(which, ReviewAct.EXAMINE)
    return review, screen


def remark(screen: ReviewRecorder) -> str:
    assert screen.licence is not None
    return screen.licence.remark


def shown(screen: ReviewRecorder) -> str:
    assert screen.examination is not None
    return screen.examination.id


def test_what_waits_is_listed_and_counted_together_with_other_requests(sit: Sit) -> None:
    desk = sit(ZHOU, [held(1, WANG)], [in_pool(3)])
    tell(desk, certified(1), request(3))
    review, screen = review_at(desk)
    assert {(row[0], row[1], row[2], row[-1]) for row in rows(review, screen)} == {
        ("待审核", "认证审核", "同事客户001", "审核"),
        ("待处理", "恢复归属", "公海客户003", "批准"),
    }
    assert desk.window.rail[Page.REVIEW].count == 2 and desk.window.rail[Page.REVIEW].needs_you
    assert screen.kinds == [ReviewKind.REINSTATEMENT, ReviewKind.CERTIFICATION]
    review.review_kind_asked(ReviewKind.CERTIFICATION)
    assert [row[1] for row in rows(review, screen)] == ["认证审核"]
    assert screen.counts[ReviewTab.OPEN].count == 2, "the tab counts all of it"
    review.review_kind_asked(None)
    assert len(screen.ids) == 2


def test_examined_it_says_where_it_differs_from_the_profile(desk: Desk) -> None:
    _, screen = examining(desk, TWO)
    examination = screen.examination
    assert examination is not None
    assert {each.name: each.differs for each in examination.fields if each.differs} == {
        "公司名称": "档案里是：同事客户002"
    }
    assert "与客户档案不一致：公司名称。" in examination.text
    assert [choice.text for choice in examination.acts] == ["通过", "驳回"]
    assert {each.name: each.value for each in examination.fields}["注册资本"] == "人民币 3,000,000"


def test_a_code_other_than_the_profiles_is_marked(sit: Sit) -> None:
    desk = sit(ZHOU, [held(1, WANG, uscc=WRONG_USCC)])
    tell(desk, certified(1))
    _, screen = examining(desk, ONE)
    assert screen.examination is not None
    assert [each.name for each in screen.examination.fields if each.differs] == ["统一社会信用代码"]


def test_one_goes_through_them_by_keyboard_and_back_to_the_list(desk: Desk) -> None:
    review, screen = examining(desk, TWO)
    assert screen.examination is not None and screen.examination.place == "1 / 2"
    review.examinations.examination_moved(-1)
    assert shown(screen) == TWO, "there is none before the first"
    review.examinations.examination_moved(1)
    assert shown(screen) == ONE
    review.examinations.examination_left()
    assert screen.examination is None


def test_approved_the_next_comes_and_after_the_last_the_list(desk: Desk) -> None:
    desk.go_offline()
    review, screen = examining(desk, TWO)
    review.review_act_asked(TWO, ReviewAct.GRANT)
    (item,) = asked(desk)
    assert isinstance(item.command, ApproveCertification) and item.command.certification_id == TWO
    assert desk.window.notices[-1] == "已记下通过：「同事客户002」，联网后生效"
    assert shown(screen) == ONE
    assert desk.window.rail[Page.REVIEW].count == 1
    review.review_act_asked(ONE, ReviewAct.GRANT)
    assert screen.examination is None
    assert [row[0] for row in rows(review, screen)] == ["通过（待发送）", "通过（待发送）"]
    assert desk.window.rail[Page.REVIEW].count == 0


def test_a_no_needs_a_reason_and_offers_the_usual_ones(desk: Desk) -> None:
    review, screen = examining(desk, ONE)
    review.review_act_asked(ONE, ReviewAct.DECLINE)
    question = screen.question
    assert question is not None and question.needs_note
    assert question.reasons == ("照片不清", "名称不符", "代码不符", "已过期")
    review.declined(ONE, "")
    assert asked(desk) == [] and screen.trouble
    review.declined(ONE, "照片不清，请重拍")
    (item,) = asked(desk)
    assert isinstance(item.command, RejectCertification) and item.command.note == "照片不清，请重拍"
    assert screen.taken == [ONE]


def test_what_somebody_else_decided_meanwhile_stays_before_the_eyes_and_says_so(desk: Desk) -> None:
    review, screen = examining(desk, ONE)
    tell(desk, certified(1, "approved", answered_by=CHEN, answered_at=ago(0)))
    review.refresh()
    assert shown(screen) == ONE
    assert screen.examination is not None and screen.examination.acts == ()
    assert screen.examination.label.text == "已认证" and "陈晓" in screen.examination.text
    review.declined(ONE, "照片不清")
    assert asked(desk) == [] and screen.trouble == "这份申请已经不在这里"


def test_two_who_decide_at_once_hear_who_was_first(desk: Desk) -> None:
    review, _ = examining(desk, ONE)
    review.review_act_asked(ONE, ReviewAct.GRANT)
    settle(desk, asked(desk), "approve_certification", Reason.CERTIFICATION_ANSWERED, state="rejected")
    assert "这份认证已被驳回" in desk.window.notices[-1]


def test_the_licence_is_fetched_where_it_is_not_here_and_shown_once_it_is(desk: Desk) -> None:
    wanted: list[tuple[str, str]] = []
    desk.place.want_file = lambda each, part: wanted.append((each, part))
    review, screen = examining(desk, ONE)
    assert remark(screen) == "正在取回营业执照…"
    licence_id = certified(1).licence_id
    assert licence_id is not None and wanted == [(licence_id, Part.CONTENT)]
    desk.cache.attachments.store.keep(licence_id, Part.CONTENT, "image/png", png())
    review.refresh()
    assert screen.licence is not None and screen.licence.picture == png()
    review.examinations.examined_licence_save_asked(ONE)
    assert desk.files == {"营业执照.png": png()}


def test_sales_support_sees_what_stands_and_revokes_it_with_a_reason(sit: Sit) -> None:
    desk = sit(SUN, [held(1, WANG, certification="profile")])
    tell(desk, certified(1, "approved", answered_by=ZHOU, answered_at=ago(1)), certified(2))
    review, screen = review_at(desk)
    assert list(screen.counts) == [ReviewTab.CERTIFIED], "they answer no requests"
    assert [(row[0], row[2], row[-1]) for row in rows(review, screen)] == [("已认证", "同事客户001", "查看")]
    review.review_act_asked(ONE, ReviewAct.EXAMINE)
    assert screen.examination is not None
    assert [choice.key for choice in screen.examination.acts] == [ReviewAct.REVOKE]
    review.review_act_asked(ONE, ReviewAct.REVOKE)
    assert screen.question is not None and screen.question.title == "撤销「同事客户001」的认证？"
    review.declined(ONE, "资料有误")
    (item,) = asked(desk)
    assert isinstance(item.command, RevokeCertification) and item.command.note == "资料有误"
    assert [row[0] for row in rows(review, screen)] == ["撤销（待发送）"]


def test_what_was_answered_stands_on_its_own_tab_with_who_and_why(desk: Desk) -> None:
    tell(desk, certified(1, "rejected", answered_by=ZHOU, answered_at=ago(0), note="代码不符"))
    review, screen = review_at(desk)
    review.review_tab_asked(ReviewTab.ANSWERED)
    assert [row[0] for row in rows(review, screen)] == ["被驳回"]
    review.review_details_asked(ONE)
    assert screen.details is not None and "代码不符" in screen.details.explanation
    assert [step.key for step in screen.details.steps] == ["examine", "show"]


def test_a_manager_of_other_people_has_nothing_to_answer(sit: Sit, tmp_path: Path) -> None:
    desk = sit(ZHOU, [held(1, WANG)])
    tell(desk, certified(1, person_id="9" * 31 + "8"))
    review, screen = review_at(desk)
    assert desk.window.rail[Page.REVIEW].count == 0
    review.review_act_asked(ONE, ReviewAct.EXAMINE)
    assert screen.examination is not None and screen.examination.acts == ()
