"""The orders page as a rep and a manager see it: the real presenter on a real cache, in the real window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.screens.lists import Column, Sort
from desktop.screens.orders import OrdersTab
from desktop.screens.window import Page
from desktop.views.main_window import MainWindow
from desktop.views.orders_page import OrdersPage
from sync.protocol.rows import OrderRow, PersonRow
from sync.protocol.scopes import REFERENCE, person_scope, team_scope
from tests.desktop.presenters.above import ZHOU, held, sit_above
from tests.desktop.presenters.desk import CHEN, TEAM, WANG, Desk, ago, customer_id, in_pool, mine, open_desk
from tests.desktop.views.invented import told
from tests.desktop.views.live import company, dressed, leave_with, named, open_window

STAGES = ("reviewing", "paid", "engineering", "in_production", "inspecting", "shipped")


def stages(reached: int, since: float) -> tuple[tuple[str, int | None], ...]:
    """So many reached, the first so many days ago."""
    return tuple((name, ago(since - at * 0.83) if at < reached else None) for at, name in enumerate(STAGES))


def order(number: int, customer: int, **fields: Any) -> OrderRow:
    """Wang's, of the customer with this number, as many days old as its number."""
    days = fields.pop("days", 0.4 + number * 1.3)
    titles = (
        told("六层板打样", "6-layer samples"),
        told("四层阻抗板", "4-layer impedance"),
        told("HDI 小批量", "HDI small batch"),
    )
    named_fields: dict[str, Any] = {"rep_id": WANG, "category": "pcb", "title": titles[number % 3]}
    named_fields |= {"customer_name": named(customer), "amount_cents": 128_000 + number * 733_331}
    reached = min(6, 1 + number // 3)
    named_fields |= {"stages": stages(reached, days), "status": STAGES[reached - 1]}
    named_fields |= {"is_shipped": reached == 6, "is_invoiced": number % 4 == 3}
    version = fields.pop("version", 1)
    everything: dict[str, Any] = (
        {"number": f"SO2026{9000 + number:06}", "ordered_at": ago(days)} | named_fields | fields
    )
    return OrderRow(f"{number:032x}", version, customer_id(customer), **everything)


def orders() -> list[OrderRow]:
    """Of every kind: with sub-orders, of other reps, of customers that are elsewhere now, in words of tomorrow."""
    done: dict[str, Any] = {"is_invoiced": True, "invoiced_cents": 2_861_324, "invoice_number": "26442000000073518"}
    done |= {"invoiced_at": ago(2), "is_shipped": True, "carrier": told("顺丰速运", "SF Express")}
    done |= {"tracking_number": "SF1465328790012", "shipped_at": ago(3), "signed_at": ago(1.2), "status": "signed"}
    made = [order(number, number % 5) for number in range(1, 19)]
    made[2] = order(3, 3, rep_id=CHEN)
    made[5] = order(6, 1, **done, stages=stages(6, 9))
    made[7] = order(8, 51, rep_id=WANG)
    made[8] = order(9, 99, rep_id=WANG)
    made[9] = order(10, 0, category="aerospace", status="on_the_moon", stages=(), currency="HKD", is_invoiced=None)
    made[11] = order(12, 2, status="cancelled", stages=stages(1, 20), is_shipped=None)
    made += [
        order(30, 1, parent_id=made[5].id, sub_kind="material_makeup", days=6, amount_cents=86_000),
        order(31, 1, parent_id=made[5].id, sub_kind="price_difference", days=5, amount_cents=-12_550, title=""),
        order(32, 2, parent_id="f" * 32, sub_kind="material_makeup", days=3, amount_cents=4_000),
    ]
    return made


def _open(
    desk: Desk, folder: Path, width: int, height: int, *, is_online: bool = True
) -> tuple[MainWindow, OrdersPage]:
    window, presenters = open_window(desk, width, height, is_online=is_online)
    leave_with(window, desk, folder)
    window.show()
    presenters.window.open_page(Page.ORDERS)
    page = window.findChild(OrdersPage)
    assert page is not None
    return window, page


def rep(width: int, height: int, *, is_online: bool = True, rows: list[OrderRow] | None = None) -> OrdersPage:
    """Wang's."""
    folder = Path(tempfile.mkdtemp())
    customers = [dressed(mine(number, 20)) for number in range(5)]
    desk = open_desk(folder, customers, [dressed(in_pool(51))])
    desk.store(REFERENCE, company())
    desk.store(person_scope(WANG), orders() if rows is None else rows)
    return _open(desk, folder, width, height, is_online=is_online)[1]


def _at(page: OrdersPage, number: int) -> None:
    page.table.go_to_place(page.model.place_of(f"{number:032x}"))


def _tab(page: OrdersPage, tab: OrdersTab) -> None:
    page.tabs.tab_asked.emit(tab.value)


def all_orders(width: int, height: int) -> QWidget:
    """One of two owners, half made."""
    page = rep(width, height)
    _at(page, 8)
    return page.window()


def finance(width: int, height: int) -> QWidget:
    """Invoiced, shipped, signed for."""
    page = rep(width, height)
    _tab(page, OrdersTab.PCB)
    _at(page, 6)
    page.order.tabs.tab_asked.emit("finance")
    page.order.tabs.show_tabs(page.order.tabs._tabs, "finance")
    return page.window()


def tree(width: int, height: int) -> QWidget:
    """Sub-orders under their parent, one of them open; nothing beside it hides the columns."""
    page = rep(width, height)
    _tab(page, OrdersTab.PCB)
    _at(page, 30)
    return page.window()


def sub_orders(width: int, height: int) -> QWidget:
    """Those of one order."""
    page = rep(width, height)
    _tab(page, OrdersTab.MINE)
    _at(page, 6)
    page.order.tabs.tab_asked.emit("subs")
    page.order.tabs.show_tabs(page.order.tabs._tabs, "subs")
    return page.window()


def wide(width: int, height: int) -> QWidget:
    """Every column, the order closed; sorted by the amount."""
    page = rep(width, height)
    page.table.header.sort_asked.emit(Sort(Column.AMOUNT, is_descending=True))
    _at(page, 6)
    page.order.closed.emit()
    return page.window()


def unknown(width: int, height: int) -> QWidget:
    """Words that this version does not know, offline, filtered."""
    page = rep(width, height, is_online=False)
    page.filters.filter_added.emit("not-shipped")
    page.filters.filter_added.emit("status:on_the_moon")
    _at(page, 10)
    return page.window()


def managers(width: int, height: int) -> QWidget:
    """Zhou's: no orders of his own, those of his people."""
    folder = Path(tempfile.mkdtemp())
    theirs = [dressed(held(number, (WANG, CHEN)[number % 2], 5)) for number in range(5)]
    people = [PersonRow(ZHOU, 1, told("周强", "Zhou Qiang"), "8" * 32, ("manager",))]
    desk = sit_above(folder, ZHOU, theirs, company=[*company(), *people])
    desk.store(team_scope(TEAM), orders())
    page = _open(desk, folder, width, height)[1]
    _at(page, 4)
    return page.window()


def blank(tab: OrdersTab, width: int, height: int, *, text: str = "") -> QWidget:
    """No order at all, or none that matches."""
    page = rep(width, height, rows=[order(1, 99, rep_id=CHEN, category="smt")] if text else [])
    _tab(page, tab)
    if text:
        page.search.setText(text)
        page.search.returnPressed.emit()
    return page.window()


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "orders-all": all_orders,
    "orders-finance": finance,
    "orders-tree": tree,
    "orders-subs": sub_orders,
    "orders-wide": wide,
    "orders-unknown": unknown,
    "orders-manager": managers,
    "orders-empty": partial(blank, OrdersTab.MY_CUSTOMERS),
    "orders-nothing-found": partial(blank, OrdersTab.ALL, text="没有这样的"),
}
