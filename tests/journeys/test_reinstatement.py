"""A rep without a network loses a customer they had worked on, asks for it back with one click, and gets it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import Connection, update

from desktop.screens.register import RegisterTab
from desktop.screens.today import TodayPart
from desktop.screens.window import Page
from domain.instants import millis
from server.customers.tables import customer
from server.database import open_database
from sync.clock import SystemClock
from tests.journeys.conftest import Sit
from tests.journeys.directing import synced
from tests.journeys.requests import review, today
from tests.server_process import ServerProcess, administer

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")

DAY_MS = 86_400_000


def flow_out(url: str, customer_id: str) -> None:
    """Time passes for this one: it was never followed up as far as the server knows, and its days are over."""
    now = millis(SystemClock().now())
    past = {"acquired_at": now - 20 * DAY_MS, "last_follow_up_at": None, "outflow_at": now - 4 * DAY_MS}
    terms = {"outflow_rule": "no_first_follow_up", "is_locked": False, "extended_until": None}

    def age(connection: Connection) -> None:
        connection.execute(update(customer).where(customer.c.id == customer_id).values(**past, **terms))

    database = open_database(url, writer="inline")
    try:
        database.write(age)
    finally:
        database.close()
    administer(url, "recycle")


def test_what_was_worked_on_and_flowed_out_is_asked_for_granted_and_held_again(
    sit: Sit, server: ServerProcess, tmp_path: Path
) -> None:
    lin, zhou = sit("lin"), sit("zhou")
    lin.arrive("lin")
    zhou.arrive("zhou")
    lin.wait(lambda: lin.count() > 0 and "…" not in lin.names()[0])
    name, customer_id = lin.names()[0], lin.window.register.model.id_at(0)
    lin.cut()
    lin.choose_row(0)
    lin.write_follow_up("confirmed the samples on site")
    lin.wait(lambda: "1 项待发送" in lin.pill)
    flow_out(f"sqlite:///{tmp_path / 'company.db'}", customer_id)

    lin.mend()
    lin.wait(lambda: "已按您的名义留存" in lin.notice)
    assert name in lin.notice
    lin.wait_until_synced()
    assert "已按您的名义留存" in lin.notice, "the news of the same customer do not put out what can be done"
    lin.wait(lambda: lin.rail_count(Page.TODAY) == 1)
    assert lin.press_notice() == "申请恢复"
    lin.wait(lambda: "已提交 1 份恢复申请" in lin.notice)
    lin.open_page(Page.TODAY)
    lin.wait(lambda: [line.text for line in today(lin, TodayPart.REQUESTS)] == [name])
    lin.wait(lambda: [line.label.text for line in today(lin, TodayPart.CHANGES) if line.label] == ["流出"])
    lin.wait(lambda: lin.rail_count(Page.TODAY) == 0)
    synced(lin)

    synced(zhou)
    zhou.wait(lambda: zhou.rail_count(Page.REVIEW) == 1)
    zhou.open_page(Page.REVIEW)
    page = review(zhou)
    zhou.wait(lambda: page.model.row_at(0) is not None)
    page.table.go_to_place(0)
    zhou.wait(lambda: "confirmed the samples on site" in page.details._text.toPlainText())
    zhou.press(Qt.Key.Key_G, page.table)
    zhou.wait(lambda: "已恢复 1 位" in zhou.notice)
    zhou.wait(lambda: zhou.rail_count(Page.REVIEW) == 0)

    lin.open_page(Page.CUSTOMERS)
    synced(lin)
    lin.wait(lambda: "把 1 位客户恢复给您" in lin.notice)
    lin.open_page(Page.TODAY)
    lin.wait(lambda: [line.label.text for line in today(lin, TodayPart.REQUESTS) if line.label] == ["已批准"])
    lin.wait(lambda: [line.label.text for line in today(lin, TodayPart.CHANGES) if line.label] == ["恢复", "流出"])
    lin.open_tab(RegisterTab.ASSIGNED)
    lin.find(name)
    lin.wait(lambda: any("恢复 · 周强" in line for line in lin.history()))
