"""A rep sends in a licence from the road, a manager reads it and says no, then yes; sales support undoes it (H 117)."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.screens.review import ReviewAct
from desktop.screens.today import TodayPart
from desktop.screens.window import Page
from desktop.views.certification_card import CertificationView
from desktop.views.review_page import ReviewPage
from tests.desktop.presenters.certifying import USCC, WRONG_USCC, a_picture
from tests.journeys.conftest import Sit
from tests.journeys.directing import synced
from tests.journeys.rep import Rep
from tests.journeys.requests import review, today

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


def card(rep: Rep) -> CertificationView:
    """The tab 认证 of the customer in the panel."""
    panel = rep.window.register.panel
    panel.tabs.open("certification")
    view = panel.findChild(CertificationView)
    assert view is not None
    rep.wait(lambda: view.card is not None and view.card.customer_id == panel.customer_id)
    return view


def stands(rep: Rep, view: CertificationView, label: str) -> None:
    rep.wait(lambda: view.card is not None and view.card.label.text == label)


def told(view: CertificationView) -> str:
    """What the card says of it."""
    return "" if view.card is None else view.card.text


def write(field: QLineEdit, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def examine_first(rep: Rep) -> ReviewPage:
    """Enter on the first line of 审核, and the image comes."""
    page = review(rep)
    rep.wait(lambda: page.model.rowCount() > 0 and page.model.row_at(0) is not None)
    page.table.go_to_place(0)
    rep.press(Qt.Key.Key_Return, page.table)
    rep.wait(lambda: page.examination.isVisible() and page.examination.picture.view.has_picture)
    return page


def answer_no(rep: Rep, page: ReviewPage, reason: str) -> None:
    rep.wait(lambda: page.asking is not None)
    dialog = page.asking
    assert dialog is not None and not dialog.confirm.isEnabled(), "a reason comes first"
    write(dialog.note, reason)
    rep.click(dialog.confirm)


def test_a_licence_from_the_road_is_rejected_mended_approved_and_revoked(sit: Sit, tmp_path: Path) -> None:
    lin, zhou = sit("lin"), sit("zhou")
    lin.arrive("lin")
    zhou.arrive("zhou")
    waited = zhou.rail_count(Page.REVIEW)
    lin.wait(lambda: lin.count() > 0 and "…" not in lin.names()[0])
    lin.cut()
    lin.choose_row(0)
    view = card(lin)
    stands(lin, view, "未认证")
    lin.click(view.start)
    lin.wait(lambda: view.is_form_open and bool(view.form.name.text()))
    name = view.form.name.text()
    write(view.form.uscc, WRONG_USCC)
    lin.wait(lambda: view.form.uscc.text() == f"{WRONG_USCC[:2]} {WRONG_USCC[2:8]} {WRONG_USCC[8:17]} {WRONG_USCC[17]}")
    lin.wait(lambda: any("统一社会信用代码写得不对" in said.text() for said in view.form.said.values()))
    write(view.form.uscc, USCC.lower())
    write(view.form.capital, "3,000,000")
    write(view.form.founded_on.line, "20150301")
    write(view.form.address, "Nanshan 1")
    lin.press(Qt.Key.Key_Return, view.form.address, Qt.KeyboardModifier.ControlModifier)
    lin.wait(lambda: view.form.trouble.text() == "还差：营业执照")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(a_picture(tmp_path)))])
    assert view.form.licence.take(dropped)
    lin.wait(lambda: view.form.licence.pane.view.has_picture)
    lin.press(Qt.Key.Key_Return, view.form.address, Qt.KeyboardModifier.ControlModifier)
    lin.wait(lambda: "已保存认证，联网后送主管审核" in lin.notice)
    stands(lin, view, "待审核（待发送）")

    lin.mend()
    stands(lin, view, "待审核")
    synced(zhou)
    zhou.wait(lambda: zhou.rail_count(Page.REVIEW) == waited + 1)
    zhou.open_page(Page.REVIEW)
    page = examine_first(zhou)
    examined = page.examination.examination
    assert examined is not None and examined.title == name
    assert {field.value for field in examined.fields} >= {name, USCC, "人民币 3,000,000", "2015-03-01", "Nanshan 1"}
    zhou.press(Qt.Key.Key_D, page.examination)
    answer_no(zhou, page, "blurred")
    zhou.wait(lambda: "已驳回" in zhou.notice)
    zhou.wait(lambda: zhou.rail_count(Page.REVIEW) == waited)

    synced(lin)
    lin.wait(lambda: "的认证被驳回" in lin.notice)
    stands(lin, view, "被驳回")
    assert "blurred" in told(view)
    lin.click(view.start)
    lin.wait(lambda: view.is_form_open and view.form.capital.text() == "3000000")
    assert "blurred" in view.form.lead.text() and view.form.licence.licence_id
    lin.press(Qt.Key.Key_Return, view.form.address, Qt.KeyboardModifier.ControlModifier)
    lin.wait(lambda: "已提交认证，等主管审核" in lin.notice)
    stands(lin, view, "待审核")

    synced(zhou)
    zhou.wait(lambda: zhou.rail_count(Page.REVIEW) == waited + 1)
    page = examine_first(zhou)
    zhou.press(Qt.Key.Key_G, page.examination)
    zhou.wait(lambda: zhou.rail_count(Page.REVIEW) == waited)
    synced(lin)
    stands(lin, view, "已认证")
    lin.open_page(Page.TODAY)
    lin.wait(lambda: "已认证" in [line.label.text for line in today(lin, TodayPart.REQUESTS) if line.label])
    lin.open_page(Page.CUSTOMERS)

    sun = sit("sun")
    sun.arrive("sun")
    sun.open_page(Page.REVIEW)
    page = examine_first(sun)
    assert page.examination.current_id
    sun.click(page.examination.buttons[ReviewAct.REVOKE])
    answer_no(sun, page, "it changed hands")
    sun.wait(lambda: "已提交撤销" in sun.notice)
    synced(sun)
    synced(lin)
    stands(lin, view, "已撤销")
    assert "it changed hands" in told(view) and view.start.isVisible()
