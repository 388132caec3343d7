"""The page 订单 at a desk: what it is told, and orders to tell it of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.presenters.orders import Orders
from desktop.screens.cells import plain
from desktop.screens.lists import ORDER_COLUMNS, Column
from desktop.screens.order import OrderDetails
from desktop.screens.orders import OrdersCount, OrdersTab
from desktop.screens.register import Blank, Filters
from desktop.screens.window import Page
from sync.protocol.rows import OrderRow
from sync.protocol.scopes import person_scope
from sync.report import Report
from tests.desktop.presenters.desk import (
    CHEN,
    WANG,
    Desk,
    ago,
    customer_id,
)
from tests.desktop.presenters.recorders import ListRecorder

STAGES = (("reviewing", ago(3)), ("engineering", None), ("in_production", ago(1)), ("shipped", None))


class OrdersRecorder(ListRecorder):
    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[OrdersTab, int | None] = {}
        self.tab: OrdersTab | None = None
        self.filters = Filters()
        self.lead = ""
        self.blank: Blank | None = None
        self.changed = 0
        self.order: OrderDetails | None = None
        self.searches_cleared = 0

    def show_tabs(self, tabs: Sequence[OrdersCount], current: OrdersTab) -> None:
        self.counts, self.tab = {each.tab: each.count for each in tabs}, current

    def show_listing(self, listing: Any) -> None:
        super().show_listing(listing)
        self.blank, self.changed = None, 0

    def show_filters(self, filters: Filters) -> None:
        self.filters = filters

    def show_lead(self, text: str) -> None:
        self.lead = text

    def show_blank(self, blank: Blank) -> None:
        self.blank, self.listing = blank, None

    def show_changed(self, count: int) -> None:
        self.changed = count

    def show_order(self, order: OrderDetails | None) -> None:
        self.order = order

    def clear_search(self) -> None:
        self.searches_cleared += 1


@dataclass
class Hall:
    """A desk with the page open."""

    desk: Desk
    screen: OrdersRecorder
    orders: Orders

    def numbers(self) -> str:
        return " ".join(each.lstrip("0") for each in self.screen.ids)

    def cell(self, number: int, column: Column) -> Any:
        self.orders.rows_asked((order_id(number),))
        return self.screen.rows[order_id(number)].cells[ORDER_COLUMNS.index(column)]

    def said(self, number: int, column: Column) -> str:
        return plain(self.cell(number, column))

    def in_full(self, number: int) -> OrderDetails:
        self.orders.order_asked(order_id(number))
        assert self.screen.order is not None
        return self.screen.order

    def hear(self, rows: Sequence[OrderRow]) -> None:
        """These come with a round."""
        self.desk.store(person_scope(WANG), rows)
        self.desk.hear(Report(changed={"order": frozenset(row.id for row in rows)}))


def order_id(number: int) -> str:
    return f"{number:032x}"


def order(number: int, customer: int = 1, **fields: Any) -> OrderRow:
    """Wang's order of a board, as many days ago as its number."""
    named: dict[str, Any] = {"customer_name": f"我的客户{customer:03}", "number": f"SO{number}", "rep_id": WANG}
    named |= {"ordered_at": ago(number), "amount_cents": 12_345_60, "category": "pcb", "status": "paid"}
    return OrderRow(order_id(number), fields.pop("version", 1), customer_id(customer), **(named | fields))


ROWS = (
    order(1),
    order(2, 2, rep_id=CHEN, category="smt", status="shipped", is_shipped=True, is_invoiced=True),
    order(3, 50, status="unheard_of", category="warp", stages=STAGES),
    order(4, 77),
    order(5, parent_id=order_id(1), sub_kind="material_makeup"),
    order(6, parent_id=order_id(99), sub_kind="unheard"),
)


def enter(desk: Desk, *, is_open: bool = True) -> Hall:
    screen = OrdersRecorder()
    orders = Orders(screen, desk.place, desk.presenters._room_ways())
    desk.presenters.furnishing.rooms.append(orders)
    orders.refresh()
    if is_open:
        desk.presenters.window.open_page(Page.ORDERS)
    return Hall(desk, screen, orders)
