"""认证: a rep sends in what the licence says, offline too, and hears what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.screens.certification import FormField, Typed
from domain.commands import SubmitCertification
from domain.reasons import Reason
from sync.protocol.scopes import person_scope
from tests.desktop.presenters.above import ZHOU, asked, held, settle
from tests.desktop.presenters.certifying import (
    TYPED,
    USCC,
    WRONG_USCC,
    CertificationRecorder,
    a_picture,
    certification_at,
)
from tests.desktop.presenters.desk import WANG, Desk, customer_id, in_pool, mine

type SitDown = Callable[..., Desk]

ONE = customer_id(1)


def label(screen: CertificationRecorder) -> str:
    assert screen.card is not None
    return screen.card.label.text


def with_licence(desk: Desk, folder: Path, typed: Typed = TYPED) -> tuple[CertificationRecorder, Typed]:
    """The form open, everything typed, a licence chosen."""
    presenter, screen = certification_at(desk, ONE)
    presenter.certification_form_asked(ONE)
    presenter.licence_chosen(ONE, [str(a_picture(folder))])
    assert screen.licence is not None
    return screen, replace(typed, licence_id=screen.licence.id)


def test_nothing_sent_in_yet_can_be_begun_with_what_the_profile_says(sit_down: SitDown) -> None:
    desk = sit_down([mine(1, name="信达光电", uscc=USCC, founded_on="2015-03-01", address="南山")])
    presenter, screen = certification_at(desk, ONE)
    assert (label(screen), screen.card and screen.card.start) == ("未认证", "提交认证")
    presenter.certification_form_asked(ONE)
    assert screen.form is not None
    typed = screen.form.typed
    assert (typed.company_name, typed.uscc, typed.address) == ("信达光电", USCC, "南山")
    assert [choice.text for choice in screen.form.currencies][:2] == ["人民币", "美元"]


def test_a_code_is_judged_once_all_of_it_stands_and_never_before(sit_down: SitDown) -> None:
    desk = sit_down([mine(1)])
    presenter, screen = certification_at(desk, ONE)
    presenter.certification_typed(ONE, Typed(uscc=WRONG_USCC[:17]))
    assert FormField.USCC not in screen.checks.troubles
    assert screen.checks.remarks[FormField.USCC] == "已输入 17 位，共 18 位"
    presenter.certification_typed(ONE, Typed(uscc=WRONG_USCC))
    assert screen.checks.troubles[FormField.USCC].startswith("统一社会信用代码写得不对")
    presenter.certification_typed(ONE, Typed(uscc=USCC.lower()))
    assert FormField.USCC not in {**screen.checks.troubles, **screen.checks.remarks}


@pytest.mark.parametrize(
    ("typed", "trouble", "remark"),
    [
        (Typed(capital="300万", currency="CNY"), "", "即 人民币 3,000,000"),
        (Typed(capital="1.5亿", currency="USD"), "", "即 美元 150,000,000"),
        (Typed(capital="3000000", currency="CNY"), "", ""),
        (Typed(capital="三百万", currency="CNY"), "注册资本写得不对", ""),
        (Typed(capital="0", currency="CNY"), "注册资本写得不对", ""),
    ],
)
def test_capital_is_read_as_people_write_it(sit_down: SitDown, typed: Typed, trouble: str, remark: str) -> None:
    presenter, screen = certification_at(sit_down([mine(1)]), ONE)
    presenter.certification_typed(ONE, typed)
    assert screen.checks.troubles.get(FormField.CAPITAL, "").startswith(trouble)
    assert bool(screen.checks.troubles.get(FormField.CAPITAL)) is bool(trouble)
    assert screen.checks.remarks.get(FormField.CAPITAL, "") == remark


def test_every_field_tells_what_is_wrong_with_it_at_the_same_time(sit_down: SitDown) -> None:
    presenter, screen = certification_at(sit_down([mine(1)]), ONE)
    future = TYPED.founded_on.replace(year=2030) if TYPED.founded_on else None
    presenter.certification_typed(ONE, Typed("名" * 201, WRONG_USCC, "-1", "CNY", future, "址" * 401))
    assert list(screen.checks.troubles) == [each for each in FormField if each is not FormField.LICENCE]


def test_what_is_missing_is_named_and_nothing_is_asked(sit_down: SitDown) -> None:
    desk = sit_down([mine(1)])
    presenter, screen = certification_at(desk, ONE)
    presenter.certification_sent(ONE, replace(TYPED, uscc="", founded_on=None))
    assert screen.missing == "还差：统一社会信用代码、成立日期、营业执照"
    assert screen.first is FormField.USCC
    assert asked(desk) == []


def test_a_code_cut_short_is_not_sent(sit_down: SitDown, tmp_path: Path) -> None:
    desk = sit_down([mine(1)])
    screen, typed = with_licence(desk, tmp_path)
    desk.presenters.furnishing.rooms[-1].certification_sent(ONE, replace(typed, uscc=USCC[:17]))  # type: ignore[attr-defined]
    assert FormField.USCC in screen.checks.troubles and screen.first is FormField.USCC
    assert asked(desk) == []


def test_sent_in_offline_it_waits_with_its_licence_and_can_be_taken_back(sit_down: SitDown, tmp_path: Path) -> None:
    desk = sit_down([mine(1)], is_online=False)
    presenter, screen = certification_at(desk, ONE)
    presenter.certification_form_asked(ONE)
    presenter.licence_chosen(ONE, [str(a_picture(tmp_path))])
    assert screen.licence is not None and screen.licence.picture == a_picture(tmp_path).read_bytes()
    typed = replace(TYPED, licence_id=screen.licence.id)
    presenter.certification_typed(ONE, typed)
    presenter.certification_sent(ONE, typed)
    (item,) = asked(desk)
    assert isinstance(item.command, SubmitCertification)
    assert (item.command.capital, item.command.licence_id) == ("3000000", typed.licence_id)
    assert desk.window.notices[-1] == "已保存认证，联网后送主管审核"
    assert (label(screen), screen.card and screen.card.start) == ("待审核（待发送）", "")
    assert screen.form is None and desk.cache.certifications.drafts.load(ONE) is None
    assert screen.facts["注册资本"] == "人民币 3,000,000"
    assert screen.licence_label() == "待发送"
    assert desk.window.notice is not None
    desk.presenters.window.undo_asked(desk.window.notice.undo_key)
    assert asked(desk) == [] and label(screen) == "未认证"


def test_what_is_typed_stays_over_a_restart_with_its_licence(sit_down: SitDown, tmp_path: Path) -> None:
    desk = sit_down([mine(1)])
    screen, typed = with_licence(desk, tmp_path)
    desk.presenters.furnishing.rooms[-1].certification_typed(ONE, typed)  # type: ignore[attr-defined]
    again, other = certification_at(desk, ONE)
    again.certification_form_asked(ONE)
    assert other.form is not None and other.form.typed == typed
    assert other.licence is not None and other.licence.name == "执照.png" and other.licence.is_here
    assert screen.missing == ""


def test_a_file_that_is_no_licence_is_refused_at_once_and_the_former_stays(sit_down: SitDown, tmp_path: Path) -> None:
    desk = sit_down([mine(1)])
    screen, typed = with_licence(desk, tmp_path)
    presenter = desk.presenters.furnishing.rooms[-1]
    disguised = tmp_path / "执照.jpg"
    disguised.write_bytes(b"MZ not an image")
    presenter.licence_chosen(ONE, [str(disguised)])  # type: ignore[attr-defined]
    assert screen.missing.startswith("营业执照只收 JPG、PNG 或 PDF") and screen.first is FormField.LICENCE
    presenter.licence_chosen(ONE, [str(disguised), str(disguised)])  # type: ignore[attr-defined]
    assert screen.missing == "营业执照只传一个文件"
    assert screen.licence is not None and screen.licence.id == typed.licence_id


def test_a_better_photo_takes_the_place_of_the_former_which_is_let_go(sit_down: SitDown, tmp_path: Path) -> None:
    desk = sit_down([mine(1)])
    screen, typed = with_licence(desk, tmp_path)
    presenter = desk.presenters.furnishing.rooms[-1]
    presenter.licence_pasted(ONE, a_picture(tmp_path).read_bytes())  # type: ignore[attr-defined]
    assert screen.licence_id() != typed.licence_id
    assert [file.id for file in desk.cache.attachments.of(ONE)] == [screen.licence_id()]
    presenter.licence_dropped(ONE)  # type: ignore[attr-defined]
    assert screen.licence_id() == "" and desk.cache.attachments.of(ONE) == ()


def test_a_pdf_is_taken_and_said_to_be_one(sit_down: SitDown, tmp_path: Path) -> None:
    desk = sit_down([mine(1)])
    presenter, screen = certification_at(desk, ONE)
    presenter.certification_form_asked(ONE)
    (tmp_path / "执照.pdf").write_bytes(b"%PDF-1.4 a licence")
    presenter.licence_chosen(ONE, [str(tmp_path / "执照.pdf")])
    assert screen.licence is not None and screen.licence.picture is None
    assert screen.licence.remark == "PDF 不在这里预览，另存后打开"
    presenter.licence_save_asked(ONE, screen.licence.id)
    assert desk.files == {"执照.pdf": b"%PDF-1.4 a licence"}
    assert desk.window.notices[-1] == "已另存到 执照.pdf"


def test_a_no_of_the_server_is_told_on_the_card_and_what_was_said_can_be_said_again(
    sit_down: SitDown, tmp_path: Path
) -> None:
    desk = sit_down([mine(1)])
    screen, typed = with_licence(desk, tmp_path)
    presenter = desk.presenters.furnishing.rooms[-1]
    presenter.certification_sent(ONE, typed)  # type: ignore[attr-defined]
    settle(desk, asked(desk), "submit_certification", Reason.INVALID_USCC)
    assert label(screen) == "未能提交"
    assert screen.card is not None and "统一社会信用代码写得不对" in screen.card.text
    presenter.certification_form_asked(ONE)  # type: ignore[attr-defined]
    assert screen.form is not None and screen.form.typed == replace(typed, capital="3000000")


def test_of_a_pool_customer_nothing_can_be_sent_in(sit_down: SitDown) -> None:
    desk = sit_down([], [in_pool(1, certification="profile")])
    _, screen = certification_at(desk, ONE)
    assert screen.card is not None
    assert (label(screen), screen.card.start, screen.card.facts) == ("已认证", "", ())
    assert screen.card.text == "认证资料只有负责人和主管能看。"


def test_a_customer_that_goes_while_the_form_is_open_takes_nothing_typed_along(
    sit_down: SitDown, tmp_path: Path
) -> None:
    desk = sit_down([mine(1)])
    screen, typed = with_licence(desk, tmp_path)
    presenter = desk.presenters.furnishing.rooms[-1]
    presenter.certification_typed(ONE, typed)  # type: ignore[attr-defined]
    desk.store(person_scope(WANG), removed=[("customer", ONE)])
    presenter.certification_sent(ONE, typed)  # type: ignore[attr-defined]
    assert asked(desk) == [] and screen.missing
    assert desk.cache.certifications.drafts.load(ONE) is not None


def test_a_manager_may_send_in_for_the_people_they_manage(sit: Callable[..., Desk]) -> None:
    desk = sit(ZHOU, [held(1, WANG)])
    _, screen = certification_at(desk, ONE)
    assert screen.card is not None and screen.card.start == "提交认证"
