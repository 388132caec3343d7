"""认证: what became of it, on the customer's card, on the page of the day and in the list."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from desktop.screens.cells import plain
from desktop.screens.today import TodayPart
from sync.protocol.scopes import person_scope
from sync.report import Report
from tests.desktop.presenters.above import ZHOU
from tests.desktop.presenters.certifying import (
    TYPED,
    CertificationRecorder,
    certification_at,
    certified,
)
from tests.desktop.presenters.desk import WANG, Desk, ago, customer_id, mine
from tests.desktop.presenters.rooms import today_at

type SitDown = Callable[..., Desk]

ONE = customer_id(1)


def label(screen: CertificationRecorder) -> str:
    assert screen.card is not None
    return screen.card.label.text


@pytest.mark.parametrize(
    ("row", "standing", "said", "text", "start"),
    [
        (certified(1), "submitted", "待审核", "已提交，等主管审核。", ""),
        (
            certified(1, "approved", answered_by=ZHOU, answered_at=ago(0)),
            "profile",
            "已认证",
            "档案认证：",
            "",
        ),
        (
            certified(1, "rejected", answered_by=ZHOU, answered_at=ago(0), note="照片不清"),
            "",
            "被驳回",
            "驳回：照片不清",
            "修改后重新提交",
        ),
        (
            certified(1, "revoked", answered_by=ZHOU, answered_at=ago(0), note="资料有误"),
            "",
            "已撤销",
            "撤销认证：资料有误",
            "修改后重新提交",
        ),
    ],
)
def test_every_state_says_what_became_of_it(
    sit_down: SitDown, row: object, standing: str, said: str, text: str, start: str
) -> None:
    desk = sit_down([msgspec.structs.replace(mine(1), certification=standing)])
    desk.store(person_scope(WANG), [row])  # type: ignore[list-item]
    _, screen = certification_at(desk, ONE)
    assert screen.card is not None
    assert (label(screen), screen.card.start) == (said, start)
    assert text in screen.card.text


def test_what_was_rejected_is_mended_from_what_was_sent(sit_down: SitDown) -> None:
    desk = sit_down([mine(1)])
    desk.store(person_scope(WANG), [certified(1, "rejected", answered_by=ZHOU, answered_at=ago(0), note="照片不清")])
    presenter, screen = certification_at(desk, ONE)
    presenter.certification_form_asked(ONE)
    assert screen.form is not None
    assert screen.form.lead == "上次没有通过：照片不清"
    assert (screen.form.typed.capital, screen.form.typed.licence_id) == ("3000000", f"d{1:031x}")


def test_the_customers_own_stands_above_the_profiles_which_is_told_to_be_superseded(sit_down: SitDown) -> None:
    desk = sit_down([msgspec.structs.replace(mine(1), certification="customer")])
    own = {"origin": "customer", "person_id": None, "licence_id": None}
    rows = [
        certified(1, "superseded", 2, answered_at=ago(1)),
        msgspec.structs.replace(certified(2, "approved", 1, **own), customer_id=ONE),
    ]
    desk.store(person_scope(WANG), rows)
    presenter, screen = certification_at(desk, ONE)
    assert (label(screen), screen.card and screen.card.start) == ("客户认证", "")
    assert screen.card is not None and "已被取代，以客户认证为准" in screen.card.earlier[0]
    presenter.certification_typed(ONE, TYPED)
    assert screen.checks.whole.startswith("客户已自行完成客户认证")


def test_the_page_of_the_day_tells_what_became_of_it_once_and_the_list_shows_how_it_stands(sit_down: SitDown) -> None:
    desk = sit_down([mine(1, certification="submitted")])
    desk.store(person_scope(WANG), [certified(1)])
    today, screen = today_at(desk)
    today.page_shown()
    assert screen.said(TodayPart.REQUESTS)[0][:2] == ("待审核", "同事客户001")
    today.page_left()
    rejected = certified(1, "rejected", answered_by=ZHOU, answered_at=ago(0), note="照片不清")
    desk.store(person_scope(WANG), [rejected])
    desk.hear(Report(changed={"certification": frozenset({certified(1).id})}))
    assert desk.window.notices[-1] == "「同事客户001」的认证被驳回"
    told = len(desk.window.notices)
    desk.hear(Report(changed={"certification": frozenset({certified(1).id})}))
    assert len(desk.window.notices) == told, "what was told is not told again"
    today.page_shown()
    assert screen.said(TodayPart.REQUESTS)[0][0] == "被驳回" and "照片不清" in screen.said(TodayPart.REQUESTS)[0][2]
    desk.presenters.register.rows_asked((ONE,))
    assert plain(desk.register.rows[ONE].cells[0]) == "我的客户001 待审核"
