"""A customer is passed on by a link: copied by one, opened by the other."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from tests.journeys.conftest import Sit
from tests.journeys.rep import Rep

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def open_link(rep: Rep, link: str) -> None:
    """As the system does: it starts the program once more."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    second = Program(application, replace(rep.program._options, link=link))
    assert not second.start()
    second.deleteLater()


def copied_link(rep: Rep, row: int) -> str:
    rep.choose_row(row)
    QApplication.clipboard().clear()
    rep.press(Qt.Key.Key_C, rep.window.register.table, BOTH)
    return QApplication.clipboard().text()


def test_a_link_leads_the_one_who_opens_it_to_the_customer(sit: Sit) -> None:
    wang = sit("wang")
    wang.arrive("wang")
    link = copied_link(wang, 4)
    customer_id = wang.window.register.panel.customer_id
    assert link == f"gonghai:customer/{customer_id}"
    wang.choose_row(0)
    open_link(wang, link)
    wang.wait(lambda: wang.window.register.panel.customer_id == customer_id)


def test_a_link_opened_before_the_first_sign_in_waits_for_the_customers(sit: Sit) -> None:
    wang = sit("wang")
    wang.arrive("wang")
    link = copied_link(wang, 4)
    wang.leave()
    fresh = sit("another machine")
    open_link(fresh, link)
    fresh.arrive("wang")
    fresh.wait(lambda: fresh.window.register.panel.customer_id == link.rpartition("/")[2])
    assert fresh.count() > 4


def test_whose_customer_it_is_not_hears_that_they_cannot_be_seen(sit: Sit) -> None:
    wang, chen = sit("wang"), sit("chen")
    wang.arrive("wang")
    chen.arrive("chen")
    chen.choose_row(0)
    before = chen.window.register.panel.customer_id
    open_link(chen, copied_link(wang, 4))
    chen.wait(lambda: chen.notice.startswith("链接里的客户在这里看不到"))
    assert chen.window.register.panel.customer_id == before
