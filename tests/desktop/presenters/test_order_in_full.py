"""One order in full at Wang's desk: stages, money and parcel, sub-orders, both owners."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.presenters.order_details import orders_of
from desktop.screens.cells import Label, Tone
from desktop.screens.lists import Column
from desktop.screens.order import StepState
from desktop.screens.window import Page
from sync.protocol.scopes import person_scope
from tests.desktop.presenters.desk import (
    WANG,
    Desk,
    ago,
    customer_id,
    in_pool,
    mine,
)
from tests.desktop.presenters.order_hall import ROWS, Hall, enter, order, order_id

type OpenDesk = Callable[..., Desk]


@pytest.fixture
def hall(sit_down: OpenDesk) -> Hall:
    desk = sit_down([mine(1), mine(2)], [in_pool(50)])
    desk.store(person_scope(WANG), ROWS)
    return enter(desk)


def test_an_order_in_full_tells_reached_now_and_to_come(hall: Hall) -> None:
    steps = [(step.name, step.state, step.when) for step in hall.in_full(3).steps]
    assert steps == [
        ("审核中", StepState.REACHED, "9 月 8 日 14:02"),
        ("工程处理", StepState.REACHED, "已过，时间未告知"),
        ("生产中", StepState.NOW, "昨天 14:02"),
        ("已发货", StepState.TO_COME, ""),
    ]
    assert hall.in_full(1).steps == ()


def test_what_is_reached_to_the_end_is_nowhere_any_more(hall: Hall) -> None:
    hall.hear([order(3, 50, version=2, stages=(("paid", ago(2)), ("shipped", ago(1))))])
    assert [step.state for step in hall.in_full(3).steps] == [StepState.REACHED, StepState.REACHED]
    assert hall.cell(3, Column.STAGE).label.tone is Tone.GOOD


def test_an_order_in_full_tells_of_money_and_parcel(hall: Hall) -> None:
    told: dict[str, Any] = {
        "is_invoiced": True,
        "invoiced_cents": 99_900,
        "invoice_number": "2644",
        "invoiced_at": ago(1),
    }
    told |= {
        "is_shipped": True,
        "carrier": "顺丰速运",
        "tracking_number": "SF1",
        "shipped_at": ago(1),
        "signed_at": ago(0),
    }
    hall.hear([order(1, version=2, currency="HKD", **told)])
    invoice, parcel, signed = hall.in_full(1).deeds
    assert (invoice.state.text, [(fact.name, fact.value) for fact in invoice.facts]) == (
        "已开票",
        [("开票金额", "HKD 999.00"), ("发票号", "2644"), ("开票时间", "昨天 14:02")],
    )
    assert (parcel.to_copy, [fact.value for fact in parcel.facts]) == ("SF1", ["顺丰速运", "SF1", "昨天 14:02"])
    assert (signed.state.text, [fact.value for fact in signed.facts]) == ("已签收", ["今天 14:02"])
    untold = [deed.state.text for deed in hall.in_full(4).deeds]
    assert untold == ["未告知", "未告知", "未告知"]
    assert [deed.state.text for deed in hall.in_full(2).deeds] == ["已开票", "已发货", "未签收"]


def test_a_parent_lists_its_sub_orders_and_each_leads_back(hall: Hall) -> None:
    parent = hall.in_full(1)
    assert [(line.number, line.label and line.label.text) for line in parent.sub_orders] == [("SO5", "补料")]
    sub = hall.in_full(5)
    assert (sub.parent and sub.parent.id, sub.parent_away, sub.sub_orders) == (order_id(1), "", ())
    lost = hall.in_full(6)
    assert lost.parent is None and lost.parent_away.startswith("主订单未到")


def test_both_owners_of_an_order_in_full_and_the_way_to_its_customer(hall: Hall) -> None:
    shared = hall.in_full(2)
    assert (shared.rep, shared.owner, shared.differs) == ("陈晓", "王芳", Label("与订单归属不同", Tone.WARNING))
    assert hall.in_full(1).differs is None
    assert hall.in_full(4).customer_id == "" and hall.in_full(4).customer == "我的客户077"
    hall.orders.customer_asked(shared.customer_id)
    panel = hall.desk.customer.panel
    assert panel is not None and (panel.customer_id, hall.desk.window.page) == (customer_id(2), Page.CUSTOMERS)


def test_the_orders_of_one_customer_are_lines_for_its_panel(hall: Hall) -> None:
    lines = orders_of(hall.desk.place, customer_id(1))
    assert [(line.number, line.amount, line.state.text) for line in lines] == [
        ("SO1", "¥12,345.60", "已付款"),
        ("SO5", "¥12,345.60", "已付款"),
        ("SO6", "¥12,345.60", "已付款"),
    ]
